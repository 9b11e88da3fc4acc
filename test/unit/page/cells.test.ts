import { expect, test } from "vitest";
import { addressIn, encodePath, linkNames, linksIn, withLinks } from "../../../src/page/links.ts";
import { cellsAsIn } from "../../../src/page/markdown/line-breaks.ts";
import { indentAt, isBlankLine } from "../../../src/page/page.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { atEdge, cellTexts, findTables } from "../../../src/page/table.ts";
import { lines } from "../given.ts";

test.each<[what: string, path: string, text: string, want: string]>([
  ["a page", "p.md", "text", "a<br>b | `<br>` ``a` <br>`` <br> c"],
  ["a page that has one", "p.md", "a<BR>b <br/>", "a<br>b | `<br>` ``a` <br>`` <br> c"],
  ["a page with a closed one", "p.md", "a<br />b", "a<br />b | `<br>` ``a` <br>`` <br /> c"],
  ["a table with a closed one", "p.md", lines("<br>", "| a<br/>b |"), "a<br>b | `<br>` ``a` <br>`` <br> c"],
  [
    "a table with one, a text with a closed one",
    "p.md",
    lines("| a<br>b |", "", "<br  />"),
    "a<br>b | `<br>` ``a` <br>`` <br> c",
  ],
  ["an indented table", "p.md", lines("  | a | b<br  />c |"), "a<br  />b | `<br>` ``a` <br>`` <br  /> c"],
  ["no table", "p.md", lines("x | a<br/>b |"), "a<br />b | `<br>` ``a` <br>`` <br /> c"],
  ["code", "p.md", lines("```", "<br />", "```"), "a<br>b | `<br>` ``a` <br>`` <br> c"],
  [
    "code, and below it",
    "p.md",
    lines("```", "x", "```", "a<br />"),
    "a<br />b | `<br>` ``a` <br>`` <br /> c",
  ],
  ["a page with components", "p.md", lines("  <Tabs x>"), "a<br />b | `<br>` ``a` <br>`` <br /> c"],
  [
    "a page with a component's name",
    "p.md",
    lines("x <Tabs>", "<Tabsäx>"),
    "a<br>b | `<br>` ``a` <br>`` <br> c",
  ],
  ["a page with an import", "p.md", lines('import A from "a";'), "a<br />b | `<br>` ``a` <br>`` <br /> c"],
  ["MDX", "p.mdx", "text", "a<br />b | `<br>` ``a` <br>`` <br /> c"],
  ["MDX with a table of its own", "p.MDX", lines("| a<br/> |"), "a<br/>b | `<br>` ``a` <br>`` <br/> c"],
  ["MDX that has one in code", "p.mdx", "`<br>`", "a<br />b | `<br>` ``a` <br>`` <br /> c"],
  ["reStructuredText", "p.rst", "<br />", "a<br>b | `<br>` ``a` <br>`` <br> c"],
])("a line breaks in a cell as in %s", (_, path, text, want) => {
  expect(cellsAsIn(scanPage(path, text), ["a<br>b", "`<br>` ``a` <br>`` <br/> c"]).join(" | ")).toBe(want);
});

test("a cell with a line break is enough", () => {
  expect(cellsAsIn(scanPage("p.mdx", ""), ["a", "b<br>c"])).toEqual(["a", "b<br />c"]);
  expect(cellsAsIn(scanPage("p.md", ""), ["a<br>b<br  />c <brx>"])).toEqual(["a<br>b<br>c <brx>"]);
});

test("cells without a line break stay as they are", () => {
  const cells = ["a", "b<br/>"];
  expect(cellsAsIn(scanPage("p.mdx", ""), cells)).toBe(cells);
});

const kinds = [
  { kind: "page", language: "md" },
  { kind: "code", language: "py" },
  { kind: "code", language: "sh" },
];
test("links to files have the names of their kinds, where those are enough", () => {
  expect([...linkNames(kinds)]).toEqual([
    ["link:page/md", "page/md"],
    ["route:page/md", "page/md"],
    ["link:page", "page/md"],
    ["route:page", "page/md"],
    ["link:code/py", "code/py"],
    ["route:code/py", "code/py"],
    ["link:code/sh", "code/sh"],
    ["route:code/sh", "code/sh"],
  ]);
  const files = new Map([
    ["page/md", "models/a b (1)?#.md"],
    ["code/py", "code/a.py"],
  ]);
  const fields = new Map([["name", "A"]]);
  expect([...withLinks(fields, kinds, files, linksIn("docs/p.md"))]).toEqual([
    ["name", "A"],
    ["link:page/md", "../models/a%20b%20%281%29%3F%23.md"],
    ["route:page/md", "../models/a%20b%20%281%29%3F%23"],
    ["link:page", "../models/a%20b%20%281%29%3F%23.md"],
    ["route:page", "../models/a%20b%20%281%29%3F%23"],
    ["link:code/py", "../code/a.py"],
    ["route:code/py", "../code/a.py"],
  ]);
  expect([...withLinks(fields, kinds, files, { folder: "", encoded: false })]).toEqual([
    ["name", "A"],
    ["link:page/md", "models/a b (1)?#.md"],
    ["route:page/md", "models/a b (1)?#"],
    ["link:page", "models/a b (1)?#.md"],
    ["route:page", "models/a b (1)?#"],
    ["link:code/py", "code/a.py"],
    ["route:code/py", "code/a.py"],
  ]);
  expect([linksIn("p.md"), linksIn("a/b/p.md")]).toEqual([
    { folder: "", encoded: true },
    { folder: "a/b", encoded: true },
  ]);
  expect(encodePath("a b(é)")).toBe("a%20b%28%C3%A9%29");
});

test.each([
  ["see [a](b.md) and [c](d)", "b.md"],
  ["[a](b c)", "nowhere"],
  ["(b)", "nowhere"],
])("the first link of %j leads to %j", (text, want) => {
  expect(addressIn(text) ?? "nowhere").toBe(want);
});

test.each<[text: string, lead: string, closed: boolean, edge: string, want: string]>([
  [" a ", "| ", true, "first last", " a "],
  [" a ", "", false, "first", "a "],
  [" a ", "", false, "last", " a "],
  ["  ", "| ", false, "first", "  "],
  ["  ", "", false, "first", "|  "],
  ["  ", "", false, "last", "  |"],
  ["  ", "", true, "last", "  "],
  ["", "", false, "first last", "||"],
  ["  ", "", false, "", "  "],
])("a cell %j of a row after %j, closed %j, at its %s edge: %j", (text, lead, closed, edge, want) => {
  expect(atEdge({ lead, closed }, text, { first: edge.includes("first"), last: edge.includes("last") })).toBe(
    want,
  );
});

test.each<[line: string, want: readonly string[]]>([
  ["| a `b|c` `` d ` | e", [" a `b|c` `` d ` ", " e"]],
  ["| `a `` b | c` | d |", [" `a `` b ", " c` ", " d "]],
  ["|\\", ["\\"]],
  ["  a | b  ", ["a ", " b  "]],
  ["none", []],
])("the cells of %j", (line, want) => {
  expect(cellTexts(line)).toEqual(want);
});

test.each<[what: string, text: string, depth: "own" | "any", want: string]>([
  ["at its depth, up to three deeper", lines("|a|", "   |-|", "  |1|", "    |2|"), "own", "0-3 with 1"],
  [
    "at any depth",
    lines("x", "  |a|", "  |-|", "  |1|", "|2|", "", "      |b|", "      |-|"),
    "any",
    "1-4 with 1, 6-8 with 0",
  ],
  ["with a line of text between", lines("|a|", "text", "|-|", "|1|"), "own", ""],
  ["with what isn't quite a delimiter", lines("|a|", "|-x|", "|b|", "|x-|", "|c|", "|--:-|"), "own", ""],
  ["with half of a delimiter", lines("|a|b|", "|-|x|", "|1|2|"), "own", ""],
  ["of a header of hyphens", lines("|-|", "|-|", "|-|"), "own", ""],
  ["at the end of the region", "|a|\n|-|", "own", "0-2 with 0"],
  ["of empty cells", lines("||", "||", "|-|"), "own", "1-3 with 0"],
])("tables %s", (_, text, depth, want) => {
  const page = scanPage("p.mdx", text);
  const found = findTables(page, { first: 0, last: page.lines.length, indent: 0 }, depth);
  expect(found.map(({ header, last, rows }) => `${header.line}-${last} with ${rows.length}`).join(", ")).toBe(
    want,
  );
});

test.each<[line: string, blank: boolean, indent: number]>([
  ["", true, 0],
  ["  ", true, 2],
  [" \t ", true, 5],
  ["\u00a0", true, 0],
  [" \u2003", true, 1],
  ["\v\f", true, 0],
  ["\u0007", false, 0],
  ["\u007f", false, 0],
  ["  x", false, 2],
  ["  \tx", false, 4],
  ["  é", false, 2],
])("the line %j is blank: %j, and %i deep", (line, blank, indent) => {
  const page = scanPage("p.md", `a\n${line}\n  b`);
  expect([isBlankLine(page, 1), indentAt(page, 1)]).toEqual([blank, indent]);
});
