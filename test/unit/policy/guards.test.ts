import { describe, expect, test } from "vitest";
import type { Config, FieldConfig } from "../../../src/config/config.gen.ts";
import { guardNames } from "../../../src/config/policy-settings.ts";
import type { Entry, FieldValue } from "../../../src/model/entry.ts";
import { emptyLock, type Lock } from "../../../src/model/lock.ts";
import { isAccepted, judgeCatalog } from "../../../src/policy/judge.ts";
import { entry, settings } from "../given.ts";

type Fields = Readonly<Record<string, FieldValue>>;
type Guards = NonNullable<NonNullable<Config["policy"]>["guards"]>;

const lockOf = (models: Readonly<Record<string, Fields>>): Lock => ({
  ...emptyLock,
  models: new Map(
    Object.entries(models).map(([model, fields]) => [
      model,
      { type: "model", model, fields: { id: model, ...fields }, absent: 0 },
    ]),
  ),
});

/** The guards that hold something, as `guard model.field`. */
const heldOf = (lock: Lock, entries: readonly Entry[], guards: Guards = {}, field: FieldConfig = {}) => {
  const names = ["context", "output", "price", "outputPrice", "text", "features", "day"];
  const fields = {
    id: { path: "id" },
    name: { path: "name" },
    ...Object.fromEntries(names.map((name) => [name, { path: name, ...field }])),
  };
  const catalog = { sources: [{ file: "c.json" }], fields };
  const given = { ...settings({ catalog, policy: { guards } }), date: "2026-03-10" };
  return judgeCatalog(given, lock, entries).map((each) => `${each.guard} ${each.model}.${each.field}`);
};

/** Which guards hold one model's field that went from one value to another. */
const guardsOf = (name: string, before: FieldValue, after: FieldValue, guards: Guards = {}) =>
  heldOf(
    lockOf({ m: { name: "M", [name]: before } }),
    [entry("m", { name: "M", [name]: after })],
    guards,
  ).map((each) => each.split(" ")[0]);

const long = "word ".repeat(40);

describe("a field that goes", () => {
  test.each<readonly [name: string, before: FieldValue, after: FieldValue, want: readonly string[]]>([
    ["price", 1, 9, []],
    ["price", 1, 9.1, ["factor"]],
    ["price", 9, 1, []],
    ["price", 9.1, 1, ["factor"]],
    ["price", "$0.15", "$15.00", ["factor"]],
    ["price", "0.5 / 1M tokens", "50 per million", ["factor"]],
    ["price", "~1,000", "1000", []],
    ["price", "17.5%", "18%", []],
    ["price", "n.n", "100", []],
    ["price", " $1 ", "$ 100", ["factor"]],
    ["price", "1e-7", "1e-5", ["factor"]],
    ["price", "free of charge", 100, []],
    ["price", null, 100, []],
    ["price", 0, 100, []],
    ["price", 1, 0, ["zero"]],
    ["price", "1", "0", ["zero"]],
    ["price", 0, 0.0, []],
    ["price", "0", 0, []],
    ["price", null, 0, []],
    ["price", "a", "0", []],
    ["price", 1, -1, ["negative"]],
    ["price", "1", "-$1", ["negative"]],
    ["price", null, -1, ["negative"]],
    ["price", 0, -1, ["negative"]],
    ["price", -1, -2, []],
    ["price", -2, 1, []],
    ["context", 1000, 850, []],
    ["context", 1000, 849, ["shrink"]],
    ["context", "131k", "65k", ["shrink"]],
    ["context", 100, 0, ["zero"]],
    ["context", null, 10, []],
    ["context", 10, null, ["emptied"]],
    ["context", 10, "varies", ["emptied"]],
    ["context", "128K", "131k", []],
    ["context", "varies", "unlimited", []],
    ["price", "$2.00", "call us", ["emptied"]],
    ["price", 2, ["2", "3"], []],
    ["price", 2, ["high", "low"], ["emptied"]],
    ["context", 32000, "32K–64K", []],
    ["rateLimit", "100 / min", "100 requests per minute", []],
    ["price", 2, "TBD", ["emptied", "placeholder"]],
    ["text", "3", "three", []],
    ["price", 1000, 500, []],
    ["text", 1000, 500, []],
    ["text", "words", "", ["emptied"]],
    ["text", "words", null, ["emptied"]],
    ["text", 1, null, ["emptied"]],
    ["text", "", null, []],
    ["features", ["a"], [], []],
    ["features", true, null, []],
    ["text", "word", long, ["longer"]],
    ["text", "w".repeat(50), "w".repeat(200), []],
    ["text", "w".repeat(50), "w".repeat(201), ["longer"]],
    ["text", "w".repeat(49), "w".repeat(200), ["longer"]],
    ["text", "w", "w".repeat(199), []],
    ["text", null, long, []],
    ["text", "A model", "Модель", ["script"]],
    ["text", "A model", "模型", ["script"]],
    ["text", "A model", "Un modèle", []],
    ["text", "A model", "Model 模型 of many words", []],
    ["text", "123", "模型", []],
    ["text", "模型", "123", []],
    ["text", "A model", "A mоdel", ["script"]],
    ["text", null, "A mоdel", ["script"]],
    ["text", "A model", "A mօdel", ["script"]],
    ["text", "A mоdel", "B mоdel", []],
    ["text", "5 μm", "5 µs", []],
    ["text", "–", "模型", []],
    ["text", "words", " tbd ", ["placeholder"]],
    ["text", "words", "N/A", ["placeholder"]],
    ["text", "words", "Loading…", ["placeholder"]],
    ["text", "words", "Loading...", ["placeholder"]],
    ["text", "words", "Coming soon.", ["placeholder"]],
    ["text", "words", "??", ["placeholder"]],
    ["text", "words", "?", []],
    ["text", "words", "Infinity", ["placeholder"]],
    ["text", "words", "#REF!", ["placeholder"]],
    ["text", "words", "Insert a text here", ["placeholder"]],
    ["text", "words", "A model of {{ size }}", ["placeholder"]],
    ["text", "words", "A model of ${size}", ["placeholder"]],
    ["text", "words", "A model of NaN parameters", ["placeholder"]],
    ["text", "words", "of undefined size", ["placeholder"]],
    ["text", "words", "`undefined`", ["placeholder"]],
    ["text", "words", "whether a value is `undefined`", []],
    ["text", "words", "kinds/is-undefined.md", []],
    ["text", "words", "of [object Object]", ["placeholder"]],
    ["text", "words", "Costs %s", ["placeholder"]],
    ["text", "words", "tbd.", ["placeholder"]],
    ["text", "words", "(To be determined)", ["placeholder"]],
    ["text", "words", "Loading ...", ["placeholder"]],
    ["text", "words", "n.a.", ["placeholder"]],
    ["text", "words", "404 Not Found", ["placeholder"]],
    ["text", "words", "<!DOCTYPE html><html>", ["placeholder"]],
    ["text", "words", "<description>", ["placeholder"]],
    ["text", "words", "[model description]", ["placeholder"]],
    ["text", "words", "Description goes here", ["placeholder"]],
    ["text", "words", "Your model for every day", []],
    ["text", "words", "Not found in other catalogs", []],
    ["text", "words", "[A model](m.md) of words", []],
    ["text", "words", "Unknown", ["placeholder"]],
    ["text", "words", "—", ["placeholder"]],
    ["text", 1, "none", ["placeholder"]],
    ["text", null, "unknown", []],
    ["text", "-", "unknown", []],
    ["text", "words", " \u200b", ["emptied"]],
    ["text", "words", "&nbsp;", ["emptied"]],
    ["text", " ", "", []],
    ["text", "words", "100 %straight", []],
    ["text", "words", "A model that is loading fast", []],
    ["text", "words", "Nancy", []],
    ["features", ["a"], ["a", "TBD"], ["placeholder"]],
    ["features", ["a"], ["a", "b"], []],
  ])("%s: %j → %j is held by %j", (name, before, after, want) => {
    expect(guardsOf(name, before, after)).toEqual(want);
  });

  test.each<readonly [what: string, field: FieldConfig, before: FieldValue, after: FieldValue]>([
    ["its default", { default: "TBD" }, "words", "TBD"],
    ["what stands for null", { nullValue: "n/a" }, "words", "n/a"],
    ["what stands for no rule's value", { otherwise: "todo" }, "words", "todo"],
  ])("to %s is what the config wants", (_, field, before, after) => {
    const lock = lockOf({ m: { text: before } });
    expect(heldOf(lock, [entry("m", { text: after })], {}, field)).toEqual([]);
    expect(heldOf(lock, [entry("m", { text: after })])).toEqual(["placeholder m.text"]);
  });

  test("a text that the config writes by a test is no number of the catalog", () => {
    const lock = lockOf({ m: { text: "" } });
    const field: FieldConfig = { value: "- 80", otherwise: "" };
    expect(heldOf(lock, [entry("m", { text: "- 80" })], {}, field)).toEqual([]);
    expect(heldOf(lock, [entry("m", { text: "- 80" })])).toEqual(["negative m.text"]);
  });

  test.each<readonly [text: string, want: readonly string[]]>([
    ["Free", ["zero m.price"]],
    ["varies", ["negative m.price"]],
    ["soon", ["emptied m.price"]],
  ])("to what the config writes for a price of nothing, or below: %s", (after, want) => {
    const rules = [{ op: "price" as const, zero: "Free", negative: "varies" }];
    const lock = lockOf({ m: { price: "$1.00" } });
    expect(heldOf(lock, [entry("m", { price: after })], {}, { rules })).toEqual(want);
  });

  test.each<readonly [what: string, before: Fields, after: Fields, want: readonly string[]]>([
    ["from the whole context", { context: 64, output: 64 }, { context: 64, output: 4 }, []],
    ["from more than that", { context: 64, output: 90 }, { context: 64, output: 8 }, []],
    ["to the whole context", { context: 64, output: 4 }, { context: 64, output: 64 }, []],
    ["to that, as far as may be", { context: 900, output: 10 }, { context: 900, output: 900 }, []],
    ["from it, as far", { context: 900, output: 900 }, { context: 900, output: 10 }, []],
    ["to a context that is new", { context: null, output: 4 }, { context: 64, output: 64 }, ["factor"]],
    ["to that, far away", { context: 900, output: 9 }, { context: 900, output: 900 }, ["factor"]],
    ["from it, in thousands", { context: 900, output: 900 }, { context: 900, output: 9 }, ["factor"]],
    ["with a larger context", { context: 64, output: 64 }, { context: 128, output: 4 }, []],
    ["from less than that", { context: 64, output: 63 }, { context: 64, output: 8 }, ["shrink"]],
    ["to more than that", { context: 64, output: 4 }, { context: 64, output: 65 }, ["factor"]],
    ["to less than that", { context: 64, output: 4 }, { context: 64, output: 63 }, ["factor"]],
    ["with the context", { context: 64, output: 64 }, { context: 32, output: 32 }, ["shrink", "shrink"]],
    ["without a context", { output: 64 }, { output: 8 }, ["shrink"]],
    ["beside a price", { price: 8, output: 64 }, { price: 8, output: 4 }, ["factor", "shrink"]],
    ["the context alone", { context: 64, output: 64 }, { context: 32, output: 64 }, ["shrink"]],
    ["a price of output", { context: 64, outputPrice: 64 }, { context: 64, outputPrice: 4 }, ["factor"]],
  ])("an output limit, %s: %j → %j is held by %j", (_, before, after, want) => {
    const held = heldOf(lockOf({ m: before }), [entry("m", { ...after, name: "m" })]);
    expect(held.map((each) => each.split(" ")[0])).toEqual(want);
  });

  test("below what it was, and the config calls it a limit", () => {
    const named: Guards = { shrink: { fields: { price: 0.9, output: true } } };
    expect(guardsOf("price", 1000, 500)).toEqual([]);
    expect(guardsOf("price", 1000, 500, named)).toEqual(["shrink"]);
    const lock = lockOf({ m: { context: 64, output: 64 } });
    const entries = [entry("m", { context: 64, output: 32 })];
    expect([heldOf(lock, entries), heldOf(lock, entries, named)]).toEqual([[], ["shrink m.output"]]);
  });

  test("to the bare ID as its name has lost it", () => {
    const lock = lockOf({ m: { name: "Model M" } });
    expect(heldOf(lock, [entry("m", { name: "m" })])).toEqual(["emptied m.name"]);
  });
});

/** Six models of one provider, and their numbers. */
const numbers = (...all: readonly number[]) =>
  Object.fromEntries(all.map((price, n) => [`a/m${n}`, { name: `M${n}`, price }]));

const entriesOf = (models: Readonly<Record<string, Fields>>): readonly Entry[] =>
  Object.entries(models).map(([id, fields]) => entry(id, fields));

const alike = numbers(1, 2, 3, 4, 5, 6);

describe("beside the other models,", () => {
  test.each<readonly [what: string, model: string, fields: Fields, want: readonly string[]]>([
    ["a number ten times above all others", "a/new", { price: 60 }, []],
    ["a number more than that", "a/new", { price: 61 }, ["outlier a/new.price"]],
    ["a number a tenth of the least", "a/new", { price: 0.1 }, []],
    ["a number below that", "a/new", { price: 0.09 }, ["outlier a/new.price"]],
    ["nothing", "a/new", { price: 0 }, []],
    ["one of a provider of few, by all models", "b/new", { price: 61 }, ["outlier b/new.price"]],
    ["one of its own provider by field", "a/new", { provider: "b", price: 60 }, []],
  ])("%s: %s", (_, model, fields, want) => {
    expect(heldOf(lockOf(alike), [...entriesOf(alike), entry(model, fields)])).toEqual(want);
  });

  test.each<readonly [what: string, limit: number, want: readonly string[]]>([
    ["a limit a hundred times above all others", 819_200, []],
    ["a limit more than that", 819_201, ["outlier a/new.price"]],
    ["a limit a tenth of the least", 410, []],
  ])("%s: %s", (_, price, want) => {
    const all = numbers(4096, 4096, 8192, 8192, 8192, 8192);
    expect(heldOf(lockOf(all), [...entriesOf(all), entry("a/new", { price })])).toEqual(want);
  });

  test("a number of a group is compared with that group alone", () => {
    const dear = Object.fromEntries(
      [100, 200, 300, 400, 500, 600].map((price, n) => [`b/m${n}`, { name: `B${n}`, price }]),
    );
    const all = { ...alike, ...dear };
    const held = (id: string, fields: Fields) => heldOf(lockOf(all), [...entriesOf(all), entry(id, fields)]);
    expect(held("a/new", { price: 300 })).toEqual(["outlier a/new.price"]);
    expect(held("b/new", { price: 300 })).toEqual([]);
    expect(held("a/new", { price: 300, provider: "c" })).toEqual([]);
  });

  test.each<readonly [what: string, others: readonly Fields[], price: number, want: number]>([
    ["in any order", [6, 1, 5, 10, 4, 3].map((price) => ({ price })), 101, 1],
    ["in any order", [6, 1, 5, 10, 4, 3].map((price) => ({ price })), 100, 0],
    ["without those that cost nothing", [1, 2, 3, 4, 5, 6, 0].map((price) => ({ price })), 0.09, 1],
    [
      "without those that have none",
      [...[1, 2, 3, 4, 5, 6].map((price) => ({ price })), { price: "" }],
      0.09,
      1,
    ],
    ["between others that are far apart", [1, 1, 1, 900, 900, 900].map((price) => ({ price })), 30, 0],
  ])("a number beside others, %s: %#", (_, others, price, want) => {
    const all = Object.fromEntries(others.map((fields, n) => [`a/m${n}`, { name: `M${n}`, ...fields }]));
    const next = [...entriesOf(all), entry("a/new", { price })];
    expect(heldOf(lockOf(all), next)).toHaveLength(want);
  });

  test.each<readonly [type: FieldValue, price: number, want: readonly string[]]>([
    ["chat", 0.09, ["outlier a/new.price"]],
    ["chat", 61, ["outlier a/new.price"]],
    ["embedding", 0.09, []],
    ["embedding", 61, ["outlier a/new.price"]],
    [null, 0.09, ["outlier a/new.price"]],
  ])(
    "a number is compared with those of its kind; few of a kind are never too low: %j, %s",
    (type, price, want) => {
      const chat = Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((each, n) => [`b/m${n}`, { name: `B${n}`, price: each, type: "chat" }]),
      );
      const next = [...entriesOf(chat), entry("a/new", { price, type })];
      expect(heldOf(lockOf(chat), next)).toEqual(want);
    },
  );

  test("IDs without an owner are compared with those of their kind, too", () => {
    const all = Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((price, n) => [`m${n}`, { name: `M${n}`, price, type: "chat" }]),
    );
    const next = [...entriesOf(all), entry("new", { price: 61, type: "chat" })];
    expect(heldOf(lockOf(all), next)).toEqual(["outlier new.price"]);
  });

  test("too few others say nothing", () => {
    const few = numbers(1, 2, 3, 4);
    expect(heldOf(lockOf(few), [...entriesOf(few), entry("a/new", { price: 999 })])).toEqual([]);
    const enough = numbers(1, 2, 3, 4, 5);
    expect(heldOf(lockOf(enough), [...entriesOf(enough), entry("a/new", { price: 999 })])).toEqual([
      "outlier a/new.price",
    ]);
  });

  test("what stood apart already may go on to", () => {
    const apart = { ...alike, "a/m6": { name: "M6", price: 700 } };
    const next = entriesOf({ ...apart, "a/m6": { name: "M6", price: 800 } });
    expect(heldOf(lockOf(apart), next)).toEqual([]);
  });

  test.each<readonly [lost: number, of: number, want: number]>([
    [2, 5, 0],
    [3, 30, 0],
    [3, 29, 3],
    [4, 39, 4],
  ])("a field that %i of %i lost at once holds %i", (lost, of, want) => {
    const with_ = Object.fromEntries(
      Array.from({ length: of }, (_, n) => [`m${n}`, { name: `M${n}`, features: ["a"] }]),
    );
    const next = Object.entries(with_).map(([id, fields], n) =>
      entry(id, n < lost ? { ...fields, features: null } : fields),
    );
    expect(heldOf(lockOf(with_), next)).toHaveLength(want);
  });

  test("a default that stands for a field that is gone is no value", () => {
    const with_ = Object.fromEntries(
      ["a", "b", "c", "d"].map((id) => [id, { name: id.toUpperCase(), features: true }]),
    );
    const next = Object.entries(with_).map(([id, fields]) => entry(id, { ...fields, features: false }));
    expect(heldOf(lockOf(with_), next, {}, { default: false })).toHaveLength(4);
    expect(heldOf(lockOf(with_), next)).toEqual([]);
  });

  test.each<readonly [id: string, want: readonly string[]]>([
    ["acme/Swift-8b", ["lookalike acme/Swift-8b.id"]],
    ["acme/sw1ft-8b", ["lookalike acme/sw1ft-8b.id"]],
    ["аcme/swift-8b", ["lookalike аcme/swift-8b.id", "script аcme/swift-8b.id", "script аcme/swift-8b.name"]],
    ["acme/swift\u200b-8b", ["lookalike acme/swift\u200b-8b.id"]],
    ["ａcme/swift-8b", ["lookalike ａcme/swift-8b.id"]],
    ["acme/swıft‑8b ", ["lookalike acme/swıft‑8b .id"]],
    ["acme∕swift–8b", ["lookalike acme∕swift–8b.id"]],
    ["acme/svvift-8b", ["lookalike acme/svvift-8b.id"]],
    ["acrne/swift-8b", ["lookalike acrne/swift-8b.id"]],
    ["acme/swift_8b", []],
    ["acme/swift-8c", []],
  ])("a new ID beside acme/swift-8b: %j", (id, want) => {
    const lock = lockOf({ "acme/swift-8b": { name: "Swift" } });
    expect(heldOf(lock, [entry("acme/swift-8b", { name: "Swift" }), entry(id)])).toEqual(want);
    // One that has just gone is remembered too.
    expect(heldOf(lock, [entry(id)])).toEqual(want);
  });

  test("two new IDs that look alike hold each other", () => {
    const lock = lockOf({ other: { name: "Other" } });
    const two = [entry("a/Io"), entry("a/lo")];
    expect(heldOf(lock, two)).toEqual(["lookalike a/Io.id", "lookalike a/lo.id"]);
  });

  test("IDs that were there together are nobody's doubt", () => {
    const both = { "a/io": { name: "A" }, "a/Io": { name: "B" } };
    expect(heldOf(lockOf(both), entriesOf({ ...both, "a/Io": { name: "C" } }))).toEqual([]);
  });
});

describe("by what the config says,", () => {
  test.each<readonly [price: number, want: readonly string[]]>([
    [0.9, ["range"]],
    [1, []],
    [100, []],
    [100.1, ["range"]],
  ])("%d is in a range from 1 to 100: %j", (after, want) => {
    const guards = { factor: false, range: { ranges: { price: { min: 1, max: 100 } } } };
    expect(guardsOf("price", 2, after, guards)).toEqual(want);
    const unbound = { factor: false, range: { ranges: { price: {} } } };
    expect(guardsOf("price", 2, after, unbound)).toEqual([]);
  });

  test.each<readonly [day: FieldValue, want: readonly string[]]>([
    ["2026-03-04", ["minAge new.day"]],
    ["2026-03-03", []],
    ["2026-03-03T10:00:00Z", []],
    [1_772_755_200, ["minAge new.day"]],
    ["someday", []],
    [null, []],
  ])("a new model of %j is younger than seven days on 2026-03-10: %j", (day, want) => {
    const guards = { minAge: { days: 7, field: "day" } };
    const lock = lockOf({ old: { day: "2026-01-01" } });
    expect(heldOf(lock, [entry("new", { day })], guards)).toEqual(want);
    expect(heldOf(lock, [entry("old", { name: "old", day: "2026-03-09" })], guards)).toEqual([]);
  });
});

/** For each guard, a change that it alone holds, with the field it doubts. */
const alone: Readonly<Record<string, () => { lock: Lock; entries: readonly Entry[]; field: string }>> = {
  factor: () => one("price", 1, 20),
  zero: () => one("price", 1, 0),
  negative: () => one("price", 1, -1),
  shrink: () => one("context", 10, 5),
  emptied: () => one("text", "words", null),
  longer: () => one("text", "word", long),
  script: () => one("text", "words", "слова"),
  placeholder: () => one("text", "words", "TBD"),
  outlier: () => ({
    lock: lockOf(alike),
    entries: [...entriesOf(alike), entry("a/new", { price: 999 })],
    field: "price",
  }),
  lookalike: () => ({ lock: lockOf({ aa: {} }), entries: [entry("aA")], field: "id" }),
  vanished: () => {
    const models = Object.fromEntries(["a", "b", "c"].map((id) => [id, { name: id, features: ["x"] }]));
    const entries = Object.keys(models).map((id) => entry(id, { features: null }));
    return { lock: lockOf(models), entries, field: "features" };
  },
};

const one = (field: string, before: FieldValue, after: FieldValue) => ({
  lock: lockOf({ m: { [field]: before } }),
  entries: [entry("m", { [field]: after })],
  field,
});

describe("each guard", () => {
  const usual = guardNames.filter((name) => name !== "range" && name !== "minAge");

  test("has an example here", () => {
    expect(Object.keys(alone).sort()).toEqual(usual);
  });

  test.each(usual)("%s is on by itself, can be switched off, and for one field", (guard) => {
    const given = alone[guard]?.();
    if (given === undefined) throw new Error(guard);
    const held = (guards: Guards) =>
      new Set(heldOf(given.lock, given.entries, guards).map((each) => each.split(" ")[0]));
    expect(held({})).toEqual(new Set([guard]));
    expect(held({ [guard]: true })).toEqual(new Set([guard]));
    expect(held({ [guard]: false })).toEqual(new Set());
    expect(held({ [guard]: { fields: { [given.field]: false } } })).toEqual(new Set());
    expect(held({ [guard]: { fields: { name: false } } })).toEqual(new Set([guard]));
  });

  test.each<readonly [guard: string, limit: number]>([
    ["factor", 20],
    ["shrink", 0.5],
    ["longer", 50],
    ["outlier", 200],
    ["vanished", 1],
  ])("%s has a limit, for all fields or for one", (guard, limit) => {
    const given = alone[guard]?.();
    if (given === undefined) throw new Error(guard);
    const { lock, entries, field } = given;
    expect(heldOf(lock, entries, { [guard]: { limit } })).toEqual([]);
    expect(heldOf(lock, entries, { [guard]: { fields: { [field]: limit } } })).toEqual([]);
  });
});

test("nothing is doubted before the first apply, or of a field that the config has added since", () => {
  expect(heldOf(emptyLock, [entry("m", { text: "TBD", price: -1 })])).toEqual([]);
  expect(heldOf(lockOf({ m: {} }), [entry("m", { text: "TBD", price: -1 })])).toEqual([]);
});

test.each<readonly [accept: readonly string[], want: boolean]>([
  [[], false],
  [["factor"], true],
  [["factor:m"], true],
  [["shrink", "factor:m"], true],
  [["factor:n", "shrink", "m"], false],
])("%j lets a doubt of the guard factor about m through: %j", (accept, want) => {
  expect(isAccepted({ guard: "factor", model: "m", field: "price", from: 1, to: 9 }, accept)).toBe(want);
});

test("what was accepted once is no doubt, for that guard, field and value", () => {
  const { models } = lockOf({ m: { price: 1 } });
  const accepting = (guard: string, field: string, value: FieldValue): Lock => ({
    ...emptyLock,
    models: new Map(
      [...models].map(([id, record]) => [id, { ...record, accepted: [{ guard, field, value }] }]),
    ),
  });
  const held = (lock: Lock) => heldOf(lock, [entry("m", { price: 20 })]);
  expect(held(accepting("factor", "price", 20))).toEqual([]);
  expect(held(accepting("factor", "price", 30))).toEqual(["factor m.price"]);
  expect(held(accepting("shrink", "price", 20))).toEqual(["factor m.price"]);
  expect(held(accepting("factor", "context", 20))).toEqual(["factor m.price"]);
});
