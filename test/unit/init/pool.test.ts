import { expect, test } from "vitest";
import { findModels } from "../../../src/init/catalog/records.ts";
import { readingsOf } from "../../../src/init/columns/readings.ts";
import { draftTables } from "../../../src/init/pool.ts";
import type { FoundTable } from "../../../src/init/types.ts";

const prices = [3, 15, 0.3, 2, 8, 1.5, 0.1, 5];
const records = prices.map((price, index) => ({ id: `model-${"abcdefgh"[index] ?? ""}`, price }));

const cell = (text: string) => ({ text, shown: text, start: 0, end: text.length });

/** A table of some of the models, with another price in one row. */
const table = (heading: string, from: number, drifted: number | undefined): FoundTable => ({
  page: "p.md",
  place: { heading: [heading] },
  context: [heading],
  headers: ["Model", "Price"],
  rows: records.slice(from, from + 4).map(({ id, price }, index) => ({
    line: from + index,
    cells: [cell(id), cell(index === drifted ? "$99" : `$${price}`)],
  })),
});

const shape = findModels(
  records,
  () => false,
  () => false,
);
if (shape === undefined) throw new Error("no models");
const catalog = { shape, readings: readingsOf(shape) };

test("a table in another markup says nothing of how cells are written", () => {
  const coded = (page: string, ticks: string): FoundTable => {
    const own = table("First", 0, undefined);
    const rows = own.rows.map(({ line, cells: [id, ...more] }) => ({
      ...{ line, cells: [{ ...cell(ticks + (id?.text ?? "") + ticks), shown: id?.text ?? "" }, ...more] },
    }));
    return { ...own, page, rows };
  };
  const drafts = draftTables([coded("p.md", "`"), coded("p.rst", "``")], catalog);
  expect(drafts.map(({ columns }) => columns[0]?.value)).toEqual(["`{id}`", "``{id}``"]);
});

test("tables that are explained together: each tells of its own cells alone", () => {
  const tables = [table("First", 0, undefined), table("Second", 4, 1)];
  const columns = draftTables(tables, catalog).map((draft) => draft.columns[1]);
  expect(columns.map((column) => [column?.value, column?.explained, column?.remark])).toEqual([
    ["${price}", 4, undefined],
    ["${price}", 3, "The catalog gives 3 of 4 cells; the others are pinned until it changes them."],
  ]);
});
