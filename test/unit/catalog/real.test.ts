import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../../support/hostile/interpreters.ts";
import { command } from "../../support/command.ts";
import { parsePlan, writesOf } from "../../support/plan.ts";

const catalogs = resolve("../shared/data/catalogs");

/** Catalogs as services publish them, and the little that a config says to read them. */
const services: readonly (readonly [
  file: string,
  models: number,
  catalog: Readonly<Record<string, unknown>>,
])[] = [
  ["openrouter.json", 371, { preset: "openrouter" }],
  [
    "deepinfra.json",
    154,
    {
      preset: "openai",
      fields: {
        context: { path: "metadata.context_length", as: "number" },
        vision: { path: "metadata.tags", contains: "vision", default: false },
        inputPrice: { path: "metadata.pricing.input_tokens", rules: [{ op: "price", per: "million" }] },
      },
    },
  ],
  [
    "together.json",
    88,
    { preset: "openai", fields: { kind: { path: "type" }, owner: { path: "organization", default: "" } } },
  ],
  ["groq.json", 22, { preset: "openai" }],
  [
    "mistral.json",
    62,
    { preset: "openai", fields: { context: { path: "max_context_length", as: "number" } } },
  ],
  [
    "github.json",
    24,
    {
      preset: "openai",
      fields: { context: { path: "capabilities.limits.max_context_window_tokens", as: "number" } },
    },
  ],
  [
    "cohere.json",
    21,
    { preset: "openai", list: "models", paging: "none", fields: { id: { path: "name", required: true } } },
  ],
];

const site = {
  "docs/chat.md": "# Chat\n\n## Examples\n\nOne for each model.\n",
  "docs/models.md": "# Models\n\n| Model | ID | Context |\n|---|---|---|\n",
};

const build = (catalog: Readonly<Record<string, unknown>>): string => {
  const folder = emptyFolder();
  const config = {
    root: "docs",
    vars: {
      platform: "Acme",
      baseUrl: "https://api.example.com/v1",
      imageUrls: ["https://example.com/a.jpg"],
    },
    catalog,
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
    tables: [
      {
        page: "models.md",
        columns: [
          { header: "Model", value: "{name}" },
          { header: "ID", value: "`{id}`", key: true },
          { header: "Context", value: "{context}" },
        ],
      },
    ],
  };
  for (const [path, text] of Object.entries({ ...site, "config.json": JSON.stringify(config) })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return join(folder, "config.json");
};

describe.skipIf(!existsSync(catalogs))("catalogs of services are planned and applied", () => {
  test.each(services)("%s, %i models", async (name, models, catalog) => {
    const file = join(catalogs, name);
    const config = build({ ...catalog, sources: [{ file }] });
    const planned = await command("plan", "--config", config, "--format", "json");
    expect(planned.err).toBe("");
    const { summary, problems } = parsePlan(planned.out);
    expect([summary.create, summary.update, summary.blocked, problems]).toEqual([models, 2, 0, []]);
    expect((await command("apply", "--config", config)).code).toBe(0);
    const second = parsePlan((await command("plan", "--config", config, "--format", "json")).out);
    expect(writesOf(second)).toEqual([]);
    expect(second.summary.keep).toBe(models + 2);
    const rows = readFileSync(join(dirname(config), "docs/models.md"), "utf8")
      .trim()
      .split("\n");
    expect(rows).toHaveLength(models + 4);
  });
});

test.skipIf(!existsSync(catalogs))("cohere.json is one page of several, and says so", async () => {
  const fields = { id: { path: "name", required: true } };
  const sources = [{ file: join(catalogs, "cohere.json") }];
  const planned = await command(
    "plan",
    "--config",
    build({ preset: "openai", list: "models", sources, fields }),
  );
  expect([planned.code, planned.err]).toEqual([1, expect.stringContaining("`next_page_token` is")]);
});

test.runIf(!existsSync(catalogs))("NOT RUN, ../shared is missing: catalogs of services", () => undefined);
