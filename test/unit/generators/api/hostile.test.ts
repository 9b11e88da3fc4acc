/**
 * Documents that someone broke on purpose: any value or text at any place. The loader never throws, names the
 * place of each problem, and what it lets through holds only what the types of `types.ts` promise.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { isList, isObject, type JsonValue } from "../../../../generators/api/json.ts";
import {
  type ApiDocument,
  type JsonSchema,
  schemaRef,
  schemaRefName,
} from "../../../../generators/api/types.ts";
import { router } from "../../../../src/verify/mock/route.ts";
import { sample } from "../../../../src/verify/mock/sample.ts";
import { loadText } from "./support.ts";

const document: JsonValue = {
  openapi: "3.0.3",
  info: { title: "T", version: "1" },
  servers: [{ url: "https://example.com" }],
  security: [{ token: [] }],
  components: {
    securitySchemes: { token: { type: "http", scheme: "bearer" } },
    schemas: {
      Pet: {
        type: "object",
        required: ["name"],
        properties: {
          name: { type: "string", pattern: "^a", nullable: true },
          next: { $ref: "#/components/schemas/Pet" },
        },
        discriminator: { propertyName: "name", mapping: { a: "Pet" } },
        additionalProperties: false,
      },
      List: { type: "array", items: { $ref: "#/components/schemas/Pet", description: "d" }, minItems: 1 },
      Any: {
        anyOf: [{ enum: ["a", 1] }, { oneOf: [{ type: ["integer", "null"], minimum: 0 }] }, { not: {} }],
        default: null,
      },
    },
  },
  paths: {
    "/pets/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        operationId: "get",
        tags: ["a"],
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer", exclusiveMinimum: true, minimum: 0 } },
        ],
        responses: {
          200: {
            description: "d",
            content: { "application/json": { schema: { $ref: "#/components/schemas/List" } } },
          },
        },
      },
      post: {
        requestBody: { required: true, content: { "multipart/form-data": { schema: { type: "object" } } } },
        responses: { default: {} },
      },
    },
  },
};

const allowed = new Set(
  `$ref type enum const properties patternProperties additionalProperties propertyNames required minProperties maxProperties
   items prefixItems minItems maxItems uniqueItems minLength maxLength pattern format minimum maximum exclusiveMinimum
   exclusiveMaximum multipleOf anyOf oneOf allOf not title description default deprecated readOnly writeOnly discriminator`.split(
    /\s+/,
  ),
);

/** Everything in a schema that its type does not promise. */
const breaches = (schema: JsonSchema, api: ApiDocument): readonly string[] => {
  if (typeof schema === "boolean") return [];
  const {
    $ref,
    properties = {},
    patternProperties = {},
    anyOf = [],
    oneOf = [],
    allOf = [],
    prefixItems = [],
  } = schema;
  const inner = [schema.items, schema.not, schema.additionalProperties, schema.propertyNames].filter(
    (s) => s !== undefined,
  );
  const children = [
    ...Object.values(properties),
    ...Object.values(patternProperties),
    ...anyOf,
    ...oneOf,
    ...allOf,
    ...prefixItems,
    ...inner,
  ];
  const isLost =
    $ref !== undefined && (!api.schemas.has(schemaRefName($ref)) || schemaRef(schemaRefName($ref)) !== $ref);
  return [
    ...Object.keys(schema).filter((key) => !allowed.has(key)),
    ...(isLost ? [$ref] : []),
    ...children.flatMap((child) => breaches(child, api)),
  ];
};

const schemasOf = (api: ApiDocument): readonly JsonSchema[] => [
  ...api.schemas.values(),
  ...api.operations.flatMap(({ parameters, body, responses }) => [
    ...parameters.map(({ schema }) => schema),
    ...[...(body?.media ?? []), ...responses.flatMap(({ media }) => media)].map(({ schema }) => schema),
  ]),
];

const texts = [
  "*/ evil() /*",
  "`${evil()}`",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "\u2028\u2029",
  "\u202e",
  "\ud800",
  "",
  " ",
  "a\r\nb",
  "#",
  "#/",
  "#/components",
  "#/components/schemas/List",
  "#/components/schemas/No",
  "https://example.com/x",
  "file:///etc/passwd",
  "../../x.json",
  "other.json#/a",
  "%E0%A4%A",
  "(",
  "/{id}",
  "/{",
  "string",
  "null",
  "4XX",
  "$ref",
  "x-a",
  "path",
  "query",
];
const text = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: "binary", maxLength: 8 }));
const leaf = fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null));
const value = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(text, leaf, { maxKeys: 3 }),
  fc.record({ $ref: text }),
  fc.constantFrom("Pet", "List", "Any").map((name) => ({ $ref: `#/components/schemas/${name}` })),
);

/** Walks down by the numbers, each choosing a child, and puts the value (or the renamed key) where they end. */
const broken = (at: JsonValue, steps: readonly number[], put: unknown, key: string | undefined): unknown => {
  const [step = 0, ...rest] = steps;
  if (isList(at) && at.length > 0) {
    const chosen = step % at.length;
    return at.map((item, index) => (index === chosen ? broken(item, rest, put, key) : item));
  }
  if (!isObject(at) || Object.keys(at).length === 0 || steps.length === 0) return put;
  const entries = Object.entries(at);
  const chosen = step % entries.length;
  return Object.fromEntries(
    entries.map(([name, item], index) => {
      if (index !== chosen) return [name, item];
      return key !== undefined && rest.length === 0 ? [key, item] : [name, broken(item, rest, put, key)];
    }),
  );
};

test("2,000 broken documents", async () => {
  const outcomes = { loaded: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(50), { maxLength: 12 }),
      value,
      fc.option(text, { nil: undefined }),
      async (steps, put, key) => {
        const made = JSON.stringify(broken(document, steps, put, key) ?? null);
        const outcome = await loadText(made);
        const ours = outcome.problems.filter(({ code }) => code !== "no-file");
        for (const { where } of ours) expect(where).toMatch(/^api\.json(#|$)/);
        if (!outcome.ok) {
          outcomes.refused++;
          expect(outcome.problems.some(({ severity }) => severity === "error")).toBe(true);
          return;
        }
        outcomes.loaded++;
        const api = outcome.value;
        for (const schema of schemasOf(api)) {
          expect(breaches(schema, api)).toEqual([]);
          sample(schema, api);
        }
        router(api)("GET", "/pets/1");
        expect(
          schemasOf(api).map((schema) => typeof schema === "object" && Object.hasOwn(schema, "tsType")),
        ).not.toContain(true);
      },
    ),
    { numRuns: 2_000, seed: 1 },
  );
  expect(Math.min(outcomes.loaded, outcomes.refused)).toBeGreaterThan(300);
}, 60_000);
