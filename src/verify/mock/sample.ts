/** A JSON Schema → one value that it accepts, the same on every run. */
import { emptyObject, isObject, type JsonValue } from "../../../generators/api/json.ts";
import {
  type ApiDocument,
  type JsonSchema,
  type SchemaObject,
  schemaRefName,
  isNull,
} from "../../../generators/api/types.ts";
import { maximumSize, sampleNumber, sampleString } from "./scalar.ts";

export type SampleOptions = {
  /** Whether properties that may be missing are there; below six levels they never are. */
  readonly optional: boolean;
};

type Context = SampleOptions & {
  readonly schemas: ApiDocument["schemas"];
  readonly depth: number;
  readonly index: number;
  /** Counts across the whole sample. */
  readonly made: { values: number };
};

/** Optional properties stop here, so that a schema that contains itself ends. */
const optionalDepth = 6;
/** Most values that one sample holds: a schema may fan out without end. */
const maximumValues = 100_000;
/** Nothing is made below this depth: a schema that requires itself has no finite value. */
const maximumDepth = 40;

const deeper = (context: Context, index = 0): Context => ({ ...context, depth: context.depth + 1, index });

/** Two schemas that hold together, as one; good enough to make a value, not to check one. */
const both = (a: JsonSchema, b: JsonSchema): JsonSchema => {
  if (typeof a === "boolean") return a ? b : false;
  if (typeof b === "boolean") return b ? a : false;
  return {
    ...a,
    ...b,
    ...(a.properties === undefined && b.properties === undefined
      ? {}
      : { properties: Object.assign(emptyObject<JsonSchema>(), a.properties, b.properties) }),
    ...(a.required === undefined && b.required === undefined
      ? {}
      : { required: [...new Set([...(a.required ?? []), ...(b.required ?? [])])] }),
  };
};

/** Resolves references, `allOf`, and the choice among branches, until only plain keywords are left. */
const flatten = (schema: JsonSchema, context: Context, hops = 0): JsonSchema => {
  context.made.values += 1;
  if (typeof schema === "boolean" || hops > maximumDepth || context.made.values > maximumValues)
    return schema;
  const { $ref, allOf, anyOf, oneOf, ...rest } = schema;
  if ($ref !== undefined) {
    return flatten(both(rest, context.schemas.get(schemaRefName($ref)) ?? true), context, hops + 1);
  }
  if (allOf !== undefined) {
    const whole = allOf
      .map((part) => flatten(part, context, hops + 1))
      .reduce(both, { ...rest, ...pickBranches(schema) });
    return flatten(whole, context, hops + 1);
  }
  const branches = anyOf ?? oneOf;
  if (branches === undefined) return rest;
  const branch = branches.find((item) => !isNull(item)) ?? branches[0] ?? true;
  const other = anyOf !== undefined && oneOf !== undefined ? { oneOf } : {};
  return flatten(both({ ...rest, ...other }, flatten(branch, context, hops + 1)), context, hops + 1);
};

const pickBranches = (schema: SchemaObject): SchemaObject => ({
  ...(schema.anyOf === undefined ? {} : { anyOf: schema.anyOf }),
  ...(schema.oneOf === undefined ? {} : { oneOf: schema.oneOf }),
});

const sampleObject = (schema: SchemaObject, context: Context): JsonValue => {
  const made = emptyObject<JsonValue>();
  const properties = schema.properties ?? emptyObject<JsonSchema>();
  const required = schema.required ?? [];
  const isWanted = (name: string): boolean =>
    required.includes(name) || (context.optional && context.depth < optionalDepth);
  for (const [name, property] of Object.entries(properties)) {
    if (property !== false && isWanted(name)) made[name] = build(property, deeper(context));
  }
  const extra = schema.additionalProperties ?? true;
  for (const name of required) if (!(name in made)) made[name] = build(extra, deeper(context));
  for (let n = Object.keys(made).length; n < Math.min(schema.minProperties ?? 0, maximumSize); n++) {
    made[`key${n}`] = build(extra, deeper(context));
  }
  return made;
};

const sampleArray = (schema: SchemaObject, context: Context): JsonValue => {
  const tuple = (schema.prefixItems ?? []).map((item) => build(item, deeper(context)));
  const usual = context.depth < optionalDepth ? 1 : 0;
  const wanted = Math.min(
    Math.max(schema.minItems ?? usual, tuple.length),
    schema.maxItems ?? maximumSize,
    maximumSize,
  );
  const items = schema.items ?? true;
  while (tuple.length < wanted && items !== false) tuple.push(build(items, deeper(context, tuple.length)));
  return tuple;
};

const typeOf = (schema: SchemaObject): string => {
  const { type } = schema;
  if (typeof type === "string") return type;
  if (type !== undefined) return type.find((name) => name !== "null") ?? "null";
  if (schema.properties !== undefined || schema.required !== undefined) return "object";
  if (schema.items !== undefined || schema.prefixItems !== undefined) return "array";
  return schema.minimum !== undefined || schema.maximum !== undefined ? "number" : "string";
};

const build = (source: JsonSchema, context: Context): JsonValue => {
  const schema = flatten(source, context);
  context.made.values += 1;
  if (typeof schema === "boolean" || context.depth > maximumDepth || context.made.values > maximumValues)
    return null;
  if (schema.const !== undefined) return schema.const;
  const [value] = schema.enum ?? [];
  if (value !== undefined) return schema.enum?.[context.index] ?? value;
  switch (typeOf(schema)) {
    case "object":
      return sampleObject(schema, context);
    case "array":
      return sampleArray(schema, context);
    case "number":
      return sampleNumber(schema, false, context.index);
    case "integer":
      return sampleNumber(schema, true, context.index);
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return sampleString(schema, context.index);
  }
};

/** Makes a value that the schema accepts, but for `not`, unusual patterns, and what no finite value satisfies. */
export const sample = (
  schema: JsonSchema,
  api: ApiDocument,
  options: SampleOptions = { optional: true },
): JsonValue => build(schema, { ...options, schemas: api.schemas, depth: 0, index: 0, made: { values: 0 } });

/** Like {@link sample} for an object, with some of its properties given. */
export const sampleWith = (
  schema: JsonSchema,
  api: ApiDocument,
  given: Readonly<Record<string, JsonValue>>,
): Record<string, JsonValue> => {
  const made = sample(schema, api, { optional: false });
  return Object.assign(emptyObject<JsonValue>(), isObject(made) ? made : {}, given);
};
