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
        "models/coot-coder-32b",
        "models/smew-r2",
        "models/smew-mini",
      ],
    },
  ],
};
