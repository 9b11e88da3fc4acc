module.exports = {
  docs: [
    "intro",
    {
      type: "category",
      label: "Models",
      items: [
        "models/auk-7b",
        "models/auk-70b",
        "models/coot-vl-12b",
        "models/smew-r2.1",
        "models/smew-mini",
        "models/teal-3b",
      ],
    },
  ],
};
