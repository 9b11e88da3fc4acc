/** The API as types and validators need it: what a document says in one place about another is written there. */
import { type ApiDocument, type JsonSchema, type SchemaObject, schemaRefName } from "../../api/types.ts";
import { mapOperation, mapWebhooks, splitDirections } from "./directions.ts";
import { requireInherited, tagHeirs } from "./inherit.ts";
import { rewriteChildren, branchesOf } from "./walk.ts";
import { byCodeUnit, emptyObject } from "../../api/json.ts";

const valuesFor = (schema: SchemaObject, target: string): readonly string[] => {
  const mapping = schema.discriminator?.mapping ?? new Map<string, string>();
  const mapped = [...mapping].filter(([, name]) => name === target).map(([value]) => value);
  return mapped.length === 0 ? [target] : mapped.sort(byCodeUnit);
};

const tag = (property: string, values: readonly string[]): SchemaObject => {
  const properties = emptyObject<JsonSchema>();
  properties[property] = { enum: values };
  return { type: "object", properties, required: [property] };
};

const alreadyTagged = (schema: JsonSchema | undefined, property: string): boolean => {
  if (typeof schema !== "object") return false;
  const found = Object.entries(schema.properties ?? {}).find(([name]) => name === property)?.[1];
  if (typeof found === "object" && (found.enum !== undefined || found.const !== undefined)) return true;
  return (schema.allOf ?? []).some((part) => alreadyTagged(part, property));
};

/** Returns the schema with every discriminator written out in the branches that need it. */
const applyDiscriminators = (schema: JsonSchema, named: ReadonlyMap<string, JsonSchema>): JsonSchema => {
  if (typeof schema === "boolean") return schema;
  const { discriminator, ...rest } = rewriteChildren(schema, (child) => applyDiscriminators(child, named));
  if (!discriminator || branchesOf(schema).length === 0) return rest;
  const mark = (branch: JsonSchema): JsonSchema => {
    if (typeof branch === "boolean" || branch.$ref === undefined) return branch;
    const target = schemaRefName(branch.$ref);
    if (alreadyTagged(named.get(target), discriminator.propertyName)) return branch;
    return { allOf: [branch, tag(discriminator.propertyName, valuesFor(schema, target))] };
  };
  return {
    ...rest,
    ...(rest.anyOf && { anyOf: rest.anyOf.map(mark) }),
    ...(rest.oneOf && { oneOf: rest.oneOf.map(mark) }),
  };
};

const mapSchemas = (api: ApiDocument, turn: (schema: JsonSchema) => JsonSchema): ApiDocument => ({
  ...api,
  operations: api.operations.map((operation) => mapOperation(operation, turn, turn)),
  webhooks: mapWebhooks(api.webhooks, turn),
  schemas: new Map([...api.schemas].map(([name, schema]) => [name, turn(schema)])),
});

/** Marks integers of 64 bits; a list of values says by itself what they are. */
const markIntegers = (schema: JsonSchema, as: SchemaObject["int64"]): JsonSchema => {
  if (typeof schema === "boolean") return schema;
  const inner = rewriteChildren(schema, (child) => markIntegers(child, as));
  const isNumber = [inner.type ?? []].flat().some((type) => type === "integer" || type === "number");
  const isWide = isNumber && /^u?int64$/.test(inner.format ?? "") && !inner.enum && inner.const === undefined;
  return isWide && as ? { ...inner, int64: as } : inner;
};

/** Writes out inherited requirements, tells requests from responses, checks discriminators, marks integers of 64 bits. */
export const refineApi = (
  given: ApiDocument,
  int64: "number" | SchemaObject["int64"] = "number",
): ApiDocument => {
  const api = int64 === "number" ? given : mapSchemas(given, (schema) => markIntegers(schema, int64));
  const complete = mapSchemas(api, (schema) => requireInherited(schema, api.schemas));
  const split = splitDirections({ ...complete, schemas: tagHeirs(complete.schemas) });
  return mapSchemas(split, (schema) => applyDiscriminators(schema, split.schemas));
};
