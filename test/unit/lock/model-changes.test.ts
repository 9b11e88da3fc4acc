import { expect, test } from "vitest";
import { fingerprinter } from "../../../src/lock/fingerprint.ts";
import { changesOf } from "../../../src/lock/model-changes.ts";
import type { Entry, FieldValue } from "../../../src/model/entry.ts";
import { emptyLock } from "../../../src/model/lock.ts";
import { entry, settings } from "../given.ts";

type Fields = Readonly<Record<string, FieldValue>>;

test.each<[what: string, before: Fields | undefined, after: Fields, want: readonly unknown[]]>([
  ["nothing", { id: "a", name: "A", n: 1 }, { name: "A", n: 1 }, []],
  ["a value", { id: "a", name: "A", n: 1 }, { name: "A", n: 2 }, [["n", 1, 2]]],
  ["a list", { id: "a", name: "A", n: ["x"] }, { name: "A", n: ["y"] }, [["n", ["x"], ["y"]]]],
  ["no list that is the same", { id: "a", name: "A", n: ["x"] }, { name: "A", n: ["x"] }, []],
  ["no field that is new", { id: "a", name: "A" }, { name: "A", n: 1 }, []],
  ["no slug", { id: "a", name: "A", slug: "x" }, { name: "A", slug: "y" }, []],
  ["a name that is gone", { id: "a", name: "A" }, {}, [["name", "A", null]]],
  ["another name", { id: "a", name: "A" }, { name: "B" }, [["name", "A", "B"]]],
  ["a value that is the ID", { id: "a", name: "A", n: 1 }, { name: "A", n: "a" }, [["n", 1, "a"]]],
  [
    "a new model",
    undefined,
    { n: 1 },
    [
      ["n", undefined, 1],
      ["id", undefined, "a"],
      ["name", undefined, "a"],
    ],
  ],
])("what changed of a model: %s", (_, before, after, want) => {
  const models = new Map(
    before === undefined ? [] : [["a", { type: "model", model: "a", fields: before, absent: 0 } as const]],
  );
  const { fields } = settings();
  const found = changesOf({ fields }, { ...emptyLock, models }, [entry("a", after)]);
  const shown = found.flatMap(({ changes }) =>
    changes.map(({ name, before: old, after: now }) => [name, old, now]),
  );
  expect(shown).toEqual(want);
  expect(found.map(({ entry: { id }, isNew }) => [id, isNew])).toEqual(
    want.length === 0 ? [] : [["a", before === undefined]],
  );
  for (const { name, field } of found.flatMap(({ changes }) => changes)) expect(field).toBe(fields.get(name));
});

test("a snippet is made from its template with all partials, its model, the constants and the tool's version", () => {
  const [snippet, other] = settings({
    snippets: [
      { kind: "chat", language: "python", path: "{slug}.py", template: "{set}.py.ejs" },
      { kind: "chat", language: "bash", path: "{slug}.sh", template: "{set}.py.ejs" },
    ],
  }).snippets;
  if (snippet === undefined || other === undefined) throw new Error("No snippet.");
  const texts = {
    "text.py.ejs": "a",
    "text.sh.ejs": "b",
    "vision.py.ejs": "c",
    "partials/x": "p",
    "partials/y": "q",
  };
  const madeOf = (
    given: {
      texts?: Readonly<Record<string, string>>;
      vars?: Fields;
      version?: string;
      entry?: Partial<Entry>;
      snippet?: typeof snippet;
    } = {},
  ) =>
    fingerprinter(
      new Map(Object.entries(given.texts ?? texts)),
      given.vars ?? {},
      given.version ?? "1",
    )({
      entry: { ...entry("a"), ...given.entry },
      snippet: given.snippet ?? snippet,
      location: { state: "absent", path: "a.py" },
    });
  const as = madeOf();
  const same = (other: ReturnType<typeof madeOf>) => [other.made === as.made, other.template === as.template];
  const both = Object.entries(texts).reverse();
  expect({
    "another order of templates": same(madeOf({ texts: Object.fromEntries(both) })),
    "another template": same(madeOf({ texts: { ...texts, "text.sh.ejs": "x" } })),
    "its template": same(madeOf({ texts: { ...texts, "text.py.ejs": "x" } })),
    "a partial": same(madeOf({ texts: { ...texts, "partials/y": "x" } })),
    "no template": same(madeOf({ texts: {} })),
    "a constant": same(madeOf({ vars: { a: 1 } })),
    "the tool": same(madeOf({ version: "2" })),
    "another set": same(madeOf({ entry: { templates: "vision" } })),
    "a name": same(madeOf({ entry: { name: "b" } })),
    "a slug": same(madeOf({ entry: { slug: "b" } })),
    "a field": same(madeOf({ entry: { fields: new Map([["b", 1]]) } })),
    "a capability": same(madeOf({ entry: { capabilities: ["b"] } })),
    "another snippet": same(madeOf({ snippet: other })),
  }).toEqual({
    "another order of templates": [true, true],
    "another template": [true, true],
    "its template": [false, false],
    "a partial": [false, false],
    "no template": [false, false],
    "a constant": [false, true],
    "the tool": [false, true],
    "another set": [false, false],
    "a name": [false, true],
    "a slug": [false, true],
    "a field": [false, true],
    "a capability": [false, true],
    "another snippet": [false, true],
  });
});

test("what was made of two models isn't taken for one another", () => {
  const [snippet] = settings({
    snippets: [{ kind: "chat", language: "python", path: "{slug}.py" }],
  }).snippets;
  if (snippet === undefined) throw new Error("No snippet.");
  const printOf = fingerprinter(new Map([["text.py.ejs", "a"]]), {}, "1");
  const made = ["a", "b", "a"].map(
    (id) => printOf({ entry: entry(id), snippet, location: { state: "absent", path: "x" } }).made,
  );
  expect(made[0]).not.toBe(made[1]);
  expect(made[0]).toBe(made[2]);
});
