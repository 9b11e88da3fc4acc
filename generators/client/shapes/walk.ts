/**
 * The one place that knows where schemas stand inside a schema.
 */
import { emptyObject } from "../../api/json.ts";
import type { JsonSchema, SchemaMap, SchemaObject } from "../../api/types.ts";

/** How a schema hangs in the one above it. */
export type Place =
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "branch"; readonly index: number }
  | { readonly kind: "item" | "value" | "part" | "test" };

type Visit = (child: JsonSchema, place: Place) => JsonSchema;

const mapValues = (map: SchemaMap, visit: (child: JsonSchema, name: string) => JsonSchema): SchemaMap => {
  const made = emptyObject<JsonSchema>();
  for (const [name, child] of Object.entries(map)) made[name] = visit(child, name);
  return made;
};

/**
 * A copy of the schema in which `visit` replaced every schema directly below it.
 * `part` is a member of `allOf`; `test` is `not` or `propertyNames`, which describe no value of their own.
 */
export const rewriteChildren = (schema: SchemaObject, visit: Visit): SchemaObject => {
  const { properties, patternProperties, additionalProperties, propertyNames, items, prefixItems } = schema;
  const { anyOf, oneOf, allOf, not } = schema;
  const branch = (child: JsonSchema, index: number): JsonSchema => visit(child, { kind: "branch", index });
  return {
    ...schema,
    ...(properties && {
      properties: mapValues(properties, (child, name) => visit(child, { kind: "property", name })),
    }),
    ...(patternProperties && {
      patternProperties: mapValues(patternProperties, (child) => visit(child, { kind: "value" })),
    }),
    ...(additionalProperties !== undefined && {
      additionalProperties: visit(additionalProperties, { kind: "value" }),
    }),
    ...(propertyNames !== undefined && { propertyNames: visit(propertyNames, { kind: "test" }) }),
    ...(items !== undefined && { items: visit(items, { kind: "item" }) }),
    ...(prefixItems && { prefixItems: prefixItems.map((child) => visit(child, { kind: "item" })) }),
    ...(anyOf && { anyOf: anyOf.map(branch) }),
    ...(oneOf && { oneOf: oneOf.map(branch) }),
    ...(allOf && { allOf: allOf.map((child) => visit(child, { kind: "part" })) }),
    ...(not !== undefined && { not: visit(not, { kind: "test" }) }),
  };
};

/** Calls `visit` for every schema directly below this one. */
export const eachChild = (schema: SchemaObject, visit: (child: JsonSchema, place: Place) => void): void => {
  const values = [...Object.values(schema.patternProperties ?? {}), schema.additionalProperties];
  const tests = [schema.propertyNames, schema.not];
  for (const [name, child] of Object.entries(schema.properties ?? {}))
    visit(child, { kind: "property", name });
  for (const child of values) if (child !== undefined) visit(child, { kind: "value" });
  for (const child of tests) if (child !== undefined) visit(child, { kind: "test" });
  for (const child of [schema.items, ...(schema.prefixItems ?? [])])
    if (child !== undefined) visit(child, { kind: "item" });
  schema.anyOf?.forEach((child, index) => visit(child, { kind: "branch", index }));
  schema.oneOf?.forEach((child, index) => visit(child, { kind: "branch", index }));
  for (const child of schema.allOf ?? []) visit(child, { kind: "part" });
};

/** The branches of `anyOf` and `oneOf`, together. */
export const branchesOf = (schema: SchemaObject): readonly JsonSchema[] => [
  ...(schema.anyOf ?? []),
  ...(schema.oneOf ?? []),
];

const isNull = (schema: JsonSchema): boolean => typeof schema === "object" && schema.type === "null";

/** The schema inside `anyOf: [X, null]`, for any such pair; undefined when it is something else. */
export const unwrapNullable = (schema: SchemaObject): JsonSchema | undefined => {
  const branches = branchesOf(schema);
  const keywords = Object.keys(schema).filter(
    (key) => key !== "description" && key !== "default" && key !== "title",
  );
  const rest = branches.filter((branch) => !isNull(branch));
  return keywords.length === 1 && branches.length === 2 && rest.length === 1 ? rest[0] : undefined;
};

/** The schema, without the null that may stand beside it. */
export const unwrapped = (schema: JsonSchema): JsonSchema =>
  typeof schema === "boolean" ? schema : (unwrapNullable(schema) ?? schema);
