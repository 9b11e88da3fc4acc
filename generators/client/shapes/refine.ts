/**
 * The API as types and validators need it: what a document says in one place about another is written there.
 */
import type { ApiDocument, JsonSchema } from "../../api/types.ts";
import { mapOperation, mapWebhooks, splitDirections } from "./directions.ts";
import { applyDiscriminators } from "./discriminator.ts";
import { requireInherited, tagHeirs } from "./inherit.ts";

const mapSchemas = (api: ApiDocument, turn: (schema: JsonSchema) => JsonSchema): ApiDocument => ({
  ...api,
  operations: api.operations.map((operation) => mapOperation(operation, turn, turn)),
  webhooks: mapWebhooks(api.webhooks, turn),
  schemas: new Map([...api.schemas].map(([name, schema]) => [name, turn(schema)])),
});

/** Writes out inherited requirements, tells requests and responses apart, and makes discriminators checks. */
export const refineApi = (api: ApiDocument): ApiDocument => {
  const complete = mapSchemas(api, (schema) => requireInherited(schema, api.schemas));
  const split = splitDirections({ ...complete, schemas: tagHeirs(complete.schemas) });
  return mapSchemas(split, (schema) => applyDiscriminators(schema, split.schemas));
};
