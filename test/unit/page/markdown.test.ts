import { describe, expect, it } from "vitest";
import { frontMatterEnd } from "../../../src/page/markdown/scan.ts";
import { eolAt, indentOf } from "../../../src/page/page.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { lines } from "../given.ts";

/** The headings of a page as `level text @line`, counted from 1. */
const headings = (text: string): readonly string[] =>
  scanPage("page.md", text).headings.map(({ level, text: title, line }) => `${level} ${title} @${line + 1}`);

/** The page's lines, those that hold no Markdown marked with `·`. */
const marked = (text: string): readonly string[] => {
  const page = scanPage("page.md", text);
  return page.lines.map(
    ({ start, end }, index) => (page.opaque[index] === true ? "·" : " ") + text.slice(start, end),
  );
};

describe("headings", () => {
  it.each<readonly [what: string, text: string, want: readonly string[]]>([
    ["of every level", "# a\n## b\n###### f\n####### g\n", ["1 a @1", "2 b @2", "6 f @3"]],
    ["need a space, and may be indented by three", "#a\n   # b\n    # c\n#\n", ["1 b @2", "1  @4"]],
    [
      "keep their attributes and lose closing signs",
      "## a #\n## b ##\n## c { #d }\n## C#\n",
      ["2 a @1", "2 b @2", "2 c { #d } @3", "2 C# @4"],
    ],
    ["that are underlined stand on their last line", "a b\n===\nc\n---\n", ["1 a b @2", "2 c @4"]],
    [
      "may have several lines above the line",
      "a\nb **c**\n===\n\nd\n  e\n---\n",
      ["1 a b **c** @3", "2 d e @7"],
    ],
    [
      "aren't made by a rule below one",
      "\nUnderlined\n---\n---\n# front: matter\n---",
      ["2 Underlined @3", "1 front: matter @5"],
    ],
    ["aren't made by what goes on with a list or an element", "- a\nb\n---\n<div>\nc\n---\n", []],
    [
      "aren't made by a rule, a list, a table or a tab",
      '\n---\n- a\n---\n| a |\n---\n=== "a"\n---\n# b\n---\n',
      ["1 b @9"],
    ],
    ["in front matter are none", "---\n# a: 1\ntitle: b\n---\n# c\n", ["1 c @5"]],
    ["in front matter behind a byte order mark are none", "\ufeff---\n# a\n---\n# c\n", ["1 c @4"]],
    ["after a rule that begins the page are headings", "---\n# a\n", ["1 a @2"]],
    ["in fences are none", "```bash\n# a\n```\n~~~\n# b\n```\n~~~\n# c\n", ["1 c @8"]],
    ["in longer fences are none", "````md\n```\n# a\n```\n# b\n````\n# c\n", ["1 c @7"]],
    [
      "in fences are none, though an indented fence is shown there",
      "```\n    ```\n# a\n  ```\n# b\n",
      ["1 b @5"],
    ],
    ["after code in one line are headings", "```code``` and\n# a\n", ["1 a @2"]],
    [
      "in comments and raw HTML are none",
      "<!--\n# a\n-->\n<pre>\n# b\n</pre>\n<!-- c -->\n# d\n<script>\n# e\n</SCRIPT>\n",
      ["1 d @8"],
    ],
    [
      "beside other HTML are headings",
      "<div markdown>\n\n# a\n\n</div>\n<prelude>\n# b\n",
      ["1 a @3", "1 b @7"],
    ],
    ["end in CRLF as well", "# a\r\nb\r\n===\r\n", ["1 a @1", "1 b @3"]],
    ["may be all there is", "# a", ["1 a @1"]],
    ["may be none", "", []],
  ])("%s", (_, text, want) => {
    expect(headings(text)).toEqual(want);
  });
});

describe("code inside of blocks", () => {
  it("ends with its fence, whatever its indentation", () => {
    expect(
      marked(lines('??? example "a"', "", "    ```python", "    # x", "    ```", "", '??? example "b"')),
    ).toEqual([' ??? example "a"', " ", "·    ```python", "·    # x", "·    ```", " ", ' ??? example "b"']);
  });

  it("that is never closed ends with its block", () => {
    expect(marked(lines('??? example "a"', "    ```python", "    # x", "", "# next"))).toEqual([
      ' ??? example "a"',
      "·    ```python",
      "·    # x",
      "·",
      " # next",
    ]);
  });

  it("that is never closed at the margin goes on to the end, and the page says where it began", () => {
    const text = lines("# a", "```", "# b", "", "# c");
    expect(headings(text)).toEqual(["1 a @1"]);
    expect(scanPage("page.md", text).unclosed).toBe(1);
    expect(scanPage("page.md", lines("a", "<!-- b", "c")).unclosed).toBe(1);
    expect(scanPage("page.md", lines("```", "```")).unclosed).toBeUndefined();
  });
});

describe("code by indentation", () => {
  it.each<readonly [what: string, text: string]>([
    ["below a blank line", " text\n \n·    code\n \n·      more\n text\n"],
    ["below a heading", " # a\n·    code\n"],
    ["below a fence", "·```\n·x\n·```\n \n·\tcode\n"],
    ["not in the middle of a paragraph", " text\n     more\n"],
    ["not in an item, but deeper", " - item\n \n     para\n \n·      code\n"],
    ["not in a numbered item, but deeper", " 10. item\n \n     para\n \n·        code\n"],
    ["not in an admonition, but deeper", ' !!! note "x"\n \n     para\n \n·        code\n'],
    ["not in a tab, but deeper", ' === "x"\n \n     para\n \n·        code\n \n     para\n'],
    ["not in an element", " <Tabs>\n   <Tab>\n \n       para\n \n   </Tab>\n </Tabs>\n"],
    [
      "not in a Liquid block, a definition, a footnote",
      " {% tab %}\n \n     a\n \n : b\n \n     c\n \n [^1]: d\n \n     e\n",
    ],
    ["below a list that ended", " - item\n \n text\n \n·    code\n"],
    ["not in MDX", ' import x from "y"\n \n     para\n'],
  ])("%s", (_, want) => {
    expect(marked(want.replace(/^[ ·]/gm, "")).join("\n")).toBe(want.replace(/\n$/, ""));
  });
});

describe("line ends", () => {
  it.each([
    ["a\r\nb\n", 0, "\r\n"],
    ["a\r\nb\n", 1, "\n"],
    ["a\r\nb", 1, "\r\n"],
    ["a\r\nb", 9, "\r\n"],
    ["a", 0, "\n"],
    ["", 0, "\n"],
    ["a\rb\r", 0, "\n"],
  ])("beside line %2$i of %1$j: %3$j", (text, line, want) => {
    expect(eolAt(scanPage("page.md", text), line)).toBe(want);
  });
});

it.each([
  ["a", 0],
  ["   a", 3],
  ["\ta", 4],
  ["  \ta", 4],
  ["\t  \ta", 8],
  ["    ", 4],
])("the indentation of %j is %i columns", (line, want) => {
  expect(indentOf(line)).toBe(want);
});

it.each<readonly [text: string, want: number]>([
  ["---\na: 1\n---\ntext", 3],
  ["---  \na: 1\n...  \ntext", 3],
  ["---\n--- a\n---x\n---", 4],
  ["+++\na = 1\n+++ \ntext", 3],
  ["+++\n+++a\n---\n+++", 4],
  ["---\na: 1", 0],
  ["text\n---\n---", 0],
  ["", 0],
])("front matter of %j ends before line %i", (text, want) => {
  const lines = text === "" ? [] : text.split("\n");
  expect(frontMatterEnd((index) => lines[index] ?? "", lines.length)).toBe(want);
});

it("a line of white space parts the text of a heading from what is above", () => {
  expect(headings("a\n  \nb\n===\n")).toEqual(["1 b @4"]);
});
