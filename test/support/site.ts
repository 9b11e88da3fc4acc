/** A config of a user's own. */
export const config = {
  root: "docs",
  vars: { platform: "Aviary", baseUrl: "https://api.example.org/v1" },
  catalog: {
    sources: [{ file: "catalog.json" }],
    list: "data",
    fields: { id: { path: "id", type: "string", required: true }, name: { path: "name" } },
  },
  slug: { rules: [{ op: "take", separator: "/", part: -1 }, { op: "lowercase" }] },
  capabilities: [{ name: "text", templates: "text" }],
  snippets: [{ kind: "real-time", language: "python", path: "code/{slug}.py" }],
  sections: [
    {
      page: "chat.md",
      heading: ["Examples"],
      kind: "real-time",
      language: "python",
      format: "mkdocs-details",
    },
  ],
  tables: [{ page: "models.md", columns: [{ header: "Model", value: "{name}" }] }],
};

/** Its catalog. */
export const catalog = {
  data: [
    { id: "acme/Auk-1B", name: "Auk 1B" },
    { id: "acme/Wren-2B", name: "Wren 2B" },
  ],
};

/** Its documentation. */
export const docs = {
  "docs/chat.md": "# Chat\n\n## Examples\n\nOne for each model.\n",
  "docs/models.md": "| Model |\n|-------|\n| Gone 7B |\n",
};

/** The whole site, with its config as JSON. */
export const site = { "kluster-onboard.config.json": config, "catalog.json": catalog, ...docs };

/** What planning the site says in its last line. */
export const sitePlan = "Plan: 2 to create, 2 to update, 0 to delete, 0 renamed, 0 unchanged.";

/** What is said beside it, while no lock tells whose the row in its table is. */
export const siteTold = `warning: 1 row names no model of the catalog: "Gone 7B". [rows-unknown]
  at:  models.md, the page
  fix: Take out what is left of models by hand, or with --prune --claim all; no lock tells whose the row is, so it stays.
`;
