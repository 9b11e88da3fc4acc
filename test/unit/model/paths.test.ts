import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPath, clashes } from "../../../src/model/paths.ts";

const long = "x".repeat(255);

test.each([
  ["a.py"],
  [".snippets/code/get-started/real-time-gemma-3-27b-it.py"],
  ["docs/日本.md"],
  ["docs/Überblick.md"],
  ["a/.hidden/..b/c..d"],
  [".github/workflows/x.yml"],
  ["CONSOLE.md"],
  ["com10.txt"],
  ["~/x"],
  [" leading"],
  ["$(id)'`;&.md"],
  [long],
  [`${long}/${long}/${long}/${"y".repeat(255)}`.slice(0, 1024)],
])("%j is safe", (path) => {
  expect(checkPath(path)).toBeUndefined();
});

test.each([
  ["", "path-empty"],
  ["/etc/passwd", "path-absolute"],
  ["../x", "path-dots"],
  ["a/../../x", "path-dots"],
  ["a/./x", "path-dots"],
  ["a//x", "path-empty-part"],
  ["a/", "path-empty-part"],
  ["a\\..\\x", "path-backslash"],
  ["C:x", "path-colon"],
  ["a.md:stream", "path-colon"],
  ["a\0b", "path-control"],
  ["a\nb", "path-control"],
  ["a\u001b[31mb", "path-control"],
  ["a\u0085b", "path-control"],
  ["a\ud800b", "path-control"],
  ["a\u202egpj.md", "path-invisible"],
  ["a\u200bb", "path-invisible"],
  ["a\u{e0041}b", "path-invisible"],
  ["a\u00adb", "path-invisible"],
  ["a?.md", "path-reserved"],
  ["a|b", "path-reserved"],
  ["CON", "path-device"],
  ["docs/nul.md", "path-device"],
  ["Com1.tar.gz", "path-device"],
  ["aux .txt", "path-device"],
  ["CONIN$", "path-device"],
  ["com\u00b9.txt", "path-lookalike"],
  ["a./x", "path-trailing"],
  ["a /x", "path-trailing"],
  [".git/hooks/pre-commit", "path-git"],
  ["docs/.GIT/config", "path-git"],
  ["GIT~1/config", "path-git"],
  ["\uff0e\uff0e/x", "path-lookalike"],
  ["a\uff0fb", "path-lookalike"],
  ["c\uff1ax", "path-lookalike"],
  ["\u2026", "path-lookalike"],
  ["u\u0308.md", "path-normal-form"],
  [`${long}x`, "path-long"],
  ["ü".repeat(128), "path-long"],
  [`${"a/".repeat(512)}b`, "path-long"],
  ["ü/".repeat(400), "path-long"],
])("%j is refused: %s", (path, code) => {
  expect(checkPath(path)?.code).toBe(code);
});

test("a name of ten megabytes costs next to nothing, and isn't repeated in the problem", () => {
  // The fastest of some runs: what the check costs, not what else the machine does meanwhile.
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    checkPath("a".repeat(10_000_000));
    return performance.now() - start;
  });
  expect(Math.min(...times)).toBeLessThan(50);
  const problem = checkPath("a".repeat(10_000_000));
  expect(problem?.where.length).toBeLessThan(100);
});

test("what is printed of a refused path can't steer a terminal", () => {
  expect(checkPath("a\u001b]52;c;x\u0007\u202e")?.where).toBe("a\\u{1b}]52;c;x\\u{7}\\u{202e}");
});

test("whatever is let through stays inside the root, by the rules of POSIX and of Windows", () => {
  const part = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("..", ".", "", "a", "\\", "C:", "．．", "CON", " "),
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      const path = parts.join("/");
      if (checkPath(path) !== undefined) return;
      const names = path.normalize("NFKC").split(/[/\\]/);
      expect(names).not.toContain("..");
      expect(names).not.toContain("");
      expect(path).not.toMatch(/[:\0-\x1f]/);
    }),
    { numRuns: 10_000 },
  );
});

describe("outputs that can't live together", () => {
  test.each([
    [["a.md", "b.md"], []],
    [["a.md", "a.md"], []],
    [["docs/a", "docs/b", "docs-2/a"], []],
    [["a.md", "A.md"], ["path-clash A.md"]],
    [["docs/a", "Docs/b"], ["path-clash Docs/b"]],
    [["ü.md", "u\u0308.md"], ["path-clash u\u0308.md"]],
    [["straße", "STRASSE"], ["path-clash STRASSE"]],
    [["a", "a/b"], ["path-file-and-folder a/b"]],
    [["a/b", "a"], ["path-file-and-folder a/b"]],
    [["A/b", "a"], ["path-clash a", "path-file-and-folder A/b"].sort()],
  ])("%j", (paths, want) => {
    const found = clashes(paths).map(({ code, where }) => `${code} ${where}`);
    expect(found.sort()).toEqual(want);
  });
});
