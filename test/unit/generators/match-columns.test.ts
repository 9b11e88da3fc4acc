import { expect, test } from "vitest";
import { matchColumns, settleRename } from "../../../generators/table/match-columns.ts";
import type { Subject } from "../../../generators/table/subjects.ts";
import type { ColumnConfig, TableConfig } from "../../../src/config/config.gen.ts";
import type { RowRecord } from "../../../src/model/lock.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { findTables, type Row } from "../../../src/page/table.ts";
import { plainText } from "../../../src/text/emit/plain-text.ts";
import { entry, settings } from "../given.ts";

const model: ColumnConfig = { header: "Model", value: "{name}" };
const price: ColumnConfig = { header: "Price", value: "{price}" };
const old: ColumnConfig = { header: "Price", value: "{price}", was: ["Cost", "Fee"] };
const theirs: ColumnConfig = { header: "Note", value: "{name}", owner: "people" };

const matched = (header: string, columns: readonly ColumnConfig[], more: Partial<TableConfig> = {}) => {
  const page = scanPage("p.md", `${header}\n${header.replace(/[^|]+/g, "-")}\n`);
  const [table] = findTables(page, { first: 0, last: page.lines.length, indent: 0 });
  const [wanted] = settings({ tables: [{ page: "p.md", columns: [...columns], ...more }] }).tables;
  if (table === undefined || wanted === undefined) throw new Error("No table.");
  return { table, matches: matchColumns(table, wanted, plainText) };
};

test.each<
  [header: string, columns: readonly ColumnConfig[], want: readonly string[], more?: Partial<TableConfig>]
>([
  ["|Model|Price|", [model, price], ["0", "1"]],
  ["|Price|**Model**|", [model, price], ["1", "0"]],
  // What is left over on both sides, at the same places, was renamed.
  ["|Model|Cost|", [model, price], ["0", "1 renamed"]],
  ["|Name|Cost|", [model, price], ["0 renamed", "1 renamed"]],
  ["|Cost|Model|", [model, price], ["1", "none"]],
  // One on this side and two on that, or none, can't be told.
  ["|Model|Cost|Mine|", [model, price], ["0", "none"]],
  ["|Model|", [model, price], ["0", "none"]],
  ["|Name|Cost|Model|", [model, price, theirs], ["2", "none", "none"]],
  ["|Model|Cost|Fee|", [model, old], ["0", "1 renamed"]],
  ["|Cost|Fee|Model|", [model, old], ["2", "0 renamed"]],
  ["|Fee|Model|Price|", [model, old], ["1", "2"]],
  ["|Model|Cost|", [model, price], ["0", "none"], { remove: ["Cost"] }],
  // Of copies of a page each has headers of its own.
  ["|Model|Cost|", [model, old], ["0", "1"], { pages: "*.md" }],
  ["|Name|Cost|", [model, price], ["0", "1"], { pages: "*.md" }],
])("%s for the columns of %j: %j", (header, columns, want, more) => {
  const shown = matched(header, columns, more).matches.map(
    ({ at, renamed }) => `${at ?? "none"}${renamed ? " renamed" : ""}`,
  );
  expect(shown).toEqual(want);
});

const record = (cells: RowRecord["cells"]): RowRecord => ({
  ...{ type: "row", model: "a", page: "p.md", place: "x", key: "a", cells, owner: "tool" },
});

/** What becomes of the second column, whose header is another one: cells as they are, and as they would be made. */
test.each<
  [
    what: string,
    column: ColumnConfig,
    cells: readonly string[],
    texts: readonly string[],
    made: readonly RowRecord["cells"][],
    want: string,
  ]
>([
  ["its cells agree", price, ["1", "2"], ["1", "2"], [], "1 renamed"],
  ["half of them do", price, ["1", "2"], ["1", "3"], [], "1 renamed"],
  ["fewer do: it is a person's, and ours is added", price, ["1", "2", "3"], ["1", "4", "5"], [], "none"],
  ["the lock knows ours: a person has reworded it", price, ["1"], ["1"], [{ Price: "1" }], "1"],
  ["the lock knows another", price, ["1"], ["1"], [{ Model: "1" }], "1 renamed"],
  ["it was called so", old, ["1"], ["2"], [{ Price: "1" }], "1 renamed"],
  ["a column of people's stays as it is once anything was made", theirs, ["1"], ["2"], [{ Model: "1" }], "1"],
  ["a column of people's gets its header before", theirs, ["1"], ["2"], [], "1 renamed"],
])("a header at the place of another: %s", (_, column, cells, texts, made, want) => {
  const { table, matches } = matched("|Model|Cost|", [model, column]);
  const own = new Map<Row, readonly string[]>();
  const rows = new Map<Subject, Row>();
  for (const [n, text] of texts.entries()) {
    const row = { ...table.header, line: n + 2 };
    own.set(row, ["x", cells[n] ?? ""]);
    const texts = ["x", text];
    const parts = { variant: "", continues: false, cells: texts, texts, key: "x", asWritten: new Map() };
    rows.set({ ...entry(`m${n}`), ...parts }, row);
  }
  const records = { all: made.map(record), byVariant: new Map() };
  const [first, second] = matches.map((match) =>
    settleRename(match, table, { rows, textsOf: (row) => own.get(row) ?? [], records, read: plainText }),
  );
  expect(first).toMatchObject({ at: 0, renamed: false });
  expect(`${second?.at ?? "none"}${second?.renamed === true ? " renamed" : ""}`).toBe(want);
});
