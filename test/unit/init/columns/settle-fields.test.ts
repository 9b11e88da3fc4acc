import { expect, test } from "vitest";
import { settleFields } from "../../../../src/init/columns/settle-fields.ts";
import type { ColumnDraft, TableDraft } from "../../../../src/init/types.ts";

const table = (column: Omit<ColumnDraft, "header" | "at" | "explained" | "differing">): TableDraft => ({
  type: "table",
  table: { page: "p.md", place: {}, context: [], headers: ["H"], rows: [] },
  join: { by: "exact ID", keys: [0], owners: new Map() },
  columns: [{ header: "H", at: 0, explained: 1, differing: [], ...column }],
  fields: {},
  models: [],
});

const short = (prefix: string) => ({ path: "name", rules: [{ op: "strip" as const, prefix }] });

test("a field that is made otherwise in another table gets a name of its own there", () => {
  const parts = settleFields([
    table({ value: "{nameShort}", fields: { nameShort: short("Acme ") } }),
    table({ value: "{nameShort}", fields: { nameShort: short("Acme ") } }),
    table({
      value: "{nameShort}{part}",
      when: { all: [{ field: "nameShort", exists: true }] },
      otherwise: "{nameShort}",
      fields: { nameShort: short("Bird "), part: { text: ", {nameShort}" } },
    }),
  ]);
  expect(parts.map((part) => (part.type === "table" ? part.columns[0] : undefined))).toMatchObject([
    { value: "{nameShort}" },
    { value: "{nameShort}" },
    {
      value: "{nameShort2}{part}",
      when: { all: [{ field: "nameShort2", exists: true }] },
      otherwise: "{nameShort2}",
      fields: { nameShort2: short("Bird "), part: { text: ", {nameShort2}" } },
    },
  ]);
});
