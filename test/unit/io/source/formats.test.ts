import { describe, expect, test } from "vitest";
import { parseDocument } from "../../../../src/io/source/document.ts";
import { maxYamlBytes } from "../../../../src/io/source/formats/yaml.ts";
import { processorSince } from "../../../support/processor.ts";

const read = async (text: string | Uint8Array, format: "json" | "yaml" | "toml") => {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const outcome = await parseDocument(bytes, "c", format);
  return outcome.ok
    ? outcome.value.value
    : [...new Set(outcome.problems.map(({ code, where }) => `${where} ${code}`))].join(", ");
};

test.each<readonly [text: string, want: unknown]>([
  ['{"a":1}\n\n {"b":[{}]}\r\n{}\n', [{ a: 1 }, { b: [{}] }, {}]],
  ['{"a":1}\n{"b":x}\n{}', "c:2:6 json-syntax"],
  ['{"data":[{}]}\n', { data: [{}] }],
  ['{"data":[\n{}\n{}\n]}', "c:3:1 json-syntax"],
])("JSON, a record a line: %j", async (text, want) => {
  expect(await read(text, "json")).toEqual(want);
});

describe("YAML", () => {
  test.each<readonly [text: string, want: unknown]>([
    [
      "a: no\nb: 2025-01-01\nc: 1:30\nd: ~\ne: 012\n1: x",
      { a: "no", b: "2025-01-01", c: "1:30", d: null, e: 12, "1": "x" },
    ],
    ["\uFEFFa: &x [1]\nb: *x", { a: [1], b: [1] }],
    ["constructor: 2\n<<: {a: 1}", { constructor: 2, a: 1 }],
    [
      "b: &b {x: 1, y: 1}\nm:\n- {<<: *b, y: 2}\n- {y: 3, <<: [{x: 4, z: 4}, *b]}\n- {<<: no map}",
      { b: { x: 1, y: 1 }, m: [{ x: 1, y: 2 }, { x: 4, y: 3, z: 4 }, { "<<": "no map" }] },
    ],
    ["%YAML 1.1\n---\na: yes", { a: "yes" }],
    ['{"a": [1, 2.5e-7, true, "é😀"]}', { a: [1, 2.5e-7, true, "é😀"] }],
  ])("%j is read", async (text, want) => {
    expect(await read(text, "yaml")).toEqual(want);
  });

  const laughs = Array.from(
    { length: 9 },
    (_, i) => `b${i + 1}: &b${i + 1} [${Array(9).fill(`*b${i}`).join(",")}]`,
  );
  test.each<readonly [what: string, text: string | Uint8Array, want: string]>([
    ["billion laughs", ["b0: &b0 [x]", ...laughs].join("\n"), "c yaml-exhausting"],
    ["an alias of itself", "&a [*a]", "c: [0][0][0][0][0][0][0][0] yaml-depth"],
    [
      "maps that take much of others",
      `b: &b {${Array.from({ length: 2000 }, (_, i) => `k${i}: 1`).join(", ")}}\nm:\n${"- <<: *b\n".repeat(900)}`,
      "c yaml-exhausting",
    ],
    [
      "maps that take others of others",
      [
        "b0: &b0 {x: 1}",
        ...Array.from(
          { length: 9 },
          (_, i) => `b${i + 1}: &b${i + 1} {<<: [${Array(9).fill(`*b${i}`).join(",")}]}`,
        ),
      ].join("\n"),
      "c yaml-exhausting",
    ],
    ["an alias of nothing", "a: *b", "c yaml-exhausting"],
    ["a million brackets", "[".repeat(1e6), "c yaml-exhausting"],
    ["many maps in one another", `${"{a: ".repeat(1e5)}1${"}".repeat(1e5)}`, "c yaml-exhausting"],
    ["many lists in one line", `${"- ".repeat(1e5)}a`, "c yaml-exhausting"],
    ["many keys in one line", "? ".repeat(1e5), "c yaml-exhausting"],
    [
      "lists of ever more indentation",
      Array.from({ length: 600 }, (_, i) => `${" ".repeat(i)}-`).join("\n"),
      "c yaml-exhausting",
    ],
    [
      "65 levels",
      Array.from({ length: 66 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
      "c: a.a.a.a.a.a.a.a yaml-depth",
    ],
    ["many anchors in one line", "&a ".repeat(1e5), "c yaml-exhausting"],
    ["more than its limit", `a: ${"x".repeat(maxYamlBytes)}`, "c catalog-too-large"],
    ["a list for a key", "? [a]\n: b", "c:1:3 yaml-syntax"],
    ["__proto__", "a: {__proto__: {x: 1}}", "c: a.__proto__ yaml-proto-key"],
    [
      "numbers without end",
      "a: .inf\nb: .nan\nc: 1e999",
      "c: a yaml-number, c: b yaml-number, c: c yaml-number",
    ],
    ["half a surrogate pair", 'a: "\\ud800"', "c: a yaml-surrogate"],
    ["a tag", "a: !!binary aGk=", "c:1:4 yaml-tag"],
    ["a tag that would run code", 'a: !!js/function "x"', "c:1:4 yaml-tag"],
    ["two documents", "a: 1\n---\nb: 2", "c:2:1 yaml-syntax"],
    ["a tab for indentation", "a:\n\tb: 1", "c:2:1 yaml-syntax"],
    ["Latin-1", Buffer.from("a: é", "latin1"), "c catalog-encoding"],
    ["UTF-16", Buffer.from("\uFEFFa: 1", "utf16le"), "c catalog-encoding"],
    ["a web page", "<!doctype html>", "c catalog-html"],
    ["nothing", " \n", "c catalog-empty"],
  ])("refuses %s, at once", async (_, text, want) => {
    const start = process.cpuUsage();
    expect(await read(text, "yaml")).toBe(want);
    expect(processorSince(start)).toBeLessThan(5000);
  });
});

test.each([
  ["a:\n  x: 1\n  x: 2", { a: { x: 2 } }, "c:3:3"],
  ['a: 1\n"a": 2', { a: 2 }, "c:2:1"],
])("of a key that YAML has twice the last one counts, with a warning: %j", async (text, want, where) => {
  const outcome = await parseDocument(Buffer.from(text), "c", "yaml");
  expect(outcome.ok && outcome.value.value).toEqual(want);
  expect(outcome.problems).toMatchObject([{ severity: "warning", code: "yaml-duplicate-key", where }]);
});

test.each<readonly [text: string, want: unknown]>([
  ["\uFEFF// models\n[1, /* two */ 2, ]", [1, 2]],
  ['{"a": "// no, /* comment */ ,}", // one\n}', { a: "// no, /* comment */ ,}" }],
  ["[1,\n// last\n]", [1]],
  ["[1 // , \n, 2 +]", "c:2:5 json-syntax"],
  ["[,]", "c:1:2 json-syntax"],
  ["/* open", "c:1:1 json-syntax"],
  ['{"a": 1, // one\n "a": 2}', "c:2:2 json-duplicate-key"],
])("JSON is read with comments and last commas, and nothing else: %j", async (text, want) => {
  const outcome = await parseDocument(Buffer.from(text), "c");
  expect(
    outcome.ok ? outcome.value.value : outcome.problems.map(({ code, where }) => `${where} ${code}`)[0],
  ).toEqual(want);
});

test("UTF-16 is named", async () => {
  const { problems } = await parseDocument(Buffer.from("\uFEFF[]", "utf16le"), "c");
  expect(problems[0]?.message).toBe("The catalog is UTF-16, not UTF-8.");
});

describe("TOML", () => {
  test.each<readonly [text: string, want: unknown]>([
    ['a = "é"\nb.c = 1\nd = [1, 2.5]\n[e]\nf = true', { a: "é", b: { c: 1 }, d: [1, 2.5], e: { f: true } }],
    ["a = 2025-06-11\nb = 2025-06-11T10:00:00Z", { a: "2025-06-11", b: "2025-06-11T10:00:00.000Z" }],
    ["\uFEFF[[m]]\nconstructor = 1", { m: [{ constructor: 1 }] }],
  ])("%j is read", async (text, want) => {
    expect(await read(text, "toml")).toEqual(want);
  });

  test.each<readonly [what: string, text: string | Uint8Array, want: string]>([
    ["a million brackets", `a = ${"[".repeat(1e6)}`, "toml-syntax"],
    ["a key of many parts", `a${".a".repeat(1e5)} = 1`, "c toml-exhausting"],
    ["a table of many parts", `[a${".a".repeat(100)}]`, "c: a.a.a.a.a.a.a.a toml-depth"],
    ["the same key twice", "a = 1\na = 2", "toml-syntax"],
    ["__proto__", "__proto__.x = 1", "c: __proto__ toml-proto-key"],
    ["numbers without end", "a = inf\nb = nan", "c: a toml-number, c: b toml-number"],
    ["a number that would lose digits", "a = 9007199254740993", "toml-syntax"],
    ["Latin-1", Buffer.from('a = "é"', "latin1"), "c catalog-encoding"],
    ["no TOML", "{a: 1}", "toml-syntax"],
    ["nothing", "", "c catalog-empty"],
  ])("refuses %s, at once", async (_, text, want) => {
    const start = process.cpuUsage();
    expect(await read(text, "toml")).toContain(want);
    expect(processorSince(start)).toBeLessThan(5000);
  });
});

test("what is quoted from a document is short and printable", async () => {
  for (const format of ["yaml", "toml"] as const) {
    const { problems } = await parseDocument(
      Buffer.from(`"\u001B]52;\u202E${"x".repeat(9000)}" 1\n`),
      "c",
      format,
    );
    expect(problems.length).toBeGreaterThan(0);
    for (const { message, where } of problems) expect(`${where} ${message}`).toMatch(/^[ -~…]{1,160}$/);
  }
});
