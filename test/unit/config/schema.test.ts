import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadApi } from "../../../generators/api/load.ts";
import { generateClient } from "../../../generators/client/generate.ts";
import { formats } from "../../../generators/section/formats.ts";
import { adaptCatalog } from "../../../src/catalog/adapt.ts";
import type { ClientSettings } from "../../../src/config/settings.ts";
import { languageNames } from "../../../src/text/emit/languages.ts";
import { toSettings } from "../../../src/config/to-settings.ts";
import { fail } from "../../../src/model/problem.ts";
import { configErrors } from "../../../src/config/config-errors.gen.js";
import { isConfig } from "../../../src/config/validators.gen.js";
import { valueOf } from "../given.ts";

type Schema = {
  readonly $ref?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
};

const readSchema: (text: string) => Schema = JSON.parse;
const schema = readSchema(readFileSync("schemas/config.schema.json", "utf8"));
const definitions = schema.definitions ?? {};
const named = Object.entries({ Config: schema, ...definitions });
const referred = ({ $ref }: Schema): string => $ref?.split("/").at(-1) ?? "";

/** Every property of every definition, as `Definition.property`. */
const properties = named.flatMap(([definition, { properties: all = {} }]) =>
  Object.entries(all).map(([name, property]) => ({ place: `${definition}.${name}`, name, property })),
);

describe("what an editor shows", () => {
  test("every property and definition is described", () => {
    const silent = properties
      .filter(({ property }) => property.description === undefined)
      // A property that only refers shows what its definition says, which must then be about nothing else.
      .filter(({ property }) => {
        const uses = properties.filter((other) => referred(other.property) === referred(property));
        return uses.length > 1 || definitions[referred(property)]?.description === undefined;
      });
    expect(silent.map(({ place }) => place)).toEqual([]);
    expect(named.filter(([, { description }]) => description === undefined).map(([name]) => name)).toEqual(
      [],
    );
    expect(properties.length).toBeGreaterThan(100);
  });

  test("names that come with the package are offered to JSON and YAML as well", () => {
    const offered = (place: string): readonly unknown[] =>
      properties.find((each) => each.place === place)?.property.examples ?? [];
    expect(offered("SectionConfig.format")).toEqual([...formats.keys()]);
    expect(offered("SnippetConfig.language")).toEqual(languageNames);
    expect(offered("CapabilityConfig.templates")).toEqual(["text", "vision"]);
  });

  test("every example and default is valid where it stands", () => {
    // The validator knows whole configs only, so each value is put where one of the sample's parts has it.
    const wrong = properties.flatMap(({ place, name, property }) =>
      [...(property.examples ?? []), ...(property.default === undefined ? [] : [property.default])]
        .filter((value) => !partsOf(place).some((way) => isConfig(withValue([...way, name], value))))
        .map((value) => `${place}: ${JSON.stringify(value)}`),
    );
    expect(wrong).toEqual([]);
  });
});

/** A config in which every definition that has examples or defaults occurs, with nothing optional but these. */
const sample = {
  root: "docs",
  vars: {},
  catalog: {
    sources: [{ file: "catalog.json" }, { url: "https://example.com/models", headers: { "x-api-key": {} } }],
    merge: [{ source: { file: "more.json" }, paging: { by: "page" } }],
    lookups: { words: { values: { Wren: "by prefix", "AB CD EF": "by any case" } } },
    fields: {
      id: { path: "id" },
      name: { path: "missing", else: { of: "id" } },
      steps: {
        path: "text",
        rules: [
          { op: "trim" },
          { op: "replace", find: "x", with: "y" },
          { op: "regex", pattern: "W", with: "v" },
          { op: "strip" },
          { op: "take", separator: "/", part: 0 },
          { op: "map", values: {} },
          { op: "lines", separator: ";" },
          { op: "when", pattern: "z", then: [] },
          { op: "wrap", width: 3 },
        ],
      },
      count: { path: "count", rules: [{ op: "tokens" }], missing: { in: [0] } },
      cost: { path: "cost", rules: [{ op: "price" }] },
      day: { path: "day", rules: [{ op: "date" }] },
      looked: { path: "text", rules: [{ op: "lookup", table: "words" }] },
      lacking: { path: "nowhere" },
      joined: { path: "tags[*]", each: { text: "{key}" }, rules: [{ op: "joinList" }] },
      sorted: { path: "tags", rules: [{ op: "sortList" }] },
      rounded: { path: "cost", rules: [{ op: "round" }] },
      grouped: { path: "cost", rules: [{ op: "thousands" }] },
      unit: { path: "cost", rules: [{ op: "units" }] },
      share: { path: "cost", rules: [{ op: "percent" }] },
      scaled: { path: "cost", rules: [{ op: "times", by: 2 }] },
      mark: { text: "{name}", when: { field: "name", exists: true } },
    },
  },
  exclude: [{ name: "none", when: { all: [{ field: "id", exists: false }] } }],
  slug: { rules: [] },
  capabilities: [{ name: "text", templates: "text" }],
  snippets: [{ kind: "chat", language: "python", path: "{slug}.py" }],
  includes: {},
  formats: { box: { open: "{title}", body: [], recognise: "x", cites: "y" } },
  sections: [{ page: "a.md", kind: "chat", language: "python", format: "box", order: {} }],
  tables: [
    {
      page: "a.md",
      columns: [
        { header: "A", value: "{id}" },
        { header: "B", value: "{name}" },
      ],
      order: { by: [{}] },
      group: { by: "name", header: "| {group} | |", order: {} },
      rows: [{ name: "one", cells: {} }],
    },
  ],
  navigation: [
    { file: "mkdocs.yml", path: ["nav"], item: "{id}.md", group: { by: "id", path: ["{group}"] } },
  ],
  counters: [{ name: "all", page: "a.md" }],
  documents: [{ path: "models.json", template: "documents/models.json.ejs" }],
  mentions: { pages: ["*.md"], roles: { chat: { model: "acme/Wren" } }, left: {} },
  client: { api: "api.json", out: "client" },
  verify: { api: "api.json" },
  moved: [{ from: "a", to: "b" }],
  removal: {},
  policy: {
    guards: { factor: {}, range: { ranges: { cost: { min: 1 } } }, minAge: { days: 1, field: "day" } },
    classes: [{ class: "review" }],
  },
  check: {},
};

type Way = readonly (string | number)[];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The definition that a value of a `oneOf` is by its `op`. */
const alternative = ({ oneOf = [] }: Schema, value: unknown): Schema =>
  oneOf.find((each) => {
    const op = definitions[referred(each)]?.properties?.op;
    return isRecord(value) && (op?.const === value.op || op?.enum?.includes(value.op) === true);
  }) ?? {};

/** The form of several that a value has: a list, something that has a definition, or a plain value. */
const form = ({ anyOf = [] }: Schema, value: unknown): Schema =>
  anyOf.find(
    (each) =>
      Array.isArray(value) === (each.items !== undefined) && isRecord(value) === (each.$ref !== undefined),
  ) ?? {};

/** Where a value has parts, by the definitions that they are. */
const walk = (value: unknown, given: Schema, name: string, way: Way): readonly (readonly [string, Way])[] => {
  const definition = definitions[referred(given)];
  if (definition !== undefined) return walk(value, definition, referred(given), way);
  if (given.oneOf !== undefined) return walk(value, alternative(given, value), name, way);
  if (given.anyOf !== undefined) return walk(value, form(given, value), name, way);
  if (Array.isArray(value))
    return value.flatMap((item, index) => walk(item, given.items ?? {}, "", [...way, index]));
  if (!isRecord(value)) return [];
  const others = typeof given.additionalProperties === "object" ? given.additionalProperties : {};
  return [
    [name, way],
    ...Object.entries(value).flatMap(([key, item]) =>
      walk(item, given.properties?.[key] ?? others, "", [...way, key]),
    ),
  ];
};

const parts = walk(sample, schema, "Config", []);

/** Where the sample has parts of the definition that a property's place names. */
function partsOf(place: string): readonly Way[] {
  const [definition] = place.split(".");
  return parts.filter(([name]) => name === definition).map(([, way]) => way);
}

const put = (into: unknown, [key, ...rest]: Way, value: unknown): unknown => {
  if (key === undefined) return value;
  if (Array.isArray(into))
    return into.map((item: unknown, index) => (index === key ? put(item, rest, value) : item));
  return isRecord(into) ? { ...into, [key]: put(into[key], rest, value) } : put({}, [key, ...rest], value);
};

/** The sample with a value at a place. */
function withValue(way: Way, value: unknown): unknown {
  return put(sample, way, value);
}

/** What settings say and do, without the config's own words in them. */
const described = (value: unknown): unknown => {
  if (value instanceof Map || value instanceof Set) return described([...value]);
  if (Array.isArray(value)) return value.map((item: unknown) => described(item));
  if (value instanceof RegExp) return String(value);
  if (typeof value === "function") return "function";
  if (!isRecord(value)) return value;
  if (typeof value.apply === "function" && typeof value.applyList === "function") {
    const { apply, applyList } = value;
    const texts = [
      "Wren w",
      "ab cd ef",
      "131072",
      "131572",
      "0.0015",
      "2025-06-11",
      "2.5",
      "1250",
      "0.00125",
    ];
    return [
      texts.map((text): unknown => Reflect.apply(apply, undefined, [text])),
      Reflect.apply(applyList, undefined, [texts]),
    ];
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "config" && key !== "options")
      .map(([key, item]) => [key, described(item)]),
  );
};

const api = loadApi({
  source: {
    label: "api.json",
    text: JSON.stringify({
      openapi: "3.0.3",
      info: { title: "T", version: "1" },
      paths: {
        "/v1/models": { get: { operationId: "listModels", responses: { 200: { description: "ok" } } } },
      },
      components: { schemas: { Bytes: { type: "integer", format: "int64" } } },
    }),
  },
  overlays: [],
  readLocal: () => fail(),
});

/** The names of a client's files, what they import, and their functions: all that its defaults are about. */
const clientOf = async (client: ClientSettings | undefined): Promise<unknown> => {
  if (client === undefined) return [];
  const inputs = { source: "", overlays: [], options: client.options, generator: "" };
  const files = valueOf(await generateClient({ api: valueOf(await api), inputs }));
  return files.map(({ path, text }) => [path, text.match(/from "\..*"|function \w+/g)]);
};

/** All that a config leads to. */
const behaviour = async (config: unknown): Promise<unknown> => {
  if (!isConfig(config)) throw new Error(JSON.stringify(configErrors(config)));
  const settings = toSettings(config, formats);
  const label = "catalog.json";
  const parts = [{ label, value: [{ id: "acme/Wren", text: "Wren w w" }] }];
  const records = adaptCatalog(settings, { label, parts, overlays: [] }, () => []);
  return [described(settings), described(records), await clientOf(settings.client)];
};

/** Another value than the default that the schema takes as well. */
const othersOf = ({ default: value, enum: all = [] }: Schema): readonly unknown[] => {
  if (all.length > 0) return all.filter((each) => each !== value);
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [value + 1000, value + 1, value / 2];
  return [`${String(value)}x`];
};

describe("a default is what the code does", () => {
  test.each(
    properties
      .filter(({ property }) => property.default !== undefined)
      .map(({ place, name, property }) => [place, name, property] as const),
  )("%s", async (place, name, property) => {
    const ways = partsOf(place).map((way) => [...way, name]);
    expect(ways, `the sample of this test has no ${place.split(".")[0] ?? ""}: add one`).not.toEqual([]);
    const without = await behaviour(sample);
    let seen = false;
    for (const way of ways) {
      expect(await behaviour(withValue(way, property.default))).toEqual(without);
      const other = othersOf(property)
        .map((value) => withValue(way, value))
        .find((config) => isConfig(config));
      if (other !== undefined && JSON.stringify(await behaviour(other)) !== JSON.stringify(without))
        seen = true;
    }
    expect(seen, "another value makes a difference").toBe(true);
  });
});
