import { defineConfig } from "kluster-gen";

const perThousand = [{ op: "price", per: "thousand", before: "" }] as const;

export default defineConfig({
  root: "before",
  templates: "templates",
  date: "2026-03-01",
  catalog: {
    sources: [{ files: "catalog/models/**/*.toml" }],
    lookups: { family: { by: "prefix", ignoreCase: true, values: { brook: "Brook", delta: "Delta" } } },
    fields: {
      id: { path: "id", required: true },
      name: { path: "label", required: true },
      file: { path: "$file" },
      family: { path: "family", rules: [{ op: "lookup", table: "family", otherwise: "Other" }] },
      context: { path: "context_window", missing: { lessThan: 0 }, rules: [{ op: "tokens" }], default: "?" },
      images: { path: "images", default: false },
      released: { path: "released", as: "date" },
      expires: { path: "expiration_date", as: "date" },
      instead: { path: "replaced_by", default: "" },
      input: { path: "price.in_per_1k", rules: [...perThousand] },
      output: { path: "price.out_per_1k", rules: [...perThousand] },
    },
  },
  slug: { rules: [{ op: "lowercase" }, { op: "ascii" }, { op: "replace", find: "@", with: "-" }] },
  capabilities: [{ name: "images", when: { field: "images", equals: true } }, { name: "text", templates: "text" }],
  snippets: [
    { kind: "ask", language: "javascript" },
    { kind: "ask", language: "bash" },
    { kind: "page", language: "markdown", path: "models/{slug}.md" },
  ],
  sections: [
    { page: "ask.md", heading: ["With Node"], kind: "ask", language: "javascript", format: "gitbook-tab", order: { by: "name", natural: true } },
    {
      page: "ask.md",
      heading: ["With curl"],
      kind: "ask",
      language: "bash",
      format: "gitbook-tab",
      where: { field: "expires", exists: false },
      order: { by: "released", descending: true },
    },
    {
      page: "SUMMARY.md",
      item: "Models",
      format: "list-item",
      open: "{bullet} [{title}]({link:page})",
      order: { by: "name", natural: true },
    },
  ],
  tables: [
    {
      page: "models/README.md",
      heading: ["Models"],
      nth: 1,
      where: { field: "expires", exists: false },
      order: { by: [{ by: "family" }, { by: "name", natural: true }] },
      columns: [
        { header: "Model", value: "[{name}]({link:page})", key: true },
        { header: "Family", value: "{family}" },
        { header: "Context", value: "{context}" },
        { header: "Images", value: "yes", when: { capability: "images" } },
      ],
    },
    {
      page: "models/README.md",
      heading: ["Prices"],
      order: { by: "name", natural: true },
      columns: [
        { header: "Model", value: "{name}", key: true },
        { header: "What", value: "Input", key: true },
        { header: "USD", value: "{input}" },
      ],
      rows: [{ name: "input" }, { name: "output", cells: { What: "Output", USD: "{output}" } }],
    },
    {
      page: "models/README.md",
      heading: ["Leaving soon"],
      where: { field: "expires", exists: true },
      order: { by: "expires" },
      columns: [
        { header: "Model", value: "{name}", key: true },
        { header: "Last day", value: "{expires}" },
        { header: "Instead", value: "{instead}" },
      ],
      empty: "|_None_|||",
    },
  ],
  counters: [
    { name: "models", page: "README.md" },
    { name: "newest", page: "README.md", format: "{name}", order: { by: "released", descending: true } },
    { name: "date", page: "README.md", format: "{date}" },
  ],
  moved: [{ from: "brook-mini@2025", to: "brook-mini@2026" }],
  protect: ["models/how.md"],
  removal: { policy: "prune", maxShare: 0.5 },
});
