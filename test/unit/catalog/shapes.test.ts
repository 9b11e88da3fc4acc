import { describe, expect, test } from "vitest";
import type { Config, Predicate } from "../../../src/config/config.gen.ts";
import { adaptCatalog } from "../../../src/catalog/adapt.ts";
import { emptySelections, nowhereFields, withSuspects } from "../../../src/catalog/nowhere.ts";
import { toEntries } from "../../../src/catalog/entries.ts";
import type { FieldValue } from "../../../src/model/entry.ts";
import { emptyLock } from "../../../src/model/lock.ts";
import { settings, valueOf } from "../given.ts";
import { processorSince } from "../../support/processor.ts";

type Catalog = Config["catalog"];

const adapt = (document: unknown, catalog: Catalog, more: Partial<Config> = {}) => {
  const fields = catalog.fields ?? { id: { path: "id", required: true } };
  const given = settings({ ...more, catalog: { sources: [{ file: "c.json" }], ...catalog, fields } });
  const parts = [{ value: document, label: "c.json" }];
  return { given, outcome: adaptCatalog(given, { label: "c.json", parts, overlays: [] }, () => []) };
};

/** IDs and the field `provider` of the records, or what is wrong. */
const read = (document: unknown, catalog: Catalog, more: Partial<Config> = {}) => {
  const { outcome } = adapt(document, catalog, more);
  return outcome.ok
    ? outcome.value.map(({ id, fields }) => [id, fields.get("provider") ?? null])
    : outcome.problems.map(({ code, message }) => `${code} ${message}`);
};

const providers = {
  acme: { name: "Acme", models: { alpha: { id: "alpha" }, beta: {} } },
  zed: { name: "Zed", models: { gamma: { id: "gamma" } } },
};
const twins = { acme: { models: { alpha: {} } }, zed: { models: { alpha: {} } } };

describe("a list below the items of others is read whole", () => {
  test.each<readonly [what: string, document: unknown, catalog: Catalog, want: unknown]>([
    [
      "maps in a map",
      providers,
      { list: "*.models" },
      [
        ["alpha", "acme"],
        ["beta", "acme"],
        ["gamma", "zed"],
      ],
    ],
    [
      "the same in brackets",
      providers,
      { list: "[*].models", keyField: "id" },
      [
        ["alpha", "acme"],
        ["beta", "acme"],
        ["gamma", "zed"],
      ],
    ],
    [
      "maps alone",
      { acme: { alpha: {} }, zed: { beta: {} } },
      { list: "*" },
      [
        ["alpha", "acme"],
        ["beta", "zed"],
      ],
    ],
    [
      "lists in a map",
      { p: { a: [{ id: "x" }], b: [{ id: "y" }] } },
      { list: "p.*" },
      [
        ["x", "a"],
        ["y", "b"],
      ],
    ],
    [
      "lists in a list, which name themselves",
      [{ id: "a", models: [{ id: "x" }] }, { models: [{ id: "y" }] }],
      { list: "[*].models" },
      [
        ["x", "a"],
        ["y", "1"],
      ],
    ],
    [
      "the outer key as it is mapped",
      providers,
      {
        list: "*.models",
        fields: { id: { path: "id" }, provider: { path: "$key", rules: [{ op: "uppercase" }] } },
      },
      [
        ["alpha", "ACME"],
        ["beta", "ACME"],
        ["gamma", "ZED"],
      ],
    ],
    [
      "IDs that recur, told apart by several fields",
      twins,
      { list: "*.models", key: ["provider", "id"] },
      [
        ["acme/alpha", "acme"],
        ["zed/alpha", "zed"],
      ],
    ],
    [
      "IDs that recur, and nothing declared",
      twins,
      { list: "*.models" },
      ['catalog-duplicate-id The ID "alpha" occurs 2 times.'],
    ],
    [
      "nowhere",
      { acme: {}, zed: {} },
      { list: "*.models" },
      ["catalog-no-list There is no list at `*.models`."],
    ],
    ["in no map at all", "x", { list: "*.models" }, ["catalog-no-list There is no list at `*.models`."]],
  ])("%s", (_, document, catalog, want) => {
    expect(read(document, catalog)).toEqual(want);
  });

  test("a path to no list is told with the key that may be meant", () => {
    const { outcome } = adapt({ data: [{ id: "a" }], object: "list" }, { list: "dta" });
    expect(outcome.problems).toMatchObject([{ code: "catalog-no-list", fix: "Did you mean `data`?" }]);
  });

  test("one that has none is left out, and named", () => {
    const { outcome } = adapt({ acme: { models: [{ id: "a" }] }, zed: {} }, { list: "*.models" });
    expect(outcome.ok).toBe(true);
    expect(outcome.problems).toMatchObject([{ severity: "warning", code: "catalog-no-list" }]);
    expect(outcome.problems[0]?.message).toContain('"zed"');
  });

  test("the field `id` stays what the API calls the model", () => {
    const { outcome } = adapt(twins, { list: "*.models", key: ["provider", "id"] });
    expect(valueOf(outcome).map(({ fields, name }) => [fields.get("id"), name])).toEqual([
      ["alpha", "alpha"],
      ["alpha", "alpha"],
    ]);
  });
});

describe("a file that says that there is more is never the whole", () => {
  const data = [{ id: "a" }, { id: "b" }];
  test.each<readonly [document: unknown, list: string]>([
    [{ data, has_more: true, last_id: "b" }, "data"],
    [{ data, hasMore: true }, "data"],
    [{ models: data, nextPageToken: "x" }, "models"],
    [{ data, next: "https://api.example.com/models?page=2" }, "data"],
    [{ data, links: { next: "/models?page=2" } }, "data"],
    [{ data, _links: { next: { href: "/models?page=2" } } }, "data"],
    [{ data, "@odata.nextLink": "https://api.example.com/models?page=2" }, "data"],
    [{ result: data, result_info: { page: 1, total_pages: 2 } }, "result"],
    [{ result: { models: data, page: 1, total_pages: 2 } }, "result.models"],
    [{ data, total: 3 }, "data"],
    [{ data, meta: { pagination: { total_count: 9 } } }, "data"],
    [{ data, offset: 0, limit: 2, total: 3 }, "data"],
    [{ data, pageInfo: { hasNextPage: true, endCursor: "x" } }, "data"],
    [{ content: data, last: false }, "content"],
    [{ data, truncated: true }, "data"],
    [{ data, next: true }, "data"],
    [{ data, numTotal: 3 }, "data"],
    [{ data, has_more: "true" }, "data"],
    [{ data, hasMore: 1 }, "data"],
    [{ data, continuation: "x" }, "data"],
    [
      {
        data,
        links: [
          { rel: "self", href: "/" },
          { rel: "next", href: "/?page=2" },
        ],
      },
      "data",
    ],
    [{ data, "hydra:view": { "hydra:next": "/models?page=2" } }, "data"],
  ])("%j", (document, list) => {
    expect(read(document, { list })[0]).toMatch(/^catalog-incomplete This is not the whole list: `/);
    expect(read(document, { list, paging: "none" })).toHaveLength(2);
  });

  test.each<readonly [document: unknown, list: string | undefined]>([
    [{ data, has_more: false, last_id: "b", next_cursor: "x" }, "data"],
    [{ data, nextPageToken: "" }, "data"],
    [{ data, next: null, count: 2 }, "data"],
    [{ data, total: 2, offset: 0, limit: 2 }, "data"],
    [{ data, total_pages: 3, page: 1, total: 2 }, "data"],
    [{ data, total: 1 }, "data"],
    [{ data, page: 3, pages: 3 }, "data"],
    [{ data, has_more: "false", last: 5, links: [{ rel: "prev", href: "/" }] }, "data"],
    [{ data, limit: 100, offset: 0, next_release: "2026-01", version: 3 }, "data"],
    [{ data, links: { self: "/models", next: null, last: "/models" } }, "data"],
    [{ data, pageInfo: { hasNextPage: false, endCursor: "x" } }, "data"],
    [{ data: [{ id: "a", next: "https://example.com", has_more: true }, { id: "b" }] }, "data"],
    [data, undefined],
  ])("but this is: %j", (document, list) => {
    expect(read(document, list === undefined ? {} : { list })).toHaveLength(2);
  });

  test("nor is one that a declared path says it of", () => {
    const paging = { by: "cursor", next: "rest", param: "from" } as const;
    expect(read({ data, rest: "b" }, { list: "data", paging })[0]).toMatch(/^catalog-incomplete/);
    expect(read({ data, rest: null }, { list: "data", paging })).toHaveLength(2);
  });
});

describe("what `exclude` leaves out is not judged", () => {
  const fields = {
    id: { path: "id", required: true },
    max: { path: "max", type: "number" as const },
    mode: { path: "mode" },
  };
  const document = [
    { id: "spec", max: "set to the limit", mode: "one of: chat" },
    { id: "a", max: 5, mode: "chat" },
  ];
  test.each<readonly [what: string, when: NonNullable<Config["exclude"]>[number]["when"], want: unknown]>([
    ["by its ID", { field: "id", equals: "spec" }, ["a", "spec"]],
    ["by another field", { field: "mode", matches: "^one of" }, ["a", "spec"]],
    ["by what the malformed field holds", { field: "max", matches: "^set" }, ["a", "spec"]],
    [
      "unless it is another",
      { field: "id", equals: "other" },
      ["catalog-malformed-record Field `max` is a string, not a number."],
    ],
  ])("%s", (_, when, want) => {
    const got = read(document, { fields }, { exclude: [{ name: "no model", when }] });
    expect(got.map((each) => (typeof each === "string" ? each : each[0]))).toEqual(want);
  });

  test("nor counted among IDs that recur", () => {
    const exclude = [{ name: "old", when: { field: "mode", equals: "old" } }];
    const { outcome, given } = adapt(
      [
        { id: "a", mode: "old" },
        { id: "a", mode: "new" },
      ],
      { fields },
      { exclude },
    );
    expect(
      valueOf(toEntries(given, valueOf(outcome))).entries.map(({ fields: made }) => made.get("mode")),
    ).toEqual(["new"]);
  });

  test("even where it is no record at all: its envelope tells its ID", () => {
    const exclude = [{ name: "no model", when: { field: "id", equals: "spec" } }];
    const catalog: Catalog = { fields, keyField: "id" };
    expect(read({ spec: "see the docs", a: { max: 1 } }, catalog, { exclude })).toEqual([
      ["a", null],
      ["spec", null],
    ]);
    expect(read({ other: "see the docs", a: { max: 1 } }, catalog, { exclude })).toEqual([
      "catalog-malformed-record The record is not an object.",
    ]);
  });

  test("even where it has no ID at all", () => {
    const exclude = [{ name: "a comment", when: { field: "mode", equals: "comment" } }];
    expect(read([{ mode: "comment" }, { id: "a", max: 1 }], { fields }, { exclude })).toEqual([["a", null]]);
  });
});

describe("a text that is too long is a problem that names its record and field", () => {
  test.each<readonly [record: object, want: string]>([
    [{ id: "x".repeat(70_000) }, "Field `id` has 70000 characters, more than 65536 (`catalog.maxText`)."],
    [
      { id: "a", tags: ["x".repeat(40_000), "x".repeat(40_000)] },
      "Field `tags` has 80000 characters, more than 65536 (`catalog.maxText`).",
    ],
  ])("by default from 64 KiB", (record, want) => {
    const { outcome } = adapt([record], { fields: { id: { path: "id" }, tags: { path: "tags" } } });
    expect(outcome.problems.map(({ message }) => message)).toEqual([want]);
    expect(JSON.stringify(outcome.problems).length).toBeLessThan(1000);
  });

  test("or from what the config says, and at once", () => {
    expect(read([{ id: "abcd" }], { maxText: 3 })).toEqual([
      "catalog-malformed-record Field `id` has 4 characters, more than 3 (`catalog.maxText`).",
    ]);
    const start = process.cpuUsage();
    expect(read({ ["x".repeat(50_000_000)]: {} }, { keyField: "id" })[0]).toContain(
      "has 50000000 characters",
    );
    expect(processorSince(start)).toBeLessThan(2000);
  });
});

describe("a path that no record has", () => {
  const records = [
    { id: "a", ctx: 8, limits: { output: 1 }, price: { chat: { input: 2 } } },
    { id: "b", ctx: 9 },
  ];
  const nowhere = (fields: NonNullable<Catalog["fields"]>) =>
    nowhereFields(settings({ catalog: { fields } }).fields, records, "config.json")
      .filter(({ told }) => told)
      .map(({ problem: { severity, where, message, fix } }) => `${severity} ${where}: ${message} ${fix}`);
  test.each<readonly [fields: NonNullable<Catalog["fields"]>, want: readonly string[]]>([
    [
      { x: { path: "ctxx" } },
      [
        "warning config.json: catalog.fields.x: No record has `ctxx`. Did you mean `ctx`? Correct the path, or take the field out.",
      ],
    ],
    [
      { x: { path: "limits.outptu" } },
      [
        "warning config.json: catalog.fields.x: No record has `limits.outptu`. Did you mean `limits.output`? Correct the path, or take the field out.",
      ],
    ],
    [
      { x: { path: "ctxx", default: "-" } },
      [
        "warning config.json: catalog.fields.x: No record has `ctxx`. Did you mean `ctx`? Correct the path, or take the field out.",
      ],
    ],
    [
      { x: { path: "elsewhere", else: { path: "somewhere" } } },
      [
        "warning config.json: catalog.fields.x: No record has `elsewhere` nor `somewhere`. Correct the path, or take the field out.",
      ],
    ],
    [
      { x: { path: "price[*]", each: { text: "{key}: {value.inptu}" } } },
      [
        "warning config.json: catalog.fields.x: No record has `price[*].inptu`. Did you mean `price[*].input`? Correct the path, or take the field out.",
      ],
    ],
    [{ x: { path: "price[*]", each: { text: "{key}: {value.input}" } } }, []],
    [{ x: { path: "deprecated", default: false } }, []],
    [{ x: { path: "ctxx", else: { path: "ctx" } } }, []],
    [{ x: { path: "limits.output" }, y: { of: "x" }, z: { value: 1 } }, []],
  ])("%j", (fields, want) => {
    expect(nowhere({ id: { path: "id" }, ...fields })).toEqual(want);
  });

  test("makes columns suspect that show it, what is made of it included", () => {
    const given = settings({
      catalog: { fields: { id: { path: "id" }, x: { path: "ctxx" }, y: { of: "x" } } },
      tables: [
        {
          page: "p.md",
          columns: [
            { header: "ID", value: "{id}" },
            { header: "Y", value: "{y}" },
          ],
        },
      ],
    });
    const found = nowhereFields(given.fields, records, "config.json");
    const [table] = withSuspects(given, found, emptyLock).tables;
    expect([...(table?.suspects?.keys() ?? [])]).toEqual([1]);
  });

  test.each<readonly [path: string, column: { value: string; when: Predicate }, want: number]>([
    ["ctxx", { value: "yes", when: { field: "x", exists: true } }, 1],
    ["ctxx", { value: "yes", when: { not: { capability: "big" } } }, 1],
    ["ctxx", { value: "{y}", when: { field: "id", exists: true } }, 1],
    ["elsewhere", { value: "yes", when: { field: "x", exists: true } }, 0],
    ["ctx", { value: "yes", when: { capability: "big" } }, 0],
  ])("makes a column suspect that asks for it, where it is misspelt: %s, %j", (path, column, want) => {
    const given = settings({
      catalog: {
        fields: {
          id: { path: "id" },
          x: { path },
          y: { value: "new", when: { field: "x", exists: true }, otherwise: "" },
        },
      },
      capabilities: [{ name: "big", when: { field: "x", greaterThan: 1 } }],
      tables: [{ page: "p.md", columns: [{ header: "X", ...column }] }],
    });
    const found = nowhereFields(given.fields, records, "config.json");
    const [table] = withSuspects(given, found, emptyLock).tables;
    expect(table?.suspects?.size ?? 0).toBe(want);
  });

  test.each<readonly [what: string, x: readonly FieldValue[], more: object, want: number]>([
    ["had a value", ["8k", "9k"], {}, 1],
    ["had one here and there", ["8k", null], {}, 1],
    ["never had any", [null, ""], {}, 0],
    ["had the default before", ["-", "9k"], { default: "-" }, 0],
    ["never had the default", ["8k", "9k"], { default: "-" }, 1],
  ])("makes a column suspect by what its models had: %s", (_, values, more, want) => {
    const given = settings({
      catalog: { fields: { id: { path: "id" }, x: { path: "ctxx", ...more } } },
      tables: [{ page: "p.md", columns: [{ header: "X", value: "{x}" }] }],
    });
    const models = values.map(
      (x, index) =>
        [String(index), { type: "model", model: String(index), fields: { x }, absent: 0 }] as const,
    );
    const found = nowhereFields(given.fields, records, "config.json");
    const [table] = withSuspects(given, found, { ...emptyLock, models: new Map(models) }).tables;
    expect(table?.suspects?.size ?? 0).toBe(want);
  });

  test("and a `where` that selects nothing by it says so", () => {
    const given = settings({
      catalog: { fields: { id: { path: "id" }, x: { path: "ctxx" } } },
      capabilities: [
        { name: "big", when: { field: "x", greaterThan: 1 } },
        { name: "text", templates: "text" },
      ],
      tables: [
        { page: "p.md", where: { capability: "big" }, columns: [{ header: "ID", value: "{id}" }] },
        {
          page: "q.md",
          where: { not: { field: "x", exists: true } },
          columns: [{ header: "ID", value: "{id}" }],
          rows: [{ name: "all" }, { name: "big", when: { capability: "big" } }],
        },
      ],
    });
    const { outcome } = adapt(records, {});
    const { entries } = valueOf(toEntries(given, valueOf(outcome)));
    const found = nowhereFields(given.fields, records, "config.json");
    expect(emptySelections(given, found, { entries, lock: emptyLock, file: "config.json" })).toMatchObject([
      {
        severity: "warning",
        where: "config.json: tables[0].where",
        message: "This selects no model: `x` has no value in any record.",
      },
      { severity: "warning", where: "config.json: tables[1].rows[1].when" },
    ]);
  });
});

test("a default counts for an empty list too", () => {
  const field = (tags: unknown, more = {}) =>
    valueOf(
      adapt([{ id: "a", tags }], { fields: { id: { path: "id" }, tags: { path: "tags", ...more } } }).outcome,
    )[0]?.fields.get("tags");
  expect(field([], { default: "none" })).toBe("none");
  expect(field([], { default: ["text"] })).toEqual(["text"]);
  expect(field([])).toEqual([]);
  expect(field([], { contains: "x", default: "?" })).toBe(false);
});
