import { describe, expect, test } from "vitest";
import {
  firstLines,
  insertBlock,
  isSpaced,
  joinedBlocks,
  removeBlock,
} from "../../../src/page/block-edits.ts";
import { findBlocks, shiftedBlocks, strayCites, strayHeadings } from "../../../src/page/block.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { splice } from "../../../src/page/page.ts";
import { findEntries } from "../../../src/page/wrapper.ts";
import { lines, settings } from "../given.ts";

/** A section of a page whose entries show files of Python. */
const sectionOf = (format: string) => ({
  ...settings({
    sections: [{ page: "p.mdx", kind: "k", language: "python", format }],
    formats: {
      named: {
        open: "- {title}:",
        indent: "  ",
        body: ["{code}"],
        recognise: "^- (?<title>.*):$",
        cites: "^file (?<path>.*)$",
      },
      titled: {
        open: "{title}",
        body: ["-", "", "{code}"],
        end: "heading",
        recognise: "^(?<title>[A-Z].*)$",
      },
      closed: {
        open: "begin {title}",
        body: ["{include}"],
        close: "end",
        recognise: "^begin (?<title>.*)$",
        blank: "as-found",
      },
    },
  }).sections[0]!,
  shows: (path: string) => path.endsWith(".py"),
});

const wholeOf = (path: string, text: string) => {
  const page = scanPage(path, text);
  return { page, region: { first: 0, last: page.lines.length, indent: 0 } };
};

/** Where a page has entries: each with its lines, counted from 1, then the lines and the depth of what they stand in. */
const placed = (
  format: string,
  text: string,
  { path = "p.mdx", titles = ["A", "B", "C"], first = 0 } = {},
): string => {
  const { page, region } = wholeOf(path, text);
  const found = findEntries(
    page,
    { ...region, first },
    { section: sectionOf(format), titles: new Set(titles), file: "c.ts" },
  );
  if (!found.ok) return found.problems.map(({ code, message }) => `${code}: ${message}`).join();
  const { blocks, region: at, wraps, page: inside } = found.value;
  const each = blocks.map(
    (block) =>
      `${block.title} ${block.first + 1}-${block.last}${block.shift === 0 ? "" : ` shifted by ${block.shift}`}`,
  );
  return `${each.join(", ")} in ${at.first + 1}-${at.last} by ${at.indent}${wraps ? ", to be wrapped" : ""}${inside.quote === undefined ? "" : ", quoted"}`;
};

describe("entries in a wrapper", () => {
  const tab = (title: string, space = "") => [
    `${space}<TabItem value="x" label="${title}">`,
    `${space}x`,
    `${space}</TabItem>`,
  ];
  test.each<[what: string, text: string, want: string]>([
    [
      "are looked for in it",
      lines("<Tabs>", ...tab("A"), ...tab("B"), "</Tabs>", "", "Text"),
      "A 2-4, B 5-7 in 2-7 by 0",
    ],
    ["indented", lines("<Tabs>", "", ...tab("A", "  "), "</Tabs>"), "A 3-5 in 2-5 by 2"],
    ["one that is empty", lines("Text", "<Tabs>", "", "</Tabs>", "", "Text"), " in 3-3 by 0"],
    ["one of nothing", lines("<Tabs>", "</Tabs>"), " in 2-1 by 0"],
    ["one with an indented text", lines("<Tabs>", "", "   text", "</Tabs>"), " in 2-3 by 3"],
    ["one in another is none", lines("<Tabs>", "<Tabs>", "</Tabs>", "</Tabs>"), " in 2-3 by 0"],
    ["one in code is none", lines("```", "<Tabs>", "</Tabs>", "```", "<Tabs>", "</Tabs>"), " in 6-5 by 0"],
    ["one that isn't closed is none", lines("<Tabs>", "x"), " in 1-2 by 0, to be wrapped"],
    ["one that isn't opened is none", lines("</Tabs>", "<Tabs>", "</Tabs>", "</Tabs>"), " in 3-2 by 0"],
    ["with white space around its tags", lines("  <Tabs>  ", "x", "  </Tabs>  "), " in 2-2 by 0"],
    [
      "two are one too many",
      lines("<Tabs>", "</Tabs>", "<Tabs>", "</Tabs>"),
      "section-ambiguous: p.mdx has 2 `<Tabs>` for the entries of the page (in lines 1, 3).",
    ],
    ["none: the first entry brings it", lines("Text"), " in 1-1 by 0, to be wrapped"],
    ["none, with entries of others", lines(...tab("X")), "X 1-3 in 1-3 by 0"],
    ["none, with entries of its own", lines(...tab("A")), "A 1-3 in 1-3 by 0"],
    [
      "one with entries of others, deeper",
      lines("- x", "", ...["<Tabs>", ...tab("X"), "</Tabs>"].map((line) => `  ${line}`)),
      "X 4-6 in 4-6 by 2",
    ],
    [
      "one with its own, deeper",
      lines("- x", "", ...["<Tabs>", ...tab("A"), "</Tabs>"].map((line) => `  ${line}`)),
      "A 4-6 in 4-6 by 2",
    ],
    [
      "one in a quote",
      lines("> <Tabs>", ...tab("A").map((line) => `> ${line}`), "> </Tabs>"),
      "A 2-4 in 1-5 by 0, quoted",
    ],
  ])("%s", (_, text, want) => {
    expect(placed("docusaurus-tab", text)).toBe(want);
  });

  test.each<[what: string, above: readonly string[], want: string]>([
    ["right above", ["<Tabs>"], " in 2-4 by 0"],
    ["a few lines above", ["<Tabs", "  a", "  b", ">"], " in 5-7 by 0"],
    ["a few lines above, indented", ["  <Tabs", "  b", ">"], " in 4-6 by 0"],
    ["eight lines above", ["<Tabs", ...Array.from({ length: 7 }, () => "  a")], " in 9-11 by 0"],
    ["nine lines above", ["<Tabs", ...Array.from({ length: 8 }, () => "  a")], " in 12-11 by 0"],
    ["parted by a blank line", ["<Tabs>", ""], " in 5-4 by 0"],
    ["of another, that is closed", ["<Tabs>", "</Tabs>"], " in 5-4 by 0"],
    ["of another, that is closed, indented", ["<Tabs>", "  </Tabs> "], " in 5-4 by 0"],
    ["of nothing", [], " in 3-2 by 0"],
  ])("in a region whose tag is %s", (_, above, want) => {
    expect(placed("docusaurus-tab", lines(...above, "x", "<Tabs>", "</Tabs>"), { first: above.length })).toBe(
      want,
    );
  });

  test.each<[what: string, text: string, want: string]>([
    [
      "two",
      lines("<AccordionGroup>", "</AccordionGroup>", "<AccordionGroup>", "</AccordionGroup>"),
      "section-ambiguous: p.mdx has 2 `</AccordionGroup>` for the entries of the page (in lines 1, 3).",
    ],
    ["none", lines("Text"), " in 1-1 by 0"],
  ])("of which no entry brings one: %s", (_, text, want) => {
    expect(placed("mintlify-accordion", text)).toBe(want);
  });
});

describe("entries that stand deeper", () => {
  const example = (title: string, file?: string, space = "") => [
    `${space}??? example "${title}"`,
    file === undefined ? `${space}    text` : `${space}    --8<-- '${file}'`,
  ];
  test.each<[what: string, text: string, want: string]>([
    [
      "in a tab",
      lines('=== "T"', "", ...example("A", "a.py", "    "), "", ...example("B", "b.py", "    "), "", "Text"),
      "A 3-4, B 6-7 in 2-8 by 4",
    ],
    [
      "in the tab with the most of them",
      lines(
        '=== "T"',
        ...example("A", "a.py", "    "),
        "",
        '=== "U"',
        ...example("B", "b.py", "      "),
        ...example("C", "c.py", "      "),
      ),
      "B 6-7, C 8-9 in 6-9 by 6",
    ],
    [
      "in the first of two with as many",
      lines('=== "T"', ...example("A", "a.py", "    "), "", '=== "U"', ...example("B", "b.py", "      ")),
      "A 2-3 in 2-4 by 4",
    ],
    [
      "where files are shown rather than titles",
      lines(
        '=== "T"',
        ...example("A", undefined, "    "),
        ...example("B", undefined, "    "),
        "",
        '=== "U"',
        ...example("X", "c.py", "      "),
      ),
      "X 8-9 in 8-9 by 6",
    ],
    [
      "where more titles are with as many files",
      lines(
        '=== "T"',
        ...example("X", "a.py", "    "),
        "",
        '=== "U"',
        ...example("Y", "b.py", "      "),
        ...example("B", undefined, "      "),
      ),
      "Y 6-7, B 8-9 in 6-9 by 6",
    ],
    [
      "with files of another kind are none",
      lines('=== "T"', ...example("A", "a.sh", "    ")),
      " in 1-3 by 0",
    ],
    ["with other titles are none", lines('=== "T"', ...example("X", undefined, "    ")), " in 1-3 by 0"],
    [
      "beside some that don't",
      lines(...example("A", "a.py"), "", '=== "T"', ...example("B", "b.py", "    "), "", "Text"),
      "A 1-2, B 5-6 in 1-8 by 0",
    ],
    [
      "beside one of that title are none",
      lines(...example("A", "a.py"), "", '=== "T"', ...example("A", "b.py", "    ")),
      "A 1-2 in 1-6 by 0",
    ],
    [
      "in one that doesn't are none",
      lines(...example("A", "a.py"), ...example("B", "b.py", "    ")),
      "A 1-4 in 1-4 by 0",
    ],
    [
      "right before and right after one",
      lines(
        '=== "T"',
        ...example("B", "b.py", "    "),
        ...example("A", "a.py"),
        '=== "T"',
        ...example("C", "c.py", "    "),
      ),
      "B 2-3, A 4-5, C 7-8 in 1-8 by 0",
    ],
    [
      "in a quote",
      lines("Text", "", ...example("A", "a.py").map((line) => `> ${line}`), "", "Text"),
      "A 3-4 in 3-4 by 0, quoted",
    ],
    [
      "in a quote in a quote",
      lines(...example("A", "a.py").map((line) => `> > ${line}`)),
      "A 1-2 in 1-2 by 0, quoted",
    ],
    [
      "in a quote, beside some that don't",
      lines(...example("A", "a.py"), "", ...example("B", "b.py").map((line) => `> ${line}`)),
      "A 1-2 in 1-5 by 0",
    ],
    [
      "between lines that are less deep",
      lines("- x", "  y", "", ...example("A", "a.py", "    "), "  z", "w"),
      "A 4-5 in 3-5 by 4",
    ],
  ])("%s", (_, text, want) => {
    expect(placed("mkdocs-details", text, { path: "p.md" })).toBe(want);
  });
});

describe("entries below headings", () => {
  test.each<[what: string, text: string, want: string]>([
    ["of their level", lines("### A", "x", "### B", "y", "", "# Z"), "A 1-2, B 3-4 in 1-6 by 0"],
    ["with headings in them", lines("### A", "#### X", "y", "", "### B"), "A 1-3, B 5-5 in 1-5 by 0"],
    ["of a level below", lines("### A", "", "#### B", "y"), "A 1-1, B 3-4 shifted by 1 in 1-4 by 0"],
    [
      "of a level below alone",
      lines("#### B", "y", "", "#### C", "z", "", "## X"),
      "B 1-2 shifted by 1, C 4-5 shifted by 1 in 1-7 by 0",
    ],
    [
      "of a level above",
      lines("### A", "", "## B", "y", "", "### X", "", "## C", "z"),
      "A 1-1, B 3-4 shifted by -1, X 6-6, C 8-9 shifted by -1 in 1-9 by 0",
    ],
    [
      "one below another level's own",
      lines("## B", "y", "", "### A", "x"),
      "B 1-2 shifted by -1, A 4-5 in 1-5 by 0",
    ],
    ["of other titles are none", lines("#### X", "y"), " in 1-2 by 0"],
    ["with closing signs", lines("#### B ####", "y"), "B 1-2 shifted by 1 in 1-2 by 0"],
    ["underlined are none", lines("B", "--", "y"), " in 1-3 by 0"],
    [
      "of other levels end each other",
      lines("#### B", "y", "##### X", "#### C"),
      "B 1-3 shifted by 1, C 4-4 shifted by 1 in 1-4 by 0",
    ],
    [
      "of levels above end with one of theirs",
      lines("## B", "### X", "y", "## C"),
      "B 1-1 shifted by -1, X 2-3, C 4-4 shifted by -1 in 1-4 by 0",
    ],
  ])("%s", (_, text, want) => {
    expect(placed("heading", text, { path: "p.md" })).toBe(want);
  });

  test("of other levels are those of the region alone", () => {
    const { page } = wholeOf("p.md", lines("#### A", "#### B", "x", "#### C"));
    const format = sectionOf("heading").format;
    const found = shiftedBlocks(page, { first: 1, last: 3, indent: 0 }, format);
    expect(
      found.map(({ title, first, last, titleAt }) => [
        title,
        first,
        last,
        page.text.slice(titleAt.start, titleAt.end),
      ]),
    ).toEqual([["B", 1, 3, "B"]]);
    expect(shiftedBlocks(page, { first: 0, last: 4, indent: 0 }, sectionOf("mkdocs-details").format)).toEqual(
      [],
    );
    expect(strayHeadings(page, { first: 1, last: 3, indent: 0 }, format, [])).toEqual([
      { title: "B", line: 1 },
    ]);
    expect(
      strayHeadings(page, { first: 0, last: 4, indent: 0 }, format, [{ ...found[0]!, first: 1, last: 3 }]),
    ).toEqual([
      { title: "A", line: 0 },
      { title: "C", line: 3 },
    ]);
    expect(
      strayHeadings(page, { first: 0, last: 4, indent: 0 }, sectionOf("mkdocs-details").format, []),
    ).toEqual([]);
  });
});

test.each<[what: string, text: string, want: string]>([
  [
    "with labels above",
    lines(".. _a:", "", "A", "-", "x", "", ".. _b:", "", "B", "-", "y"),
    "A 1-5, B 7-11 in 1-11 by 0",
  ],
  ["text alone is none", lines("A", "", "B", "-", "y", "", "C"), "B 3-7 in 1-7 by 0"],
  [
    "with lines above and below",
    lines("===", "A", "===", "x", "", "B", "-", "y", "", "===", "C", "===", "z"),
    "A 1-8, C 10-13 in 1-13 by 0",
  ],
  ["up to the end", "A\n-\nx\n\n", "A 1-3 in 1-4 by 0"],
])("sections of reStructuredText: %s", (_, text, want) => {
  expect(placed("titled", text, { path: "p.rst" })).toBe(want);
});

test.each<[blank: "always" | "never" | "as-found", what: string, text: string, slot: number, want: string]>([
  [
    "always",
    "before another",
    lines("begin A", "end", "", "begin B", "end"),
    1,
    "begin A\nend\n\nbegin N\nend\n\nbegin B\nend\n",
  ],
  [
    "never",
    "before another",
    lines("begin A", "end", "begin B", "end"),
    1,
    "begin A\nend\nbegin N\nend\nbegin B\nend\n",
  ],
  [
    "always",
    "after the last",
    lines("begin A", "end", "", "text"),
    1,
    "begin A\nend\n\nbegin N\nend\n\ntext\n",
  ],
  ["never", "after the last", lines("begin A", "end", "text"), 1, "begin A\nend\nbegin N\nend\ntext\n"],
  [
    "as-found",
    "after the last of some that are parted",
    lines("begin A", "end", "", "begin B", "end"),
    2,
    "begin A\nend\n\nbegin B\nend\n\nbegin N\nend\n",
  ],
  ["always", "the first, below text", lines("text", "", ""), 0, "text\n\nbegin N\nend\n\n\n"],
  ["never", "the first, below text", lines("text", ""), 0, "text\nbegin N\nend\n\n"],
  ["as-found", "the first, below text", lines("text"), 0, "text\n\nbegin N\nend\n"],
  [
    "as-found",
    "the first, below text with a tag in it",
    lines("text <b>", "x - y"),
    0,
    "text <b>\nx - y\n\nbegin N\nend\n",
  ],
  ["as-found", "the first, below a tag", lines("  <Tabs>"), 0, "  <Tabs>\nbegin N\nend\n"],
  ["as-found", "the first, below a comment", lines("[//]: # (x)"), 0, "[//]: # (x)\nbegin N\nend\n"],
  ["as-found", "the first, below a block of Liquid", lines("{% x %}"), 0, "{% x %}\nbegin N\nend\n"],
  ["as-found", "the first, below an item", lines("- x"), 0, "- x\nbegin N\nend\n"],
  ["as-found", "the first, below a brace", lines("{x}"), 0, "{x}\n\nbegin N\nend\n"],
  [
    "always",
    "the first, above a heading",
    lines("text", "", "# H", "x"),
    0,
    "text\n\nbegin N\nend\n\n# H\nx\n",
  ],
  ["always", "the first, below the title of a page", lines("# H", "x", ""), 0, "# H\nx\n\nbegin N\nend\n\n"],
  ["always", "the first of an empty page", "", 0, "\n\nbegin N\nend"],
  ["always", "the first of a page that ends without a line end", "text", 0, "text\n\nbegin N\nend"],
  ["always", "in CRLF", "text\r\n", 0, "text\r\n\r\nbegin N\r\nend\r\n"],
])("putting an entry in, blank lines %s, %s", (blank, _, text, slot, want) => {
  const { page, region } = wholeOf("p.md", text);
  const format = { ...sectionOf("closed").format, blank };
  const blocks = findBlocks(page, region, format);
  const place = { page, region, format, blocks, spaced: isSpaced(page, format, blocks) };
  expect(splice(text, [insertBlock(place, slot, ["begin N", "end"])])).toBe(want);
});

test("the first entries bring what stands around them, and blank lines in between", () => {
  const { format } = sectionOf("docusaurus-tab");
  const made = (wraps: boolean, spaced: boolean) =>
    firstLines(format, [["a"], ["b", "c"]], { wraps, spaced, lead: "  " });
  expect([made(true, true), made(false, false)]).toEqual([
    ["  <Tabs>", "a", "", "b", "c", "  </Tabs>"],
    ["a", "b", "c"],
  ]);
});

const blocksOf = (format: string, text: string, path = "p.md") => {
  const { page, region } = wholeOf(path, text);
  return findBlocks(page, region, sectionOf(format).format);
};

test.each<[format: string, what: string, text: string, want: string]>([
  [
    "list-item",
    "by what is deeper",
    lines("- **A**", "  x", "", "  y", "", "* B", "text"),
    "A 1-4 by -, B 6-6 by *",
  ],
  [
    "list-item",
    "by the name of a link of reStructuredText, and past an escaped mark",
    lines("- `A 1 <a.html>`_", "- `B <b.html>`__", "* **C\\`s**", "* `D` <d>"),
    "A 1 1-1 by -, B 2-2 by -, C`s 3-3 by *, D 4-4 by *",
  ],
  [
    "list-item",
    "by the name of a link of HTML or AsciiDoc",
    lines('- <a href="a.html">A</a>: a', "* xref:m/b.adoc[B], b", "* link:c[C]", "* D [new]"),
    "A 1-1 by -, B 2-2 by *, C 3-3 by *, D [new] 4-4 by *",
  ],
  ["list-item", "in a list of that depth alone", lines("- A", "  - B", "- C"), "A 1-2 by -, C 3-3 by -"],
  ["closed", "by its last line", lines("begin A", "x", "  end  ", "begin B", "y", ""), "A 1-3, B 4-5"],
  ["closed", "at the end where nothing closes it", "begin A\nx\n\n\n", "A 1-2"],
  ["named", "with what it shows", lines("- A:", "  file", "- B:", "  text"), "A 1-2, B 3-4"],
  [
    "mintlify-code-group",
    "by its fence",
    lines("```python A", "```js B", "```", "", "  ```python C", "  x", "  ```"),
    "A 1-3",
  ],
  ["mintlify-code-group", "where it isn't closed", lines("```python A", "x"), "A 1-2"],
  [
    "docusaurus-details",
    "as deep as the first",
    lines(
      "  <details><summary>A</summary>",
      "  <details>",
      "  </details>",
      "  </details>",
      "<details><summary>B</summary></details>",
      "  <details>",
      "  <summary>C</summary>",
      "  </details>",
    ),
    "A 1-4 after 2, C 6-8 after 2",
  ],
  [
    "docusaurus-details",
    "whose head goes over lines",
    lines("<details", "  open>", "<summary>", "A</summary>", "x", "</details>"),
    "A 1-6",
  ],
  [
    "docusaurus-details",
    "whose head goes over too many",
    lines("<details", "  open", "  a", ">", "<summary>A</summary>", "x", "</details>"),
    "",
  ],
])("%s: an entry %s", (format, _, text, want) => {
  const found = blocksOf(format, text, format === "docusaurus-details" ? "p.mdx" : "p.md");
  expect(
    found
      .map(
        ({ title, first, last, lead, bullet }) =>
          `${title} ${first + 1}-${last}${lead === "" ? "" : ` after ${lead.length}`}${bullet === undefined ? "" : ` by ${bullet}`}`,
      )
      .join(", "),
  ).toBe(want);
});

test.each<[what: string, text: string, want: readonly string[]]>([
  ["in an admonition", lines("!!! note", "    --8<-- 'a.py'"), ["a.py"]],
  [
    "in a quote",
    lines("> --8<-- 'a.py'", "> > --8<-- 'b.py'", ">--8<-- 'c.py'", " >\t--8<-- 'd.py'"),
    ["a.py", "b.py", "c.py", "d.py"],
  ],
  ["in code of an admonition", lines("!!! note", "    ```", "    --8<-- 'a.py'", "    ```"), ["a.py"]],
  [
    "not in code of its own",
    lines("```", "--8<-- 'a.py'", "", "  --8<-- 'b.py'", "```", "--8<-- 'c.py'"),
    ["c.py"],
  ],
  [
    "not in an entry",
    lines(
      '??? example "A"',
      "    --8<-- 'a.py'",
      '??? example "B"',
      "    --8<-- 'b.py'",
      "",
      "--8<-- 'c.py'",
    ),
    ["c.py"],
  ],
  ["between other signs", lines("x > --8<-- 'a.py'"), []],
  ["at its end", "text\n--8<-- 'a.py'", ["a.py"]],
])("files that a region shows outside of entries: %s", (_, text, want) => {
  const { page, region } = wholeOf("p.md", text);
  const { format } = sectionOf("mkdocs-details");
  expect([...strayCites(page, region, format, findBlocks(page, region, format))]).toEqual(want);
  expect(strayCites(page, region, { ...format, cites: undefined }, []).size).toBe(0);
});

test.each<[what: string, text: string, want: boolean]>([
  ["none", "", false],
  ["one", lines("begin A", "end"), false],
  ["two at once", lines("begin A", "end", "begin B", "end"), false],
  ["two apart", lines("begin A", "end", "", "begin B", "end"), true],
  ["some apart", lines("begin A", "end", "", "begin B", "end", "begin C", "end"), false],
  ["apart after one with paragraphs", lines("begin A", "", "end", "", "begin B", "end"), false],
  ["so, and apart otherwise", lines("begin A", "", "end", "begin B", "end", "", "begin C", "end"), true],
  ["all with paragraphs", lines("begin A", "", "end", "", "begin B", "", "end"), true],
])("whether entries are parted as those that there are, which are %s: %s", (_, text, want) => {
  const { format } = sectionOf("closed");
  const { page, region } = wholeOf("p.md", text);
  const blocks = findBlocks(page, region, format);
  expect(isSpaced(page, format, blocks)).toBe(want);
  expect([
    isSpaced(page, { ...format, blank: "always" }, blocks),
    isSpaced(page, { ...format, blank: "never" }, blocks),
  ]).toEqual([true, false]);
});

test("entries that follow each other with nothing in between are one stretch", () => {
  const text = lines("begin A", "end", "begin B", "end", "", "", "begin C", "end", "text", "begin D", "end");
  const { page } = wholeOf("p.md", text);
  expect(joinedBlocks(page, blocksOf("closed", text))).toEqual([
    { first: 0, last: 8 },
    expect.objectContaining({ first: 9, last: 11 }),
  ]);
  expect(joinedBlocks(page, [])).toEqual([]);
});

test.each<[blank: "always" | "never" | "as-found", what: string, text: string, want: string]>([
  ["always", "in the middle", lines("x", "", "begin A", "end", "", "y"), lines("x", "", "y")],
  ["always", "at the end", lines("x", "", "begin A", "end"), lines("x")],
  ["always", "at the beginning", lines("begin A", "end", "", "y"), lines("y")],
  ["always", "without blank lines", lines("x", "begin A", "end", "y"), lines("x", "y")],
  ["never", "without blank lines", lines("x", "begin A", "end", "y"), lines("x", "y")],
  ["never", "below a blank line", lines("x", "", "begin A", "end", "y"), lines("x", "", "y")],
  ["never", "above a blank line", lines("x", "begin A", "end", "", "y"), lines("x", "", "y")],
  ["never", "between blank lines", lines("x", "", "begin A", "end", "", "y"), lines("x", "", "y")],
  ["as-found", "at the end, below a blank line", lines("x", "", "begin A", "end"), lines("x")],
  ["as-found", "at the end of a page without a line end", "x\nbegin A\nend", "x"],
  ["always", "all that there is", lines("begin A", "end"), ""],
  ["always", "all that there is but a blank line", lines("", "begin A", "end"), "\n"],
])("taking an entry out, blank lines %s, %s", (blank, _, text, want) => {
  const { page, region } = wholeOf("p.md", text);
  const { format } = sectionOf("closed");
  const [block] = findBlocks(page, region, format);
  expect(splice(text, [removeBlock(page, block!, { ...format, blank })])).toBe(want);
});
