import { describe, expect, it } from "vitest";
import { scanPage } from "../../../src/page/scan.ts";
import { columnStyles, delimiterText, rewriteCell, writeCell } from "../../../src/page/table-style.ts";
import { findTables, parseRow } from "../../../src/page/table.ts";
import { lines } from "../given.ts";

const measure = (text: string): number => text.length;

const tablesOf = (text: string, indent = 0) => {
  const page = scanPage("p.md", text);
  return findTables(page, { first: 0, last: page.lines.length, indent });
};

describe("the cells of a row", () => {
  it.each<readonly [line: string, cells: readonly string[], lead: string, closed: boolean]>([
    ["| a | b |", [" a ", " b "], "|", true],
    ["|a|b", ["a", "b"], "|", false],
    ["a | b", ["a ", " b"], "", false],
    ["a | b |", ["a ", " b "], "", true],
    ["    | a | b |  ", [" a ", " b "], "    |", true],
    ["\t|a|", ["a"], "\t|", true],
    ["| a | | b ||", [" a ", " ", " b ", ""], "|", true],
    ["|", [""], "|", false],
    ["a |", ["a "], "", true],
    ["| a \\| b | c |", [" a \\| b ", " c "], "|", true],
    ["| `a | b` | c |", [" `a | b` ", " c "], "|", true],
    ["| ``a ` | b`` | c |", [" ``a ` | b`` ", " c "], "|", true],
    ["| `a | b | c |", [" `a ", " b ", " c "], "|", true],
    ["| \\`a | b` |", [" \\`a ", " b` "], "|", true],
    ["| a | b \\|", [" a ", " b \\|"], "|", false],
  ])("%j", (line, cells, lead, closed) => {
    const row = parseRow(scanPage("p.md", line), 0);
    expect(row?.cells.map(({ text }) => text)).toEqual(cells);
    expect(row).toMatchObject({ lead, closed });
    for (const { start, end, text } of row?.cells ?? []) expect(line.slice(start, end)).toBe(text);
  });

  it.each(["a", "", "\\|", "`|`"])("%j is no row", (line) => {
    expect(parseRow(scanPage("p.md", line), 0)).toBeUndefined();
  });
});

describe("tables", () => {
  it.each<readonly [what: string, text: string, rows: readonly number[]]>([
    ["two, parted by a blank line", lines("|a|", "|-|", "|1|", "", "|b|", "|-|"), [1, 0]],
    ["without outer pipes", lines("a|b", "-|-", "1|2", "text"), [1]],
    ["at the end of a page without a final newline", "|a|\n|:-:|\n|1|", [1]],
    ["in CRLF", "|a|\r\n|-|\r\n|1|\r\n", [1]],
    ["that rows of another length don't end", lines("|a|b|", "|-|-|", "|1|", "|1|2|3|"), [2]],
    ["not in code", lines("```", "|a|", "|-|", "```", "    |a|", "    |-|"), []],
    ["not without a delimiter row", lines("|a|", "|1|", "|-|-|", "|-|-|"), []],
    ["not where the delimiter row has another length", lines("|a|b|", "|-|", "|1|"), []],
  ])("%s", (_, text, rows) => {
    expect(tablesOf(text).map((table) => table.rows.length)).toEqual(rows);
  });

  it("of a tab are those at its indentation", () => {
    const text = lines("    |a|", "    |-|", "\t|1|", "|no|", "", "|b|", "|-|");
    expect(tablesOf(text, 4).map(({ header, rows }) => [header.cells[0]?.text, rows.length])).toEqual([
      ["a", 1],
    ]);
  });
});

describe("a column's style, told from its cells", () => {
  const padded = lines(
    "| Model  |  ID   |  n |",
    "|:-------|:-----:|---:|",
    "| A      | `a`   |  1 |",
    "| B long |  bb   | 22 |",
  );
  const points = lines(
    "| Model  |      Size |",
    "|:-------|----------:|",
    "| A      |   16      |",
    "| B long |    2.25   |",
    "| C      |    1e+06  |",
    "| D      |  nan      |",
  );
  it.each<readonly [table: string, index: number, text: string, want: string]>([
    [points, 1, "8", "    8      "],
    [points, 1, "12.5", "   12.5    "],
    [points, 1, "1e+07", "    1e+07  "],
    [points, 1, "123456789", " 123456789 "],
    [padded, 0, "x", " x      "],
    [padded, 1, "x", "   x   "],
    [padded, 2, "x", "  x "],
    [padded, 1, "much too long", " much too long "],
    [padded, 1, "", "       "],
    // What is too long for the width says nothing of it.
    [
      lines(
        "| Day  |",
        "|------|",
        "| long |",
        "| none at all |",
        "| later on |",
        "| -    |",
        "| unknown |",
        "| not yet |",
      ),
      0,
      "x",
      " x    ",
    ],
    // Those that are alike in width by chance have margins.
    [
      lines(
        "| Provider |",
        "| --- |",
        "|  Amazon  |",
        "|  Cohere  |",
        "|  Google  |",
        "|  Anthropic  |",
        "|  Meta  |",
      ),
      0,
      "xy",
      "  xy  ",
    ],
    [lines("|Model|", "|---|", "|a|", "|bb|"), 0, "x", "x"],
    [lines("| Model |", "|---|", "| a |", "| bb |"), 0, "x", " x "],
    [lines("| Model |", "|---|", "| a |", "| bb |"), 0, "", " "],
    [lines("| Model |", "|---|"), 0, "x", " x "],
    [lines("| Model |", "|-------|"), 0, "x", " x "],
    [lines("| Model  |", "|---------|"), 0, "x", " x  "],
    [lines("| Model |", "|---|", "|   |", "| a |"), 0, "", "   "],
    [lines("|Model|", "|---|", "|   |", "|  |"), 0, "", " "],
    [lines("| Model    |", "|----------|"), 0, "x", " x        "],
    [lines("| N     |", "|-------|", "| 模型  |", "| a     |"), 0, "日本", " 日本  "],
    [lines("| N     |", "|-------|", "| ✅    |", "| a     |"), 0, "❌", " ❌    "],
    [lines("| N     |", "|-------|", "| ✅     |", "| 🐬     |", "| ab    |"), 0, "❌", " ❌     "],
  ])("%j, column %i: %j is written %j", (table, index, text, want) => {
    expect(writeCell(columnStyles(tablesOf(table)[0]!)[index]!, text)).toBe(want);
  });

  it("of a cell that is there: a padded one keeps its width, any other its margins", () => {
    const wide = { type: "padded", width: 8, align: "left", measure } as const;
    const narrow = { type: "margins", left: " ", right: " " } as const;
    expect(rewriteCell(wide, "new", " old    ")).toBe(" new    ");
    expect(rewriteCell(narrow, "new", "  old ")).toBe("  new ");
    expect(rewriteCell(narrow, "new", "    ")).toBe(" new ");
  });

  it.each([
    ["none", "--------"],
    ["left", ":-------"],
    ["right", "-------:"],
    ["center", ":------:"],
  ] as const)("of a delimiter: %s %s", (align, want) => {
    expect(delimiterText({ type: "padded", width: 8, align: "left", measure }, align, "---")).toBe(want);
    expect(delimiterText({ type: "margins", left: " ", right: " " }, align, "---")).toHaveLength(5);
  });
});
