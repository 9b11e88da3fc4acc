import { describe, expect, it } from "vitest";
import { formats } from "../../../generators/section/formats.ts";
import { findBlocks } from "../../../src/page/block.ts";
import { blockLines } from "../../../src/page/block-lines.ts";
import { markupOf, scanPage } from "../../../src/page/scan.ts";
import { settings, lines } from "../given.ts";

const section = (format: string) =>
  settings({
    sections: [{ page: "p.md", kind: "k", language: "python", format }],
    formats: {
      details: {
        open: "<details><summary>{title}</summary>",
        body: ["", "{include}", ""],
        close: "</details>",
        recognise: "^<details><summary>(?<title>.*)</summary>$",
        cites: "^(?<path>\\S+\\.py)$",
      },
    },
  }).sections[0]!.format;

/** The blocks of a whole page, as `title first-last (files)`; lines count from 1. */
const blocks = (text: string, format = "mkdocs-details", indent = 0): readonly string[] => {
  const page = scanPage("p.md", text);
  return findBlocks(page, { first: 0, last: page.lines.length, indent }, section(format)).map(
    ({ title, first, last, cites }) => `${title} ${first + 1}-${last} (${cites.join(", ")})`,
  );
};

describe("entries of a page", () => {
  it.each<readonly [what: string, text: string, want: readonly string[]]>([
    [
      "with a citation",
      lines('??? example "A"', "", "    ```python", "    --8<-- 'code/a.py'", "    ```"),
      ["A 1-5 (code/a.py)"],
    ],
    [
      "open, plain or unusual",
      lines('???+ example "A"', '!!! example "B"', '???\texample\t"C" '),
      ["A 1-1 ()", "B 2-2 ()", "C 3-3 ()"],
    ],
    [
      "with a line range, double quotes, several files",
      lines('??? example "A"', '    --8<-- "a.py:79:81"', "    -8<- 'b.py'"),
      ["A 1-3 (a.py, b.py)"],
    ],
    ["with entities in the title", lines('??? example "A &#34;B&#34; &amp; C"'), ['A "B" & C 1-1 ()']],
    [
      "with blank lines in and after them",
      lines('??? example "A"', "", "    a", "", "", "    b", "", "", "text"),
      ["A 1-6 ()"],
    ],
    ["at the end of a page without a final newline", '??? example "A"\n    a', ["A 1-2 ()"]],
    ["in CRLF, with tabs", '??? example "A"\r\n\ta\r\n\r\nb\r\n', ["A 1-2 ()"]],
  ])("%s", (_, text, want) => {
    expect(blocks(text)).toEqual(want);
  });

  it.each([["\n"], ["\r\n"]])("that begin with several lines, which end in %j", (eol) => {
    const ruled = { base: "heading", recognise: "^(?<title>\\S[^\\n]*)\\n-{3,}$", lines: 2 };
    const given = settings({
      formats: { ruled },
      sections: [{ page: "p.rst", format: "ruled", open: "{title}", body: ["---"] }],
    }).sections[0]!;
    const text = ["A 1", "---", "", "text", "", "B 2", "---", ""].join(eol);
    const page = scanPage("p.rst", text);
    const found = findBlocks(page, { first: 0, last: page.lines.length, indent: 0 }, given.format);
    const written = found.map(({ titleAt: { start, end } }) => text.slice(start, end));
    expect([written, found.map(({ title }) => title)]).toEqual([
      ["A 1", "B 2"],
      ["A 1", "B 2"],
    ]);
  });

  it.each([
    ["indented as code", '    ??? example "A"\n'],
    ["in a fence", '```\n??? example "A"\n```\n'],
    ["in a comment", '<!--\n??? example "A"\n-->\n'],
    ["of another type", '??? note "A"\n'],
    ["without a title", "??? example\n"],
    ["in front matter", '---\n??? example "A"\n---\n'],
  ])("aren't what looks like them %s", (_, text) => {
    expect(blocks(text)).toEqual([]);
  });

  it("inside of other entries are not the section's", () => {
    expect(blocks(lines('??? example "A"', '    ??? example "B"', "        b"))).toEqual(["A 1-3 ()"]);
  });

  it("in a tab stand at the tab's indentation", () => {
    const text = lines('    ??? example "A"', "        a", '??? example "B"');
    expect(blocks(text, "mkdocs-details", 4)).toEqual(["A 1-2 ()"]);
  });

  it("of a format that closes end with its last line", () => {
    const text = lines(
      "<details><summary>A</summary>",
      "",
      "code/a.py",
      "",
      "</details>",
      "<details><summary>B</summary>",
      "b.py",
    );
    expect(blocks(text, "details")).toEqual(["A 1-5 (code/a.py)", "B 6-7 (b.py)"]);
  });
});

describe("the lines of an entry", () => {
  const content = {
    title: () => "A {include} $&",
    fence: "python",
    include: "code/a.py",
    code: "",
    bullet: "-",
    fields: new Map(),
    escape: markupOf("p.md").escape,
    markup: "markdown" as const,
  };
  it.each<readonly [format: string, indent: number, want: readonly string[]]>([
    [
      "mkdocs-details",
      0,
      ['??? example "A {include} $&"', "", "    ```python", "    --8<-- 'code/a.py'", "    ```"],
    ],
    [
      "mkdocs-details",
      4,
      [
        '    ??? example "A {include} $&"',
        "",
        "        ```python",
        "        --8<-- 'code/a.py'",
        "        ```",
      ],
    ],
    ["details", 0, ["<details><summary>A {include} $&</summary>", "", "code/a.py", "", "</details>"]],
  ])("%s, indented by %i", (format, indent, want) => {
    expect(blockLines(section(format), " ".repeat(indent), content)).toEqual(want);
  });

  it.each([...formats.keys()])("of %s are recognised again", (name) => {
    const made = blockLines(section(name), "", { ...content, code: "```\n# a\n```\n" });
    expect(blocks(lines("", ...made, ""), name)).toEqual([
      expect.stringMatching(`^A \\{include\\} \\$& 2-${made.length + 1} `),
    ]);
  });
});
