import { parse as readYaml } from "yaml";
import { parse as readToml } from "smol-toml";
import { describe, expect, it, test } from "vitest";
import { frontLine, type LookOf, withTextsWhole } from "../../../src/init/pages/front-lines.ts";
import { isLaidOut, jsonTemplate, layoutOf, linesOfJson } from "../../../src/init/pages/json-files.ts";
import { templateOf } from "../../../src/init/pages/template.ts";
import { hole } from "../../../src/init/pages/written.ts";
import { loadTemplateEngine } from "../../../src/io/render.ts";
import { NASTY_DESCRIPTIONS, NASTY_IDS, NASTY_NAMES } from "../../support/hostile/corpus.ts";
import { dataFor, textOf } from "../text/template/render.ts";

const compile = await loadTemplateEngine();
const plain: LookOf = () => "other";
const [name, size] = ["it.name", "it.fields.size"].map((code) => `${hole}${code}${hole}`);

/** What a template makes of a name and a size. */
const made = (text: string | undefined, language: string, called: string, many: number | null): string => {
  const compiled = compile({ name: "t.ejs", text: text ?? "", language, partials: () => undefined });
  if (!compiled.ok) throw new Error(`${text ?? ""}\n${JSON.stringify(compiled.problems)}`);
  const data = dataFor("a/b", { kind: "k", set: "text", language }, { name: called, fields: { size: many } });
  return textOf(compiled.value, data);
};

test.each<readonly [what: string, text: string, width: number | undefined]>([
  ["one line for each item", '{\n  "a": [\n    1,\n    2\n  ]\n}\n', 0],
  [
    "lists that fit on one line",
    '{\n  "a": ["x, y", "z"],\n  "b": [\n    {\n      "c": 1\n    }\n  ]\n}\n',
    80,
  ],
  ["as no formatter writes it", '{ "a": 1,\n  "b": 2 }\n', undefined],
  ["with a key that would be a prototype", '{\n  "__proto__": 1\n}\n', undefined],
  ["no object", "[1]\n", undefined],
])("JSON with %s is laid out so", (_, text, width) => {
  expect(layoutOf([text])).toEqual(width === undefined ? undefined : { indent: 2, width });
});

test("a layout is that of most files", () => {
  const [two, four] = ['{\n  "a": 1\n}', '{\n    "a": 1\n}'];
  const layout = layoutOf([four, two, two]);
  expect([two, four].map((text) => layout !== undefined && isLaidOut(text, layout))).toEqual([true, false]);
});

describe("a template of JSON", () => {
  const layout = { indent: 2, width: 80 };

  it.each<readonly [what: string, lines: readonly string[], many: number | null, wanted: string]>([
    [
      "has texts, values and lists in their places",
      [
        "{",
        `  title: "The ${name ?? ""}"`,
        `  "a-b": ${size ?? ""}`,
        '  c: ["x", "y"]',
        '  d: "50% <%% %%>"',
        "}",
      ],
      7,
      '{\n  "title": "The N",\n  "a-b": 7,\n  "c": ["x", "y"],\n  "d": "50% <% %>"\n}\n',
    ],
    [
      "writes a number as a text where it is one",
      ["{", `  a: "${size ?? ""}"`, "}"],
      7,
      '{\n  "a": "7"\n}\n',
    ],
    [
      "leaves a line out where its value is missing",
      ["{", "<% if (it.fields.size !== null) { -%>", `  a: ${size ?? ""}`, "<% } -%>", "  b: true", "}"],
      null,
      '{\n  "b": true\n}\n',
    ],
    [
      "has one of two lines",
      ["{", "<% if (it.fields.size !== null) { -%>", "  a: 1", "<% } else { -%>", "  a: 2", "<% } -%>", "}"],
      null,
      '{\n  "a": 2\n}\n',
    ],
    [
      "leaves an object out as a whole",
      [
        ...["{", "<% if (it.fields.size !== null) { -%>", "  o: {", "<% } -%>"],
        ...["<% if (it.name !== null) { -%>", `    o\uE002a: ${size ?? ""}`, "<% } -%>"],
        ...["<% if (it.fields.size !== null) { -%>", "    o\uE002b: 1\n  o: }", "<% } -%>", "}"],
      ],
      null,
      "{}\n",
    ],
    [
      "says in a comment what is to be written",
      ["{", "  // Write o\uE002a: x", "  b: 1", "}"],
      1,
      '{\n  "b": 1\n}\n',
    ],
  ])("%s", (_, lines, many, wanted) => {
    const template = jsonTemplate(lines, layout, (code) => (code === "it.fields.size" ? "value" : "other"));
    expect(made(template, "json", "N", many)).toBe(wanted);
  });

  it("is none where an object would begin and not end", () => {
    const lines = ["{", "<% if (it.x) { -%>", "  o: {", "<% } -%>", "    o\uE002a: 1", "  o: }", "}"];
    expect(jsonTemplate(lines, layout, plain)).toBeUndefined();
  });
});

it("lines of JSON name the objects around them, and keep signs as readers see them", () => {
  expect(linesOfJson('{"a":{"b":"x\\"y\\nz"},"c":[1,{"d":2}]}')).toEqual([
    ...["{", "  a: {", '    a\uE002b: "x"y\uE001z"', "  a: }", '  c: [1, {"d":2}]', "}"],
  ]);
});

test.each<readonly [language: string, line: string, read: (text: string) => unknown]>([
  ["json", `  a: "${name ?? ""}"`, (text): unknown => JSON.parse(text)],
  ["yaml", `a: ${name ?? ""}`, (text): unknown => readYaml(text)],
  ["yaml", `a: "${name ?? ""}"`, (text): unknown => readYaml(text)],
  ["toml", `a = "${name ?? ""}"`, (text): unknown => readToml(text)],
])("no name breaks out of a file of %s with %s", (language, line, read) => {
  const isJson = language === "json";
  const lines = isJson ? ["{", line, '  b: "c"', "}"] : [line, language === "yaml" ? "b: c" : 'b = "c"'];
  const layout = isJson ? { indent: 2, width: 0 } : undefined;
  const template = templateOf(lines, { language, layout }, plain);
  for (const { text } of [...NASTY_IDS, ...NASTY_NAMES, ...NASTY_DESCRIPTIONS])
    expect(read(made(template, language, text, 1))).toEqual({ a: text.toWellFormed(), b: "c" });
});

test.each<readonly [what: string, lines: readonly string[], end: number, wanted: readonly string[]]>([
  ["a block of YAML", ["a: >-", "  b", "", "  c", "d: 1"], 5, ["a: >-\n  b\n\n  c", "d: 1"]],
  ["one in a list of maps", ["- a: |", "    b", "- a: c"], 3, ["- a: |\n    b", "- a: c"]],
  ["one at the end", ["a: |", "  b", ""], 3, ["a: |\n  b", ""]],
  ["a text of TOML", ['a = """', "b", 'c"""', "d = 1"], 4, ['a = """\nb\nc"""', "d = 1"]],
  ["one on a line", ['a = """b"""', "c = 1"], 2, ['a = """b"""', "c = 1"]],
  [
    "none below front matter",
    ["---", "a: 1", "---", "b: |", "  c"],
    2,
    ["---", "a: 1", "---", "b: |", "  c"],
  ],
])("of several lines is one: %s", (_, lines, end, wanted) => {
  expect(withTextsWhole(lines, end)).toEqual(wanted);
});

test.each<readonly [line: string, isToml: boolean, wanted: string]>([
  [`- a: ${name ?? ""}`, false, "- a: <%= yaml(it.name) %>"],
  [`  - - ${name ?? ""}`, false, "  - - <%= yaml(it.name) %>"],
  [`a: [${name ?? ""}]`, false, "a: <%= yaml([it.name].flat()) %>"],
  [`  "${name ?? ""}",`, true, "  <%= toml(it.name) %>,"],
  [`a = ${size ?? ""}`, true, 'a = <%= toml(it.fields.size, "plain") %>'],
])("the line %j is written with a helper", (line, isToml, wanted) => {
  expect(frontLine(line, isToml, plain)).toBe(wanted);
});
