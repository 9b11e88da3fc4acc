import { describe, expect, test } from "vitest";
import { excerptOf, positionAt, withinText } from "../../../../src/config/places/excerpt.ts";
import { type Find, pathOf } from "../../../../src/config/places/find.ts";
import { openProgram } from "../../../../src/config/places/in-program.ts";
import { openYaml } from "../../../../src/io/config/find-in-yaml.ts";

/** The text with « before what is found. */
const marked = (text: string, find: Find, [place, key]: readonly [place: string, key?: string]): string => {
  const offset = find(pathOf(place) ?? [], key);
  return `${text.slice(0, offset)}«${text.slice(offset)}`;
};

describe("places of a config in its text", () => {
  test.each<readonly [place: readonly [string, string?], want: string]>([
    [[""], "export default «{ root: 7 };"],
    [["root"], "export default { root: «7 };"],
    [["", "rot"], "export default { a: [1, 2], «rot: 7 };"],
    [["a[1].b"], 'export default { a: [{ b: "x, y" }, { b: «/[,}]/ }] };'],
    [["a[1]"], "export default { a: [f(1, 2), «{}] };"],
    [['a["x y"]'], "export default { a: { 'x y': «1 } };"],
    [
      ["a.b"],
      "// { a: 1 }\nexport default defineConfig({ /* b */ a: { c: `,{`, b: «2 } } satisfies Map<A, B>);",
    ],
    [["a.b"], "const a: A = { b: «1 };\nconst config = { a } as Record<X, Y>;\nexport default config;"],
    [["a[2]"], "const some = [1, 2];\nmodule.exports = { a: [...some, «3] };"],
    [["a"], "const base = { a: «1 };\nexport default { ...base, b: 2 };"],
    [["a"], "const base = { a: 1 };\nexport default { ...base, a: «2 };"],
    [["a.b[3].c"], "export default { a: { b: «imported } };"],
    [["a"], "const a = b;\nconst b = «a;\nexport default { x: (1), a };"],
    [["a.b"], "export = { a() { return 1; }, a: { get: () => [1, 2], b: «1 } };"],
    [["a"], "export default «(() => 1);"],
  ])("%j in a program", (place, want) => {
    const text = want.replace("«", "");
    expect(marked(text, openProgram(text), place)).toBe(want);
  });

  test.each<readonly [place: readonly [string, string?], want: string]>([
    [["a.b[1]"], '{ "a": { "b": [1, «2] } }'],
    [["", "ca"], '// one\n{\n  "b": 1, // two\n  «"ca": 2,\n}\n'],
    [["x"], "«[]"],
  ])("%j in JSON", (place, want) => {
    const text = want.replace("«", "");
    expect(marked(text, openProgram(text), place)).toBe(want);
  });

  test.each<readonly [place: readonly [string, string?], want: string]>([
    [["a.b[1]"], "a:\n  b:\n    - 1\n    - «2\n"],
    [["a.b[3]"], "a:\n  b:\n    «- 1\n    - 2\n"],
    [["", "ca"], "# a\nb: 1\n«ca: 2\n"],
    [["a.x"], "base: &base\n  x: «1\na: *base\n"],
    [[""], "«a: 1\n"],
  ])("%j in YAML", (place, want) => {
    const text = want.replace("«", "");
    expect(marked(text, openYaml(text), place)).toBe(want);
  });

  test.each([
    ["", []],
    ['a.b[2].c["d e"]', ["a", "b", 2, "c", "d e"]],
    ["lookup names", undefined],
    ["a, b", undefined],
  ])("%j as a path: %j", (place, want) => expect(pathOf(place)).toEqual(want));
});

describe("an excerpt", () => {
  test("marks the place in its line, of a long line the part around it", () => {
    expect(excerptOf("a\n\tb: c\r\n", { line: 2, column: 5 })).toEqual(["2 |  b: c", "  |     ^"]);
    const [line = "", mark = ""] = excerptOf(`${"x".repeat(500)}!${"y".repeat(500)}`, {
      line: 1,
      column: 501,
    });
    expect([line.length, line[mark.indexOf("^")]]).toEqual([104, "!"]);
  });

  test("of a place behind all that is written is that of the last line which says something", () => {
    expect(withinText("a\n b  \n\n", { line: 3, column: 1 })).toEqual({ line: 2, column: 3 });
    expect(withinText("a\n b\n", { line: 1, column: 1 })).toEqual({ line: 1, column: 1 });
    expect(positionAt("a\nbc", 3)).toEqual({ line: 2, column: 2 });
  });
});
