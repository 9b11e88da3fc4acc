import { expect, test } from "vitest";
import type { FormatConfig } from "../../../src/config/config.gen.ts";
import { compileFormat } from "../../../src/config/to-settings/formats.ts";
import { blockLines, retitledLines, titleEdits } from "../../../src/page/block-lines.ts";
import { namesIn, parseLine, unknownEscapes } from "../../../src/page/line-template.ts";
import { insideQuote } from "../../../src/page/quote.ts";
import { markupOf, scanPage } from "../../../src/page/scan.ts";
import { splice } from "../../../src/page/page.ts";

/** The lines of an entry with the title `Ant`, in a page of that name. */
const made = (path: string, format: FormatConfig, { code = "x", lead = "", fields = {} } = {}): string =>
  blockLines(compileFormat({ recognise: "^x", ...format })!, lead, {
    title: () => "Ant",
    escape: markupOf(path).escape,
    markup: markupOf(path).name,
    ...{ fence: "py", include: "a.py", bullet: "*", code, fields: new Map(Object.entries(fields)) },
  }).join("\n");

const fenced: FormatConfig = { open: "## {title}", body: ["", "```{fence}", "{code}", "```"] };
const tildes: FormatConfig = { open: "## {title}", body: ["~~~", "{code}", "~~~"] };

test.each<[what: string, path: string, format: FormatConfig, code: string, want: string]>([
  [
    "a fence is longer than those in the code",
    "p.md",
    fenced,
    "```\nx\n```",
    "## Ant\n\n````py\n```\nx\n```\n````",
  ],
  ["than one in a line", "p.md", fenced, "x ````` y", "## Ant\n\n``````py\nx ````` y\n``````"],
  ["as it is where the code has other signs", "p.md", fenced, "~~~~\n``", "## Ant\n\n```py\n~~~~\n``\n```"],
  ["of tildes as well", "p.md", tildes, "~~~~", "## Ant\n~~~~~\n~~~~\n~~~~~"],
  [
    "of two signs is none",
    "p.md",
    { open: "{title} ``", body: ["~~", "{code}"] },
    "```\n~~~",
    "Ant ``\n~~\n```\n~~~",
  ],
  [
    "in the middle of a line is none",
    "p.md",
    { open: "{title} ```", body: ["{code}"] },
    "````",
    "Ant ```\n````",
  ],
  [
    "indented is one",
    "p.md",
    { open: "- {title}", indent: "  ", body: ["  ```", "  {code}", "  ```"] },
    "```",
    "- Ant\n    ````\n    ```\n    ````",
  ],
  [
    "blank lines of the code stay empty, its last line end goes",
    "p.md",
    { open: "- {title}", indent: "  ", body: ["  {code}"] },
    "a\n\n b\n\n",
    "- Ant\n    a\n\n     b",
  ],
  [
    "white space alone is a blank line",
    "p.md",
    { open: "- {title}", body: ["   ", "{code}", "  "] },
    "  \na",
    "- Ant\n\n  \na",
  ],
  [
    "without code white space alone is one too",
    "p.md",
    { open: "- {title}", indent: "  ", body: ["   ", "x", "  "] },
    "",
    "- Ant\n\n  x",
  ],
  [
    "without code, what looks like a fence stays",
    "p.md",
    { open: "- {title}", body: ["```", "{include}", "```"] },
    "```",
    "- Ant\n```\na.py\n```",
  ],
  [
    "blank lines at the end go where no line closes it",
    "p.md",
    { open: "- {title}", body: ["x", "", ""] },
    "",
    "- Ant\nx",
  ],
  ["the first line stays", "p.md", { open: "", body: ["", ""] }, "", ""],
  [
    "blank lines before the closing one stay",
    "p.md",
    { open: "<a>{title}", body: ["", ""], close: "</a>" },
    "",
    "<a>Ant\n\n\n</a>",
  ],
  [
    "a line of hyphens is longer than those in the code",
    "p.adoc",
    { open: "== {title}", body: ["----", "{code}", "----"] },
    "-----\nx",
    "== Ant\n------\n-----\nx\n------",
  ],
  [
    "with white space behind them",
    "p.adoc",
    { open: "== {title}", body: ["----", "{code}", "----"] },
    "------  \n-----",
    "== Ant\n-------\n------  \n-----\n-------",
  ],
  [
    "those with other text need no more",
    "p.adoc",
    { open: "== {title}", body: ["----", "{code}", "----"] },
    "------ x\nx ------\n---",
    "== Ant\n----\n------ x\nx ------\n---\n----",
  ],
  [
    "other lines of hyphens stay",
    "p.adoc",
    { open: "== {title}", body: ["---", "---- x", "x ----", "{code}"] },
    "-----",
    "== Ant\n---\n---- x\nx ----\n-----",
  ],
  [
    "in Markdown hyphens are no fence",
    "p.md",
    { open: "## {title}", body: ["----", "{code}"] },
    "------",
    "## Ant\n----\n------",
  ],
  [
    "a line below a title is as wide as that",
    "p.rst",
    { open: "{title}", body: ["-", "", ".. code:: {fence}", "", "   {code}"] },
    "--\n-",
    "Ant\n---\n\n.. code:: py\n\n   --\n   -",
  ],
  [
    "one above it as well",
    "p.rst",
    { open: "=====", body: [" {title}!", "==", "", "-", "x"] },
    "",
    "=====\n Ant!\n=====\n\n-\nx",
  ],
  ["others stay", "p.rst", { open: "{title}", body: ["x", "-", "-"] }, "", "Ant\nx\n-\n-"],
  ["in Markdown lines below a title stay", "p.md", { open: "{title}", body: ["-"] }, "", "Ant\n-"],
])("the lines of an entry: %s", (_, path, format, code, want) => {
  expect(made(path, format, { code })).toBe(want);
});

test("what an entry is deeper by stands before all but blank lines", () => {
  expect(
    made(
      "p.md",
      { open: "- {title}", indent: "  ", body: ["", "x {include}"], close: "end {fence}" },
      { lead: "> " },
    ),
  ).toBe("> - Ant\n\n>   x a.py\n> end py");
  expect(made("p.rst", { open: "{title}", body: ["-"] }, { lead: "   " })).toBe("   Ant\n   ---");
  expect(made("p.md", { open: "{bullet} {title}", body: [] }, { lead: " " })).toBe(" * Ant");
});

test.each<[line: string, value: string, want: string]>([
  ["x{about}", " a", "x a"],
  ["x {about}", " a", "x a"],
  ["x{about}", "a", "xa"],
  ["x{about}", " ", "x"],
  ["x{about}", "a ", "xa"],
  ["x{about|html}", " a", "x a"],
  ["x{about|title}", " a", "xa"],
  ["{about}", " a", "a"],
  ["x{other}y", " a", "xy"],
  ["{title}{about}", " a", "Ant a"],
  ["{about|rich}", "import `a`", "&#105;mport `a`"],
  ["{about|html}", "--- a", "&#45;-- a"],
  [" {about|rich}", "1. a", " &#49;. a"],
  ["x {about|rich}", "- import", "x - import"],
  ["<td>{about|rich}", "`<T>`", "<td>&#96;&lt;T&gt;&#96;"],
  ["- <b>x</b> {about|rich}", "`a`", "- <b>x</b> `a`"],
  ["[x]({about})", "https://x.org/a b", "[x](https://x.org/a%20b)"],
  ["[x]({about}y)", "https://x.org/a b", "[x](https://x.org/a%20by)"],
  ["x]({about}", "a*b", "x](a%2Ab"],
  ["({about})", "a*b", "(a&#42;b)"],
  ["`{about}`", "a*b", "`a&#42;b`"],
  ['<a b="{about}">', 'a"b', '<a b="a&#34;b">'],
])("a field where it lands, %s with %j: %s", (line, value, want) => {
  expect(made("p.md", { open: line, body: [] }, { fields: { about: value } })).toBe(want);
});

test.each<[line: string, want: string]>([
  ["x `{list}` y", "x `a`, `b` y"],
  ["x {open|markup}{list}{close|markup}", "x (`a`, `b`)"],
  ["x {open|markup}{list} y", "x (`a, b y"],
  ["x {list}", "x a, b"],
])("the items of a list, %s: %s", (line, want) => {
  const fields = { list: ["a", "b"], open: "(`", close: "`)" };
  expect(made("p.md", { open: line, body: [] }, { fields })).toBe(want);
});

test.each<[source: string, want: readonly string[]]>([
  ["a {b} c", ["a ", "<b html joined=false>", " c"]],
  ["{b}{c|html}", ["<b markdown joined=false>", "<c html joined=true>"]],
  ["a{link:x}(y)", ["a", "<link:x attribute joined=true>", "(y)"]],
  ["{route:x.y-z/w}", ["<route:x.y-z/w attribute joined=false>"]],
  ["{blink:x}", ["<blink:x markdown joined=false>"]],
  ["[a]({b}){c}", ["[a](", "<b address joined=true>", ")", "<c html joined=true>"]],
  ["{b|nothing}", ["<b markdown joined=false>"]],
  ["{} {1} {a b} {A", ["{} {1} {a b} {A"]],
  ["", []],
])("a line taken apart: %j", (source, want) => {
  const pieces = parseLine(source).map((piece) =>
    piece.type === "text" ? piece.text : `<${piece.name} ${piece.escape} joined=${String(piece.joined)}>`,
  );
  expect(pieces).toEqual(want);
});

test("the names and unknown escapes of a line", () => {
  expect(namesIn(parseLine("{a} b {c|html}"))).toEqual(["a", "c"]);
  expect(unknownEscapes("{a|wrong} {b|html} {c} {d|other}")).toEqual(["wrong", "other"]);
});

/** The page of that text after its title `old` is another, and the lines of the entry from the first line on. */
const retitled = (path: string, text: string, title: string, [first, last]: readonly [number, number]) => {
  const whole = scanPage(path, text);
  const page =
    path === "p.md" && text.startsWith(">")
      ? insideQuote(whole, { first: 0, last: whole.lines.length, indent: 0 })
      : whole;
  const start = text.indexOf("old");
  const block = { first, last, titleAt: { start, end: start + 3 } };
  return [splice(text, titleEdits(page, block, title)), retitledLines(page, block, title)];
};

test.each<
  [
    what: string,
    path: string,
    text: string,
    at: readonly [number, number],
    title: string,
    want: readonly [string, readonly string[]],
  ]
>([
  [
    "a line below a title",
    "p.rst",
    "old\n---\n\ntext\n",
    [0, 2],
    "longer",
    ["longer\n------\n\ntext\n", ["longer", "------"]],
  ],
  ["a line below a shorter one", "p.rst", "old\n---\n", [0, 2], "x", ["x\n-\n", ["x", "-"]]],
  ["a longer line stays", "p.rst", "old\n-----\n", [0, 2], "x", ["x\n-----\n", ["x", "-----"]]],
  [
    "a longer line grows",
    "p.rst",
    "old\n-----\n",
    [0, 2],
    "longest",
    ["longest\n-------\n", ["longest", "-------"]],
  ],
  [
    "lines above and below",
    "p.rst",
    "x\n\n=====\n old\n=====\n\ny\n",
    [2, 5],
    "longest",
    ["x\n\n========\n longest\n========\n\ny\n", ["========", " longest", "========"]],
  ],
  [
    "lines above and below with white space behind them",
    "p.rst",
    "===  \nold\n===\n",
    [0, 3],
    "longest",
    ["=======\nlongest\n=======\n", ["=======", "longest", "======="]],
  ],
  [
    "a line above of another sign stays",
    "p.rst",
    "~~~\nold\n===\n",
    [0, 3],
    "longest",
    ["~~~\nlongest\n=======\n", ["~~~", "longest", "======="]],
  ],
  ["a line of the text below stays", "p.rst", "old {\n}\n", [0, 2], "new", ["new {\n}\n", ["new {", "}"]]],
  [
    "an indented one too",
    "p.rst",
    "old\n    -----\n",
    [0, 2],
    "new",
    ["new\n    -----\n", ["new", "    -----"]],
  ],
  [
    "what stands around the title counts",
    "p.rst",
    "The old one\n~~~~~~~~~~~\n",
    [0, 2],
    "longest",
    ["The longest one\n~~~~~~~~~~~~~~~\n", ["The longest one", "~~~~~~~~~~~~~~~"]],
  ],
  [
    "text around it stays",
    "p.rst",
    "see old\n---x---\n",
    [0, 1],
    "longest",
    ["see longest\n---x---\n", ["see longest"]],
  ],
  ["on the last line", "p.rst", "x\nold", [1, 2], "new", ["x\nnew", ["new"]]],
  ["of wide signs", "p.rst", "old\n---\n", [0, 2], "モデル", ["モデル\n------\n", ["モデル", "------"]]],
  [
    "in Markdown the line below stays",
    "p.md",
    "old\n---\n",
    [0, 2],
    "longer",
    ["longer\n---\n", ["longer", "---"]],
  ],
  [
    "in a quote the marks of later lines go",
    "p.md",
    "> ## old\n> x\n>y\n> > z\n",
    [0, 4],
    "new",
    ["> ## new\n> x\n>y\n> > z\n", ["## new", "x", "y", "> z"]],
  ],
  ["in CRLF", "p.md", "## old\r\nx\r\n", [0, 2], "new", ["## new\r\nx\r\n", ["## new", "x"]]],
  [
    "greater-than signs of a page that is no quote stay",
    "p.md",
    "## old\n> x\n",
    [0, 2],
    "new",
    ["## new\n> x\n", ["## new", "> x"]],
  ],
])("another title: %s", (_, path, text, at, title, want) => {
  const [whole, own] = retitled(path, text, title, at);
  expect([whole, own]).toEqual(want);
});
