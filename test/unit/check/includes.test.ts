import { describe, expect, it } from "vitest";
import { includesOf, targetsOf } from "../../../src/check/includes.ts";
import { cite, configs, found, page, block, snippet, snippets, sound } from "./support.ts";

const read = (text: string) =>
  includesOf("p", text).map(({ line, path, ranges, section }) => ({
    line,
    path,
    ...(ranges.length > 0 ? { ranges: ranges.map(({ first, last }) => [first, last]) } : {}),
    ...(section === undefined ? {} : { section }),
  }));

describe("what a page includes", () => {
  it.each([
    ["single quotes", "--8<-- 'a.md'", [{ line: 1, path: "a.md" }]],
    ["double quotes, indented", 'x\n\t--8<-- "a.md"', [{ line: 2, path: "a.md" }]],
    ["more dashes", "----8<---- 'a.md'", [{ line: 1, path: "a.md" }]],
    ["CRLF", "x\r\n--8<-- 'a.md'\r\n", [{ line: 2, path: "a.md" }]],
    ["a range", "--8<-- 'a.py:01:24'", [{ line: 1, path: "a.py", ranges: [[1, 24]] }]],
    ["an open end", "--8<-- 'a.py:25:'", [{ line: 1, path: "a.py", ranges: [[25, undefined]] }]],
    ["an open start", "--8<-- 'a.py::3'", [{ line: 1, path: "a.py", ranges: [[undefined, 3]] }]],
    [
      "ranges",
      "--8<-- 'a.py:1:2,5:6'",
      [
        {
          line: 1,
          path: "a.py",
          ranges: [
            [1, 2],
            [5, 6],
          ],
        },
      ],
    ],
    ["a named section", "--8<-- 'a.py:setup'", [{ line: 1, path: "a.py", section: "setup" }]],
    [
      "several lines",
      "--8<--\na.md\n\n; left.md\n  b.md:2:3\n--8<--\nc.md",
      [
        { line: 2, path: "a.md" },
        { line: 5, path: "b.md", ranges: [[2, 3]] },
      ],
    ],
    ["several lines, never closed", "--8<--\na.md\nprose", [{ line: 1, path: undefined }]],
    ["in code as well", "```\n--8<-- 'a.md'\n```", [{ line: 2, path: "a.md" }]],
    ["not one that is escaped", ";--8<-- 'a.md'", []],
    ["not one within a line", "Write --8<-- 'a.md' to include.", []],
    ["not the mark of a section", "# --8<-- [start:setup]", []],
    ["not an address", "--8<-- 'https://example.org/a.md'", []],
  ])("%s", (_, text, want) => {
    expect(read(text)).toEqual(want);
  });

  it("is looked for below the base and the root, and never outside", () => {
    expect(targetsOf("inc", "a/../b.md")).toEqual(["inc/b.md", "b.md"]);
    expect(targetsOf("inc", "../../etc/passwd")).toEqual([]);
    expect(targetsOf("inc", "/etc/passwd")).toEqual(["inc/etc/passwd"]);
  });
});

const five = "1\n2\n3\n4\n5\n";
const withPage = (text: string, more = {}) => found({ ...sound, "other.md": text, ...more });

describe("include-missing", () => {
  it.each([
    [
      "a file that isn't there",
      "--8<-- 'no.md'\n",
      "other.md:1 include-missing: The included file `no.md` isn't there.",
    ],
    [
      "one of several",
      "--8<--\nfive.txt\nno.md\n--8<--\n",
      "other.md:3 include-missing: The included file `no.md` isn't there.",
    ],
    [
      "a file outside of the root",
      "--8<-- '../../etc/passwd'\n",
      "other.md:1 include-missing: The included file `../../etc/passwd` isn't there.",
    ],
    [
      "a multi-line form without end",
      "Text.\n--8<--\nfive.txt\n",
      "other.md:2 include-missing: This multi-line include is never closed, so all that follows is read as file names.",
    ],
  ])("%s", (_, text, want) => {
    expect(withPage(text, { "inc/five.txt": five })).toEqual([want]);
  });

  it("a snippet that an entry cites", () => {
    const files = Object.fromEntries(Object.entries(sound).filter(([path]) => path !== "inc/chat-bee.py"));
    expect(found(files)).toEqual([
      "inc/chat-bee.py:1 snippet-missing: x/bee has no snippet of chat/python.",
      "p.md:14 include-missing: The included file `chat-bee.py` isn't there.",
    ]);
  });

  it("not a file below the base or the root", () => {
    expect(withPage("--8<-- 'five.txt'\n--8<-- 'inc/five.txt'\n", { "inc/five.txt": five })).toEqual([]);
  });
});

describe("include-lines", () => {
  it.each([
    ["an end past the end", "1:6", "1:6"],
    ["a start past the end", "6:", "6:"],
    ["one of several ranges", "1:2,4:9", "4:9"],
    ["a start after its end", "4:2", "4:2"],
  ])("%s", (_, range, told) => {
    expect(withPage(`--8<-- 'five.txt:${range}'\n`, { "inc/five.txt": five })).toEqual([
      `other.md:1 include-lines: The lines ${told} aren't all in inc/five.txt, which has 5.`,
    ]);
  });

  it.each(["1:5", "5:", ":5", "5:5", "-2:-1", "1:2,3:5", "here"])("not %s", (range) => {
    const text = `${five.slice(0, -2)}# --8<-- [start:here]\n`;
    expect(withPage(`--8<-- 'five.txt:${range}'\n`, { "inc/five.txt": text })).toEqual([]);
  });

  it("counts a last line without a newline", () => {
    expect(withPage("--8<-- 'five.txt:5:5'\n", { "inc/five.txt": five.trimEnd() })).toEqual([]);
  });

  it("a named section that the file doesn't have", () => {
    expect(withPage("--8<-- 'five.txt:here'\n", { "inc/five.txt": five })).toEqual([
      "other.md:1 include-lines: inc/five.txt has no section `here`.",
    ]);
  });
});

describe("snippet-unused", () => {
  const extra = { "inc/chat-other.py": "import sdk\n" };

  it("a snippet file that nothing includes", () => {
    expect(found({ ...sound, ...extra })).toEqual([
      "inc/chat-other.py:1 snippet-unused: No page includes this snippet.",
    ]);
  });

  it.each([
    ["one that another page includes", { ...extra, "other.md": cite("other") }],
    ["people's own example", { "inc/chat-01.py": "import sdk\n" }],
    ["a file of no declared kind", { "inc/notes.txt": "notes\n" }],
  ])("not %s", (_, more) => {
    expect(found({ ...sound, ...more })).toEqual([]);
  });

  it("not the files of a kind that is shown by other means", () => {
    const config = { ...configs.python, sections: [] };
    expect(found(snippets, config)).toEqual([]);
  });
});

describe("snippet-model", () => {
  it.each([
    ["another model of the catalog", snippet("x/cat"), "x/cat"],
    ["a model that the catalog doesn't have", snippet("x/antique"), "x/antique"],
    ["JSON in a string of the shell", 'curl -d "{\\"model\\": \\"x/antique\\"}"\n\n', "x/antique"],
  ])("%s", (_, text, other) => {
    const line = text.split("\n").findIndex((each) => each.includes("model")) + 1;
    expect(found({ ...sound, "inc/chat-ant.py": text })).toEqual([
      `inc/chat-ant.py:${line} snippet-model: The snippet of x/ant is about ${other}.`,
    ]);
  });

  it.each([
    ["a model from the environment", 'sdk.chat(model=os.environ["MODEL"])\n'],
    ["an ID that is put together", 'sdk.chat(model="$PREFIX/ant")\n'],
    ["the model beside another", snippet("x/ant") + snippet("x/cat")],
    ["no model at all", "import sdk\n"],
  ])("not %s", (_, text) => {
    expect(found({ ...sound, "inc/chat-ant.py": text })).toEqual([]);
  });
});

describe("snippet-orphan", () => {
  it("a snippet of a model that left, with its entry", () => {
    const text = page(block("Ant"), block("Bee"), block("Cat"), block("Dog"));
    expect(found({ ...sound, "p.md": text, "inc/chat-dog.py": snippet("x/dog") })).toEqual([
      "inc/chat-dog.py:2 snippet-orphan: The snippet is about x/dog, which the catalog doesn't have.",
      'p.md:23 entry-orphan: The entry "Dog" is about a model which the catalog doesn\'t have.',
    ]);
  });

  it("not another file about a model of the catalog", () => {
    const files = { ...sound, "inc/chat-old.py": snippet("x/ant"), "other.md": cite("old") };
    expect(found(files)).toEqual([]);
  });

  it("not people's own example", () => {
    const files = { ...sound, "inc/chat-01.py": snippet("x/dog"), "other.md": cite("01") };
    expect(found(files)).toEqual([]);
  });
});
