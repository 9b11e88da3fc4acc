import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_JSON_DEPTH, parseJson } from "../../../../src/text/json.ts";

const wrongs = (text: string): string[] =>
  parseJson(text, "c.json").problems.map((problem) => `${problem.where} ${problem.code}`);

const parsed = (text: string): unknown => JSON.parse(text);

const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

describe("what parseJson refuses, and where", () => {
  test.each([
    // text, problems as `where code`
    ["", ["c.json:1:1 json-syntax"]],
    ['{"a":1', ["c.json:1:7 json-syntax"]],
    ['{"a" 1}', ["c.json:1:6 json-syntax"]],
    ['{"a":1,}', ["c.json:1:8 json-syntax"]],
    ["[1,]", ["c.json:1:4 json-syntax"]],
    ["[1 2]", ["c.json:1:4 json-syntax"]],
    ["[1}", ["c.json:1:3 json-syntax"]],
    ["[] []", ["c.json:1:4 json-syntax"]],
    ["01", ["c.json:1:2 json-syntax"]],
    ["NaN", ["c.json:1:1 json-syntax"]],
    ["-Infinity", ["c.json:1:2 json-syntax"]],
    ["'a'", ["c.json:1:1 json-syntax"]],
    ['"\t"', ["c.json:1:2 json-syntax"]],
    ['"\\x"', ["c.json:1:2 json-syntax"]],
    ['"\\u12G4"', ["c.json:1:2 json-syntax"]],
    ['"\\u123', ["c.json:1:2 json-syntax"]],
    ['"\\', ["c.json:1:2 json-syntax"]],
    ["1.", ["c.json:1:3 json-syntax"]],
    ["1e+", ["c.json:1:4 json-syntax"]],
    ["-", ["c.json:1:2 json-syntax"]],
    ["-01", ["c.json:1:3 json-syntax"]],
    ["[1]]", ["c.json:1:4 json-syntax"]],
    ["{,}", ["c.json:1:2 json-syntax"]],
    ["[,]", ["c.json:1:2 json-syntax"]],
    ["// no\n1", ["c.json:1:1 json-syntax"]],
    ['{\n  "a": 1,\r\n  "b": tru\n}', ["c.json:3:8 json-syntax"]],
    ['[\r\r"a",\rx]', ["c.json:4:1 json-syntax"]],
    ["\uFEFFx", ["c.json:1:1 json-syntax"]],
    [nested(MAX_JSON_DEPTH + 1), ["c.json:1:65 json-depth"]],
    ["[".repeat(1_000_000), ["c.json:1:65 json-depth"]],
    ['{"a":1,"a":2}', ["c.json:1:8 json-duplicate-key"]],
    ['{"a":{"a":1},"b":[{"a":1}],\n"\\u0061":2}', ["c.json:2:1 json-duplicate-key"]],
    ["[1e309, -1e309]", ["c.json:1:2 json-number", "c.json:1:9 json-number"]],
    [`1${"0".repeat(309)}`, ["c.json:1:1 json-number"]],
    ['["\\ud83d","\\ude00\\ud83d"]', [3, 12, 18].map((n) => `c.json:1:${n} json-surrogate`)],
    ['"\\u0041\\ude00"', ["c.json:1:8 json-surrogate"]],
    ['"\uD83D"', ["c.json:1:2 json-surrogate"]],
    ['{"__proto__":{"x":1}}', ["c.json:1:2 json-proto-key"]],
    ['{"__pr\\u006fto__":{"x":1}}', ["c.json:1:2 json-proto-key"]],
  ])("%j", (text, want) => {
    expect(wrongs(text)).toEqual(want);
  });

  test("at most ten problems are shown", () => {
    expect(wrongs(`[${"1e999,".repeat(50)}1]`)).toHaveLength(10);
  });

  test("what is quoted from the document is short and printable", () => {
    const key = `\u202E\u001B]52;${"x".repeat(10_000)}`;
    const text = `{${JSON.stringify(key)}:1,${JSON.stringify(key)}:2}`;
    const message = parseJson(text, "c.json").problems[0]?.message ?? "";
    expect(message).toMatch(/^The key "\\u202e\\u001b\]52;x+\\u2026" occurs twice in one object\.$/);
    expect(message.length).toBeLessThan(120);
  });
});

describe("what parseJson accepts", () => {
  test.each([
    nested(MAX_JSON_DEPTH),
    "\uFEFF [1]",
    '{"a":{"a":[{"a":1},{"a":2}]},"constructor":1,"":0}',
    '"\\ud83d\\ude00 😀 \\" \\\\ \\/ \\b\\f\\n\\r\\t \u2028 \u007f"',
    "[0,-0,1.5e-400,1E+308,-1.7976931348623157e308,true,false,null]",
  ])("%j", (text) => {
    expect(parseJson(text, "c.json")).toEqual({
      ok: true,
      value: parsed(text.replace(/^\uFEFF/, "")),
      problems: [],
    });
  });

  test("every value that JSON.stringify writes well-formed comes back (10,000 cases)", () => {
    const text = fc.jsonValue({ maxDepth: 6 }).map((value) => JSON.stringify(value, null, 1));
    fc.assert(
      fc.property(
        text.filter((json) => !/__proto__|\\ud[89a-f]/.test(json)),
        (json) => {
          expect(parseJson(json, "x")).toEqual({ ok: true, value: parsed(json), problems: [] });
        },
      ),
      { numRuns: 10_000 },
    );
  });

  test("it agrees with JSON.parse on damaged texts, and never throws (10,000 cases)", () => {
    const tokens = '{ } [ ] , : " - + . 0 e 1 t n u \\ "a" "b" "c": true null \\u00e9 1e5'.split(" ");
    const piece = fc.constantFrom(" ", "\n", ...tokens);
    const seen = { good: 0, bad: 0 };
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const problems = wrongs(text).filter((line) => line.endsWith("syntax"));
        let valid = true;
        try {
          parsed(text);
        } catch {
          valid = false;
        }
        seen[valid ? "good" : "bad"]++;
        expect(problems.length === 0).toBe(valid);
      }),
      { numRuns: 10_000 },
    );
    expect(seen.good).toBeGreaterThan(100);
    expect(seen.bad).toBeGreaterThan(1000);
  });
});

test("10 MB take at most as long as 40 bare walks over their characters", () => {
  const record = {
    id: "owner/Model-7B",
    name: "Model 7B",
    description: "words ".repeat(60),
    limits: [1, 2, 3],
  };
  const text = `[${Array.from({ length: 23_000 }, () => JSON.stringify(record)).join(",")}]`;
  expect(text.length).toBeGreaterThan(10_000_000);
  const spaces = (): number => {
    let count = 0;
    for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) === 0x20) count++;
    return count;
  };
  // The best of three, against a yardstick of the same minute: the machine may be busy with something else.
  const best = (run: () => unknown): number =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const start = performance.now();
        expect(run()).toBeTruthy();
        return performance.now() - start;
      }),
    );
  expect(best(() => parseJson(text, "x").ok)).toBeLessThan(40 * best(spaces));
});
