import { expect, test } from "vitest";
import { readJsModule } from "../../../../src/text/data/js-module.ts";
import { type DataNode, isExpression } from "../../../../src/text/data/node.ts";

const plain = (node: DataNode): unknown => {
  if (node.type === "list") return node.items.map((item) => plain(item.node));
  if (node.type === "map")
    return node.pairs.map(({ key, value }) => [key.type === "scalar" ? key.text : "", plain(value)]);
  return node.type === "scalar" ? (isExpression(node) ? { js: node.text } : node.text) : "";
};

test.each<readonly [what: string, text: string, want: unknown]>([
  ["an exported object", "module.exports = { docs: ['a', 'b'], };", [["docs", ["a", "b"]]]],
  ["one with a type", "const sidebars: SidebarsConfig = { docs: ['a'] };", [["docs", ["a"]]]],
  ["a list by its name", "export const models = ['a'];\nexport default ['b'];", [["models", ["a"]]]],
  [
    "the literals in an object that is more",
    "export default defineConfig({ md: (md) => md.use(x), nav: [{ text: 'A' }], theme: { 'side': [ 'b' ], at: f() } })",
    [
      ["md", { js: "(md) => md.use(x)" }],
      ["nav", [[["text", "A"]]]],
      [
        "theme",
        [
          ["side", ["b"]],
          ["at", { js: "f()" }],
        ],
      ],
      ["side", ["b"]],
    ],
  ],
  ["nothing in comments and strings", "// a = ['x']\n/* b = ['y'] */ const c = \"d = ['z']\";", []],
  ["nothing in a template", "const a = `b = ['x'] ${y}`; const c = ['d'];", [["c", ["d"]]]],
  ["no body of a function, no index", "function f() { return a[0] } if (x) { y }", []],
  ["a name in a list", "const a = [b, 'c'];", [["a", [{ js: "b" }, "c"]]]],
  [
    "what is taken over from elsewhere, and a list after it",
    "const a = ['c', ...b /* x */, ]; const d = ['e'];",
    [
      ["a", ["c", { js: "...b" }]],
      ["d", ["e"]],
    ],
  ],
  [
    "an object that is worked out in part",
    "a = [{ ...b, c: 'd', e, f(g) { return g; }, [h]: 'i', j: 'k' as const, l: m ? [1, 2] : `${n}, o` }];",
    [
      [
        "a",
        [
          [
            ["...b", { js: "" }],
            ["c", "d"],
            ["e", { js: "" }],
            ["f(g) { return g; }", { js: "" }],
            ["[h]: 'i'", { js: "" }],
            ["j", "k"],
            ["l", { js: "m ? [1, 2] : `${n}, o`" }],
          ],
        ],
      ],
    ],
  ],
  [
    "lists in what is worked out",
    "a = { b: 'c', d: f({ e: ['g'] }) }",
    [
      ["b", "c"],
      ["d", { js: "f({ e: ['g'] })" }],
      ["e", ["g"]],
    ],
  ],
  ["no types", "type A = { b: string[], c: D };", []],
  ["no pattern, element or statement", "a = ['b', /,/]; c = ['d', <e/>]; f = ['g', h; i]; j = ['k', (]", []],
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
  ["no sums, and no names alone", "a = [1 + 2]; b = [NaN]; c = [1px]; d = [truely]", []],
  ["no string that goes on, or is filled in, alone", "a = ['b\nc']; d = [`${e}`]; f = ['g\\\\\nh']", []],
  [
    "a name in quotes with a quote in it",
    "a = { f: x, \"it's\": ['b'], 'c': ['d'] }",
    [
      ["f", { js: "x" }],
      ["it's", ["b"]],
      ["c", ["d"]],
    ],
  ],
  ["no list without commas", "a = ['b' 'c']; d = { e: 'f' g: 'h' }; i = { j 'k' }", []],
])("%s", (_, text, want) => {
  const root = readJsModule(text);
  expect("message" in root ? root.message : plain(root)).toEqual(want);
});
