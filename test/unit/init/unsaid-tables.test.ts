import { scanPage } from "../../../src/page/scan.ts";
import { expect, test } from "vitest";
import { findModels, type Shape } from "../../../src/init/catalog/records.ts";
import { draftTables } from "../../../src/init/pool.ts";
import { readingsOf } from "../../../src/init/columns/readings.ts";
import { listsOf } from "../../../src/init/find/entries.ts";
import { tabledPage, tablesOf } from "../../../src/init/find/tables.ts";
import { runsOf } from "../../../src/init/find/runs.ts";
import { unsaidLines } from "../../../src/init/find/unsaid-lines.ts";
import { unsaidElements, unsaidTables } from "../../../src/init/find/unsaid-tables.ts";

const shape = ((): Shape => {
  const ids = ["ant-1", "bee-2", "cat-3"];
  const found = findModels(
    ids.map((id, nth) => ({ id, name: `Model ${id}`, context: 1000 * (nth + 1) })),
    () => false,
    () => false,
  );
  if (found === undefined) throw new Error("no models");
  return found;
})();

/** What becomes of a table: whether the config says it, and what is said of it elsewhere. */
const told = (lines: readonly string[]): readonly [drafted: boolean, said: readonly string[]] => {
  const tables = tablesOf(tabledPage("m.md", ["# Models", "", ...lines, ""].join("\n")));
  const drafts = draftTables(tables, { shape, readings: readingsOf(shape) });
  const rest = tables.filter((table) => !drafts.some((draft) => draft.table === table));
  return [drafts.length > 0, unsaidTables(rest, shape)];
};

test.each<readonly [what: string, lines: readonly string[], want: ReturnType<typeof told>]>([
  [
    "a row for each model",
    ["| ID | Context |", "|---|---|", "| ant-1 | 1000 |", "| bee-2 | 2000 |"],
    [true, []],
  ],
  [
    "a column for each model",
    [
      "| Feature | Model ant-1 | Model bee-2 |",
      "|---|---|---|",
      "| ID | ant-1 | bee-2 |",
      "| Context | 1000 | 2000 |",
    ],
    [false, ["The table around line 5 of m.md: 2 models are columns of it, and only rows can be kept."]],
  ],
  [
    "models that replace those that the rows are about",
    ["| Gone | Date | Replacement |", "|---|---|---|", "| old-1 | May | ant-1 |", "| old-2 | June | bee-2 |"],
    [false, ["The table around line 5 of m.md: it names 2 models, but its rows aren't known to be theirs."]],
  ],
  [
    "rows that list models, one of them a single one",
    [
      "| Tier | Models |",
      "|---|---|",
      "| S | Model ant-1 (71%), Model bee-2 (66%) |",
      "| A | Model cat-3 (52%) |",
    ],
    [false, ["The table around line 5 of m.md: it names 3 models, but its rows aren't known to be theirs."]],
  ],
  [
    "a model for each task",
    ["| Task | Take |", "|---|---|", "| Chat | ant-1 |", "| Search | bee-2 |"],
    [false, ["The table around line 5 of m.md: it names 2 models, but its rows aren't known to be theirs."]],
  ],
  [
    "names that no catalog gives, and IDs",
    ["| Name | ID |", "|---|---|", "| Little ant | ant-1 |", "| Fat bee | bee-2 |"],
    [true, []],
  ],
  ["no models at all", ["| Key | Value |", "|---|---|", "| a | b |"], [false, []]],
])("%s", (_, lines, want) => {
  expect(told(lines)).toEqual(want);
});

test.each<readonly [what: string, lines: readonly string[], want: readonly string[]]>([
  [
    "rows that share a line",
    ["<table><tr><td>ant-1</td></tr><tr><td><code>bee-2</code></td></tr></table>"],
    ["The table in line 1 of m.md: it names 2 models, and its rows share that line."],
  ],
  [
    "a cell over several rows",
    ["<table>", '<tr><td rowspan="2">Insects</td><td>ant-1</td></tr>', "<tr><td>bee-2</td></tr>", "</table>"],
    ["The table around line 1 of m.md: it names 2 models, and a cell goes over several rows."],
  ],
  [
    "models as columns",
    [
      "<table>",
      "<tr>",
      "<th></th>",
      "<th>ant-1</th>",
      "<th>bee-2</th>",
      "</tr>",
      "<tr><td>Price</td></tr>",
      "</table>",
    ],
    ["The table around line 1 of m.md: 2 models are columns of it, and only rows can be kept."],
  ],
  [
    "rows that nothing keeps",
    ["<table>", "<tr>", "<th>ant-1</th>", "</tr>", "<tr>", "<th>bee-2</th>", "</tr>", "</table>"],
    ["The table around line 1 of m.md: it names 2 models, but its rows aren't known to be theirs."],
  ],
  ["one model in a line", ["<table><tr><td>ant-1</td></tr><tr><td>dog</td></tr></table>"], []],
  ["rows in code", ["```html", "<tr><td>ant-1</td></tr><tr><td>bee-2</td></tr>", "```"], []],
])("elements: %s", (_, lines, want) => {
  expect(unsaidElements(scanPage("m.md", lines.join("\n")), shape, () => false)).toEqual(want);
});

test("cells of a table that is written as a list are no entries", () => {
  const cells = ["ant-1", "bee-2", "cat-3"].map((id) => `     - ${id}\n`).join("");
  const table = `.. list-table::\n   :header-rows: 1\n\n   * -\n${cells}   * - Context\n${cells}`;
  expect(listsOf("m.rst", `M\n=\n\n${table}`)).toEqual([]);
  expect(listsOf("m.rst", `M\n=\n\n${cells.replaceAll("     ", "")}`)).not.toEqual([]);
});

test.each([
  ["m.md", "All: [ant-1](a.md), [bee-2](b.md), [cat-3](c.md).", 1],
  ["m.rst", "All: `ant-1 <a.html>`__, :doc:`bee-2 <b>` and `cat-3 <c.html>`__.", 1],
  ["m.md", "Two: [ant-1](a.md), [bee-2](b.md), [dog](c.md).", 0],
])("a line that leads to several models is told: %s, %s", (path, line, count) => {
  expect(unsaidLines(scanPage(path, line), shape, () => false)).toHaveLength(count);
  expect(unsaidLines(scanPage(path, line), shape, () => true)).toEqual([]);
});

test("headings of reStructuredText are no lists in a line", () => {
  const runs = runsOf("m.rst", "ant-1\n-----\n\nAll: ant-1, bee-2\n");
  expect(runs.flatMap(({ line, items: [first = ""] }) => (first === "" ? [] : [line]))).toEqual([3]);
});
