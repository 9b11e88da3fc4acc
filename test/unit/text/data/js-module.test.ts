import { expect, test } from "vitest";
import { readJsModule } from "../../../../src/text/data/js-module.ts";
import type { DataNode } from "../../../../src/text/data/node.ts";

const plain = (node: DataNode): unknown => {
  if (node.type === "list") return node.items.map((item) => plain(item.node));
  if (node.type === "map")
    return node.pairs.map(({ key, value }) => [key.type === "scalar" ? key.text : "", plain(value)]);
  return node.type === "scalar" ? node.text : "";
};

test.each<readonly [what: string, text: string, want: unknown]>([
  ["an exported object", "module.exports = { docs: ['a', 'b'], };", [["docs", ["a", "b"]]]],
  ["one with a type", "const sidebars: SidebarsConfig = { docs: ['a'] };", [["docs", ["a"]]]],
  ["a list by its name", "export const models = ['a'];\nexport default ['b'];", [["models", ["a"]]]],
  [
    "the literals in an object that is more",
    "export default defineConfig({ md: (md) => md.use(x), nav: [{ text: 'A' }], theme: { 'side': [ 'b' ], at: f() } })",
    [
      ["nav", [[["text", "A"]]]],
      ["side", ["b"]],
    ],
  ],
  ["nothing in comments and strings", "// a = ['x']\n/* b = ['y'] */ const c = \"d = ['z']\";", []],
  ["nothing in a template", "const a = `b = ['x'] ${y}`; const c = ['d'];", [["c", ["d"]]]],
  ["no body of a function, no index", "function f() { return a[0] } if (x) { y }", []],
  ["no list with a name in it", "const a = [b, 'c'];", []],
  ["a list after one", "const a = [...b, 'c']; const d = ['e'];", [["d", ["e"]]]],
  [
    "keys that recur, each",
    "a = {x: ['1']}; b = {x: ['2']};",
    [
      ["x", ["1"]],
      ["x", ["2"]],
    ],
  ],
  ["what is left open", "const a = ['b', {", []],
  [
    "strings with escapes",
    "const a = ['\\x41\\u0042\\u{43}\\n\\t\\q\\'\\\\', \"\\u{110000}\\0\\v\", `x\\\ny`, 'd\\\\', 'e'];",
    [["a", ["ABC\n\tq'\\", "\\u{110000}\0\v", "xy", "d\\", "e"]]],
  ],
  [
    "numbers and words",
    "a = [-0x1F, 1_000.5, .5, 1e-3, true, null, undefined];",
    [["a", ["-0x1F", "1_000.5", ".5", "1e-3", "true", "null", "undefined"]]],
  ],
  ["no sums, and no names", "a = [1 + 2]; b = [NaN]; c = [1px]; d = [truely]", []],
  ["no string that goes on, or is filled in", "a = ['b\nc']; d = [`${e}`]; f = ['g\\\\\nh']", []],
  [
    "a name in quotes with a quote in it",
    "a = { f: x, \"it's\": ['b'], 'c': ['d'] }",
    [
      ["it's", ["b"]],
      ["c", ["d"]],
    ],
  ],
  ["no list without commas", "a = ['b' 'c']; d = { e: 'f' g: 'h' }; i = { j 'k' }", []],
])("%s", (_, text, want) => {
  const root = readJsModule(text);
  expect("message" in root ? root.message : plain(root)).toEqual(want);
});
