/** Values made from schemas, each checked by ajv. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import type { ApiDocument, JsonSchema } from "../../../../generators/api/types.ts";
import { sample } from "../../../../src/verify/mock/sample.ts";
import { hasRealDocument, loadRealApi } from "./support.ts";

const tree: JsonSchema = {
  type: "object",
  required: ["name", "children"],
  properties: {
    name: { type: "string" },
    children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
    next: { $ref: "#/components/schemas/Tree" },
  },
};

const empty: ApiDocument = {
  title: "",
  version: "",
  servers: [],
  operations: [],
  webhooks: [],
  schemas: new Map([["Tree", tree]]),
  files: [],
  source: "",
};

/** For each schema, what ajv says about each of its values. */
const errorsOf = (
  cases: readonly (readonly [JsonSchema, readonly unknown[]])[],
  api: ApiDocument,
): readonly unknown[] => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({
    $id: "api",
    components: { schemas: Object.fromEntries(api.schemas) },
    cases: cases.map(([schema]) => schema),
  });
  return cases.flatMap(([, values], index): readonly unknown[] => {
    const validate = ajv.getSchema(`api#/cases/${index}`);
    if (validate === undefined) return [`case ${index} has no validator`];
    return values.flatMap((value) =>
      validate(value) === true ? [] : [{ index, value, errors: validate.errors }],
    );
  });
};

describe("a value that the schema accepts", () => {
  test.each<[JsonSchema, unknown]>([
    [true, null],
    [{ const: { a: 1 } }, { a: 1 }],
    [{ type: "string", enum: ["b", "a"] }, "b"],
    [{ type: ["null", "integer"] }, 1],
    [{ type: "string", minLength: 6, maxLength: 7 }, "textxx"],
    [{ type: "string", maxLength: 2 }, "te"],
    [{ type: "string", pattern: "^[a-zA-Z0-9_-]*$", minLength: 1 }, "text"],
    [{ type: "string", pattern: "^\\d{4}$", minLength: 4 }, "0000"],
    [{ type: "string", format: "date-time" }, "2025-06-10T00:00:00Z"],
    [{ type: "number", minimum: 0.0001, maximum: 10 }, 0.0001],
    [{ type: "integer", exclusiveMinimum: 3 }, 4],
    [{ type: "integer", exclusiveMaximum: 0 }, -1],
    [{ type: "number", exclusiveMinimum: 0, exclusiveMaximum: 0.6 }, 0.25],
    [{ type: "integer", minimum: 7, multipleOf: 5 }, 10],
    [{ type: "array", items: { type: "integer" }, minItems: 3, uniqueItems: true }, [1, 2, 3]],
    [{ type: "array", prefixItems: [{ type: "string" }, { type: "null" }], items: false }, ["text", null]],
    [{ type: "array", maxItems: 0 }, []],
    [{ type: "object", required: ["a"], additionalProperties: { type: "boolean" } }, { a: false }],
    [
      { type: "object", minProperties: 2, properties: { a: { type: "null" } } },
      { a: null, key1: null },
    ],
    [{ anyOf: [{ type: "null" }, { type: "string" }] }, "text"],
    [
      {
        type: "object",
        properties: { a: { type: "null" } },
        oneOf: [{ required: ["b"], properties: { b: { const: 1 } } }, { required: ["c"] }],
      },
      { a: null, b: 1 },
    ],
    [
      {
        allOf: [
          { properties: { a: { const: 1 } }, required: ["a"] },
          { properties: { b: { const: 2 } }, required: ["b"] },
        ],
      },
      { a: 1, b: 2 },
    ],
    [{ description: "d", $ref: "#/components/schemas/Tree" }, undefined],
  ])("%j", (schema, want) => {
    const value = sample(schema, empty);
    if (want !== undefined) expect(value).toEqual(want);
    expect(errorsOf([[schema, [value]]], empty)).toEqual([]);
    expect(sample(schema, empty)).toEqual(value);
  });

  test("a schema that contains itself ends", () => {
    expect(sample({ $ref: "#/components/schemas/Tree" }, empty, { optional: false })).toEqual({
      name: "text",
      children: [expect.objectContaining({ name: "text" })],
    });
    expect(JSON.stringify(sample({ $ref: "#/components/schemas/Tree" }, empty)).length).toBeLessThan(10_000);
  });

  test.each<JsonSchema>([
    { type: "string", minLength: 1e9 },
    { type: "string", minLength: 1e9, pattern: "^b" },
    { type: "array", minItems: 1e9 },
    { type: "object", minProperties: 1e9 },
    {
      type: "array",
      minItems: 1e4,
      items: { type: "array", minItems: 1e4, items: { type: "array", minItems: 1e4 } },
    },
  ])("%j makes something of bearable size instead", (schema) => {
    expect(JSON.stringify(sample(schema, empty)).length).toBeLessThan(1_000_000);
  });

  test("schemas that double at each of 35 levels end as well", () => {
    const both = (level: number): JsonSchema => ({ $ref: `#/components/schemas/L${level}` });
    const levels = Array.from({ length: 35 }, (_, n): [string, JsonSchema] => [
      `L${n}`,
      { allOf: [both(n + 1), both(n + 1)] },
    ]);
    const api = {
      ...empty,
      schemas: new Map([...levels, ["L35", { type: "null" }]] satisfies [string, JsonSchema][]),
    };
    expect(JSON.stringify(sample(both(0), api)).length).toBeLessThan(100);
  });

  test("a schema that requires itself ends too, with a value that nothing could satisfy", () => {
    const loop: JsonSchema = {
      type: "object",
      required: ["a"],
      properties: { a: { $ref: "#/components/schemas/Loop" } },
    };
    const api = { ...empty, schemas: new Map([["Loop", loop]]) };
    expect(JSON.stringify(sample(loop, api))).toMatch(/^\{"a":.*null/);
  });
});

describe.skipIf(!hasRealDocument)("the real document", () => {
  test.each([true, false])("every JSON body that it declares, overlay: %s", async (withOverlay) => {
    const api = await loadRealApi(withOverlay);
    const bodies = api.operations.flatMap(({ body, responses }) =>
      [...(body?.media ?? []), ...responses.flatMap(({ media }) => media)].map(({ schema }) => schema),
    );
    const cases = bodies.map(
      (schema) => [schema, [true, false].map((optional) => sample(schema, api, { optional }))] as const,
    );
    expect(errorsOf(cases, api)).toEqual([]);
    expect(bodies.length).toBeGreaterThan(withOverlay ? 100 : 35);
  });
});
