import { expect, test } from "vitest";
import { canonical, digest, measure } from "../../../src/text/digest.ts";
import { counted } from "../../../src/text/counted.ts";
import { cutShort } from "../../../src/text/cut-short.ts";
import { readJsonc } from "../../../src/text/data/json.ts";
import {
  type DataNode,
  type DataStep,
  contentEnd,
  elementsOf,
  endsInBlockText,
  hasShared,
  shapeOf,
  take,
  wayName,
} from "../../../src/text/data/node.ts";
import { isToken, mentionFinder } from "../../../src/text/mentions.ts";
import { decodeEntities } from "../../../src/text/entities.ts";
import { groupBy } from "../../../src/text/group-by.ts";
import { parseLenientJson } from "../../../src/text/json.ts";
import { byCodeUnit, naturally } from "../../../src/text/natural.ts";
import { listNames } from "../../../src/text/suggest.ts";
import { checkTemplates, isFor } from "../../../src/text/template/needed.ts";
import { entry, settings } from "../given.ts";

test.each<[value: unknown, want: string]>([
  [{ b: 1, a: { d: [2, { f: 1, e: null }], c: "x" } }, '{"a":{"c":"x","d":[2,{"e":null,"f":1}]},"b":1}'],
  [["b", "a"], '["b","a"]'],
  [null, "null"],
  [{ c: 1, a: 2, b: 3 }, '{"a":2,"b":3,"c":1}'],
])("%j has one form: %s", (value, want) => {
  expect(canonical(value)).toBe(want);
});

test("counts are in words, and texts are measured as bytes, in pieces or whole", () => {
  expect([counted(0, "model"), counted(1, "model"), counted(2, "model")]).toEqual([
    "0 models",
    "1 model",
    "2 models",
  ]);
  expect(measure(["a", "é"])).toEqual({ digest: digest("aé"), length: 3 });
  expect(measure([])).toEqual({ digest: digest(""), length: 0 });
});

test.each([
  ["&amp;&lt;&gt;&quot;&apos;", "&<>\"'"],
  ["&#65; &#x42; &#X43;", "A B C"],
  ["&nbsp;", "\u00a0"],
  ["&#0; &#1114112; &#x110000; &#1114111;", "&#0; &#1114112; &#x110000; \u{10ffff}"],
  ["&#55296; &#57343; &#55295; &#57344;", "\ufffd \ufffd \ud7ff \ue000"],
  ["&copy; & &; &am", "© & &; &am"],
])("entities of %s: %s", (text, want) => {
  expect(decodeEntities(text)).toBe(want);
});

test("groups and their members come in the order in which they are given", () => {
  expect([...groupBy(["b1", "a1", "b2"], ([first]) => first)]).toEqual([
    ["b", ["b1", "b2"]],
    ["a", ["a1"]],
  ]);
});

test.each<[text: string, want: unknown]>([
  ['{"a": 1, // one\n "b": [1, 2,], /* two\n */ }', { a: 1, b: [1, 2] }],
  ['{"a": "// no, ]", "b": "/* no */",}', { a: "// no, ]", b: "/* no */" }],
  ['["a\\"//",]', ['a"//']],
  ['{"a": [true,], "b": {"c": {},},}', { a: [true], b: { c: {} } }],
  ['{"a": 1}', { a: 1 }],
  ["[,]", "json-syntax"],
  ["[1,,]", "json-syntax"],
  ["/* a\n*/ [1 2]", "json-syntax"],
  ['{"a": 1, "a": 2,}', "json-duplicate-key"],
])("JSON as people edit it: %s", (text, want) => {
  const read = parseLenientJson(text, "c");
  expect(read.ok ? read.value : read.problems.map(({ code }) => code).join()).toEqual(want);
});

test.each<[text: string, ids: readonly string[]]>([
  ["x/b and x/a, x/a", ["x/a", "x/b"]],
  ["x/a:free", []],
  ['model: "x/odd name", x/a', ["x/a", "x/odd name"]],
  ["'x/odd name'", ["x/odd name"]],
  ["x/odd name", []],
  ['"x/a b"', ["x/a b"]],
  ["nothing", []],
])("the IDs in %j: %j", (text, ids) => {
  expect(mentionFinder(["x/a", "x/b", "x/odd name", "x/a b"])(text)).toEqual(ids);
});

test.each([
  ["a", "b", -1],
  ["b", "a", 1],
  ["a", "a", 0],
  ["m2", "m10", -1],
  ["m10", "m2", 1],
  ["m02", "m2", -1],
  ["m", "m2", -1],
  ["m2", "m", 1],
  ["2m", "m2", -1],
  ["m2b", "m2a", 1],
  ["", "a", -1],
  ["", "", 0],
])("%j beside %j, numbers as numbers: %i", (a, b, want) => {
  expect(Math.sign(naturally(a, b))).toBe(want);
  expect([byCodeUnit("a", "b"), byCodeUnit("b", "a"), byCodeUnit("a", "a")]).toEqual([-1, 1, 0]);
});

test("at most ten names are listed", () => {
  const names = Array.from({ length: 12 }, (_, n) => `${n}`);
  expect(listNames(names.slice(0, 10))).toBe("`0`, `1`, `2`, `3`, `4`, `5`, `6`, `7`, `8`, `9`");
  expect(listNames(names)).toBe("`0`, `1`, `2`, `3`, `4`, `5`, `6`, `7`, `8`, `9` and 2 more");
});

const data = readJsonc(
  '{"nav": [{"tab": "A", "n": "1", "pages": ["x"]}, {"tab": "B", "pages": ["y", "z"]}, "odd"], "one": {"k": "v"}}',
);
if ("message" in data) throw new Error(data.message);

test.each<[way: readonly DataStep[], want: readonly string[], name: string]>([
  [[], ["map"], "the list"],
  [["nav"], ["list"], "nav"],
  [["nav", 0, "tab"], ["A"], "nav › 0 › tab"],
  [["nav", 1, "pages", 1], ["z"], "nav › 1 › pages › 1"],
  [["nav", 9], [], "nav › 9"],
  [["nav", new Map([["tab", "B"]]), "pages", 0], ["y"], "nav › tab: B › pages › 0"],
  [
    [
      "nav",
      new Map([
        ["tab", "A"],
        ["n", "1"],
      ]),
      "tab",
    ],
    ["A"],
    "nav › tab: A, n: 1 › tab",
  ],
  [
    [
      "nav",
      new Map([
        ["tab", "B"],
        ["n", "1"],
      ]),
    ],
    [],
    "nav › tab: B, n: 1",
  ],
  [["nav", new Map([["pages", "x"]])], [], "nav › pages: x"],
  [["nav", "tab"], ["A", "B"], "nav › tab"],
  [["one", "k"], ["v"], "one › k"],
  [["one", 0], [], "one › 0"],
  [["one", "k", "x"], [], "one › k › x"],
  [["none"], [], "none"],
])("the way %j leads to %j", (way, want, name) => {
  const found = way.reduce((nodes, step) => nodes.flatMap((node) => take(node, step)), [data]);
  expect(found.map((node) => (node.type === "scalar" ? node.text : node.type))).toEqual(want);
  expect(wayName(way)).toBe(name);
});

test.each<[text: string, want: string]>([
  ['{"a": [1, -2.5e3, true, null,], // b\n /* c */ "d": {}}', "read"],
  ["\ufeff[]", "read"],
  [`${"[".repeat(200)}${"]".repeat(200)}`, "read"],
  [`${"[".repeat(201)}${"]".repeat(201)}`, "This is nested too deeply. 200"],
  [`${'{"a":'.repeat(200)}[]${"}".repeat(200)}`, "This is nested too deeply. 1000"],
  ["[1 2]", "This is not JSON. 3"],
  ['{"a" 1}', "This is not JSON. 5"],
  ['{"a": 1 "b": 2}', "This is not JSON. 8"],
  ["{a: 1}", "This is not JSON. 1"],
  ["{1: 2}", "This is not JSON. 1"],
  ["[1", "This is not JSON. 2"],
  ["['a']", "This is not JSON. 1"],
  ["[01]", "This is not JSON. 1"],
  ['["a\nb"]', "This is not JSON. 1"],
  ['["a\\"]', "This is not JSON. 1"],
  ["[] x", "This is not JSON. 3"],
  ["", "This is not JSON. 0"],
])("as data %j is %s", (text, want) => {
  const read = readJsonc(text);
  expect("message" in read ? `${read.message} ${read.offset}` : "read").toBe(want);
});

test.each([
  ["a/b-1.5:free", true],
  ["@cf/a", true],
  ["a", true],
  ["-a", false],
  ["a b", false],
  ["a,", false],
  ["", false],
])("whether %j is one token: %j", (text, want) => {
  expect(isToken(text)).toBe(want);
});

const span = { start: 0, shared: false, tag: "" };
const scalarNode = (end: number, quote: "plain" | "block" = "plain", shared = false): DataNode => ({
  ...span,
  ...{ type: "scalar", text: "x", string: true, quote, end, shared },
});
const listNode = (style: "block" | "flow", ...nodes: readonly DataNode[]): DataNode => ({
  ...span,
  ...{ type: "list", style, inFlow: false, end: 99, items: nodes.map((node) => ({ node, start: 0 })) },
});
const mapNode = (style: "block" | "flow", ...nodes: readonly DataNode[]): DataNode => ({
  ...span,
  ...{ type: "map", style, end: 99, pairs: nodes.map((value) => ({ key: scalarNode(3), value })) },
});
const alias: DataNode = { ...span, type: "alias", text: "a", end: 5 };

test.each<[what: string, node: DataNode, end: number, block: boolean, shared: boolean, shape: string]>([
  ["a scalar", scalarNode(7), 7, false, false, '["",true,"x"]'],
  ["text in a block", scalarNode(7, "block"), 7, true, false, '["",true,"x"]'],
  ["one that is shared", scalarNode(7, "plain", true), 7, false, true, '["",true,"x"]'],
  ["an alias", alias, 5, false, false, "*a"],
  [
    "a list",
    listNode("block", scalarNode(9, "block"), scalarNode(7)),
    7,
    false,
    false,
    '[["",true,"x"],["",true,"x"]]',
  ],
  ["a list in brackets", listNode("flow", scalarNode(7)), 99, false, false, '[["",true,"x"]]'],
  [
    "a list that ends in a block",
    listNode("block", scalarNode(9), scalarNode(7, "block")),
    7,
    true,
    false,
    '[["",true,"x"],["",true,"x"]]',
  ],
  ["an empty list", listNode("block"), 99, false, false, "[]"],
  [
    "a map",
    mapNode("block", scalarNode(1), scalarNode(2)),
    3,
    false,
    false,
    '{["",true,"x"]:["",true,"x"],["",true,"x"]:["",true,"x"]}',
  ],
  ["a map in braces", mapNode("flow", alias), 99, false, false, '{["",true,"x"]:*a}'],
  [
    "a map that ends in a block",
    mapNode("block", scalarNode(1), listNode("block", scalarNode(8, "block"))),
    8,
    true,
    false,
    '{["",true,"x"]:["",true,"x"],["",true,"x"]:[["",true,"x"]]}',
  ],
  [
    "a map with one that is shared",
    mapNode("block", scalarNode(1, "plain", true), scalarNode(8)),
    8,
    false,
    true,
    '{["",true,"x"]:["",true,"x"],["",true,"x"]:["",true,"x"]}',
  ],
  [
    "a list with one that is shared",
    listNode("block", scalarNode(1, "plain", true), alias),
    5,
    false,
    true,
    '[["",true,"x"],*a]',
  ],
])("where %s ends, with text of a block, shared, and its shape", (_, node, end, block, shared, shape) => {
  expect([contentEnd(node), endsInBlockText(node), hasShared(node), shapeOf(node)]).toEqual([
    end,
    block,
    shared,
    shape,
  ]);
  expect(shapeOf(node, new Map([[node, "other"]]))).toBe("other");
});

test("only a list has elements", () => {
  expect(elementsOf(data)).toEqual([]);
});

const needing = settings({
  capabilities: [
    { name: "text", templates: "text" },
    { name: "vision", templates: "vision" },
    { name: "fast" },
  ],
  snippets: [
    { kind: "chat", language: "python", path: "{slug}.py", template: "{set}.py.ejs" },
    { kind: "see", language: "python", path: "see/{slug}.py", template: "see.{set}.ejs", sets: ["vision"] },
  ],
  documents: [{ path: "llms.txt", template: "llms.ejs" }],
  tables: [
    { page: "p.md", columns: [{ header: "A", value: "{name}" }], rows: [{ name: "x", template: "row.ejs" }] },
  ],
});

test.each<[names: readonly string[], missing: readonly string[]]>([
  [["text.py.ejs", "vision.py.ejs", "see.vision.ejs", "llms.ejs", "row.ejs"], []],
  [
    ["text.py.ejs", "vision.py.ejs", "see.vision.ejs", "llms.ejs"],
    ["`row.ejs`. Add the file to your template folder."],
  ],
  [
    ["text.py.ejs", "vision.py.ejs", "see.vision.ejs", "row.ejs"],
    ["`llms.ejs`. Add the file to your template folder."],
  ],
  [
    ["text.py.ejs", "vision.py.ej", "see.vision.ejs", "llms.ejs", "row.ejs"],
    ["`vision.py.ejs`. Did you mean `vision.py.ej`? Otherwise add the file."],
  ],
  [
    ["llms.ejs", "row.ejs", "vision.py.ejs", "text.py.ejs"],
    [
      "`see.vision.ejs`. Add the file to your template folder, or list the sets that the snippet is for in `sets`.",
    ],
  ],
])("templates %j: missing are %j", (names, missing) => {
  const found = checkTemplates(needing, names, "c.json");
  expect(found.map(({ message, fix }) => `${message.replace("There is no template ", "")} ${fix}`)).toEqual(
    missing,
  );
});

test("a snippet is for the sets that it lists, or for all", () => {
  const [chat, see] = needing.snippets;
  if (chat === undefined || see === undefined) throw new Error("No snippet.");
  const vision = { ...entry("a"), templates: "vision" };
  expect([isFor(chat, entry("a")), isFor(see, entry("a")), isFor(see, vision)]).toEqual([true, false, true]);
});

test("what is cut short ends with a whole character", () => {
  expect([cutShort("ab", 2), cutShort("a🐬b", 2), cutShort("a🐬b", 3)]).toEqual(["ab", "a…", "a🐬…"]);
});
