import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Snippet files that each model gets: five, and four on the largest site. */
export const filesPerModel = (models: number): number => (models < 100_000 ? 5 : 4);

const languages = ["python", "bash"] as const;
const kinds = ["real-time", "batch"] as const;

const config = {
  root: "docs",
  vars: { platform: "Aviary", baseUrl: "https://api.example.org/v1" },
  catalog: {
    sources: [{ file: "catalog.json" }],
    list: "data",
    fields: {
      id: { path: "id", type: "string", required: true },
      name: { path: "name" },
      summary: { path: "description", default: "", rules: [{ op: "stripTags" }, { op: "collapse" }] },
      context: { path: "context_length", type: "number", rules: [{ op: "tokens" }], default: "" },
    },
  },
  slug: {
    rules: [
      { op: "take", separator: "/", part: -1 },
      { op: "lowercase" },
      { op: "replace", find: ".", with: "-" },
    ],
  },
  capabilities: [{ name: "text", templates: "text" }],
  includes: { base: "code" },
  snippets: [
    ...kinds.flatMap((kind) =>
      languages.map((language) => ({
        kind,
        language,
        path: `code/{slug}/${kind}.${language === "python" ? "py" : "sh"}`,
      })),
    ),
    {
      kind: "short",
      language: "python",
      template: "real-time/{set}/python.ejs",
      path: "code/short/{slug}.py",
    },
  ],
  sections: kinds.flatMap((kind) =>
    languages.map((language) => ({
      page: `${kind}.md`,
      heading: ["Snippets", language],
      kind,
      language,
      format: "mkdocs-details",
    })),
  ),
  tables: [
    {
      page: "models.md",
      columns: [
        { header: "Model", value: "{name}" },
        { header: "Context", value: "{context}" },
        { header: "Use", value: "{summary}" },
      ],
    },
  ],
};

const page = (title: string): string =>
  `# ${title}\n\n## Snippets\n\nOne for each model.\n\n### python\n\nIn Python.\n\n### bash\n\nWith curl.\n\n## Notes\n\nWritten by hand.\n`;

/** A catalog record, different from every other, in no useful order. */
const model = (nth: number) => ({
  id: `maker-${nth % 97}/Bird-${(nth * 7919) % 1_000_003}.${nth % 10}B`,
  name: `Bird ${(nth * 7919) % 1_000_003} ${nth % 10}B`,
  description: `Good at <b>singing</b> in key ${nth % 24}, and at flying ${nth % 13} miles.`,
  context_length: 1024 * (1 + (nth % 128)),
});

/** Writes the catalog of a site: its first models, and one more where `added`. */
export const writeCatalog = (folder: string, models: number, added = false): void => {
  const data = Array.from({ length: models + (added ? 1 : 0) }, (_, nth) => model(nth));
  writeFileSync(join(folder, "catalog.json"), JSON.stringify({ data }));
};

/** Makes a site of a size, without any of its snippets: a config, a catalog, and three pages to be filled. */
export const writeSite = (folder: string, models: number): void => {
  const files = {
    "kluster-onboard.config.json": JSON.stringify(
      { ...config, snippets: config.snippets.slice(0, filesPerModel(models)) },
      null,
      2,
    ),
    "docs/real-time.md": page("Real time"),
    "docs/batch.md": page("Batch"),
    "docs/models.md": "# Models\n\n| Model | Context | Use |\n|---|---|---|\n",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeCatalog(folder, models);
};
