import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { commandIn, type Ran } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

const config = {
  root: "docs",
  catalog: {
    sources: [{ file: "catalog.json" }],
    fields: { id: { path: "id" }, context: { path: "context" } },
  },
  capabilities: [{ name: "chat", templates: "text" }],
  templates: "templates",
  snippets: [{ kind: "chat", language: "python", path: "code/{slug}.py" }],
  tables: [
    {
      page: "models.md",
      heading: ["Models"],
      columns: [
        { header: "ID", value: "{id}" },
        { header: "Context", value: "{context}" },
      ],
    },
  ],
};

const site = (catalog: readonly unknown[]): ((...argv: readonly string[]) => Promise<Ran>) => {
  const folder = emptyFolder();
  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  for (const path of ["docs/code", "templates/chat/text"]) mkdirSync(join(folder, path), { recursive: true });
  write("kluster-onboard.config.json", JSON.stringify(config));
  write("catalog.json", JSON.stringify(catalog));
  write("templates/chat/text/python.ejs", "model = <%= it.id %>\n");
  write("docs/models.md", "# Models\n\n| ID | Context |\n|---|---|\n| auk-1 | 10 |\n| ibis-2 | 30 |\n");
  write("docs/code/auk-1.py", 'model = "auk-1"\n');
  return (...argv) => commandIn(folder, ...argv);
};

const catalog = [
  { id: "auk-1", context: 10 },
  { id: "ibis-2", context: 20 },
  { id: "wren-3", context: 40 },
];

const table = "models.md › Models";

const readSchema: (text: string) => Readonly<Record<string, unknown>> = JSON.parse;
const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(
  readSchema(readFileSync("schemas/status.schema.json", "utf8")),
);

test("each model's places: what is in step, behind, and not there", async () => {
  const run = site(catalog);
  const { code, out, err } = await run("status", "--format", "json");
  expect(code, err).toBe(0);
  const cell = (part: string, name: string, state: string, count: number) => ({ part, name, state, count });
  const status: unknown = JSON.parse(out);
  expect(isValid(status), JSON.stringify(isValid.errors)).toBe(true);
  expect(isValid({ ...config, models: [] })).toBe(false);
  expect(status).toMatchObject({
    places: [
      { part: "snippet", name: "chat/python" },
      { part: "table", name: table },
    ],
    models: [
      {
        id: "auk-1",
        cells: [cell("snippet", "chat/python", "in step", 1), cell("table", table, "in step", 1)],
        mentions: null,
        verified: null,
      },
      {
        id: "ibis-2",
        cells: [cell("snippet", "chat/python", "missing", 0), cell("table", table, "behind", 1)],
      },
      {
        id: "wren-3",
        cells: [cell("snippet", "chat/python", "missing", 0), cell("table", table, "missing", 0)],
      },
    ],
    summary: { models: 3, inStep: 1, behind: 2 },
  });
});

test("after an apply all of them are in step, and nothing was written before", async () => {
  const run = site(catalog);
  const before = (await run("plan", "--format", "json")).out;
  expect((await run("status")).out).toMatch(/Status: 1 of 3 models in step, 2 behind\.\n$/);
  expect((await run("plan", "--format", "json")).out).toBe(before);
  expect((await run("apply", "--yes")).code).toBe(0);
  expect((await run("status")).out).toMatch(/Status: 3 of 3 models in step, 0 behind\.\n$/);
});
