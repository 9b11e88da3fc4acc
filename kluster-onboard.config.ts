import { type ColumnConfig, defineConfig, type SectionConfig, type TableConfig } from "kluster-gen";

// Runs on the embedded example. For another tree: `kluster-gen plan --root DIR --catalog FILE|URL`.

const guides = "get-started/start-building";
const code = `.snippets/code/${guides}`;

const sections = (page: string, kind: string): SectionConfig[] => [
  { page, heading: ["Quickstart snippets", "Python"], kind, language: "python", format: "mkdocs-details" },
  { page, heading: ["Quickstart snippets", "CLI"], kind, language: "bash", format: "mkdocs-details" },
];

const yesNo = (capability?: string): Pick<ColumnConfig, "value" | "when" | "otherwise"> => ({
  value: ":white_check_mark:",
  ...(capability === undefined ? {} : { when: { capability } }),
  otherwise: ":x:",
});

// What the API doesn't know: the limits of each plan. A length in braces comes from the catalog.
const tiers = {
  Trial: ["32k", "4k", "1000", "20", "30", "1"],
  Core: ["{context}", "{output}", "100k", "100", "600", "10"],
  Scale: ["{context}", "{output}", "500k", "100", "1200", "25"],
  Enterprise: ["{context}", "{output}", "Unlimited", "100", "Unlimited", "Unlimited"],
};

const limits = [
  "Context size<br>[tokens]",
  "Max output<br>[tokens]",
  "Max batch<br>requests",
  "Concurrent<br>requests",
  "Requests<br>per minute",
  "Hosted fine-tuned<br>models",
];

const tierTables: TableConfig[] = Object.entries(tiers).map(([tab, values]) => ({
  page: ".snippets/text/get-started/rate-limit.md",
  tab,
  columns: [
    { header: "Model", value: "**{name}**" },
    ...limits.map((header, index) => ({ header, value: values[index] ?? "" })),
  ],
}));

export default defineConfig({
  root: "examples/docs",
  vars: {
    platform: "kluster.ai",
    baseUrl: "https://api.kluster.ai/v1",
    imageUrls: [
      "https://upload.wikimedia.org/wikipedia/commons/3/3f/Fronalpstock_big.jpg",
      "https://upload.wikimedia.org/wikipedia/commons/a/a7/Camponotus_flavomarginatus_ant.jpg",
      "https://upload.wikimedia.org/wikipedia/commons/thumb/d/dd/Gfp-wisconsin-madison-the-nature-boardwalk.jpg/2560px-Gfp-wisconsin-madison-the-nature-boardwalk.jpg",
    ],
  },

  catalog: {
    // The service itself is `{ url: "https://api.kluster.ai/v1/models?extended=true" }`; the first source that answers is used.
    sources: [{ file: "examples/catalog.json" }],
    list: "data",
    recordSchema: "schemas/catalog.schema.json",
    fields: {
      id: { path: "id", type: "string", required: true },
      name: {
        path: "name",
        else: {
          path: "id",
          rules: [{ op: "take", separator: "/", part: -1 }, { op: "words" }],
        },
      },
      // The comparison table drops the vendor from these names, yet is sorted by the full one.
      shortName: { of: "name", rules: [{ op: "strip", prefix: "Meta " }] },
      summary: {
        path: "description",
        default: "",
        rules: [
          { op: "stripTags" },
          { op: "collapse" },
          {
            op: "when",
            pattern: "^Good for: ",
            then: [
              { op: "strip", prefix: "Good for: " },
              { op: "lines", separator: ", " },
            ],
            else: [
              {
                op: "when",
                pattern: "^.{61}",
                then: [{ op: "firstSentence" }, { op: "wrap", width: 30 }],
              },
            ],
          },
        ],
      },
      context: { path: "context_length", type: "number", rules: [{ op: "tokens" }], default: "" },
      output: { path: "output_length", type: "number", rules: [{ op: "tokens" }], default: "" },
      purpose: { path: "model_purpose", default: "text" },
      type: { path: "model_type", default: "reference" },
      status: { path: "status", default: "existing" },
      deleted: { path: "deleted", default: false },
      tags: { path: "tags", type: "list", default: [] },
      reasoning: { path: "reasoning_model", default: "no" },
      tools: { path: "tools_supported", default: false },
    },
  },

  exclude: [
    { name: "answers no chat requests", when: { field: "purpose", in: ["embeddings", "judge", "verify"] } },
    { name: "fine-tuned by one customer", when: { field: "type", equals: "fineTuned" } },
    { name: "not released yet", when: { field: "status", equals: "upcoming" } },
    { name: "deleted", when: { field: "deleted", equals: true } },
  ],

  slug: {
    rules: [
      { op: "take", separator: "/", part: -1, name: "without the owner" },
      { op: "lowercase" },
      { op: "replace", find: ".", with: "-", name: "dots to dashes" },
    ],
  },

  capabilities: [
    {
      name: "vision",
      when: {
        any: [
          { field: "purpose", equals: "multimodal" },
          { field: "tags", includes: "vision" },
        ],
      },
      templates: "vision",
    },
    { name: "fine-tuning", when: { field: "tags", includes: "fine-tunable" } },
    { name: "tools", when: { field: "tools", equals: true } },
    { name: "reasoning", when: { field: "reasoning", in: ["yes", "optional"] } },
    { name: "text", templates: "text" },
  ],

  snippets: [
    {
      kind: "real-time",
      language: "python",
      path: `${code}/real-time/real-time-{slug}.py`,
      aliases: [`${code}/real-time/realtime-{slug}.py`],
    },
    {
      kind: "real-time",
      language: "bash",
      path: `${code}/real-time/real-time-{slug}.md`,
      aliases: [`${code}/real-time/realtime-{slug}.md`],
    },
    { kind: "batch", language: "python", path: `${code}/batch/batch-jsonl-{slug}.py` },
    { kind: "batch", language: "bash", path: `${code}/batch/batch-jsonl-{slug}.md` },
  ],

  // `kluster-gen verify` runs the snippets against a mock of this API.
  verify: {
    api: "examples/openapi.yaml",
    calls: {
      "real-time": ["POST /v1/chat/completions"],
      batch: [
        "POST /v1/files",
        "POST /v1/batches",
        "GET /v1/batches/{batch_id}",
        "GET /v1/files/{file_id}/content",
      ],
    },
    image: { capability: "vision" },
  },

  // Examples that the pages cite by line range. Slugs may end in digits too, as `gemma3-27` did.
  protect: ["**/real-time-[0-9][0-9].*", "**/batch-jsonl-[0-9][0-9].*"],

  includes: { base: ".snippets" },

  // The request on the first page asks the model of this role: with another one here, it follows. `check` tells names of
  // models that left.
  mentions: {
    pages: ["index.md"],
    roles: { chat: { model: "quarry-ai/Slate-R1" } },
  },

  sections: [...sections(`${guides}/real-time.md`, "real-time"), ...sections(`${guides}/batch.md`, "batch")],

  tables: [
    {
      page: "get-started/models.md",
      heading: ["Model names"],
      columns: [
        { header: "Model", value: "**{name}**" },
        { header: "Model API name", value: "`{id}`", key: true },
      ],
    },
    {
      page: "get-started/models.md",
      heading: ["Model comparison table"],
      columns: [
        { header: "Model", value: "**{shortName}**" },
        // People polish these, and keep what they wrote.
        { header: "Description", value: "{summary}", owner: "people" },
        { header: "Real-time<br>inference support", ...yesNo() },
        { header: "Batch<br>inference support", ...yesNo() },
        { header: "Fine-tuning<br>support", ...yesNo("fine-tuning") },
        { header: "Image<br>analysis", ...yesNo("vision") },
      ],
    },
    ...tierTables,
  ],
});
