/** The client's judge beside ajv: the same values fit, and what it says of the others ajv says as well. */
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Schema, validateBy } from "../../../../generators/client/runtime/schema.ts";

const keys = ["a", "b", "__proto__", "x-1"] as const;
const patterns = ["^x-", "a$"] as const;
const types = ["array", "boolean", "integer", "null", "number", "object", "string"] as const;
const small = fc.integer({ min: 0, max: 3 });
const named = <T>(names: readonly string[], values: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 3, noNullPrototype: true });

const { value, schema } = fc.letrec<{ value: unknown; schema: Exclude<Schema, () => Schema> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, 0, 1, 2, -1, 1.5, 19.99, "", "a", "x-1", "xa", "😀😀"),
    fc.array(tie("value"), { maxLength: 3 }),
    named(keys, tie("value")),
  ),
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.boolean(),
    fc.record({
      type: fc.oneof(fc.constantFrom(...types), fc.uniqueArray(fc.constantFrom(...types), { minLength: 1 })),
    }),
    fc.record(
      {
        maximum: small,
        minimum: small,
        exclusiveMaximum: small,
        exclusiveMinimum: small,
        multipleOf: fc.constantFrom(1, 2, 0.5),
        minLength: small,
        maxLength: small,
        pattern: fc.constantFrom(...patterns),
      },
      { requiredKeys: [] },
    ),
    fc.record(
      {
        type: fc.constant("object"),
        properties: named(keys, tie("schema")),
        patternProperties: named(patterns, tie("schema")),
        additionalProperties: tie("schema"),
        propertyNames: tie("schema"),
        required: fc.uniqueArray(fc.constantFrom(...keys)),
        minProperties: small,
        maxProperties: small,
      },
      { requiredKeys: [] },
    ),
    fc.record(
      {
        type: fc.constant("array"),
        items: tie("schema"),
        prefixItems: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }),
        minItems: small,
        maxItems: small,
        uniqueItems: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    ...(["anyOf", "oneOf", "allOf"] as const).map((keyword) =>
      fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((branches) => ({ [keyword]: branches })),
    ),
    fc.record({ not: tie("schema") }),
    fc.record({ const: tie("value") }),
    fc.record({ enum: fc.array(tie("value"), { minLength: 1, maxLength: 3 }) }),
  ),
}));

const told = ({ instancePath, keyword }: { instancePath: string; keyword: string }): string =>
  `${instancePath} ${keyword}`;

test("any schema and any value", () => {
  let refused = 0;
  let taken = 0;
  fc.assert(
    fc.property(schema, fc.array(value, { minLength: 1, maxLength: 5 }), (rules, values) => {
      const ajv = new Ajv2020({ strict: false, validateSchema: false, ownProperties: true, allErrors: true });
      const peer = ajv.compile(rules);
      const own = validateBy(rules);
      for (const each of values) {
        expect(own(each)).toBe(peer(each));
        if (own.errors) refused++;
        else taken++;
        const known = new Set((peer.errors ?? []).map(told));
        // Of an item that is one too many, ajv speaks where the list is.
        const said = (own.errors ?? []).filter(({ keyword }) => keyword !== "false schema").map(told);
        expect(said.filter((fault) => !known.has(fault))).toEqual([]);
      }
    }),
    { seed: 19, numRuns: 3000 },
  );
  expect(Math.min(refused, taken)).toBeGreaterThan(2000);
});

describe("faults", () => {
  const recursive: Schema = {
    type: "object",
    properties: { next: () => recursive },
    additionalProperties: false,
  };
  test.each<readonly [what: string, rules: Schema, value: unknown, want: readonly unknown[] | null]>([
    ["a type", { type: "string" }, 1, ["", "type", { type: "string" }]],
    ["one of several types", { type: ["string", "null"] }, 1, ["", "type", { type: ["string", "null"] }]],
    [
      "where it is",
      { properties: { "a/b~": { items: { type: "string" } } } },
      { "a/b~": ["", 1] },
      ["/a~1b~0/1", "type", { type: "string" }],
    ],
    ["what is missing", { required: ["a"] }, {}, ["", "required", { missingProperty: "a" }]],
    [
      "undefined is missing",
      { required: ["a"] },
      { a: undefined },
      ["", "required", { missingProperty: "a" }],
    ],
    ["undefined where nothing is needed", { properties: { a: { type: "string" } } }, { a: undefined }, null],
    [
      "what nobody asked for",
      { additionalProperties: false },
      { b: 1 },
      ["", "additionalProperties", { additionalProperty: "b" }],
    ],
    ["a choice", { enum: ["a", "b"] }, "c", ["", "enum", { allowedValues: ["a", "b"] }]],
    ["a limit", { maximum: 2 }, 3, ["", "maximum", { comparison: "<=", limit: 2 }]],
    ["characters, not halves of them", { maxLength: 2 }, "😀😀", null],
    ["a multiple of a fraction", { multipleOf: 0.01 }, 19.99, null],
    ["no multiple of a fraction", { multipleOf: 0.01 }, 19.999, ["", "multipleOf", { multipleOf: 0.01 }]],
    [
      "two that are the same",
      { uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      ["", "uniqueItems", { i: 0, j: 1 }],
    ],
    ["two branches at once", { oneOf: [true, true] }, 1, ["", "oneOf", { passingSchemas: [0, 1] }]],
    [
      "a schema that holds itself",
      recursive,
      { next: { next: { other: 1 } } },
      ["/next/next", "additionalProperties", { additionalProperty: "other" }],
    ],
    ["no number", { type: "number" }, NaN, ["", "type", { type: "number" }]],
  ])("%s", (_, rules, value, want) => {
    const validate = validateBy(rules);
    expect(validate(value)).toBe(want === null);
    const [instancePath, keyword, params] = want ?? [];
    expect(validate.errors).toEqual(want && [{ instancePath, keyword, params }]);
  });
});
