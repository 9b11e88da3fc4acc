import { describe, expect, it } from "vitest";
import type { Config, FieldConfig } from "../../../src/config/config.gen.ts";
import { type RecordCheck, adaptCatalog } from "../../../src/catalog/adapt.ts";
import { parsePath, readPath } from "../../../src/catalog/value-path.ts";
import type { FieldValue } from "../../../src/model/entry.ts";
import { settings, valueOf } from "../given.ts";

const fine: RecordCheck = () => [];

type Mapping = Record<string, FieldConfig> & { id: FieldConfig };

const adapt = (
  document: unknown,
  more: {
    readonly list?: string;
    readonly fields?: Mapping;
    readonly check?: RecordCheck;
    readonly exclude?: Config["exclude"];
  } = {},
) => {
  const catalog: Config["catalog"] = {
    sources: [{ file: "catalog.json" }],
    fields: more.fields ?? { id: { path: "id", required: true }, name: { path: "name" } },
    ...(more.list === undefined ? {} : { list: more.list }),
  };
  const label = "catalog.json";
  const parts = [{ value: document, label }];
  return adaptCatalog(
    settings({ catalog, ...(more.exclude && { exclude: more.exclude }) }),
    { label, parts, overlays: [] },
    more.check ?? fine,
  );
};

/** The field `x` of a record, made as the mapping says. */
const field = (
  x: FieldConfig,
  record: Readonly<Record<string, unknown>>,
  earlier: Record<string, FieldConfig> = {},
): FieldValue | undefined =>
  valueOf(adapt([{ id: "a", ...record }], { fields: { id: { path: "id" }, ...earlier, x } }))[0]?.fields.get(
    "x",
  );

/** What is wrong with the field `x`, in words. */
const complaint = (x: FieldConfig, record: Readonly<Record<string, unknown>>): readonly string[] =>
  adapt([{ id: "a", ...record }], { fields: { id: { path: "id" }, x } }).problems.map(
    ({ message }) => message,
  );

describe("the list of records is found", () => {
  it.each<readonly [envelope: string, list: string | undefined, document: unknown]>([
    ["a bare list", undefined, [{ id: "a" }]],
    ["`data` of OpenAI's form", "data", { object: "list", data: [{ id: "a" }] }],
    ["a deeper path", "result.0.models", { result: [{ models: [{ id: "a" }] }] }],
  ])("in %s", (_, list, document) => {
    expect(valueOf(adapt(document, list === undefined ? {} : { list })).map(({ id }) => id)).toEqual(["a"]);
  });

  it.each<readonly [document: unknown, list: string | undefined, code: string, message: string]>([
    [{ data: [] }, undefined, "catalog-no-list", "The document is not a list."],
    [{ models: [] }, "data.items", "catalog-no-list", "There is no list at `data.items`."],
    [{ data: { length: 1 } }, "data", "catalog-no-list", "There is no list at `data`."],
    [{}, "constructor.name", "catalog-no-list", "There is no list at `constructor.name`."],
    [null, undefined, "catalog-no-list", "The document is not a list."],
    [[], undefined, "catalog-empty", "The catalog holds no models."],
  ])("or isn't: %j at %s", (document, list, code, message) => {
    expect(adapt(document, list === undefined ? {} : { list }).problems).toMatchObject([
      { code, message, where: "catalog.json" },
    ]);
  });
});

describe("a field", () => {
  const upper: FieldConfig["rules"] = [{ op: "uppercase" }];
  it.each<readonly [what: string, mapping: FieldConfig, record: Record<string, unknown>, want: FieldValue]>([
    ["is read from a path", { path: "limits.context" }, { limits: { context: 5 } }, 5],
    ["is an item of a list", { path: "sizes.1" }, { sizes: [1, 2] }, 2],
    ["reads own keys only", { path: "toString" }, {}, null],
    ["is a constant", { value: ["a", 1] }, {}, ["a", 1]],
    ["goes through rules as text", { path: "n", rules: [{ op: "tokens" }] }, { n: 131072 }, "131k"],
    ["goes through rules item by item", { path: "tags", rules: upper }, { tags: ["a", 1] }, ["A", "1"]],
    ["that is null stays null, rules or not", { path: "n", rules: upper }, { n: null }, null],
    ["that is missing gets its default as it is", { path: "n", default: "low", rules: upper }, {}, "low"],
    ["that is empty text gets its default too", { path: "n", default: 4 }, { n: "" }, 4],
    ["that is false or 0 is there", { path: "n", default: true }, { n: false }, false],
    ["falls back to another path", { path: "n", else: { path: "m", rules: upper } }, { m: "b" }, "B"],
    ["falls back before it takes a default", { path: "n", default: "d", else: { value: "e" } }, {}, "e"],
    ["has the type that was asked for", { path: "n", type: "list" }, { n: [] }, []],
  ])("%s", (_, mapping, record, want) => {
    expect(field(mapping, record)).toEqual(want);
  });

  it("may be made from an earlier one", () => {
    expect(field({ of: "y", rules: upper }, { y: "b" }, { y: { path: "y" } })).toBe("B");
    expect(field({ of: "y", default: "none" }, {}, { y: { path: "y" } })).toBe("none");
  });

  it.each<readonly [mapping: FieldConfig, record: Record<string, unknown>, message: string]>([
    [{ path: "n", required: true }, {}, "Field `x` is missing."],
    [{ path: "n", required: true, else: { path: "m", required: true } }, { m: "" }, "Field `x` is missing."],
    [{ path: "n", type: "number" }, { n: "5" }, "Field `x` is a string, not a number."],
    [{ path: "n", type: "list" }, { n: 5 }, "Field `x` is a number, not a list."],
    [{ path: "n" }, { n: { a: 1 } }, "Field `x` is an object, where a value or a list was expected."],
    [
      { path: "n" },
      { n: [{ a: 1 }] },
      "Field `x` is a list of objects, where a value or a list was expected.",
    ],
    [{ path: "n" }, { n: [[1]] }, "Field `x` is a list of objects, where a value or a list was expected."],
    [{ path: "n" }, { n: Infinity }, "Field `x` is not a finite number."],
  ])("that is malformed says so: %j of %j", (mapping, record, message) => {
    expect(complaint(mapping, record)).toEqual([message]);
  });
});

describe("records", () => {
  it("come out sorted by ID in code-unit order, with the ID for a name where there is none", () => {
    const records = valueOf(
      adapt([
        { id: "b", name: "Bee" },
        { id: "a", name: " \n" },
        { id: "B", name: "" },
      ]),
    );
    expect(records.map(({ id, name }) => [id, name])).toEqual([
      ["B", "B"],
      ["a", "a"],
      ["b", "Bee"],
    ]);
  });

  it("keep unknown fields out and known ones in order", () => {
    const [record] = valueOf(adapt([{ z: 1, name: "A", id: "a", __proto__: { name: "no" } }]));
    expect([...(record?.fields ?? [])]).toEqual([
      ["id", "a"],
      ["name", "A"],
    ]);
  });

  it("that are malformed are all named, by place and ID", () => {
    const { problems } = adapt(
      { data: ["x", { name: 1 }, { id: "", name: "A" }, { id: 7 }, { id: "ok", bad: true }] },
      {
        list: "data",
        check: (record) => (JSON.stringify(record).includes("bad") ? ["`bad` is not allowed."] : []),
      },
    );
    expect(problems.map(({ code, where, message }) => `${code} ${where}: ${message}`)).toEqual([
      "catalog-malformed-record catalog.json: data[0]: The record is not an object.",
      "catalog-malformed-record catalog.json: data[1]: Field `id` is missing.",
      "catalog-malformed-record catalog.json: data[2]: Field `id` is missing.",
      "catalog-malformed-record catalog.json: data[3]: Field `id` must be text that isn't empty.",
      "catalog-malformed-record catalog.json: data[4] (ok): `bad` is not allowed.",
    ]);
  });

  it("that are malformed, where few are, are held: all that can be read of them is there", () => {
    const outcome = adapt([{ id: "a" }, { id: "b", name: "bad" }, { name: "C" }, { id: "d" }, { id: "e" }], {
      check: (record) => (JSON.stringify(record).includes("bad") ? ["`bad` is not allowed."] : []),
    });
    expect(outcome.problems.map(({ severity, code, where }) => `${severity} ${code} ${where}`)).toEqual([
      "warning catalog-malformed-record catalog.json: [1] (b)",
      "warning catalog-unnamed-record catalog.json: [2]",
    ]);
    expect(outcome.ok && outcome.value.map(({ id, unsure = false }) => [id, unsure])).toEqual([
      ["a", false],
      ["b", true],
      ["d", false],
      ["e", false],
    ]);
  });

  it("that are malformed by the thousand are counted, not listed", () => {
    const { problems } = adapt(Array.from({ length: 1000 }, () => null));
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)?.message).toBe("980 more problems of this kind are not listed.");
  });

  it("that share an ID are one problem for each ID, twenty at most", () => {
    expect(adapt([{ id: "a" }, { id: "b" }, { id: "a" }, { id: "a" }]).problems).toMatchObject([
      { code: "catalog-duplicate-id", where: "catalog.json", message: 'The ID "a" occurs 3 times.' },
    ]);
    const many = Array.from({ length: 60 }, (_, index) => ({ id: String(index % 30) }));
    expect(adapt(many).problems).toHaveLength(20);
  });

  it("that share an ID are told where a rule leaves them out until the catalog changes", () => {
    const all = [{ id: "a", name: "1" }, { id: "a", name: "2" }, ...["b", "c", "d"].map((id) => ({ id }))];
    for (const [until, codes] of [
      [undefined, []],
      ["0".repeat(64), ["catalog-duplicate-id"]],
    ] as const) {
      const exclude = [{ name: "so far", when: { field: "id", equals: "a" }, ...(until && { until }) }];
      expect(adapt(all, { exclude }).problems.map(({ code }) => code)).toEqual(codes);
    }
  });

  it("are known once where few share an ID, whatever their order, and told", () => {
    const twins = [
      { id: "a", name: "1" },
      { id: "a", name: "2" },
    ];
    const others = ["b", "c"].map((id) => ({ id }));
    for (const given of [twins, [...twins].reverse()]) {
      const outcome = adapt([...given, ...others, { id: "c" }, { id: "d" }, { id: "e" }]);
      const said = outcome.problems.map(({ severity, code }) => `${severity} ${code}`);
      expect(said).toEqual(["warning catalog-duplicate-id", "warning catalog-record-repeated"]);
      const records = outcome.ok ? outcome.value : [];
      expect(records.map(({ id, unsure = false }) => [id, unsure])).toEqual([
        ["a", true],
        ...["b", "c", "d", "e"].map((id) => [id, false]),
      ]);
      expect([records[0]?.name, records[0]?.position]).toEqual(["1", 0]);
    }
  });
});

it.each(["__proto__", "constructor.name", "list.length", "list[9]", 'list["-1"]', "list[0].toString"])(
  "a path never leaves own keys: %s",
  (source) => {
    const path = parsePath(source);
    expect(path && readPath({ list: [1] }, path)).toBeUndefined();
    expect(path).toBeDefined();
  },
);
