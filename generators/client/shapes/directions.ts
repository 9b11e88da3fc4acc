/** What is sent and what comes back, where they differ: a schema with `readOnly` fields gets a twin, `UserInput`. */
import { emptyObject } from "../../api/json.ts";
import {
  type ApiDocument,
  type ApiMedia,
  type ApiOperation,
  type ApiWebhook,
  type JsonSchema,
  type SchemaObject,
  schemaRef,
  schemaRefName,
} from "../../api/types.ts";
import { eachChild, holdersOf, rewriteChildren } from "./walk.ts";

type Named = ReadonlyMap<string, JsonSchema>;
type Flag = "readOnly" | "writeOnly";

const hasFlag = (schema: JsonSchema, flag: Flag, named: Named, hops = 0): boolean => {
  if (typeof schema === "boolean" || hops > 16) return false;
  if (schema[flag] === true) return true;
  const target = schema.$ref === undefined ? undefined : named.get(schemaRefName(schema.$ref));
  return (
    (target !== undefined && hasFlag(target, flag, named, hops + 1)) ||
    (schema.allOf ?? []).some((part) => hasFlag(part, flag, named, hops + 1))
  );
};

/** Without the fields of that flag; a closed object keeps them, for it would refuse them otherwise. */
const without = (schema: SchemaObject, flag: Flag, named: Named): SchemaObject => {
  const gone = new Set(
    Object.entries(schema.properties ?? {})
      .filter(([, child]) => hasFlag(child, flag, named))
      .map(([name]) => name),
  );
  if (gone.size === 0) return schema;
  const properties = emptyObject<JsonSchema>();
  for (const [name, child] of Object.entries(schema.properties ?? {}))
    if (!gone.has(name) || schema.additionalProperties === false) properties[name] = child;
  const { required = [], ...rest } = schema;
  const left = required.filter((name) => !gone.has(name));
  return { ...rest, properties, ...(left.length > 0 && { required: left }) };
};

/** Names of the schemas that hold a flagged field, or refer to one that does. */
const affected = (schemas: Named): ReadonlySet<string> =>
  holdersOf(schemas, ({ properties }) =>
    Object.values(properties ?? {}).some(
      (field) => hasFlag(field, "readOnly", schemas) || hasFlag(field, "writeOnly", schemas),
    ),
  );

type Turn = { readonly flag: Flag; readonly named: Named; readonly twins: ReadonlyMap<string, string> };

const turned = (schema: JsonSchema, turn: Turn): JsonSchema => {
  if (typeof schema === "boolean") return schema;
  const twin = (name: string): string => turn.twins.get(name) ?? name;
  if (schema.$ref !== undefined) return { ...schema, $ref: schemaRef(twin(schemaRefName(schema.$ref))) };
  const kept = without(schema, turn.flag, turn.named);
  const inner = rewriteChildren(kept, (child) => turned(child, turn));
  if (!inner.discriminator) return inner;
  const mapping = new Map([...inner.discriminator.mapping].map(([value, name]) => [value, twin(name)]));
  return { ...inner, discriminator: { ...inner.discriminator, mapping } };
};

type Turning = (schema: JsonSchema) => JsonSchema;

/** An operation whose schemas are rewritten: those of what is sent, and those of what comes back. */
export const mapOperation = (operation: ApiOperation, sent: Turning, back: Turning): ApiOperation => {
  const media = (all: readonly ApiMedia[], turn: Turning): readonly ApiMedia[] =>
    all.map((each) => ({ ...each, schema: turn(each.schema) }));
  return {
    ...operation,
    parameters: operation.parameters.map((each) => ({ ...each, schema: sent(each.schema) })),
    ...(operation.body && { body: { ...operation.body, media: media(operation.body.media, sent) } }),
    responses: operation.responses.map((each) => ({ ...each, media: media(each.media, back) })),
  };
};

/** Webhooks whose schemas are rewritten. */
export const mapWebhooks = (webhooks: readonly ApiWebhook[], turn: Turning): readonly ApiWebhook[] =>
  webhooks.map((each) => ({ ...each, schema: turn(each.schema) }));

/** The API with requests and responses told apart; the same where the document doesn't. */
export const splitDirections = (api: ApiDocument): ApiDocument => {
  const { schemas } = api;
  const twins = new Map<string, string>();
  for (const name of affected(schemas)) {
    const free = [`${name}Input`, `${name}-input`, `${name} as input`].find((each) => !schemas.has(each));
    if (free !== undefined) twins.set(name, free);
  }
  const sent = (schema: JsonSchema): JsonSchema =>
    turned(schema, { flag: "readOnly", named: schemas, twins });
  const back = (schema: JsonSchema): JsonSchema =>
    turned(schema, { flag: "writeOnly", named: schemas, twins: new Map() });
  const operations = api.operations.map((operation) => mapOperation(operation, sent, back));
  const split = new Map([...schemas].map(([name, schema]) => [name, back(schema)]));
  const input = new Map(
    [...twins].map(([name, twin]): [string, JsonSchema] => [twin, sent(schemas.get(name) ?? true)]),
  );
  const used = reachable(operations, input);
  for (const [name, schema] of input) if (used.has(name)) split.set(name, schema);
  return {
    ...api,
    webhooks: mapWebhooks(api.webhooks, back),
    operations,
    schemas: new Map([...split].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};

/** Names of the twins that something which is sent leads to. */
const reachable = (operations: readonly ApiOperation[], twins: Named): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (schema: JsonSchema): void => {
    if (typeof schema === "boolean") return;
    const name = schema.$ref === undefined ? undefined : schemaRefName(schema.$ref);
    if (name !== undefined && twins.has(name) && !found.has(name)) {
      found.add(name);
      visit(twins.get(name) ?? true);
    }
    eachChild(schema, visit);
  };
  for (const { parameters, body } of operations)
    for (const { schema } of [...parameters, ...(body?.media ?? [])]) visit(schema);
  return found;
};
