import { expect, test } from "vitest";
import { insidesCalled, namesOf } from "../../../src/page/markup.ts";
import { hasSpanningCell, tableElements } from "../../../src/page/places/elements.ts";
import { addressesFor, addressOf, headingRegions, headingText } from "../../../src/page/places/headings.ts";
import { likeLine, runsAfter, underItems } from "../../../src/page/places/runs.ts";
import { insideOf, insideQuote, requoted } from "../../../src/page/quote.ts";
import { toctreesIn } from "../../../src/page/rst/toctree.ts";
import { markupOf, scanPage } from "../../../src/page/scan.ts";
import { type Region, splice } from "../../../src/page/page.ts";
import { lines } from "../given.ts";

const wholeOf = (path: string, text: string) => {
  const page = scanPage(path, text);
  return { page, region: { first: 0, last: page.lines.length, indent: 0 } };
};

/** Regions with their lines, counted from 1. */
const shown = (regions: readonly Region[]): string =>
  regions.map(({ first, last, indent }) => `${first + 1}-${last} by ${indent}`).join(", ");

test.each<[path: string, what: string, text: string, ids: string, want: string]>([
  ["p.mdx", "an element", lines('<div id="a">', "", "  x", "</div>"), "a", "2-3 by 2"],
  ["p.mdx", "one with nothing in it", lines('<div id="a">', "", "", "</div>"), "a", "2-3 by 0"],
  ["p.mdx", "one that is closed at once", lines('<div id="a"></div>', "x", '<div id="a"/>'), "a,a", ""],
  [
    "p.mdx",
    "one whose tag goes over lines",
    lines("<div", "  x={() => 1}", "  id='a'", ">", "x", "</div>"),
    "a",
    "5-5 by 0",
  ],
  [
    "p.mdx",
    "one whose tag is too long",
    lines("<div", ...Array.from({ length: 11 }, () => "  x"), '  id="a">', "x", "</div>"),
    "",
    "",
  ],
  [
    "p.mdx",
    "one whose tag is nearly too long",
    lines("<div", ...Array.from({ length: 10 }, () => "  x"), '  id="a">', "x", "</div>"),
    "a",
    "13-13 by 0",
  ],
  ["p.mdx", "one that isn't closed", lines('<div id="a">', "x"), "a", ""],
  ["p.mdx", "an attribute behind the tag", lines('<div> id="a"', "x", "</div>"), "", ""],
  ["p.mdx", "an attribute of another name", lines('<div data-id="a" xid="b">', "x", "</div>"), "", ""],
  ["p.mdx", "a group", lines('<Tabs groupId = "a">', "x", "</Tabs>"), "a", "2-2 by 0"],
  ["p.mdx", "text before the tag", lines('x <div id="a">', "x", "</div>"), "", ""],
  ["p.mdx", "in code", lines("```", '<div id="a">', "</div>", "```"), "", ""],
  ["p.md", "a Liquid block", lines('{%tab id="a" %}', "x", "{% endtab %}"), "a", "2-2 by 0"],
  [
    "p.md",
    "a heading",
    lines("# X {.y #a z}", "x", "# Z {#a-b}  ", "# W {#a} w", "# V {#a}x"),
    "a,a-b",
    "2-2 by 0",
  ],
  [
    "p.rst",
    "a label and a name",
    lines(".. _a:", "", "X", "=", "", ".. note::", "   :name: a", "", "   x"),
    "a,a",
    "5-9 by 0, 9-9 by 3",
  ],
  ["p.rst", "a directive of another name", lines(".. note:: a", "   :name: b", "", "   x"), "b", ""],
  ["p.adoc", "a block", lines("[#a]", ".Title", "====", "x", "====", "y"), "a", "1-5 by 0"],
  ["p.adoc", "a paragraph", lines("x", "[[a]]", "[role]", "y", "z", "", "w"), "a", "2-5 by 0"],
  ["p.adoc", "a block that isn't closed", lines("[#a]", "--", "x", ""), "a", "1-4 by 0"],
  ["p.adoc", "a paragraph at the end", lines("[#a]", "x"), "a", "1-2 by 0"],
  ["p.adoc", "nothing below", lines("[#a]"), "a", "1-1 by 0"],
  [
    "p.adoc",
    "headings and blocks",
    lines("[#a]", "== A", "x", "[#a]", "****", "y", "****", "[#b]", "== B"),
    "a,_a,b,_b,a",
    "3-7 by 0, 4-7 by 0",
  ],
  ["p.adoc", "in code", lines("----", "[#a]", "----", "..x", "[#b]", "..x", "y"), "b", ""],
])("%s: what has the ID a: %s", (path, _, text, ids, want) => {
  const { page, region } = wholeOf(path, text);
  const found = markupOf(path).identified(page, region);
  expect(namesOf(found).join()).toBe(ids);
  expect(shown(insidesCalled(found, "a"))).toBe(want);
});

test.each<[path: string, what: string, text: string, labels: string, want: string]>([
  [
    "p.mdx",
    "elements",
    lines(
      '<TabItem value="a" label="A">',
      "x",
      "</TabItem>",
      '<Tab title="A">',
      "",
      "y",
      "</Tab>",
      '<Other label="A">',
      "</Other>",
    ),
    "A,A",
    "2-2 by 0, 5-6 by 0",
  ],
  [
    "p.mdx",
    "by their value",
    lines("<TabItem value={'A'}>", "x", "</TabItem>", '<TabItem label="A &amp; B">', "x", "</TabItem>"),
    "A & B",
    "2-2 by 0",
  ],
  [
    "p.md",
    "lines of MkDocs",
    lines('x === "A"', "", '=== "A" x', "", '===! "A" ', "    d", "", '===+\t"B"', "    e"),
    "A,B",
    "6-7 by 4",
  ],
  [
    "p.rst",
    "directives",
    lines(
      ".. tab:: A",
      "",
      "   x",
      "",
      ".. code-tab:: python A",
      "",
      "   y",
      "",
      ".. code-tab:: A",
      "",
      "   z",
      "",
      ".. note:: A",
      "",
      "   w",
    ),
    "A,A,A",
    "3-3 by 3, 7-7 by 3, 11-11 by 3",
  ],
  [
    "p.adoc",
    "terms",
    lines(
      "[tabs]",
      "====",
      "A::",
      "+",
      "--",
      "x",
      "--",
      "B::",
      "",
      "y",
      "A::",
      "",
      "--",
      "====",
      "",
      "====",
      "A::",
      "z",
      "====",
    ),
    "A,B,A",
    "6-6 by 0, 13-13 by 0",
  ],
  [
    "p.adoc",
    "terms, the block's line longer",
    lines("[.tabs%x]", "=====", "A::", "x", "----", "B::", "----", "=====", "C::"),
    "A",
    "4-7 by 0",
  ],
  ["p.adoc", "of a block that isn't closed", lines("[tabs]", "====", "A::", "x"), "A", "4-3 by 0"],
  [
    "p.adoc",
    "of other blocks",
    lines(
      "[tabular]",
      "====",
      "A::",
      "====",
      "x [tabs]",
      "====",
      "A::",
      "====",
      "----",
      "[tabs]",
      "====",
      "A::",
      "====",
      "----",
    ),
    "",
    "",
  ],
])("%s: the insides of tabs called A: %s", (path, _, text, labels, want) => {
  const { page, region } = wholeOf(path, text);
  const found = markupOf(path).tabs(page, region);
  expect(namesOf(found).join()).toBe(labels);
  expect(shown(insidesCalled(found, "A"))).toBe(want);
});

test.each<[what: string, text: string, want: string]>([
  [
    "one after the other",
    lines("<table>", "<tr>", "</table>", "<table>", "x", "</table>"),
    "2-2 by 0, 5-5 by 0",
  ],
  [
    "one in another",
    lines("<table>", "<td>", "<table>", "</table>", "</table>", "<table>", "</table>"),
    "2-4 by 0, 7-6 by 0",
  ],
  [
    "other elements",
    lines("<div>", "x", "</div>", "<table>", "</table>", "<tables>", "</tables>"),
    "5-4 by 0",
  ],
])("elements that are tables: %s", (_, text, want) => {
  const { page, region } = wholeOf("p.md", text);
  expect(shown(tableElements(page, region))).toBe(want);
});

test.each([
  ['<td rowspan="2">', true],
  ["<td rowspan=3>", true],
  ["<td rowSpan={4}>", true],
  ['<td class="x" rowspan = "12">', true],
  ["<td rowspan='1'>", false],
  ["<td rowspan=10>", true],
  ["<td data-rowspan=2>", false],
  ["<td colspan=2>", false],
])("a cell goes over several rows, %s: %j", (line, want) => {
  const { page } = wholeOf("p.md", lines(line, "x", line));
  expect(hasSpanningCell(page, { first: 2, last: 3, indent: 0 })).toBe(want);
  expect(hasSpanningCell(page, { first: 1, last: 2, indent: 0 })).toBe(false);
});

const recurring = lines(
  "# P",
  "## A",
  "x",
  "## B",
  "### A",
  "y",
  "### A",
  "",
  "# ![](x.png)",
  "## A (3)",
  "# Q",
  "### A [2]",
  "#",
  "# A {.x}",
);

test("how each heading is named so that no other is meant", () => {
  const { page } = wholeOf("p.md", recurring);
  expect(
    page.headings.map(
      (heading, index) => `${headingText(heading)}: ${addressOf(page, index)?.join(" › ") ?? "-"}`,
    ),
  ).toEqual([
    "P: P",
    "A: P › A",
    "B: B",
    "A: ### A [1]",
    "A: ### A [2]",
    ": -",
    "A (3): A (3)",
    "Q: Q",
    "A [2]: A [2]",
    ": -",
    "A: A",
  ]);
  expect(addressOf(page, 99)).toBeUndefined();
});

test("a name that comes again is told by the headings around it, or counted among its own", () => {
  const { page } = wholeOf(
    "p.md",
    lines(
      "# P",
      "## B",
      "### A",
      "### X",
      "### A",
      "## C",
      "### D",
      "# Q",
      "## B",
      "### D",
      "## E {#e}",
      "## E",
      "### A [10]",
    ),
  );
  expect(
    page.headings.map(
      (heading, index) => `${headingText(heading)}: ${addressOf(page, index)?.join(" › ") ?? "-"}`,
    ),
  ).toEqual([
    "P: P",
    "B: P › B",
    "A: ### A [1]",
    "X: X",
    "A: ### A [2]",
    "C: C",
    "D: C › D",
    "Q: Q",
    "B: Q › B",
    "D: B › D",
    "E: ## E [1]",
    "E: ## E [2]",
    "A [10]: A [10]",
  ]);
});

test("a name below headings of one name is told by those above them", () => {
  const { page } = wholeOf("p.md", lines("# P", "## B", "### A", "# Q", "## B", "### A"));
  expect([2, 5].map((index) => addressOf(page, index))).toEqual([
    ["P", "B", "A"],
    ["Q", "B", "A"],
  ]);
});

test.each<[steps: readonly string[], regions: string, each: string]>([
  [[], "1-14 by 0", ""],
  [["A"], "15-14 by 0", "14: A"],
  [["B", "A"], "6-6 by 0, 8-8 by 0", "5: ### A [1], 7: ### A [2]"],
  [["B", "A [2]"], "8-8 by 0", "7: ### A [2]"],
  [["A [2]"], "13-12 by 0", "12: A [2]"],
  [["A [11]"], " missing 0", ""],
  [["##  A"], "3-3 by 0", "2: P › A"],
  [["P", "Q"], " missing 1", ""],
  [["Z"], " missing 0", ""],
  [["P", "B", "Z"], " missing 2", ""],
  [["A (4)"], "15-14 by 0", "14: A"],
])("what is below %j", (steps, regions, each) => {
  const { page } = wholeOf("p.md", recurring);
  const found = headingRegions(page, steps);
  expect(`${shown(found.regions)}${found.missing === undefined ? "" : ` missing ${found.missing}`}`).toBe(
    regions,
  );
  expect(
    addressesFor(page, steps)
      .map(({ line, steps: way }) => `${line}: ${way.join(" › ")}`)
      .join(", "),
  ).toBe(each);
});

test.each<[what: string, text: string, want: string]>([
  ["indented", lines("  X  ", "  | a |", "  | b |", "", "| c |"), "2-3 by 0"],
  ["a table at the end", "X\n| a |\n| b |", "2-3 by 0"],
  ["two tables", lines("X", "| a |", "", "| b |"), "2-2 by 0"],
  ["admonitions and tabs", lines("X", "!!! a", '=== "b"'), "2-2 by 0"],
  ["plain elements and others", lines("X", "  <a.b>", "  </a.b>", "  <a.b>", "  </a.b>", "<c>"), "2-5 by 0"],
  ["an element that isn't closed", lines("X", "<a>", "x"), "2-3 by 0"],
  ["Liquid", lines("X", "{%tabs%}", "{%-endtabs%}", "{% tabs %}", "{% endtabs %}", "{% x %}"), "2-5 by 0"],
  ["numbered items", lines("X", "1. a", "12) b", "   c", "3.d"), "2-4 by 0"],
  ["a fence that isn't closed", lines("X", "```", "a"), "2-3 by 0"],
  ["code right after a table", lines("X", "| a |", "```", "b", "```"), "2-5 by 0"],
  ["list, then code", lines("X", "- a", "", "```", "b", "```", "- c"), "2-2 by 0"],
  ["before a heading with text above", lines("# X", "", "X", "text", "## Y", "- a"), "4-4 by 0"],
  ["nothing", lines("X"), "2-1 by 0"],
])("what follows a line, more: %s", (_, text, want) => {
  const { page, region } = wholeOf("p.md", text);
  expect(shown(runsAfter(page, region, likeLine(" X ", false)))).toBe(want);
});

test.each<[what: string, text: string, want: string]>([
  ["at any depth", lines("- a", "  - X", "    - b", "  - c"), "3-3 by 4"],
  ["by a wider mark", lines("-   X", "", "    b"), "2-3 by 4"],
  ["of two digits", lines("12. X", "", "13. c"), "2-1 by 4"],
  ["with blank lines at its end", lines("- X", "", ""), "2-1 by 2"],
  ["text with a mark in it", lines("x - X", "  - b"), ""],
  ["up to the end of the region", "- X\n  - a\n  - b", "2-3 by 2"],
  ["two spaces behind the mark", lines("-  X", "   b"), "2-2 by 3"],
  ["in code", lines("```", "- X", "```"), ""],
])("what is under an item, more: %s", (_, text, want) => {
  const { page, region } = wholeOf("p.md", text);
  expect(shown(underItems(page, region, (item) => item === "X"))).toBe(want);
});

test.each<
  [what: string, text: string, at: readonly [number, number], from: string, to: string, want: string]
>([
  [
    "a line of a quote in a quote",
    lines("> > a", "> > b", "> c"),
    [1, 2],
    "b",
    "x\ny",
    "> > a\n> > x\n> > y\n> c\n",
  ],
  ["the last line of the page", "> a\n> b", [1, 2], "b", "x\n\ny", "> a\n> x\n>\n> y"],
  ["a quote without spaces", lines(">a", ">b"), [1, 2], "b", "x\ny", ">a\n>x\n>y\n"],
  ["a quote that begins with an empty line", lines(">", "> a"), [1, 2], "a", "x\ny", ">\n> x\n> y\n"],
  ["whole lines", lines("> a", "> b", "> c"), [1, 2], "b\n", "", "> a\n> c\n"],
  ["whole lines for others", lines("> a", "> b", "> c"), [1, 2], "b\n", "x\ny\n", "> a\n> x\n> y\n> c\n"],
  ["in CRLF", "> a\r\n> b\r\n", [1, 2], "b", "x\r\ny", "> a\r\n> x\r\n> y\r\n"],
  ["lines after one", lines("> a", "> b"), [1, 2], "", "\nx", "> a\n> b\n> x\n"],
  ["what is no quote", lines("a", "> b", "", "c"), [2, 4], "c", "x\ny", "a\n> b\nx\nyc\n"],
])("an edit where the region stands: %s", (_, text, [first, last], from, to, want) => {
  const { page } = wholeOf("p.md", text);
  const inside = insideOf(page, { first, last, indent: 0 });
  const start = from === "" ? text.length - 1 : inside.lines[first]!.start;
  const length = from.endsWith("\n") ? inside.lines[first + 1]!.start - start : from.length;
  expect(splice(text, requoted(inside, [{ start, end: start + length, text: to }]))).toBe(want);
});

test("what is looked at is all of the quote that a region is in", () => {
  const { page } = wholeOf("p.md", lines("> a", "> # B", "> c", "> d", "", "> e"));
  const inside = insideOf(page, { first: 2, last: 3, indent: 0 });
  expect(inside.lines.map(({ start, end }) => inside.text.slice(start, end))).toEqual([
    "a",
    "# B",
    "c",
    "d",
    "",
    "> e",
  ]);
  expect([inside.headings.length, inside.opaque]).toEqual([1, [false, false, false, false, true, true]]);
});

test("a quote in the middle of a page leaves the lines around it", () => {
  const { page } = wholeOf("p.md", lines("# A", "> # B", "> c", "# D"));
  const inside = insideQuote(page, { first: 1, last: 3, indent: 0 });
  expect(inside.headings.map(({ text }) => text)).toEqual(["B"]);
  expect([inside.opaque, inside.quote, inside.lines[0], inside.lines[3]]).toEqual([
    [true, false, false, true],
    "> ",
    page.lines[0],
    page.lines[3],
  ]);
});

test.each<[what: string, before: string, items: readonly string[], after: string]>([
  [
    "a title",
    lines(".. toctree::", "", "   Bee <b>", "   a"),
    ["a", "Bee|b", "Cat|c"],
    ".. toctree::\n\n   a\n   Bee <b>\n   Cat <c>\n",
  ],
  [
    "what stands between two",
    lines(".. toctree::", "", "   a", "", "   b", "   c"),
    ["a", "b", "x", "c"],
    ".. toctree::\n\n   a\n\n   b\n\n   x\n   c\n",
  ],
  [
    "one of each twice",
    lines(".. toctree::", "", "   a", "   a"),
    ["a", "b", "a"],
    ".. toctree::\n\n   a\n   b\n   a\n",
  ],
  ["another depth", lines(".. toctree::", "", "      a"), ["a", "b"], ".. toctree::\n\n      a\n      b\n"],
  [
    "none left",
    lines(".. toctree::", "   :caption: A", "", "   a", "   b", "", "Text"),
    [],
    ".. toctree::\n   :caption: A\n\n\nText\n",
  ],
  [
    "its first, in another directive",
    lines(".. note::", "", "   .. toctree::", "", "Text"),
    ["a"],
    ".. note::\n\n   .. toctree::\n\n      a\n\nText\n",
  ],
  [
    "a title of brackets",
    lines(".. toctree::", "", "   a <b> c", "   <d>", "   X<e>"),
    ["a <b> c", "<d>", "X|e"],
    ".. toctree::\n\n   a <b> c\n   <d>\n   X <e>\n",
  ],
  [
    "the same in another order",
    lines(".. toctree::", "", "   a", "", "   b", "   c"),
    ["c", "a", "b"],
    ".. toctree::\n\n   c\n\n   a\n\n   b\n",
  ],
])("a toctree gets %s", (_, before, items, after) => {
  const page = scanPage("p.rst", before);
  const made = items.map((item) => {
    const [title = "", target] = item.split("|");
    return target === undefined ? { page: title } : { title, page: target };
  });
  expect(splice(before, toctreesIn(page)[0]?.write(made) ?? [])).toBe(after);
});

test("the names of toctrees are those of the heading above", () => {
  const page = scanPage(
    "p.rst",
    lines("A", "=", "", ".. toctree::", "", "B", "=", "", ".. toctree::", "", "   x", "", "C", "="),
  );
  expect(toctreesIn(page).map(({ names }) => names)).toEqual([["A"], ["B"]]);
});

test.each<[line: string, counted: boolean, other: string, isLike: boolean]>([
  ["# Models (8)", true, "# Models (1,024)", true],
  ["# Models (8)", false, "# Models (9)", false],
  ["Prices of 2026:", false, " Prices of 2026: ", true],
  ["Prices of 2026:", true, "Prices of models:", false],
])("%s, counted %s, and %s", (line, counted, other, isLike) => {
  expect(likeLine(line, counted)(other)).toBe(isLike);
});
