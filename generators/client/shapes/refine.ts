/**
 * The API as types and validators need it: what a document says in one place about another is written there.
 */
import type { ApiDocument, JsonSchema, SchemaObject } from "../../api/types.ts";
import { mapOperation, mapWebhooks, splitDirections } from "./directions.ts";
import { applyDiscriminators } from "./discriminator.ts";
import { requireInherited, tagHeirs } from "./inherit.ts";
import { rewriteChildren } from "./walk.ts";

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

/**
 * Writes out inherited requirements, tells requests and responses apart, makes discriminators checks, and
 * marks the integers of 64 bits that shall not be numbers.
 */
export const refineApi = (
  given: ApiDocument,
  int64: "number" | SchemaObject["int64"] = "number",
): ApiDocument => {
  const api = int64 === "number" ? given : mapSchemas(given, (schema) => markIntegers(schema, int64));
  const complete = mapSchemas(api, (schema) => requireInherited(schema, api.schemas));
  const split = splitDirections({ ...complete, schemas: tagHeirs(complete.schemas) });
  return mapSchemas(split, (schema) => applyDiscriminators(schema, split.schemas));
};
