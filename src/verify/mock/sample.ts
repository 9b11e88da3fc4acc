import { emptyObject, isObject, type JsonValue } from "../../../generators/api/json.ts";
import {
  type ApiDocument,
  isNull,
  type JsonSchema,
  type SchemaObject,
  schemaRefName,
} from "../../../generators/api/types.ts";

/** Texts and numbers that meet a schema's bounds. */

const formats: ReadonlyMap<string, string> = new Map([
  ["date-time", "2025-06-10T00:00:00Z"],
  ["date", "2025-06-10"],
  ["time", "00:00:00Z"],
  ["duration", "P1D"],
  ["email", "person@example.com"],
  ["hostname", "example.com"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["uri", "https://example.com/"],
  ["url", "https://example.com/"],
  ["uri-reference", "/example"],
  ["uuid", "00000000-0000-4000-8000-000000000000"],
  ["byte", "dGV4dA=="],
]);

const candidates = [
  "text",
  "a",
  "A",
  "0",
  "1",
  "1.0",
  "aa",
  "AA",
  "00",
  "a1",
  "A1",
  "a-b",
  "a_b",
  "a.b",
  "#000000",
  "",
];

/** Longest text, list and object that are made: a schema may demand a billion of anything. */
const maximumSize = 10_000;

/** A text within the length bounds; with a pattern, the first usual text (or a repetition of it) that matches. */
const sampleString = (schema: SchemaObject, index: number): string => {
  const { maxLength = Number.POSITIVE_INFINITY, pattern, format } = schema;
  const minLength = Math.min(schema.minLength ?? 0, maximumSize);
  const fit = (text: string): string => {
    const suffix = index === 0 ? "" : String(index);
    const filled =
      text.length + suffix.length < minLength ? text.padEnd(minLength - suffix.length, "x") : text;
    return (filled + suffix).slice(0, maxLength);
  };
  const known = format === undefined ? undefined : formats.get(format);
  if (known !== undefined) return known;
  if (pattern === undefined) return fit("text");
  const test = new RegExp(pattern, "u");
  const lengths = [
    ...candidates,
    ...candidates.map((text) => text.repeat(Math.max(minLength, 1)).slice(0, maxLength)),
  ];
  return (
    lengths.find((text) => text.length >= minLength && text.length <= maxLength && test.test(text)) ??
    fit("text")
  );
};

/** The smallest number that the bounds allow, else the largest, else 1; `index` steps away from it. */
const sampleNumber = (schema: SchemaObject, isInteger: boolean, index: number): number => {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const step = multipleOf ?? (isInteger ? 1 : undefined);
  const gap = step ?? 0.5;
  const low = Math.max(
    minimum ?? Number.NEGATIVE_INFINITY,
    (exclusiveMinimum ?? Number.NEGATIVE_INFINITY) + gap / 2,
  );
  const high = Math.min(
    maximum ?? Number.POSITIVE_INFINITY,
    (exclusiveMaximum ?? Number.POSITIVE_INFINITY) - gap / 2,
  );
  const start = Number.isFinite(low) ? low : Number.isFinite(high) ? Math.min(high, 1) : 1;
  const rounded = step === undefined ? start : Math.ceil(start / step) * step;
  const within = rounded > high ? Math.floor(high / gap) * gap : rounded;
  return within + index * gap <= high ? within + index * gap : within;
};

/** A JSON Schema → one value that it accepts, the same on every run. */

type SampleOptions = {
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
