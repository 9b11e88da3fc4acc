import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pathFinder } from "../../../src/text/path-finder.ts";

const paths = ["snip/a.py", "snip/a.py.txt", "b.md", "one two.md", "日本/c.md", "(x).py"];

describe("known paths in a text", () => {
  test.each<[string, readonly string[]]>([
    ["--8<-- 'snip/a.py'", ["snip/a.py"]],
    ["snip/a.py:3:7, snip/a.py.", ["snip/a.py", "snip/a.py"]],
    ["snip/a.py.txt", ["snip/a.py.txt"]],
    ["my/snip/a.py snip/a.pyc snip/a.py/x snip/a.py-x ./b.md", []],
    ["see one two.md, 日本/c.md and (x).py", ["one two.md", "日本/c.md", "(x).py"]],
    ["b.md..b.md b.md.", ["b.md", "b.md"]],
  ])("%s", (text, want) => {
    expect(pathFinder(paths)(text).map(({ path }) => path)).toEqual(want);
  });

  test("are those that a pattern of all of them finds, the longest first", () => {
    const part = fc.constantFrom("a", "b", "/", ".", "-", " ", "é", "(", ".py", "a/b");
    const word = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
    const text = fc.array(fc.oneof(word, part), { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 6 }), text, (known, shown) => {
        const names = [...known].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
        const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
        const pattern = new RegExp(`(?<![\\w./-])(?:${escaped.join("|")})(?![\\w-]|\\.\\w|/)`, "g");
        const want = [...shown.matchAll(pattern)].map(({ 0: path, index }) => ({ path, start: index }));
        expect(pathFinder(known)(shown)).toEqual(want);
      }),
      { numRuns: 2_000 },
    );
  });
});
