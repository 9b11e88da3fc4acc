import { describe, expect, test } from "vitest";
import { doubtOf, findGone, goneProblems, movedProblems, prunedModels } from "../../../src/lock/gone.ts";
import { withoutKept } from "../../../src/lock/revise.ts";
import { changedFields, whyChanged } from "../../../src/lock/model-changes.ts";
import type { FieldConfig } from "../../../src/config/config.gen.ts";
import type { FieldValue } from "../../../src/model/entry.ts";
import {
  emptyLock,
  type EntryRecord,
  type FileRecord,
  type Lock,
  type ModelRecord,
  type RowRecord,
} from "../../../src/model/lock.ts";
import { entry, settings } from "../given.ts";

type Fields = Readonly<Record<string, FieldValue>>;

const record = (model: string, fields: Fields = {}, absent = 0): ModelRecord => ({
  ...{ type: "model", model, fields, absent },
});

const lockOf = (...records: readonly ModelRecord[]): Lock => ({
  ...emptyLock,
  models: new Map(records.map((each) => [each.model, each])),
});

test.each<readonly [key: readonly string[], came: readonly string[], want: readonly string[]]>([
  [["maker", "id"], ["b/auk"], ['"a/auk" has left the catalog, and "b/auk" came']],
  [["maker", "id"], ["b/auk", "c/auk"], []],
  [["maker", "id"], ["b/bee"], []],
  [["id"], ["b/auk"], []],
])("a model that goes while its ID comes under another maker: key %j, %j → %j", (key, came, want) => {
  const lock = lockOf(record("a/auk", { id: "auk" }), record("a/crow", { id: "crow" }));
  const entries = ["a/crow", ...came].map((id) => ({ ...entry(id), fields: new Map([["id", id.slice(2)]]) }));
  const catalog = { entries, excluded: [] };
  const gone = findGone(lock, catalog, settings().removal, true);
  const said = movedProblems(gone, lock, catalog, { key }).map(({ message }) => message.split(":")[0]);
  expect(said).toEqual(want);
});

describe("a model that left the catalog", () => {
  const lock = lockOf(record("here"), record("left"), record("away", {}, 2));
  const catalog = { entries: [entry("here")], excluded: [] };
  test.each<
    readonly [policy: "keep" | "deprecate" | "prune", after: number, prune: boolean, want: readonly string[]]
  >([
    ["keep", 1, false, ["left 1 keep", "away 1 keep"]],
    ["prune", 1, false, ["left 1 prune", "away 1 prune"]],
    ["deprecate", 3, false, ["left 1 keep", "away 3 deprecate"]],
    ["prune", 4, false, ["left 1 keep", "away 3 keep"]],
    ["keep", 2, true, ["left 1 keep", "away 2 prune"]],
  ])("by policy %s after %i runs, pruned: %j", (policy, after, prune, want) => {
    const removal = { ...settings().removal, policy, after };
    expect(
      findGone(lock, catalog, removal, prune).map(
        (each) => `${each.record.model} ${each.absent} ${each.action}`,
      ),
    ).toEqual(want);
  });
});

test("of the models that are gone it is said which stay, and which don't", () => {
  const gone = (["keep", "deprecate", "prune"] as const).map((action) => ({
    record: record(action),
    absent: 1,
    action,
  }));
  expect(goneProblems(gone).map(({ message }) => message)).toEqual([
    '"keep" has left the catalog, and is documented still.',
  ]);
  expect(prunedModels(gone)).toEqual(["prune"]);
});

/** Ten models with a price and a text. */
const ten = Array.from({ length: 10 }, (_, n) => `m${n}`);

describe("a catalog is doubtful", () => {
  const doubt = (
    after: (n: number) => Fields | undefined,
    more: { readonly absent?: number; readonly price?: FieldConfig; readonly limit?: number } = {},
  ) => {
    const fields = { id: { path: "id" }, name: { path: "name" }, price: { path: "price", ...more.price } };
    const removal = { maxShare: 0.3, ...(more.limit === undefined ? {} : { fields: { price: more.limit } }) };
    const given = settings({ catalog: { sources: [{ file: "c.json" }], fields }, removal });
    const lock = lockOf(
      ...ten.map((id, n) => record(id, { price: 1, other: 1 }, n < (more.absent ?? 0) ? 1 : 0)),
    );
    const entries = ten.flatMap((id, n) => {
      const now = after(n);
      return now === undefined ? [] : [entry(id, now)];
    });
    const catalog = { entries, excluded: [] };
    return doubtOf(lock, catalog, findGone(lock, catalog, given.removal, false), given);
  };

  const without = (count: number) => (n: number) => (n < count ? undefined : { price: 2 });
  const lost =
    (count: number, to: FieldValue = null) =>
    (n: number) => ({ price: n < count ? to : 2 });
  const price = "the field `price` went missing from many models";

  test.each<readonly [what: string, found: () => string | undefined, want: string | undefined]>([
    ["where nothing left", () => doubt(without(0)), undefined],
    ["where as many left as may", () => doubt(without(3)), undefined],
    [
      "where more left",
      () => doubt(without(4)),
      "4 of 10 models (40 %) have left the catalog since the last apply",
    ],
    ["where they were gone already", () => doubt(without(4), { absent: 4 }), undefined],
    [
      "by those that weren't",
      () => doubt(without(6), { absent: 3 }),
      "3 of 7 models (43 %) have left the catalog since the last apply",
    ],
    ["where as many lost a field as may", () => doubt(lost(3)), undefined],
    ["where more lost it", () => doubt(lost(4)), price],
    ["where it isn't said at all", () => doubt((n) => (n < 4 ? {} : { price: 2 })), price],
    ["where it is empty", () => doubt(lost(4, "")), price],
    ["where it became its default", () => doubt(lost(4, 0), { price: { default: 0 } }), undefined],
    ["where it is null by default", () => doubt(lost(4), { price: { default: null } }), undefined],
    ["where it was its default before", () => doubt(lost(4), { price: { default: 1 } }), undefined],
    [
      "by its default, where it had none before",
      () => doubt(lost(4, 1), { price: { default: 1 } }),
      undefined,
    ],
    ["by the field's own limit", () => doubt(lost(1), { limit: 0.05 }), price],
    ["by an own limit that allows it", () => doubt(lost(5), { limit: 0.5 }), undefined],
  ])("%s", (_, found, want) => {
    expect(found()).toBe(want);
  });

  test("not by one model of few, and by two of them", () => {
    const given = settings({
      catalog: {
        sources: [{ file: "c.json" }],
        fields: { id: { path: "id" }, name: { path: "name" }, a: {}, b: {} },
      },
    });
    const lock = lockOf(record("x", { a: 1, b: 1 }), record("y", { a: 1, b: 1 }));
    const doubtful = (...entries: readonly ReturnType<typeof entry>[]) =>
      doubtOf(lock, { entries, excluded: [] }, [], given);
    const none = doubtOf(emptyLock, { entries: [entry("x")], excluded: [] }, [], given);
    expect(none).toBeUndefined();
    expect(doubtful(entry("x", { a: null, b: 1 }), entry("y", { a: 1, b: 1 }))).toBeUndefined();
    expect(doubtful(entry("x", { a: null, b: null }), entry("y", { a: null, b: null }))).toBe(
      "the fields `a`, `b` went missing from many models",
    );
  });
});

describe("what changed of a model", () => {
  const long = (length: number) => "x".repeat(length - 2);
  test.each<readonly [before: Fields, after: Fields, want: readonly string[]]>([
    [{ a: 1, b: 1 }, { a: 1, b: 1 }, []],
    [{ b: 1, a: "65k" }, { a: "131k", b: 2 }, ['a: "65k" → "131k"', 'b: "1" → "2"']],
    [{ slug: "a" }, { slug: "b" }, []],
    [{ a: null }, {}, []],
    [{ a: "" }, { a: "x" }, ['a: (empty) → "x"']],
    [{ a: "" }, { a: long(60) }, [`a: (empty) → "${long(60)}"`]],
    [{ a: "" }, { a: long(61) }, [`a: (empty) → "${"x".repeat(56)}…"`]],
    [{}, { a: 1 }, []],
  ])("%j → %j: %j", (before, after, want) => {
    expect(
      changedFields(record("m", before), { ...entry("m"), fields: new Map(Object.entries(after)) }),
    ).toEqual(want);
  });

  test.each([
    [record("m", { a: 1 }), true, "catalog", 'The catalog changed a: "1" → "2".'],
    [record("m", { a: 2 }), true, "config", "The config changed."],
    [undefined, true, "config", "The config changed."],
    [undefined, false, "template", "The template changed."],
  ])("is why something is made anew: %#", (before, sameTemplate, cause, reason) => {
    expect(whyChanged(before, entry("m", { a: 2 }), sameTemplate)).toEqual({ cause, reason });
  });
});

describe("what wasn't written isn't recorded as made", () => {
  const file = (path: string, digest: string): FileRecord => ({
    ...{ model: "m", snippet: "s", path, named: true, digest },
    ...{ type: "file", owner: "tool", older: null, made: null, template: null, base: null },
  });
  const row = (page: string, cell: string): RowRecord => ({
    type: "row",
    model: "m",
    page,
    place: "x",
    key: "m",
    cells: { A: cell },
    owner: "tool",
  });
  const title = (page: string, text: string): EntryRecord => ({
    type: "entry",
    model: "m",
    page,
    place: "x",
    title: text,
  });
  const lock = (files: Lock["files"], texts: Readonly<Record<"a.md" | "b.md", string>>): Lock => ({
    ...emptyLock,
    files,
    rows: new Map(Object.entries(texts).map(([page, text]) => [page, row(page, text)])),
    entries: new Map(Object.entries(texts).map(([page, text]) => [page, title(page, text)])),
  });
  const before = lock(
    new Map([
      ["1", file("a.py", "old")],
      ["2", file("b.py", "old")],
      ["4", file("d.py", "old")],
    ]),
    {
      ...{ "a.md": "old", "b.md": "old" },
    },
  );
  const after = lock(
    new Map([
      ["1", file("a.py", "new")],
      ["2", file("c.py", "new")],
      ["3", file("e.py", "new")],
    ]),
    { "a.md": "new", "b.md": "new" },
  );
  const shown = ({ files, rows, entries }: Lock) => ({
    files: [...files.values()].map(({ path, digest }) => `${path} ${digest}`).sort(),
    rows: [...rows.values()].map(({ page, cells }) => `${page} ${cells.A}`).sort(),
    entries: [...entries.values()].map(({ page, title: text }) => `${page} ${text}`).sort(),
  });

  test.each<readonly [kept: readonly string[], files: readonly string[]]>([
    [[], ["a.py new", "c.py new", "e.py new"]],
    [["a.py"], ["a.py old", "c.py new", "e.py new"]],
    // Neither where it was nor where it would go.
    [["b.py"], ["a.py new", "b.py old", "e.py new"]],
    [["c.py"], ["a.py new", "b.py old", "e.py new"]],
    [["e.py"], ["a.py new", "c.py new"]],
    [["d.py"], ["a.py new", "c.py new", "d.py old", "e.py new"]],
  ])("files, when %j stayed: %j", (kept, files) => {
    expect(shown(withoutKept(before, after, new Set(kept))).files).toEqual(files);
  });

  test("rows and entries of a page", () => {
    const places = ["a.md new", "b.md old"];
    expect(shown(withoutKept(before, after, new Set(["b.md"])))).toMatchObject({
      rows: places,
      entries: places,
    });
  });
});
