import { describe, expect, test } from "vitest";

import { decodeCell } from "../../../src/page/lifted.ts";
import { markupOf, scanPage } from "../../../src/page/scan.ts";
import { lines } from "../given.ts";

/** What is read of the tables of a page: each with its header and rows and those that can't be read. */
const readIn = (path: string, text: string, depth: "own" | "any" = "any"): readonly string[] => {
  const page = scanPage(path, text);
  const markup = markupOf(path);
  const region = { first: 0, last: page.lines.length, indent: 0 };
  const tables = markup
    .tables(page, region, depth)
    .map(({ table }) =>
      [table.header, ...table.rows]
        .map(({ cells }) => cells.map((cell) => decodeCell(cell.text.trim())).join(" | "))
        .join(" / "),
    );
  return [...tables, ...(markup.unread?.(page, region) ?? []).map(({ line, why }) => `${line}: ${why}`)];
};

describe("tables of AsciiDoc", () => {
  const table = (...inside: readonly string[]) => lines("|===", ...inside, "|===");
  test.each<[what: string, text: string, want: readonly string[]]>([
    ["a row a line", table("|A |B", "", "|1 |2"), ["A | B / 1 | 2"]],
    ["a cell a line", `[cols="1,1"]\n${table("|A |B", "", "|1", "|2")}`, ["A | B / 1 | 2"]],
    ["with a header by its word", `[%header]\n${table("|A |B", "|1 |2")}`, ["A | B / 1 | 2"]],
    ["by an option", `[options="header"]\n${table("|A |B", "|1 |2")}`, ["A | B / 1 | 2"]],
    ["by an option among others", `[opts="autowidth,header"]\n${table("|A |B", "|1 |2")}`, ["A | B / 1 | 2"]],
    ["without one", table("|A |B", "|1 |2"), [" |  / A | B / 1 | 2"]],
    ["which says so", `[%noheader]\n${table("|A |B", "", "|1 |2")}`, [" |  / A | B / 1 | 2"]],
    [
      "which says so in an option",
      `[options="noheader"]\n${table("|A |B", "", "|1 |2")}`,
      [" |  / A | B / 1 | 2"],
    ],
    ["that begins with a blank line", table("", "|A |B", "", "|1 |2"), [" |  / A | B / 1 | 2"]],
    ["of a header alone", table("|A |B", ""), ["A | B"]],
    ["of a header alone, without a line below", table("|A |B"), ["A | B"]],
    ["of nothing", table(""), ["0: it has no cells"]],
    ["of text", table("text", "|A"), ["0: it has no cells"]],
    ["columns said so often", `[cols="2*"]\n${table("|A", "|B", "", "|1", "|2")}`, [" |  / A | B / 1 | 2"]],
    [
      "columns said so often, with a header",
      `[%header,cols=2*]\n${table("|A", "|B", "|1", "|2")}`,
      ["A | B / 1 | 2"],
    ],
    [
      "columns by semicolons",
      `[%header,cols="1;2;1"]\n${table("|A|B|C", "|1|2|3")}`,
      ["A | B | C / 1 | 2 | 3"],
    ],
    ["a cell for several", table("|A |B", "", "2*|1"), ["A | B / 1 | 1"]],
    ["a cell over all columns", table("|A |B", "", "2+|all", "|1 |2"), ["A | B /  / 1 | 2"]],
    ["a cell over some", table("|A |B |C", "", "2+|1 |2"), ["3: a cell goes over some of the columns"]],
    ["a cell over rows", table("|A |B", "", ".2+|1 |2", "|3"), ["3: a cell goes over several rows"]],
    ["a row of too few", table("|A |B", "", "|1"), ["3: a row has other cells than 2"]],
    [
      "a row that begins in another's line",
      table("|A |B", "", "|1 |2 |3", "|4"),
      ["3: a row begins in the line of another"],
    ],
    ["cells with marks", table("|A |B", "", "a|1 ^.^s|2"), ["A | B / 1 | 2"]],
    ["an escaped sign", table("|A |B", "", "|1 \\| x |2"), ["A | B / 1 \\| x | 2"]],
    ["text that goes on", table("|A |B", "", "|1", "more |2"), ["A | B / 1\nmore | 2"]],
    [
      "comments and conditions",
      table("|A |B", "", "|1 |2", "// no", "ifdef::x[]", "|3 |4", "endif::[]"),
      ["A | B / 1 | 2 / 3 | 4"],
    ],
    ["attributes", `:name: Ant\n\n${table("|A |B", "", "|{name} |{other}")}`, ["A | B / Ant | {other}"]],
    ["another sign", `[separator=!]\n${table("!A !B", "", "!1 !x | y")}`, ["A | B / 1 | x | y"]],
    ["CSV", `[%header,format=csv]\n${table("A,B", '"1, x",2')}`, ["A | B / 1, x | 2"]],
    ["CSV by its lines", lines(",===", "A,B", "", "1,2", ",==="), ["A | B / 1 | 2"]],
    ["CSV without a header", lines(",===", "A,B", "1,2", ",==="), [" |  / A | B / 1 | 2"]],
    ["DSV by its lines", lines(":===", "A:B", "", "1\\:x:2", ":==="), ["A | B / 1:x | 2"]],
    ["tabs", `[%header,format=tsv]\n${table("A\tB", "1\t2")}`, ["A | B / 1 | 2"]],
    ["one that isn't closed", "|===\n|A |B\n\n|1 |2\n", []],
    ["in code", `----\n${table("|A |B", "", "|1 |2")}----\n`, []],
    ["indented", table("|A |B", "", "  |1 |2"), ["A | B / 1 | 2"]],
    ["text that goes on deeper", table("|A |B", "", "|1", "  more |2"), ["A | B / 1\n  more | 2"]],
    [
      "a second paragraph",
      `[%header,cols=2*]\n${table("|A", "|B", "|1", "", "more", "|2")}`,
      ["A | B / 1\n\nmore | 2"],
    ],
    [
      "ten columns",
      `[%header,cols=10]\n${table("|A".repeat(10), "|1".repeat(10))}`,
      [`${"A | ".repeat(9)}A / ${"1 | ".repeat(9)}1`],
    ],
    [
      "ten columns said so often",
      `[%header,cols="10*a"]\n${table("|A".repeat(10), "|1".repeat(10))}`,
      [`${"A | ".repeat(9)}A / ${"1 | ".repeat(9)}1`],
    ],
    ["a title with such words", `.options=header\n${table("|A |B", "|1 |2")}`, [" |  / A | B / 1 | 2"]],
    ["an anchor with such words", `[[a,%header]]\n${table("|A |B", "|1 |2")}`, [" |  / A | B / 1 | 2"]],
    ["no header by a word alone", `[opts=noheader]\n${table("|A |B", "", "|1 |2")}`, [" |  / A | B / 1 | 2"]],
    ["a header over its columns", table("2+|all", "", "|1 |2"), ["0: it has no header row"]],
    ["CSV below blank lines", lines(",===", "", "", "A,B", "1,2", ",==="), [" |  / A | B / 1 | 2"]],
    [
      "CSV that goes on",
      `[%header,format=csv]\n${table("A,B", '"1', '2",3')}`,
      ["3: a cell goes on in the next line"],
    ],
    ["DSV by its format", `[%header,format=dsv]\n${table("A:B", "1:2")}`, ["A | B / 1 | 2"]],
    ["tabs, the first cell empty", `[%header,format=tsv]\n${table("A\tB", "\t2")}`, ["A | B /  | 2"]],
    ["lines that end like a table's", lines("x|===", "|A", "", "|1", "x|==="), []],
    ["lines that begin like a table's", lines("|===x", "|A", "", "|1", "|===x"), []],
    ["two", table("|A", "", "|1") + table("|B", "", "|2"), ["A / 1", "B / 2"]],
  ])("%s", (_, text, want) => {
    expect(readIn("p.adoc", text)).toEqual(want);
  });

  test.each([
    ["====", "B / 2"],
    ["*****", "B / 2"],
    ["____", "B / 2"],
    ["--", "B / 2"],
    ["===", "A / 1,B / 2"],
    ["***", "A / 1,B / 2"],
    ["___", "A / 1,B / 2"],
    ["x--", "A / 1,B / 2"],
    ["====x", "A / 1,B / 2"],
  ])("between lines of %s the page's own are %s", (line, want) => {
    const text = lines(line, "|===", "|A", "", "|1", "|===", line, "|===", "|B", "", "|2", "|===");
    expect(readIn("p.adoc", text, "own").join()).toBe(want);
  });

  test("in a block are none of the page's own, and one in a cell is found too", () => {
    const inside = lines("====", "|===", "|A", "", "|1", "|===", "====", "|===", "|B", "", "|2", "|===");
    expect(readIn("p.adoc", inside)).toEqual(["A / 1", "B / 2"]);
    expect(readIn("p.adoc", inside, "own")).toEqual(["B / 2"]);
    const nested = lines("[%header]", "|===", "|A", "a|", "[%header]", "!===", "!B", "!2", "!===", "|===");
    expect(readIn("p.adoc", nested)).toContain("B / 2");
    expect(readIn("p.adoc", nested, "own")).toHaveLength(1);
  });
});

describe("tables of reStructuredText", () => {
  test.each<[what: string, text: string, want: readonly string[]]>([
    [
      "simple",
      lines("===  ===", "A    B", "===  ===", "1    2", "3    4", "===  ==="),
      ["A | B / 1 | 2 / 3 | 4"],
    ],
    ["simple, indented", lines("  ==  ==", "  A   B", "  ==  ==", "  1   2", "  ==  =="), ["A | B / 1 | 2"]],
    ["without a header", lines("===  ===", "1    2", "===  ==="), [" |  / 1 | 2"]],
    [
      "whose rows go on",
      lines("===  ===", "A    B", "===  ===", "1    2", "     more", "", "3    4", "===  ==="),
      ["A | B / 1 | 2\nmore / 3 | 4"],
    ],
    [
      "whose last column is longer",
      lines("==  ==", "A   B", "==  ==", "1   longer text", "==  =="),
      ["A | B / 1 | longer text"],
    ],
    ["with an empty first cell", lines("==  ==", "A   B", "==  ==", "\\   2", "==  =="), ["A | B /  | 2"]],
    ["with text between columns", lines("==  ==", "A   B", "==  ==", "123 4", "==  =="), []],
    ["with a cell over columns", lines("==  ==", "A   B", "------", "==  ==", "1   2", "==  =="), []],
    [
      "with cells over columns",
      lines("==  ==  ==", "A       C", "------  --", "A   B   C", "==  ==  ==", "1   2   3", "==  ==  =="),
      [],
    ],
    [
      "with a line of hyphens below its columns",
      lines(
        "==  ===  ==",
        "A   B    C",
        "--  ---  --",
        "D   E    F",
        "==  ===  ==",
        "1   2    3",
        "==  ===  ==",
      ),
      [],
    ],
    [
      "with one, indented and with white space at its end",
      lines("  ==  ==", "  A   B", "  --  --  ", "  D   E", "  ==  ==", "  1   2", "  ==  =="),
      [],
    ],
    [
      "with hyphens in cells",
      lines("==  ===", "A   B", "==  ===", "-   -x", "1   --- a", "x   --  --", "==  ==="),
      ["A | B / - | -x / 1 | --- a / x | --  --"],
    ],
    [
      "with backslashes in cells",
      lines("==  ==", "A   B", "==  ==", "\\a  \\", "a\\  b\\", "==  =="),
      ["A | B / \\a |  / a\\ | b\\"],
    ],
    ["of a header and two lines", lines("==  ==", "A   B", "==  ==", "==  ==", "", "text"), ["A | B"]],
    [
      "with two lines, and another below",
      lines("==  ==", "A   B", "==  ==", "", "text", "", "==  ==", "1   2", "==  ==", "", "x"),
      [" |  / A | B", " |  / 1 | 2"],
    ],
    [
      "with text right below",
      lines("==  ==", "A   B", "==  ==", "1   2", "==  ==", "text", "==  ==", "3   4", "==  =="),
      ["A | B / 1 | 2", " |  / 3 | 4"],
    ],
    [
      "two, one below the other",
      lines(
        "==  ==",
        "A   B",
        "==  ==",
        "1   2",
        "==  ==",
        "",
        "==  ==",
        "C   D",
        "==  ==",
        "3   4",
        "==  ==",
      ),
      ["A | B / 1 | 2", "C | D / 3 | 4"],
    ],
    ["at the end of the page", "==  ==\nA   B\n==  ==\n1   2\n==  ==", ["A | B / 1 | 2"]],
    ["wide signs", lines("====  ==", "名前  B", "====  ==", "蟻    2", "====  =="), ["名前 | B / 蟻 | 2"]],
    [
      "grid",
      lines(
        "+---+---+",
        "| A | B |",
        "+===+===+",
        "| 1 | 2 |",
        "+---+---+",
        "| 3 | 4 |",
        "|   | x |",
        "+---+---+",
      ),
      ["A | B / 1 | 2 / 3 | 4\nx"],
    ],
    [
      "a grid without a header",
      lines("+---+---+", "| A | B |", "+---+---+", "| 1 | 2 |", "+---+---+"),
      [" |  / A | B / 1 | 2"],
    ],
    [
      "a grid with a row over its columns",
      lines("+---+---+", "| A | B |", "+===+===+", "| all   |", "+---+---+", "| 1 | 2 |", "+---+---+"),
      ["A | B /  / 1 | 2"],
    ],
    [
      "a grid with a header over its columns",
      lines("+---+---+", "| all   |", "+===+===+", "| 1 | 2 |", "+---+---+"),
      [],
    ],
    [
      "a grid with a cell over rows",
      lines("+---+---+", "| A | B |", "+===+===+", "| 1 | 2 |", "+---+   |", "| 3 |   |", "+---+---+"),
      ["A | B / "],
    ],
    [
      "a grid with text that begins lower",
      lines(
        "+---+----+",
        "| A | B  |",
        "+===+====+",
        "|   |  x |",
        "| 1 | y  |",
        "|   |    |",
        "|   |    |",
        "+---+----+",
      ),
      ["A | B / 1 | x\ny"],
    ],
    [
      "a grid with signs in its text",
      lines("+---+----+", "| A | B  |", "+===+====+", "| + | -- |", "+---+----+"),
      ["A | B / + | --"],
    ],
    [
      "a grid with two lines below its header",
      lines("+---+---+", "| A | B |", "+---+---+", "| C | D |", "+===+===+", "| 1 | 2 |", "+---+---+"),
      [],
    ],
    [
      "a grid with deeper text below",
      lines("+---+---+", "| A | B |", "+===+===+", "| 1 | 2 |", "+---+---+", "  | x", "text | y"),
      ["A | B / 1 | 2"],
    ],
    [
      "a grid at the end of the page",
      "+---+---+\n| A | B |\n+===+===+\n| 1 | 2 |\n+---+---+",
      ["A | B / 1 | 2"],
    ],
    ["a grid without rows", lines("+---+---+", "| A | B |", "+===+===+", "+---+---+"), ["A | B"]],
    [
      "a grid in code",
      lines("::", "", "  +---+---+", "  | A | B |", "  +===+===+", "  | 1 | 2 |", "  +---+---+"),
      [],
    ],
    ["a grid that isn't closed", lines("+---+---+", "| A | B |", "+===+===+", "| 1 | 2 |"), []],
    ["a grid of a header alone", lines("+---+---+", "| A | B |", "+===+===+"), []],
    [
      "a list",
      lines(
        ".. list-table::",
        "   :header-rows: 1",
        "",
        "   * - A",
        "     - B",
        "   * - 1",
        "     - 2",
        "       more",
        "   * - 3",
        "     -",
      ),
      ["A | B / 1 | 2\nmore / 3 | "],
    ],
    [
      "a list with two headers",
      lines(
        ".. list-table::",
        "   :header-rows: 2",
        "",
        "   * - X",
        "     - Y",
        "   * - A",
        "     - B",
        "   * - 1",
        "     - 2",
      ),
      ["A | B / 1 | 2"],
    ],
    ["a list without a header", lines(".. list-table::", "", "   * - A", "     - B"), [" |  / A | B"]],
    [
      "a list of lists",
      lines(
        ".. list-table::",
        "   :header-rows: 1",
        "",
        "   * - A",
        "     - B",
        "   * - - x",
        "       - y",
        "     - * z",
      ),
      ["A | B / - x\n- y | * z"],
    ],
    [
      "a list with blank lines",
      lines(
        ".. list-table::",
        "   :header-rows: 1",
        "",
        "   * - A",
        "",
        "     - B",
        "",
        "   *   - 1",
        "       - 2",
        "",
        "         more",
        "",
        "",
      ),
      ["A | B / 1 | 2\n\nmore"],
    ],
    [
      "a list whose rows have one bullet",
      lines(".. list-table::", "   :header-rows: 1", "", "   * A", "   * B"),
      [],
    ],
    [
      "a list with too few cells",
      lines(".. list-table::", "   :header-rows: 1", "", "   * - A", "     - B", "   * - 1"),
      ["A | B / 1"],
    ],
    [
      "a list with deeper text",
      lines(
        ".. list-table::",
        "   :header-rows: 1",
        "",
        "   * - A",
        "   * - 1",
        "         2",
        "      3",
        "     + x",
        "      - y",
      ),
      ["A / 1\n  2\n3\n+ x\n- y"],
    ],
    [
      "a list of two headers and no more",
      lines(".. list-table::", "   :header-rows: 3", "", "   * - A", "   * - 1"),
      [],
    ],
    [
      "CSV with cells in quotes",
      lines(".. csv-table::", "   :header-rows: 1", "", '   "A" , "B"', '   "1""x" ,2', '   a"b, "c, d" '),
      ['A | B / 1"x | 2 / a"b | c, d'],
    ],
    [
      "CSV with text behind a quote",
      lines(".. csv-table::", "   :header-rows: 1", "", "   A,B", '   "1"x,2'),
      [],
    ],
    ["CSV that goes on", lines(".. csv-table::", "   :header-rows: 1", "", "   A,B", '   "1', '   2",3'), []],
    [
      "CSV with blank lines",
      lines(".. csv-table::", "   :header-rows: 1", "   :delim: ;", "", "   A;B", "", "   1;"),
      ["A | B / 1 | "],
    ],
    ["CSV from a file", lines(".. csv-table::", "   :header-rows: 1", "   :file: a.csv"), []],
    ["CSV without a header", lines(".. csv-table::", "", "   A,B"), [" |  / A | B"]],
    [
      "a list with other bullets",
      lines(".. list-table::", "   :header-rows: 1", "", "   - * A", "     * B", "   - * 1", "     * 2"),
      ["A | B / 1 | 2"],
    ],
    [
      "CSV",
      lines(".. csv-table::", '   :header: "A", B', "", '   1, "2, x"', "   3, 4"),
      ["A | B / 1 | 2, x / 3 | 4"],
    ],
    ["in a literal block", lines("::", "", "  ==  ==", "  A   B", "  ==  ==", "  1   2", "  ==  =="), []],
    [
      "a blank line in the header",
      lines("==  ==", "A   B", "", "==  ==", "1   2", "==  =="),
      ["A | B / 1 | 2"],
    ],
    [
      "nothing in the first column of the first row",
      lines("==  ==", "A   B", "==  ==", "    2", "==  =="),
      ["A | B /  | 2"],
    ],
    [
      "two grids",
      lines("+---+", "| A |", "+===+", "| 1 |", "+---+", "", "+---+", "| B |", "+===+", "| 2 |", "+---+"),
      ["A / 1", "B / 2"],
    ],
    ...["file: x", "url: x", "quote: '", "escape: '"].map((option): [string, string, readonly string[]] => [
      `CSV with the option ${option}`,
      lines(".. csv-table::", "   :header-rows: 1", `   :${option}`, "", "   A,B", "   1,2"),
      [],
    ]),
  ])("%s", (_, text, want) => {
    expect(readIn("p.rst", text)).toEqual(want);
  });
});

test("in Markdown those in a block quote are found too, but are none of the page's own", () => {
  const text = lines("> |a|", "> |-|", "> |1|", "", "|b|", "|-|", "|2|");
  expect([readIn("p.md", text), readIn("p.md", text, "own")]).toEqual([["a / 1", "b / 2"], ["b / 2"]]);
});

test("the tables of a place are those in it, and in directives that stand there", () => {
  const text = lines(
    ".. table:: T",
    "",
    "   ==  ==",
    "   A   B",
    "   ==  ==",
    "   1   2",
    "   ==  ==",
    "",
    ".. list-table::",
    "   :header-rows: 1",
    "",
    "   * - C",
    "   * - 3",
    "",
    ".. note::",
    "",
    "   .. csv-table::",
    "      :header-rows: 1",
    "",
    "      E",
    "      5",
    "",
    "   ==  ==",
    "   F   G",
    "   ==  ==",
    "   6   7",
    "   ==  ==",
    "",
    "+---+",
    "| D |",
    "+===+",
    "| 4 |",
    "+---+",
    "",
    ".. tables::",
    "",
    "   ==  ==",
    "   H   I",
    "   ==  ==",
    "   8   9",
    "   ==  ==",
  );
  expect(readIn("p.rst", text, "own")).toEqual(["A | B / 1 | 2", "C / 3", "D / 4"]);
  expect(readIn("p.rst", text)).toEqual([
    "A | B / 1 | 2",
    "C / 3",
    "E / 5",
    "F | G / 6 | 7",
    "D / 4",
    "H | I / 8 | 9",
  ]);
});

describe("the headings of a page", () => {
  const headingsOf = (path: string, text: string) =>
    scanPage(path, text).headings.map(
      ({ level, shown, ids, first, line }) => `${level} ${shown} ${(ids ?? []).join()} ${first}-${line}`,
    );

  test.each<[text: string, want: readonly string[]]>([
    ["= Title\n\n== Sub _title_ ==\n", ["1 Title _title 0-0", "2 Sub title _sub_title 2-2"]],
    ["[[own]]\n.Caption\n== A\n", ["2 A own,_a 0-2"]],
    ["[#own.role%opt]\n== A\n", ["2 A own,_a 0-1"]],
    ['[role,id="own"]\n== A\n', ["2 A own,_a 0-1"]],
    ["== A [[here]] b\n", ["2 A b here,_a_b 0-0"]],
    ["== A  [[here,There]] b\n", ["2 A b here,_a_b 0-0"]],
    ["== A[[here]] b\n", ["2 A b here,_a_b 0-0"]],
    ["== Über & 3.5-x!\n", ["2 Über & 3.5-x! _über_3_5_x 0-0"]],
    ["### Hashes\n", ["3 Hashes _hashes 0-0"]],
    ["----\n== Code\n----\n== A\n", ["2 A _a 3-3"]],
    ["|===\n|== A\n== B\n|===\n== C\n", ["2 C _c 4-4"]],
    ["---\n== Front\n---\n== A\n", ["2 A _a 3-3"]],
    ["=A\n======= B\n", []],
    ["....\n== A\n", []],
  ])("of AsciiDoc: %j", (text, want) => {
    expect(headingsOf("p.adoc", text)).toEqual(want);
  });
});
