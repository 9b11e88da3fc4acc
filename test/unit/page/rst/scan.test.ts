import { describe, expect, test } from "vitest";
import { directivesIn } from "../../../../src/page/rst/directives.ts";
import { toctreesIn } from "../../../../src/page/rst/toctree.ts";
import { likeLine, runsAfter, underItems } from "../../../../src/page/places/runs.ts";
import { scanPage } from "../../../../src/page/scan.ts";
import { splice } from "../../../../src/page/page.ts";
import { lines } from "../../given.ts";

const scan = (text: string) => scanPage("p.rst", text);

test.each<[what: string, text: string, want: readonly string[]]>([
  [
    "each sign a level, as they come",
    lines("A", "=", "", "B", "-", "", "C", "=", "", "D", "~"),
    ["1 A  0-1", "2 B  3-4", "1 C  6-7", "3 D  9-10"],
  ],
  [
    "one above and below is another kind",
    lines("===", " A ", "===", "", "B", "==="),
    ["1 A  0-2", "2 B  4-5"],
  ],
  ["one right below another", lines("A", "=", "B", "-"), ["1 A  0-1"]],
  ["with labels above", lines(".. _one:", ".. _`two words`:", "", "A", "="), ["1 A two words,one 0-4"]],
  ["a label of another text isn't above", lines(".. _one:", "", "Text.", "", "A", "="), ["1 A  4-5"]],
  ["a short line of signs", lines("Long title", "==="), []],
  ["a short line of four signs", lines("Long title", "===="), ["1 Long title  0-1"]],
  ["below text", lines("Text", "A", "="), []],
  ["an indented title", lines(" A", "=="), []],
  ["a title of signs", lines("---", "==="), []],
  ["in code", lines("::", "", "  A", "  =", "", "B", "="), ["1 B  5-6"]],
  ["in a directive of code", lines(".. code:: rst", "", "   A", "   =", "", "B", "="), ["1 B  5-6"]],
  ["right below code", lines(".. code:: x", "   y", "A", "="), []],
  ["in a note", lines(".. note::", "", "   text", "", "A", "="), ["1 A  4-5"]],
  ["with markup", lines("The *A* ``b``", "============="), ["1 The A b  0-1"]],
  ["of wide signs", lines("モデル", "==="), ["1 モデル  0-1"]],
])("headings: %s", (_, text, want) => {
  const found = scan(text).headings.map(
    ({ level, shown, ids, first, line }) => `${level} ${shown} ${(ids ?? []).join()} ${first}-${line}`,
  );
  expect(found).toEqual(want);
});

test.each<[what: string, text: string, opaque: readonly number[], fences: readonly string[]]>([
  ["code", lines(".. code-block:: py", "", "   a", "", "text"), [1, 2], ["0-3"]],
  ["what is included", lines(".. include:: x", "   :a: b", "text"), [1], []],
  ["a note's text is text", lines(".. note::", "", "   a"), [], []],
  ["a comment, but for its first line", lines(".. mark", "   more", "", "   more", "text"), [1, 2, 3], []],
  ["an empty comment", lines("..", "   more", "text"), [1], []],
  ["a target is none", lines(".. _a: x", "   text"), [], []],
  ["a footnote is none", lines(".. [1] x", "   text"), [], []],
  ["a substitution is none", lines(".. |a| unicode:: x", "   text"), [], []],
  ["a literal block", lines("So::", "", "  a", "", "  b", "", "text"), [1, 2, 3, 4], []],
  ["two colons and nothing indented", lines("So::", "", "text"), [], []],
  ["two colons and text right below", lines("So::", "  a"), [], []],
  ["two colons at the end", lines("So::", ""), [], []],
  ["two colons above what is less deep", lines("  So::", "", " text"), [], []],
  ["two colons above what is as deep", lines("  So::", "", "  text"), [], []],
])("no text of the page: %s", (_, text, opaque, fences) => {
  const page = scan(text);
  expect(page.opaque.flatMap((is, line) => (is ? [line] : []))).toEqual(opaque);
  expect([...page.fences].map(([first, last]) => `${first}-${last}`)).toEqual(fences);
});

test.each<[what: string, text: string, want: readonly string[]]>([
  ["an argument and content", lines(".. tab:: One", "", "   a", "", "b"), ["tab 'One' {} 2-3 by 3"]],
  [
    "options in any case",
    lines(".. x::", "   :Name: a b", "   :flag:", "", "   c"),
    ["x '' {name=a b,flag=} 4-5 by 3"],
  ],
  ["an argument that goes on", lines(".. x:: a", "   b", "   :n: 1", "", "   c"), ["x 'a' {n=1} 4-5 by 3"]],
  ["content without a blank line", lines(".. x::", "   a: b", "   c"), ["x '' {} 1-3 by 3"]],
  ["no content", lines(".. x:: a", "b"), ["x 'a' {} 1-1 by 3"]],
  [
    "one in another",
    lines(".. x::", "", "   .. y::", "      :z: 1"),
    ["x '' {} 2-4 by 3", "y '' {z=1} 4-4 by 6"],
  ],
  ["of a substitution", lines(".. |a| image:: b.png", "   :alt: c"), ["image 'b.png' {alt=c} 2-2 by 3"]],
  ["an argument with white space behind", lines(".. tab:: One  ", "", "   a"), ["tab 'One' {} 2-3 by 3"]],
  ["an argument above a longer name", lines(".. x:: a", "   b", "   :name:  1"), ["x 'a' {name=1} 3-3 by 3"]],
  ["a value with white space behind", lines(".. x::", "   :name: a  "), ["x '' {name=a} 2-2 by 3"]],
  ["a word right behind a name", lines(".. x::", "   :a:b"), ["x '' {} 1-2 by 3"]],
  ["none in code", lines(".. code:: x", "", "   .. y::"), ["code 'x' {} 2-3 by 3"]],
  ["a time is no option", lines(".. x::", "", "   10:30: a"), ["x '' {} 2-3 by 3"]],
  ["a comment is none", lines(".. x: a", ".. x"), []],
])("directives: %s", (_, text, want) => {
  const found = directivesIn(scan(text), { first: 0, last: text.split("\n").length - 1 });
  expect(
    found.map(
      ({ name, argument, options, content }) =>
        `${name} '${argument}' {${[...options].map(([key, { value }]) => `${key}=${value}`).join()}} ${content.first}-${content.last} by ${content.indent}`,
    ),
  ).toEqual(want);
});

describe("a toctree", () => {
  const text = lines(
    "Models",
    "======",
    "",
    ".. toctree::",
    "   :caption: All",
    "   :name: main",
    "",
    "   a",
    "   Bee <b>",
    "",
    "   c",
  );
  test("has names, and pages with their titles", () => {
    expect(toctreesIn(scan(text))).toMatchObject([
      {
        line: 3,
        names: ["All", "main", "Models"],
        items: [{ page: "a" }, { title: "Bee", page: "b" }, { page: "c" }],
        lines: [7, 8, 10],
      },
    ]);
    expect(toctreesIn(scan(lines(".. other::", "", "   a")))).toEqual([]);
    expect(
      toctreesIn(scan(lines(".. _id:", "", "A", "=", "", ".. toctree:: arg", "", "   a")))[0]?.names,
    ).toEqual(["arg", "A", "id"]);
  });

  test.each<[what: string, before: string, pages: readonly string[], after: string, gap?: string]>([
    [
      "gets one",
      lines(".. toctree::", "", "   a", "   c"),
      ["a", "b", "c"],
      lines(".. toctree::", "", "   a", "   b", "   c"),
    ],
    ["loses one", lines(".. toctree::", "", "   a", "   b"), ["b"], lines(".. toctree::", "", "   b")],
    [
      "is put in order",
      lines(".. toctree::", "", "   b", "   a"),
      ["a", "b"],
      lines(".. toctree::", "", "   a", "   b"),
    ],
    [
      "stays",
      lines(".. toctree::", "", "    b", "", "    a"),
      ["b", "a"],
      lines(".. toctree::", "", "    b", "", "    a"),
    ],
    [
      "gets its first",
      lines(".. toctree::", "   :caption: A", "", "Text"),
      ["a"],
      lines(".. toctree::", "   :caption: A", "", "   a", "", "Text"),
    ],
    [
      "gets one, and blank lines of spaces",
      lines(".. toctree::", "", "   a", "", "   c", "", "   d", "", "Text"),
      ["a", "b", "c", "d"],
      lines(".. toctree::", "", "   a", "  ", "   b", "  ", "   c", "  ", "   d", "", "Text"),
      "  ",
    ],
  ])("%s", (_, before, pages, after, gap) => {
    const page = scan(before);
    const edits =
      toctreesIn(page)[0]?.write(
        pages.map((each) => ({ page: each })),
        gap,
      ) ?? [];
    expect(splice(page.text, edits)).toBe(after);
  });
});

const regionOf = (text: string) => {
  const page = scanPage("p.md", text);
  return { page, region: { first: 0, last: page.lines.length, indent: 0 } };
};

test.each<[what: string, text: string, want: readonly string[]]>([
  ["a table", lines("X", "", "| a |", "| b |", "", "text"), ["1-4"]],
  ["a list, parted by blank lines", lines("X", "- a", "  more", "", "- b", "", "text"), ["1-5"]],
  ["admonitions", lines("X", "!!! a", "    b", "??? c", "    d", "=== e"), ["1-5"]],
  ["tabs", lines("X", '=== "a"', "    b", '=== "c"', "    d", "text"), ["1-5"]],
  ["elements of a name", lines("X", "<A>", "b", "</A>", "<A>", "c", "</A>", "<B>"), ["1-7"]],
  ["tags of Liquid", lines("X", "{% tabs %}", "b", "{% endtabs %}", "text"), ["1-4"]],
  ["fences", lines("X", "```", "a", "```", "```", "b", "```", "text"), ["1-7"]],
  ["text: all of it", lines("X", "text", "", "- a"), ["1-4"]],
  ["up to the next heading", lines("X", "text", "", "# H", "", "- a"), ["1-3"]],
  ["each of two", lines("X", "- a", "", "X ", "- b"), ["1-2", "4-5"]],
  ["none in code", lines("```", "X", "```", "- a"), []],
])("what follows a line: %s", (_, text, want) => {
  const { page, region } = regionOf(text);
  expect(runsAfter(page, region, likeLine("X", false)).map(({ first, last }) => `${first}-${last}`)).toEqual(
    want,
  );
});

test.each<[what: string, text: string, want: readonly string[]]>([
  ["what is deeper", lines("- X", "  - a", "  - b", "- c"), ["1-3 by 2"]],
  ["below a blank line", lines("1. X", "", "   - a", "", "2. c"), ["1-3 by 3"]],
  ["nothing", lines("- X", "- a"), ["1-1 by 2"]],
  ["nothing, of a numbered one", lines("10. X", "11. a"), ["1-1 by 4"]],
  ["in both", lines("* X", "    * a", "* b", "* X", "  * c"), ["1-2 by 4", "4-5 by 2"]],
  ["not in code", lines("```", "- X", "  - a", "```"), []],
  ["at the end", "- X\n  - a", ["1-2 by 2"]],
])("what is under an item: %s", (_, text, want) => {
  const { page, region } = regionOf(text);
  const found = underItems(page, region, (item) => item === "X");
  expect(found.map(({ first, last, indent }) => `${first}-${last} by ${indent}`)).toEqual(want);
});
