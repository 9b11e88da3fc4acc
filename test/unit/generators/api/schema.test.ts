/** How one schema is normalised: what is rewritten, what is left out, and what is said about it. */
import { describe, expect, test } from "vitest";
import { schemaRefName } from "../../../../generators/api/types.ts";
import { openapi, loadText, schemaOf, told, valueOf } from "./support.ts";
import { processorSince } from "../../../support/processor.ts";

describe("what is rewritten", () => {
  test.each([
    [
      "nullable of 3.0",
      { type: "string", nullable: true, enum: ["a"] },
      { type: ["string", "null"], enum: ["a", null] },
    ],
    [
      "nullable beside a reference",
      { $ref: "#/components/schemas/Other", nullable: true },
      { anyOf: [{ $ref: "#/components/schemas/Other" }, { type: "null" }] },
    ],
    [
      "nullable beside allOf",
      { allOf: [{ type: "string" }], nullable: true },
      { anyOf: [{ allOf: [{ type: "string" }] }, { type: "null" }] },
    ],
    ["nullable alone", { nullable: true, description: "d" }, { description: "d" }],
    ["a list with one type", { type: ["string"] }, { type: "string" }],
    ["a list with a type twice", { type: ["string", "null", "string"] }, { type: ["string", "null"] }],
    [
      "boolean bounds of 3.0",
      { minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
      { exclusiveMinimum: 1, maximum: 9 },
    ],
    [
      "tuples of draft-07",
      { items: [{ type: "string" }], additionalItems: false },
      { prefixItems: [{ type: "string" }], items: false },
    ],
    [
      "repeated names and values",
      { required: ["a", "a"], enum: [1, { b: 1, a: 2 }, { a: 2, b: 1 }, 1] },
      { required: ["a"], enum: [1, { b: 1, a: 2 }] },
    ],
    [
      "a description beside a reference",
      { $ref: "#/components/schemas/Other", description: "d" },
      { $ref: "#/components/schemas/Other", description: "d" },
    ],
    ["a lone surrogate", { description: "a\ud800b" }, { description: "a\ufffdb" }],
    [
      "a schema that is only true or false",
      { properties: { a: true, b: false } },
      { properties: { a: true, b: false } },
    ],
    [
      "a schema that contains itself",
      { properties: { next: { $ref: "#/components/schemas/S" } } },
      { properties: { next: { $ref: "#/components/schemas/S" } } },
    ],
  ])("%s", async (_, given, want) => {
    const { schema, told: said } = await schemaOf(given, "3.0.3");
    expect(schema).toEqual(want);
    expect(said).toEqual([]);
  });

  test("type null is taken in a document that says 3.0, and in 3.1", async () => {
    const given = { anyOf: [{ type: "string" }, { type: "null" }] };
    for (const version of ["3.0.0", "3.1.0"])
      expect(await schemaOf(given, version)).toEqual({ schema: given, told: [] });
  });

  test("rules beside a reference hold in 3.1, and are left out in 3.0, which ignores them", async () => {
    const given = { $ref: "#/components/schemas/Other", maxLength: 3, description: "d" };
    const $ref = "#/components/schemas/Other";
    expect(await schemaOf(given)).toEqual({
      schema: { description: "d", allOf: [{ $ref }, { maxLength: 3 }] },
      told: [],
    });
    expect(await schemaOf(given, "3.0.0")).toEqual({
      schema: { $ref, description: "d" },
      told: ["warning api-reference-siblings S"],
    });
  });

  test("a discriminator names schemas, by name or by reference", async () => {
    const mapping = { a: "Other", b: "#/components/schemas/S" };
    const { schema } = await schemaOf({
      oneOf: [{ type: "string" }],
      discriminator: { propertyName: "kind", mapping },
    });
    expect(schema).toEqual({
      oneOf: [{ type: "string" }],
      discriminator: {
        propertyName: "kind",
        mapping: new Map([
          ["a", "Other"],
          ["b", "S"],
        ]),
      },
    });
  });
});

describe("what is left out, silently or with a warning", () => {
  test.each([
    [
      { type: "string", tsType: "evil", "x-foo": 1, example: 1, examples: [1], xml: {}, $comment: "c" },
      { type: "string" },
      [],
    ],
    [{ type: ["string", "any"] }, { type: "string" }, ["warning api-schema-type S/type"]],
    [{ pattern: "(" }, {}, ["warning api-schema-keyword S/pattern"]],
    [
      { minLength: -1, maxLength: "3", minimum: "0", multipleOf: 0, deprecated: "yes", title: 1 },
      {},
      ["minimum", "multipleOf", "minLength", "maxLength", "title", "deprecated"].map(
        (key) => `warning api-schema-keyword S/${key}`,
      ),
    ],
    [
      { enum: [], required: "a" },
      {},
      ["warning api-schema-keyword S/required", "warning api-schema-keyword S/enum"],
    ],
    [
      { if: {}, contains: {} },
      {},
      ["warning api-schema-keyword S/if", "warning api-schema-keyword S/contains"],
    ],
    [
      { anyOf: [{ type: "string" }, {}] },
      { anyOf: [{ type: "string" }, {}] },
      ["warning api-schema-collapses S"],
    ],
    [{ anyOf: [] }, {}, []],
    [{ type: "integer", enum: ["A", "B"] }, { enum: ["A", "B"] }, ["warning api-schema-values S"]],
    [{ type: "boolean", const: "yes" }, { const: "yes" }, ["warning api-schema-values S"]],
    [{ type: "integer", enum: ["A", 1] }, { type: "integer", enum: ["A", 1] }, []],
    [
      { type: "array", items: { type: "string" }, enum: ["A"] },
      { type: "array", items: { type: "string", enum: ["A"] } },
      ["warning api-schema-values S"],
    ],
    [
      { type: "array", items: { type: "string", enum: ["B"] }, enum: ["A"] },
      { items: { type: "string", enum: ["B"] }, enum: ["A"] },
      ["warning api-schema-values S"],
    ],
  ])("%j", async (given, want, said) => {
    expect(await schemaOf(given)).toEqual({ schema: want, told: said });
  });
});

describe("what is refused", () => {
  test.each([
    ["text for a schema", { items: "string" }, ["error api-schema-invalid S/items"]],
    ["a list of properties", { properties: ["a"] }, ["error api-schema-invalid S/properties"]],
    ["an object of branches", { anyOf: {} }, ["error api-schema-invalid S/anyOf"]],
    [
      "a reference to nothing",
      { items: { $ref: "#/components/schemas/No" } },
      ["error api-reference-missing S/items/$ref"],
    ],
    ["a reference that is no text", { $ref: 1 }, ["error api-reference-invalid S/$ref"]],
    [
      "a reference over the network",
      { $ref: "https://example.com/a.json#/a" },
      ["error api-reference-remote S/$ref"],
    ],
    [
      "a reference without its scheme",
      { $ref: "//example.com/a.json" },
      ["error api-reference-remote S/$ref"],
    ],
    ["a file: reference", { $ref: "file:///etc/passwd" }, ["error api-reference-remote S/$ref"]],
    ["an absolute path", { $ref: "/etc/passwd" }, ["error api-reference-invalid S/$ref"]],
    ["an encoded absolute path", { $ref: "%2Fetc/passwd" }, ["error api-reference-invalid S/$ref"]],
    ["a Windows path", { $ref: "..\\a.json" }, ["error api-reference-invalid S/$ref"]],
    ["an anchor", { $ref: "#there" }, ["error api-reference-invalid S/$ref"]],
    ["a schema that is itself", { $ref: "#/components/schemas/S" }, ["error api-reference-cycle S"]],
    [
      "a schema that must be itself",
      { allOf: [{ anyOf: [{ $ref: "#/components/schemas/S" }] }] },
      ["error api-reference-cycle S"],
    ],
  ])("%s", async (_, given, want) => {
    expect((await schemaOf(given)).told).toEqual(want);
  });
});

describe("names from the document are only names", () => {
  const names = ["__proto__", "constructor", "toString", "a/b~c", 'q"`${x}*/', "日本", "\u2028", "%41"];
  const text = openapi({
    components: {
      schemas: Object.fromEntries(
        names.slice(1).map((name, index) => [name, { type: "object", properties: { n: { const: index } } }]),
      ),
    },
  }).replace(
    '"schemas":{',
    '"schemas":{"__proto__":{"type":"object","properties":{"__proto__":{"const":0}},"required":["__proto__"]},',
  );

  test("schemas, properties and references", async () => {
    const api = valueOf(await loadText(text));
    expect([...api.schemas.keys()].sort()).toEqual([...names].sort());
    const { schemas } = api;
    const proto = schemas.get("__proto__");
    const properties = typeof proto === "object" ? proto.properties : undefined;
    expect(Object.getPrototypeOf(properties)).toBeNull();
    expect(Object.entries(properties ?? {})).toEqual([["__proto__", { const: 0 }]]);
  });

  test.each(names)("a reference to %j is found again by name", async (name) => {
    const pointer = name.replaceAll("~", "~0").replaceAll("/", "~1");
    const ref = `#/components/schemas/${encodeURIComponent(pointer)}`;
    const schemas = `"Z":{"items":{"$ref":${JSON.stringify(ref)}}},${JSON.stringify(name)}:{"type":"string"}`;
    const outcome = await loadText(
      openapi({ components: { schemas: {} } }).replace('"schemas":{', `"schemas":{${schemas}`),
    );
    const z = valueOf(outcome).schemas.get("Z");
    const items = typeof z === "object" && typeof z.items === "object" ? z.items.$ref : undefined;
    expect(items).toBe(ref);
    expect(schemaRefName(items ?? "")).toBe(name);
  });
});

test("thousands of values and of schemas take little time", async () => {
  const values = Array.from({ length: 20_000 }, (_, index) => `v${index}`);
  const chain = Array.from({ length: 5_000 }, (_, n): readonly [string, object] => [
    `C${n}`,
    n === 4_999 ? { type: "string" } : { $ref: `#/components/schemas/C${n + 1}` },
  ]);
  const start = process.cpuUsage();
  const outcome = await loadText(
    openapi({ components: { schemas: { ...Object.fromEntries(chain), Many: { enum: values } } } }),
  );
  expect(told(outcome)).toEqual([]);
  expect(valueOf(outcome).schemas.size).toBe(5_001);
  expect(processorSince(start)).toBeLessThan(3_000);
});

describe("references by name", () => {
  const node = { $dynamicAnchor: "node", type: "object" };
  test.each<readonly [what: string, given: object, want: object, told: readonly string[]]>([
    [
      "an anchor",
      { properties: { a: { $anchor: "there", type: "string" }, b: { $ref: "#there" } } },
      { properties: { b: { $ref: "#/components/schemas/S_properties_a" } } },
      [],
    ],
    [
      "a dynamic one that only one place answers",
      { ...node, properties: { next: { $dynamicRef: "#node" } } },
      { properties: { next: { $ref: "#/components/schemas/S" } } },
      [],
    ],
    [
      "a dynamic one that several places answer",
      { ...node, properties: { next: { $dynamicRef: "#node" }, other: node } },
      { properties: { next: {} } },
      ["warning api-schema-keyword S/properties/next/$dynamicRef"],
    ],
  ])("%s", async (_, given, want, problems) => {
    const made = await schemaOf(given);
    expect(made.told).toEqual(problems);
    expect(made.schema).toMatchObject(want);
  });
});
