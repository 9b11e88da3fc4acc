import { expect, test } from "vitest";
import { scanPage } from "../../../src/page/scan.ts";
import { lines } from "../given.ts";

/** The lines of a page that hold no markup, its fences, headings, and what is never closed; lines count from 1. */
const scanned = (path: string, text: string): string => {
  const { opaque, fences, headings, unclosed } = scanPage(path, text);
  const code = opaque.flatMap((is, line) => (is ? [line + 1] : [])).join(",");
  const parts = [
    `no text ${code === "" ? "-" : code}`,
    ...[...fences].map(([first, last]) => `fence ${first + 1}-${last}`),
    ...headings.map(
      ({ level, shown, text: title, first, line }) =>
        `${"#".repeat(level)} ${shown ?? title} ${first + 1}-${line + 1}`,
    ),
    ...(unclosed === undefined ? [] : [`open ${unclosed + 1}`]),
  ];
  return parts.join("; ");
};

test.each<[path: string, what: string, text: string, want: string]>([
  ["p.adoc", "a listing", lines("----", "a", "---- ", "b"), "no text 1,2,3; fence 1-3"],
  [
    "p.adoc",
    "a comment and what passes through",
    lines("////", "a", "////", "++++", "b", "++++"),
    "no text 1,2,3,4,5,6",
  ],
  [
    "p.adoc",
    "fences",
    lines("```js", "a", "```", "````", "```", "````"),
    "no text 1,2,3,4,5,6; fence 1-3; fence 4-6",
  ],
  ["p.adoc", "a fence of another language", lines("```c++", "a", "```"), "no text 1,2,3; fence 1-3"],
  ["p.adoc", "one that isn't closed", lines("a", "....", "b", "....x"), "no text 2,3,4; fence 2-4; open 2"],
  ["p.adoc", "two of which none is closed", lines("....", "b"), "no text 1,2; fence 1-2; open 1"],
  ["p.adoc", "front matter", lines("---", "a: b", "---", "== A", "---", "b"), "no text 1,2,3; ## A 4-4"],
  [
    "p.adoc",
    "longer lines close longer ones",
    lines("-----", "----", "-----", "== A"),
    "no text 1,2,3; fence 1-3; ## A 4-4",
  ],
  [
    "p.adoc",
    "a heading in a table",
    lines("|===", "|a", "== A", "!===", "== B", "|===", "== C"),
    "no text -; ## C 7-7",
  ],
  [
    "p.adoc",
    "lines that only look like a table's",
    lines("x|===", "== A", "|===x", "== B"),
    "no text -; ## A 2-2; ## B 4-4",
  ],
  [
    "p.adoc",
    "titles with signs behind",
    lines("==  A  ==", "=== B ==", "== \tC [[x]]  [[y]]", "==D"),
    "no text -; ## A 1-1; ### B == 2-2; ## C 3-3",
  ],
  [
    "p.adoc",
    "lines above a title",
    lines("text", "[x]", ".T", "== A", ". item", "== B", "..x", "== C"),
    "no text -; ## A 2-4; ## B 6-6; ## C 8-8",
  ],
  ["p.rst", "a title of the first line", lines("A", "=", "B", "~"), "no text -; # A 1-2"],
  ["p.rst", "overlined at the start", lines("===", "A", "===", "x"), "no text -; # A 1-3"],
  ["p.rst", "overlined with white space behind", lines("===  ", "A", "===", "x"), "no text -; # A 1-3"],
  ["p.rst", "overlined below text", lines("x", "===", "A", "===", "y"), "no text -; # x 1-2"],
  ["p.rst", "overlined below a label", lines(".. _a:", "===", "A", "==="), "no text -; # A 1-4"],
  [
    "p.rst",
    "overlined as long as the label above",
    lines(".. _a:", "======", "A", "======"),
    "no text -; # A 1-4",
  ],
  ["p.rst", "a title of colons", lines("A", "::::", "", "b"), "no text -; # A 1-2"],
  ["p.rst", "overlined and too long", lines("===", "Longer", "==="), "no text -"],
  ["p.rst", "overlined, the line above longer", lines("====", "A", "===", ""), "no text -"],
  ["p.rst", "white space around", lines("A  ", "=  ", "", "  ", "B", "-\t"), "no text -; # A 1-2; ## B 5-6"],
  ["p.rst", "no title", lines("", "===", "", "   ", "==="), "no text -"],
  ["p.rst", "one sign below a longer title", lines("AB", "="), "no text -"],
  ["p.rst", "a title right below code", lines("::", "", "  x", "A", "="), "no text 2,3"],
  ["p.rst", "code of an item", lines("- a::", "", "    b", "", "  c", "- d::", "", "- e"), "no text 2,3,4,5"],
  ["p.rst", "code at the end", "a::\n\n  b", "no text 2,3"],
  ["p.rst", "two colons at the end", "a::\n\n", "no text -"],
  [
    "p.rst",
    "code in a directive of text",
    lines(".. note::", "", "   .. code:: x", "", "      A", "      =", "", "   B", "   ="),
    "no text 4,5,6; fence 3-6",
  ],
  [
    "p.rst",
    "directives of code in code",
    lines(".. code:: rst", "", "   .. code:: x", "", "      a"),
    "no text 2,3,4,5; fence 1-5",
  ],
  ["p.md", "code by indentation", lines("a", "", "    b", "", "    c", "d", "    e"), "no text 3,5"],
  [
    "p.md",
    "code of an item",
    lines("- a", "", "      b", "", "    c", "", "10. d", "", "        e", "", "      f"),
    "no text 3,9",
  ],
  ["p.md", "code right behind a mark", lines("-      a", "", "       b", "-", "", "      c"), "no text 3,6"],
  ["p.md", "a rule is no item", lines("- - -", "", "      a"), "no text 3"],
  [
    "p.md",
    "in a tab and an admonition",
    lines('=== "a"', "", "    b", "", "        c", '!!! d "e"', "", "    f", "", "        g"),
    "no text 5,10",
  ],
  [
    "p.md",
    "in elements and containers",
    lines("<A>", "", "    b", "", "</A>", "", ":::x", "", "    c", "", "{% d %}", "", "    e"),
    "no text -",
  ],
  [
    "p.md",
    "below tags that hold nothing",
    lines("<br>", "", "    a", "", "<b>x</b>", "", "    c", "", '<d e="f"/>', "", "    g"),
    "no text 3,7,11",
  ],
  [
    "p.md",
    "below a heading and below text",
    lines("# a", "    b", "c", "    d", "## ", "    e"),
    "no text 2,6; # a 1-1; ##  5-5",
  ],
  [
    "p.md",
    "below a fence and in one",
    lines("```", "a", "```", "    b", "", "    ```", "    c", "    ```"),
    "no text 1,2,3,4,6,7,8; fence 1-3",
  ],
  [
    "p.md",
    "a fence of an item",
    lines("- a", "  ```", "  b", "  ```", "      c", "", "      d"),
    "no text 2,3,4,5,7; fence 2-4",
  ],
  [
    "p.md",
    "a fence that its item ends",
    lines("- a", "", "    ```", "    b", "c", "# d"),
    "no text 3,4; fence 3-4; # d 6-6",
  ],
  ["p.md", "below a comment", lines("<!-- a", "b -->", "    c", "", "    d"), "no text 1,2,5"],
  ["p.md", "by tabs", lines("a", "", "\tb", "", "  \tc", "", "   d"), "no text 3,5"],
  ["p.md", "text that goes on in an item", lines("- a", "b", "", "    c", "", "      d"), "no text 6"],
  ["p.md", "at the very start", lines("    a", "", "    b"), "no text 3"],
  ["p.md", "below front matter", lines("---", "a: b", "---", "    c"), "no text 1,2,3,4"],
  ["p.md", "in an item of an item", lines("- a", "  - b", "", "      c", "", "        d"), "no text 6"],
  ["p.md", "behind wide marks", lines("-   a", "", "      b", "-    c", "", "      d"), "no text -"],
  ["p.md", "below a mark alone", lines("-", "", "     a"), "no text -"],
  ["p.md", "a fence that isn't closed", lines("a", "", "    ```", "    b"), "no text 3,4"],
  ["p.md", "in a page that imports something else", lines("import A from b", "", "    c"), "no text 3"],
  ["p.md", "in a page with an import below text", lines("a", 'import A from "a"', "", "    b"), "no text -"],
  ["p.md", "in a page with words before one", lines('x import A from "a"', "", "    b"), "no text 3"],
  [
    "p.md",
    "in a page whose import and export have more spaces",
    lines('import A  from  "a"', "export  default a", "", "    b"),
    "no text -",
  ],
  ["p.md", "in a page with an export of two spaces", lines("export  default a", "", "    b"), "no text -"],
  ["p.md", "in a page with an import without a space", lines("import A from'a'", "", "    b"), "no text -"],
  ["p.md", "no front matter, with its line below", lines("# a", "+++", "# b"), "no text -; # a 1-1; # b 3-3"],
  [
    "p.md",
    "a title below a fence",
    lines("```", "x", "```", "a", "---"),
    "no text 1,2,3; fence 1-3; ## a 4-5",
  ],
  ["p.md", "a title with wide spaces in it", lines("a    b", "==="), "no text -; # a    b 1-2"],
  [
    "p.md",
    "a fence that is less deep than an item's",
    lines("  ```", "a", "# b", "  ```"),
    "no text 1,2,3,4; fence 1-4",
  ],
  ["p.md", "in a page with an import", lines('import A from "a"', "", "    b"), "no text -"],
  [
    "p.md",
    "in a page that speaks of one",
    lines("Say import x", "", "    b", "important a from 'b'", "exported const x"),
    "no text 3",
  ],
  ["p.md", "in a page with an export", lines("export const a = 1", "", "    b"), "no text -"],
  ["p.mdx", "in MDX", lines("a", "", "    b"), "no text -"],
  ["p.mdx.md", "in what isn't MDX", lines("a", "", "    b"), "no text 3"],
  ["p.md", "front matter", lines("+++", "# a", "+++ ", "# b", "---"), "no text 1,2,3; # b 4-4"],
  ["p.md", "front matter that dots end", lines("---", "a: b", "...", "# c"), "no text 1,2,3; # c 4-4"],
  ["p.md", "front matter that nothing ends", lines("---", "# a", "x ---", "x +++"), "no text -; # a 2-2"],
  [
    "p.md",
    "fences of other lengths",
    lines("```a", "````", "# b", "~~~~", "~~~", "~~~~~", "# c"),
    "no text 1,2,4,5,6; fence 1-2; fence 4-6; # b 3-3; # c 7-7",
  ],
  [
    "p.md",
    "raw elements",
    lines(
      "<pre>a</pre>",
      "# b",
      "<SCRIPT x>",
      "# c",
      "</script>",
      "<prefix>",
      "# d",
      "{/* e",
      "# f",
      "*/}",
      "# g",
    ),
    "no text 3,4,5,8,9,10; # b 2-2; # d 7-7; # g 11-11",
  ],
  ["p.md", "a comment that isn't closed", lines("# a", "<!-- b", "# c"), "no text 2,3; # a 1-1; open 2"],
  [
    "p.md",
    "titles over lines",
    lines("a", "    b", "===", "", "    c", "d", "---", "\te", "---"),
    "no text 5; # a b 1-3; ## d 6-7",
  ],
  [
    "p.md",
    "a title below a rule and below a comment",
    lines("***", "a", "---", "<!-- b -->", "c", "---", "> d", "e", "---"),
    "no text -; ## a 2-3; ## c 5-6",
  ],
  [
    "p.md",
    "a title below a table's line and below an element",
    lines("|-|", "a", "---", "", "<B c>", "d", "---"),
    "no text -",
  ],
])("%s: %s", (path, _, text, want) => {
  expect(scanned(path, text)).toBe(want);
});

/** The names that a page gives values to: each with its value and what stands there on the page. */
const defined = (path: string, text: string): readonly string[] =>
  [...(scanPage(path, text).definitions ?? [])].map(
    ([name, { value, start, end }]) =>
      `${name}: ${value}${start === undefined ? "" : ` at '${text.slice(start, end)}'`}`,
  );

test.each<[path: string, what: string, text: string, want: readonly string[]]>([
  ["p.adoc", "two", lines(":a: b c", ":D-e:  f  "), ["a: b c at 'b c'", "d-e: f at 'f'"]],
  ["p.adoc", "one below text", lines("x", ":a:\tb"), ["a: b at 'b'"]],
  ["p.adoc", "none in a line", lines("x :a: b"), []],
  ["p.adoc", "one that has no value", lines(":a:", ":b: "), []],
  ["p.adoc", "one that goes on", lines(":a: b \\", "  c"), []],
  ["p.adoc", "one in code", lines("----", ":a: b", "----"), []],
  [
    "p.rst",
    "two",
    lines(".. |a| replace:: b c ", ".. |D  e|\treplace::f"),
    ["a: b c at 'b c'", "d e: f at 'f'"],
  ],
  ["p.rst", "one in several lines", lines("x", "", ".. |a| replace:: b", "   c", "     d"), ["a: b c d"]],
  ["p.rst", "one whose value begins below", lines(".. |a| replace::", "   b"), ["a: b"]],
  ["p.rst", "one indented", lines("  .. |a|  replace:: b"), ["a: b at 'b'"]],
  ["p.rst", "none in a line", lines("x .. |a| replace:: b"), []],
  ["p.rst", "what is no text", lines(".. |a| image:: b", ".. | a| replace:: b", ".. |a | replace:: b"), []],
  ["p.rst", "one in code", lines("::", "", "  .. |a| replace:: b"), []],
  ["p.md", "none", lines(":a: b"), []],
])("%s: names of values: %s", (path, _, text, want) => {
  expect(defined(path, text)).toEqual(want);
});
