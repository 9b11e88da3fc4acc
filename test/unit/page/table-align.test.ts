import { expect, test } from "vitest";
import { insideQuote } from "../../../src/page/quote.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { splice } from "../../../src/page/page.ts";
import { aligned, isFormatted } from "../../../src/page/table-align.ts";
import {
  columnStyles,
  delimiterText,
  measureOf,
  rewriteCell,
  writeCell,
} from "../../../src/page/table-style.ts";
import { findTables } from "../../../src/page/table.ts";
import { lines } from "../given.ts";

const tableOf = (text: string) => {
  const whole = scanPage("p.md", text);
  const page = text.startsWith(">")
    ? insideQuote(whole, { first: 0, last: whole.lines.length, indent: 0 })
    : whole;
  const [table] = findTables(page, { first: 0, last: page.lines.length, indent: 0 });
  return { page, table: table! };
};

/** The page after a text in its table became another, and its columns were aligned. */
const alignedWith = (rows: readonly string[], from: string, to: string): readonly string[] => {
  const text = lines(...rows);
  const { page, table } = tableOf(text);
  const start = text.indexOf(from);
  const edits = from === "" ? [] : aligned(page, table, [{ start, end: start + from.length, text: to }]);
  return splice(text, edits).trimEnd().split("\n");
};

const wide = ["| A    | B   |", "| ---- | --- |", "| long | 1   |", "| x    | 2   |"];

test.each<[what: string, rows: readonly string[], from: string, to: string, want: readonly string[]]>([
  ["nothing changes", wide, "", "", ["| A    | B   |", "| ---- | --- |", "| long | 1   |", "| x    | 2   |"]],
  [
    "a cell gets longer",
    wide,
    " 1   ",
    " longer ",
    ["| A    | B      |", "| ---- | ------ |", "| long | longer |", "| x    | 2      |"],
  ],
  [
    "a cell gets shorter than the others were",
    wide,
    " long ",
    " s ",
    ["| A   | B   |", "| --- | --- |", "| s   | 1   |", "| x   | 2   |"],
  ],
  [
    "a cell gets longer where people chose the width",
    ["| A      | B   |", "| ------ | --- |", "| long   | 1   |", "| x      | 2   |"],
    " x      ",
    " longest one ",
    ["| A           | B   |", "| ----------- | --- |", "| long        | 1   |", "| longest one | 2   |"],
  ],
  [
    "a cell gets shorter where people chose the width",
    ["| A      | B   |", "| ------ | --- |", "| long   | 1   |", "| x      | 2   |"],
    " long   ",
    " s ",
    ["| A      | B   |", "| ------ | --- |", "| s      | 1   |", "| x      | 2   |"],
  ],
  [
    "a header is as wide as people made it with blanks that don't break",
    ["| A\u00A0\u00A0 | B   |", "| --- | --- |", "| x   | 1   |", "| y   | 2   |"],
    " 1   ",
    " longer ",
    ["| A\u00A0\u00A0 | B      |", "| --- | ------ |", "| x   | longer |", "| y   | 2      |"],
  ],
  [
    "a cell stays as wide",
    wide,
    " x    ",
    " yy   ",
    ["| A    | B   |", "| ---- | --- |", "| long | 1   |", "| yy   | 2   |"],
  ],
  [
    "a cell gets shorter in a column that a formatter wrote",
    wide,
    " long ",
    " s    ",
    ["| A   | B   |", "| --- | --- |", "| s   | 1   |", "| x   | 2   |"],
  ],
  [
    "another cell of a wide column gets shorter",
    ["| A      | B   |", "| ------ | --- |", "| long   | 1   |", "| x      | 2   |"],
    " x      ",
    " y      ",
    ["| A      | B   |", "| ------ | --- |", "| long   | 1   |", "| y      | 2   |"],
  ],
  [
    "columns with colons",
    ["| A    |   B |  C  |", "| :--- | --: | :-: |", "| long |   1 |  2  |"],
    " 1 ",
    " 1000 ",
    ["| A    |    B |  C  |", "| :--- | ---: | :-: |", "| long | 1000 |  2  |"],
  ],
  [
    "the delimiters without spaces",
    ["| A    | B   |", "|:-----|-----|", "| long | 1   |", "| x    | 2   |"],
    " 1   ",
    " longer ",
    ["| A    | B      |", "|:-----|--------|", "| long | longer |", "| x    | 2      |"],
  ],
  [
    "no pipes around it",
    ["A    | B", "---- | ---", "long | 1", "x    | 2"],
    "long",
    "longer one",
    ["A          | B", "---------- | ---", "longer one | 1", "x          | 2"],
  ],
  [
    "no pipes around it, to the right",
    ["A    | B", "---: | ---", "long | 1", "   x | 2"],
    "   x",
    "y",
    ["A | B", "---: | ---", "long | 1", "y | 2"],
  ],
  [
    "no pipes around it, and no spaces",
    ["A   |B", ":---|---", "long|1"],
    "long",
    "longer one",
    ["A          | B", ":----------|-----", "longer one | 1"],
  ],
  [
    "a pipe at its end alone",
    ["A    | B   |", "---- | --- |", "long | 1   |"],
    "long",
    "longer one",
    ["A          | B   |", "---------- | --- |", "longer one | 1   |"],
  ],
  [
    "wide signs",
    ["| A    | B |", "| ---- | - |", "| 模型 | 1 |", "| x    | 2 |"],
    " x ",
    " 大模型 ",
    ["| A      | B   |", "| ------ | --- |", "| 模型   | 1   |", "| 大模型 | 2   |"],
  ],
  [
    "wide signs counted as one",
    ["| A    | B |", "| ---- | - |", "| ✅✅ab | 1 |", "| ✅abc | 2 |"],
    " 1 ",
    " 1000 ",
    ["| A    | B    |", "| ---- | ---- |", "| ✅✅ab | 1000 |", "| ✅abc | 2    |"],
  ],
  [
    "rows of another length",
    ["| A    | B   |", "| ---- | --- |", "| long |", "| x    | 2   | 3 |"],
    " x    ",
    " longest ",
    ["| A       | B   |", "| ------- | --- |", "| long    |", "| longest | 2   | 3 |"],
  ],
  [
    "text right below",
    [...wide, "text"],
    " 1   ",
    " longer ",
    ["| A    | B      |", "| ---- | ------ |", "| long | longer |", "| x    | 2      |", "text"],
  ],
  [
    "text above and below",
    ["text", "", ...wide, "", "text"],
    " 1   ",
    " longer ",
    [
      "text",
      "",
      "| A    | B      |",
      "| ---- | ------ |",
      "| long | longer |",
      "| x    | 2      |",
      "",
      "text",
    ],
  ],
  [
    "in a quote nothing is aligned",
    wide.map((line) => `> ${line}`),
    " 1   ",
    " longer ",
    ["> | A    | B   |", "> | ---- | --- |", "> | long | longer |", "> | x    | 2   |"],
  ],
])("columns are aligned: %s", (_, rows, from, to, want) => {
  expect(alignedWith(rows, from, to)).toEqual(want);
});

test.each<[want: boolean, what: string, rows: readonly string[]]>([
  [true, "as wide as the longest cell", wide],
  [true, "as wide as the longest cell, five at least", ["| A   | Bee |", "| --- | --- |", "| x   | 1   |"]],
  [false, "wider in one column", ["| A    | B    |", "| ---- | ---- |", "| long | 1    |"]],
  [false, "of cells that are all as long", ["| A   | B   |", "| --- | --- |", "| x   | 1   |"]],
  [false, "not padded", ["| A | B |", "| --- | --- |", "| long | 1 |"]],
  [false, "with a row of another length", ["| A    | B   |", "| ---- | --- |", "| long |"]],
  [false, "with a wider line below the header", ["| A    | B   |", "| ----- | --- |", "| long | 1   |"]],
])("a formatter wrote it is %j of a table %s", (want, _, rows) => {
  expect(isFormatted(tableOf(lines(...rows)).table)).toBe(want);
});

test.each<[what: string, rows: readonly string[], column: number, text: string, want: string]>([
  ["margins of most", ["| A |", "| --- |", "| x |", "|  yy |", "| |", "| z |"], 0, "new", " new "],
  ["an empty cell as the others", ["| A |", "| --- |", "| x |", "|   |", "| yyy |"], 0, "", "   "],
  ["an empty cell where none is", ["| A |", "| --- |", "| x |", "||"], 0, "", " "],
  ["an empty cell without margins", ["|A|", "|---|", "|x|", "|yyy|"], 0, "", " "],
  [
    "an empty cell as another one",
    ["| A |", "| --- |", "| xx |", "|    |", "| yyyy |", "| z |"],
    0,
    "",
    "    ",
  ],
  [
    "an empty cell where one is nothing",
    ["| A |", "| --- |", "| xx |", "||", "| yyyy |", "| z |"],
    0,
    "",
    " ",
  ],
  [
    "margins beside empty cells",
    ["|   A |", "| --- |", "|  xx  |", "| |", "|  yyyy  |", "||"],
    0,
    "z",
    "  z  ",
  ],
  [
    "half with points",
    ["|     N |", "| ----: |", "|   1.5 |", "|  20   |", "|   bbb |", "|  aaaa |"],
    0,
    "1",
    "     1 ",
  ],
  [
    "points beside empty cells",
    ["|     N |", "| ----: |", "|   1.5 |", "|  20   |", "|       |", "|       |"],
    0,
    "1",
    "   1   ",
  ],
  [
    "points to the left",
    ["| N     |", "| :---- |", "|   1.5 |", "|  20   |", "| 300   |"],
    0,
    "1",
    " 1     ",
  ],
  [
    "texts that end where the column does",
    ["|    N |", "| ---: |", "|   15 |", "|  200 |", "| 3000 |"],
    0,
    "1.5",
    "  1.5 ",
  ],
  ["as wide as the line below", ["| N  |", "|----|"], 0, "x", " x  "],
  ["all empty", ["|  A |", "| --- |", "| |", "|   |"], 0, "new", " new "],
  ["all empty, and so is the new", ["|  A |", "| --- |", "| |", "|   |"], 0, "", " "],
  ["one row, wide for all", ["| A      |", "| --- |", "| x |", "| yyyy |"], 0, "new", " new "],
  ["half of those that fit padded", ["| A    |", "| --- |", "| xx   |", "| y |", "| z |"], 0, "new", " new "],
  [
    "those padded that fit",
    ["| A    |", "| --- |", "| xx   |", "| yyyyyy |", "| zzzzzzz |"],
    0,
    "new",
    " new  ",
  ],
  ["numbers to the right", ["|   N |", "| --: |", "|   1 |", "|  20 |", "| 300 |"], 0, "4000", " 4000 "],
  [
    "numbers with points",
    ["|     N |", "| ----: |", "|   1.5 |", "|  20   |", "| 300   |"],
    0,
    "4.25",
    "  4.25 ",
  ],
  [
    "numbers with points, one text",
    ["|     N |", "| ----: |", "|   1.5 |", "|  20   |", "|   n/a |"],
    0,
    "x",
    "   x   ",
  ],
  [
    "numbers with signs and exponents",
    ["|       N |", "| ------: |", "|   $1.50 |", "|  -2e-07 |", "|  1,000  |"],
    0,
    "3",
    "       3 ",
  ],
  [
    "too long for its point",
    ["|    N |", "| ---: |", "|  1.5 |", "| 20   |", "|  3   |"],
    0,
    "123.456",
    " 123.456 ",
  ],
  ["a gap of one", ["| A  |", "| -- |", "| x  |", "| yy |"], 0, "zz", " zz "],
  ["a gap of two", ["| A   |", "| --- |", "| x   |", "| yyy |"], 0, "z", " z   "],
])("a cell is written in its column's style: %s", (_, rows, column, text, want) => {
  expect(writeCell(columnStyles(tableOf(lines(...rows)).table)[column]!, text)).toBe(want);
});

test("delimiters of new columns are as wide, and those of a style keep its marks", () => {
  const { table } = tableOf(lines(...wide));
  const [style] = columnStyles(table);
  const narrow = { type: "margins", left: " ", right: " " } as const;
  expect(
    (["left", "center", "right", "none", undefined] as const).map((align) =>
      delimiterText(style!, align, " --- "),
    ),
  ).toEqual([":-----", ":----:", "-----:", "------", "------"]);
  expect(
    (["left", "center", "right", "none", undefined] as const).map((align) =>
      delimiterText(narrow, align, " --- "),
    ),
  ).toEqual([":----", ":---:", "----:", "-----", "-----"]);
  expect([
    delimiterText(style!, undefined, " :--: "),
    delimiterText(style!, undefined, ":-"),
    delimiterText(narrow, undefined, ":-:"),
  ]).toEqual([" :--: ", ":-----", ":-:"]);
  expect([
    rewriteCell(style!, "x", " old text "),
    rewriteCell(narrow, "x", "  old\t"),
    rewriteCell(narrow, "", " a "),
  ]).toEqual([" x    ", "  x\t", "  "]);
  expect(measureOf(table)("模型")).toBe(4);
});

test.each([
  ["1e5", "    1e5 "],
  ["$4.5", "   $4.5 "],
  ["-2", "   -2   "],
  ["v1.5", " v1.5   "],
  ["1.5x", " 1.5x   "],
  ["1e", "   1e   "],
  ["1,5", "  1,5   "],
  ["e5", "   e5   "],
])("numbers with their points below each other: %s", (text, want) => {
  const rows = ["|      N |", "| -----: |", "|    1.5 |", "|   20   |", "|  300   |"];
  expect(writeCell(columnStyles(tableOf(lines(...rows)).table)[0]!, text)).toBe(want);
});
