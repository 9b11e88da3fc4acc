import { extname } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { parse as parseToml } from "smol-toml";
import { parse } from "yaml";
import { readJsLiteral } from "../../../../src/text/data/json.ts";
import { wellFormed } from "../../../../src/text/emit/unicode.ts";
import { entry } from "../../given.ts";
import { NASTY_TEXTS } from "../../../support/hostile/corpus.ts";
import { updated } from "./tables.ts";

const columns = [
  { header: "id", value: "{id}", key: true },
  { header: "name", value: "{name}" },
];

/** Brackets that would take a reader of YAML hundreds of levels down: a list that held them is refused. */
const deep = /\[{200}/;

const entries = NASTY_TEXTS.filter(({ text }) => text.trim() !== "" && !deep.test(text)).map(
  ({ text }, index) => entry(`x/${index}`, { name: text }),
);

type ReadList = (text: string) => readonly { readonly id: string; readonly name: string }[];

const parseJson: ReadList = JSON.parse;
const readers: Readonly<Record<string, ReadList>> = {
  ".json": parseJson,
  ".yaml": parse,
  ".toml": (text) => parseJson(JSON.stringify(parseToml(text).models)),
};
/** What JavaScript itself makes of a literal. */
const readList: ReadList = (literal) => parseJson(JSON.stringify(runInNewContext(`(${literal})`)));

/** No file holds half of a surrogate pair. */
const wanted = entries.map(({ id, name }) => [id, wellFormed(name).trim()] as const).sort();

describe("values of all kinds are what the real reader of a language reads", () => {
  test.each([
    ["single quotes of JavaScript", "[{ id: 'own', name: 'n' }]"],
    ["double quotes of JavaScript", '[\n  { "id": "own", name: "n" },\n]'],
    ["templates of JavaScript", "[{ id: `own`, name: `n` }]"],
  ])("%s", (_, list) => {
    const page = `export const models = ${list};\n`;
    const made = updated("m.ts", page, entries, { data: ["models"], columns });
    const read = readList(made.slice("export const models = ".length, made.lastIndexOf(";")));
    const found = read.filter(({ id }) => id !== "own").map(({ id, name }) => [id, name.trim()] as const);
    expect([...found].sort()).toEqual(wanted);
  });

  test.each([
    ["YAML", "m.yaml", "- id: own\n  name: n\n"],
    ["YAML in braces", "m.yaml", "- {id: own, name: 'n'}\n"],
    ["JSON", "m.json", '[\n  {"id": "own", "name": "n"}\n]\n'],
    ["TOML", "m.toml", '[[models]]\nid = "own"\nname = "n"\n', ["models"]],
    ["TOML in brackets", "m.toml", "models = [\n  { id = 'own', name = 'n' },\n]\n", ["models"]],
  ])("%s", (_, page, text, data = []) => {
    const made = updated(page, text, entries, { data, columns });
    const read = readers[extname(page)] ?? parseJson;
    const found = read(made)
      .filter(({ id }) => id !== "own")
      .map(({ id, name }) => [id, name.trim()] as const);
    expect([...found].sort()).toEqual(wanted);
  });
});

describe("literals of JavaScript are read as JavaScript reads them, and nothing else is", () => {
  test.each([
    ["[1_000, -2.5, .5, 1e3, 0x1f, true, null]"],
    ["['it\\'s', \"a\\x41\\u0042\\u{1F600}\\n\", `two\nlines`, 'a\\\nb']"],
    ["{ a: 1, 'b-c': [2, /* no */ 3,], $d: { _e: 'f' }, 4: 'g', ['h']: 1 } // end"],
  ])("%s", (text) => {
    expect(readJsLiteral(text, 0)).not.toHaveProperty("message");
    expect(() => {
      runInNewContext(`(${text}\n)`);
    }).not.toThrow();
  });

  test.each([
    ["[a]"],
    ["[...b]"],
    ["[`${x}`]"],
    ["[f()]"],
    ["[<b/>]"],
    ["[1 + 1]"],
    ["['open]"],
    ["{ a }"],
    ["{ [a]: 1 }"],
    ["{ ['a' + b]: 1 }"],
    ["[1,,2]"],
    ["['a\nb']"],
  ])("%s", (text) => {
    expect(readJsLiteral(text, 0)).toHaveProperty("message");
  });
});

test.each([
  [
    "a value of hundreds of levels",
    "- { id: own, name: n }\n",
    [],
    "[".repeat(300),
    "- { id: x/b, name: Bee }\n- { id: own, name: n }\n",
  ],
  [
    "a row that an alias means too",
    "models:\n- &one\n  id: x/a\n  name: old\n- id: x/b\n  name: old\nother: *one\n",
    ["models"],
    "new",
    "models:\n- &one\n  id: x/a\n  name: old\n- id: x/b\n  name: Bee\nother: *one\n",
  ],
])("what can't be edited in place holds its model alone: %s", (_, text, data, name, after) => {
  const models = [entry("x/a", { name }), entry("x/b", { name: "Bee" })];
  expect(updated("m.yaml", text, models, { data, columns })).toBe(after);
});

test.each([
  ["a text", "- more\n- { id: x/a, name: old }\n- ~\n", "- more\n- { id: x/a, name: new }\n- ~\n"],
  ["a list", "- { id: x/a, name: old }\n- [a]\n", "- { id: x/a, name: new }\n- [a]\n"],
])("an element that is no map stays as it is: %s", (_, text, after) => {
  expect(updated("m.yaml", text, [entry("x/a", { name: "new" })], { data: [], columns })).toBe(after);
});

test.each([
  ["a list without maps", "- a\n- b\n", "table-not-found"],
  ["what is no YAML", "- id: x/a\n\tname: [\n", "data-unreadable"],
])("what is no table is told, and nothing is written: %s", (_, text, code) => {
  expect(() => updated("m.yaml", text, [entry("x/a", { name: "new" })], { data: [], columns })).toThrow(code);
});
