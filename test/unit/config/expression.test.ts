import { describe, expect, it } from "vitest";
import { fieldsOf, fill, parseExpression } from "../../../src/config/expression.ts";
import { parsePathPattern } from "../../../src/config/path-pattern.ts";
import type { FieldValue } from "../../../src/model/entry.ts";

const fields = new Map<string, FieldValue>([
  ["name", "Gemma"],
  ["tags", ["a", null, 2]],
  ["none", null],
  ["brace", "{name}"],
]);

const code = (value: string) => `[${value}]`;
const emit = { text: (value: string) => `<${value}>`, code, span: code };

describe("an expression", () => {
  it.each([
    ["**{name}**", "**<Gemma>**", ["name"]],
    ["`{name}`", "[Gemma]", ["name"]],
    ["`{name}", "`<Gemma>", ["name"]],
    ["{name}`", "<Gemma>`", ["name"]],
    ["``{name}``", "`[Gemma]`", ["name"]],
    ["{name}{name}", "<Gemma><Gemma>", ["name", "name"]],
    ["`{name}/{tags}`", "[Gemma/a, , 2]", ["name", "tags"]],
    ["see `acme/{name}`, {none}`x`", "see [acme/Gemma], <>`x`", ["name", "none"]],
    ["`x` {name} `y`", "`x` <Gemma> `y`", ["name"]],
    ["`{name}` and `{none}`", "[Gemma] and []", ["name", "none"]],
    ["{tags}", "<a, , 2>", ["tags"]],
    ["`{tags}`", "[a], [], [2]", ["tags"]],
    ["x ``{tags}``, etc.", "x `[a]`, `[]`, `[2]`, etc.", ["tags"]],
    ["x `{tags}`:code: y", "x [a]:code:, []:code:, [2]:code: y", ["tags"]],
    ["x :code:`{tags}` y", "x :code:[a], :code:[], :code:[2] y", ["tags"]],
    ["::`{tags}`", "::[a], [], [2]", ["tags"]],
    ["<ul><li>{tags}</li></ul>", "<ul><li><a></li><li><></li><li><2></li></ul>", ["tags"]],
    ["<ol><li>`{tags}`</li></ol>", "<ol><li>[a]</li><li>[]</li><li>[2]</li></ol>", ["tags"]],
    ["<ul><li>is {tags}</li></ul>", "<ul><li>is <a, , 2></li></ul>", ["tags"]],
    [":code:`{name}`", ":code:[Gemma]", ["name"]],
    ["{none}|{missing}", "<>|<>", ["none", "missing"]],
    ["{{name}} {{{name}}}", "{name} {<Gemma>}", ["name"]],
    ["{brace}", "<{name}>", ["brace"]],
    ["}} { {name", "} { {name", []],
    ["", "", []],
  ])("%j → %j", (source, want, names) => {
    const expression = parseExpression(source);
    expect(fill(expression, fields, emit)).toBe(want);
    expect(fieldsOf(expression)).toEqual(names);
  });
});

it("takes backticks as they are where they may be other markup than code", () => {
  const { text } = emit;
  expect(fill(parseExpression(":ref:`{name} <{name}>`"), fields, { text, code })).toBe(
    ":ref:`<Gemma> <<Gemma>>`",
  );
});

describe("a value that is Markdown", () => {
  const escaping = {
    text: (value: string) => value.trim().replaceAll("*", "?"),
    rich: (value: string) => `<${value}>`,
    code: (value: string) => value,
  };
  it.each([
    ["{about|rich}: {about}", "<a*b>: a?b"],
    // No link stands in the text of another.
    ["[{about|rich}](x) {about|rich}", "[a?b](x) <a*b>"],
  ])("%j → %j", (value, want) => {
    const source = parseExpression(value);
    expect(fill(source, new Map([["about", "a*b"]]), escaping)).toBe(want);
    expect(fieldsOf(source)).toEqual(["about", "about"]);
  });
});

describe("blanks at the ends of a value part it from the value beside it, and nothing else", () => {
  const given = new Map<string, FieldValue>([
    ["name", "Alpha"],
    ["mark", " (Beta)"],
    ["wide", "  Wide \n"],
    ["blank", " "],
    ["none", null],
  ]);
  const trimming = { text: (value: string) => value.trim(), code: (value: string) => `[${value.trim()}]` };
  it.each([
    ["{name}{mark}", "Alpha (Beta)"],
    ["`{name}`{mark}", "[Alpha] (Beta)"],
    ["{name}{none}{mark}", "Alpha (Beta)"],
    ["{name}{none}{name}", "AlphaAlpha"],
    ["{wide}{name}", "Wide Alpha"],
    ["{wide}{mark}", "Wide (Beta)"],
    ["{name}{blank}{name}", "Alpha Alpha"],
    ["{name} {mark}", "Alpha (Beta)"],
    ["**{wide}**", "**Wide**"],
    ["{mark}", "(Beta)"],
    ["{none}{mark}", "(Beta)"],
    ["{name}{blank}", "Alpha"],
  ])("%s: %j", (source, want) => {
    expect(fill(parseExpression(source), given, trimming)).toBe(want);
  });
});

describe("an output path", () => {
  const parts = { kind: "real-time", language: "python" };
  const fits: readonly (readonly [pattern: string, path: string, slug: string | undefined])[] = [
    ["code/real-time-{slug}.py", "code/real-time-gemma.py", "gemma"],
    ["code/{kind}-{slug}.py", "code/real-time-gemma.py", "gemma"],
    ["{language}/{slug}/{slug}.md", "python/x/x.md", "x"],
    ["{language}/{slug}/{slug}.md", "python/x/y.md", undefined],
    ["code/{slug}.py", "code/sub/x.py", undefined],
    ["code/{slug}.py", "code/xApy", undefined],
    ["code/{slug}.py", "other/code/x.py", undefined],
    ["a+(b)/{slug}", "a+(b)/x", "x"],
    ["{owner}/{slug}.md", "other/x.md", "x"],
    ["docs/{owner}/{slug}.md", "docs/x.md", undefined],
    ["docs/{owner}/{slug}.md", "docs/a/b/x.md", undefined],
  ];
  it.each(fits)("%s and %s: %s", (source, path, slug) => {
    const pattern = parsePathPattern(source, parts);
    expect(pattern.match(path)).toBe(slug);
    if (slug !== undefined) expect(pattern.fill({ id: slug, slug, fields: new Map() })).toBe(path);
  });

  it.each([
    ["a/b/real-time-{slug}.py", "a/b", false],
    ["{slug}.py", "", false],
    ["a/x-{slug}/b/{slug}.py", "a", true],
    ["a/{owner}/{slug}.py", "a", true],
  ])("%s lies in %j, below a folder of the slug's own: %s", (source, folder, deep) => {
    expect(parsePathPattern(source, parts)).toMatchObject({ folder, deep });
  });

  it.each([
    ["Acme Labs", "docs/Acme-Labs/x.md"],
    ["../../etc", "docs/etc/x.md"],
    ["a/b", "docs/a-b/x.md"],
    ["CON", "docs/model-CON/x.md"],
    [null, "docs/other/x.md"],
    [["a", "b"], "docs/a-b/x.md"],
  ])("names a folder after a field: %j makes %s", (owner, path) => {
    const { fill } = parsePathPattern("docs/{owner}/{slug}.md", parts);
    expect(fill({ id: "x", slug: "x", fields: new Map([["owner", owner]]) })).toBe(path);
  });
});
