import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findModels } from "../../../src/init/catalog/records.ts";
import { readingsOf } from "../../../src/init/columns/readings.ts";
import { tabledPage, tablesOf } from "../../../src/init/find/tables.ts";
import { draftTables } from "../../../src/init/pool.ts";
import { printConfig } from "../../../src/init/print-config.ts";
import { prove } from "../../../src/init/run-prove.ts";
import { placesTable } from "../../../src/init/tell.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

const records = ["ant", "bee", "cat"].map((id, index) => ({ id, tokens: 1000 * (index + 1) }));
const page = [
  "# Models",
  "",
  "| ID | Tokens |",
  "|---|---|",
  ...records.map(({ id, tokens }) => `| ${id} | ${tokens} |`),
  "",
].join("\n");

test("what keeps the cells of a table from following the catalog is said of it, in config and output", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  writeFileSync(join(folder, "docs/m.md"), page);
  const never = (): boolean => false;
  const shape = findModels(records, never, never);
  const [table] =
    shape === undefined
      ? []
      : draftTables(tablesOf(tabledPage("m.md", page)), { shape, readings: readingsOf(shape) });
  if (shape === undefined || table === undefined) throw new Error("no table");
  // No field is called so.
  const columns = table.columns.map((column) =>
    column.key === true ? column : { ...column, value: "{lost}" },
  );
  const proven = await prove(
    {
      root: "docs",
      source: { file: "catalog.json" },
      includeBase: "",
      shape,
      slug: [],
      found: [{ ...table, columns }],
      vars: {},
      templates: undefined,
      images: false,
      pages: new Map(),
      catalog: { shape, readings: readingsOf(shape) },
    },
    {
      cwd: folder,
      env: {},
      version: "0",
      file: "kluster-onboard.config.ts",
      templates: new Map(),
      document: { value: records, label: "catalog.json", digest: "", bytes: 0 },
    },
  );
  const why = /All but what the rows are called by is left to people: with more of it .*lost/;
  expect(placesTable(proven).join("\n")).toMatch(why);
  expect(printConfig(proven.draft, [], []).replace(/\n\s*\/\/ /g, " ")).toMatch(why);
});
