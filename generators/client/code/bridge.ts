/**
 * A schema as json-schema-to-typescript takes it without surprises: no references for it to resolve, no
 * names for it to change, no document text that isn't escaped already. References and literals travel as
 * `tsType`, which the document itself can't use; property names travel as numbered keys.
 */
import type { JSONSchema } from "json-schema-to-typescript";
import type { JsonValue } from "../../api/json.ts";
import { type JsonSchema, type SchemaObject, schemaRefName, type TypeName } from "../../api/types.ts";
import { commentText, literalType } from "./literal.ts";
import { tupleText } from "./typetext.ts";

/** Hands out a key for each property name, and remembers which is which. */
export type Keys = { readonly key: (name: string) => string; readonly name: (key: string) => string };

/** New, empty keys: `k0`, `k1`, … */
export const makeKeys = (): Keys => {
  const names: string[] = [];
  return { key: (name) => `k${names.push(name) - 1}`, name: (key) => names[Number(key.slice(1))] ?? "" };
};

const unknown: JSONSchema = { tsType: "unknown" };

const isUnknown = (schema: JSONSchema): boolean => schema.tsType === "unknown";

const comment = (schema: SchemaObject): JSONSchema => {
  const lines = [
    ...(schema.description === undefined ? [] : [commentText(schema.description)]),
    ...(schema.deprecated ? ["@deprecated"] : []),
  ].filter((line) => line !== "");
  return lines.length > 0 ? { description: lines.join("\n") } : {};
};

/** Joins literals with `|`, breaking lines after an operator so that none grows past the width. */
export const literalUnion = (values: readonly JsonValue[]): string => {
  const width = 90;
  const lines: string[] = [];
  let line = "";
  for (const literal of new Set(values.map(literalType))) {
    if (line !== "" && line.length + literal.length > width) {
      lines.push(`${line} |`);
      line = literal;
    } else line = line === "" ? literal : `${line} | ${literal}`;
  }
  return [...lines, line === "" ? "never" : line].join("\n");
};

const union = (members: readonly JSONSchema[]): JSONSchema => {
  if (members.some(isUnknown)) return unknown;
  const [only] = members;
  return members.length === 1 && only ? only : { anyOf: [...members] };
};

const properties = (schema: SchemaObject, keys: Keys): JSONSchema => {
  const own = Object.entries(schema.properties ?? {});
  const named = new Set(own.map(([name]) => name));
  const required = new Set(schema.required ?? []);
  const all: readonly (readonly [string, JsonSchema])[] = [
    ...own,
    ...[...required].filter((name) => !named.has(name)).map((name) => [name, true] as const),
  ];
  const entries = all.map(([name, child]) => ({
    key: keys.key(name),
    child: bridge(child, keys),
    required: required.has(name),
  }));
  return {
    properties: Object.fromEntries(entries.map(({ key, child }) => [key, child])),
    required: entries.filter((entry) => entry.required).map(({ key }) => key),
  };
};

const objectPart = (schema: SchemaObject, keys: Keys): JSONSchema => {
  const { additionalProperties, patternProperties } = schema;
  const rest = [
    ...Object.values(patternProperties ?? {}),
    ...(additionalProperties === undefined || additionalProperties === false ? [] : [additionalProperties]),
  ];
  const hasNames = schema.properties !== undefined || (schema.required?.length ?? 0) > 0;
  if (!hasNames && rest.length === 0) {
    return additionalProperties === false
      ? { tsType: "Record<string, never>" }
      : { tsType: "Record<string, unknown>" };
  }
  const values = rest.length === 0 ? false : union(rest.map((child) => bridge(child, keys)));
  if (!hasNames && values && isUnknown(values)) return { tsType: "Record<string, unknown>" };
  return { type: "object", ...properties(schema, keys), additionalProperties: values };
};

const arrayPart = (schema: SchemaObject, keys: Keys): JSONSchema => {
  if (schema.prefixItems) return { tsType: tupleText(schema) };
  const { items = true } = schema;
  return { type: "array", items: inParentheses(items === false ? unknown : bridge(items, keys)) };
};

/** An array of `"a" | "b"` needs parentheses; the printer knows that only of unions it made itself. */
const inParentheses = (schema: JSONSchema): JSONSchema =>
  typeof schema.tsType === "string" && schema.tsType.includes(" ")
    ? { ...schema, tsType: `(${schema.tsType})` }
    : schema;

const typePart = (type: TypeName, schema: SchemaObject, keys: Keys): JSONSchema => {
  switch (type) {
    case "object":
      return objectPart(schema, keys);
    case "array":
      return arrayPart(schema, keys);
    case "string":
      return schema.format === "binary" ? { tsType: "Blob" } : { type: "string" };
    case "integer":
    case "number":
      return schema.int64 === undefined ? { type: "number" } : { tsType: schema.int64 };
    case "boolean":
    case "null":
      return { type };
  }
};

const impliedTypes = (schema: SchemaObject): readonly TypeName[] => {
  if (schema.type !== undefined) return typeof schema.type === "string" ? [schema.type] : schema.type;
  const { properties, patternProperties, additionalProperties, items, prefixItems } = schema;
  if ((properties ?? patternProperties ?? additionalProperties) !== undefined) return ["object"];
  return (items ?? prefixItems) === undefined ? [] : ["array"];
};

/** What a schema says about type alone, in independent parts that all hold. */
const parts = (schema: SchemaObject, keys: Keys): readonly JSONSchema[] => {
  if (schema.const !== undefined) return [{ tsType: literalType(schema.const) }];
  if (schema.enum) return [{ tsType: literalUnion(schema.enum) }];
  const types = impliedTypes(schema);
  const combined = schema.allOf ?? schema.anyOf ?? schema.oneOf;
  const base =
    types.length === 0 || (combined && isPlainObject(schema))
      ? []
      : [union(types.map((type) => typePart(type, schema, keys)))];
  const unions = [schema.anyOf, schema.oneOf].flatMap((branches) =>
    branches ? [union(branches.map((child) => bridge(child, keys)))] : [],
  );
  return [...base, ...(schema.allOf ?? []).map((child) => bridge(child, keys)), ...unions].filter(
    (part) => !isUnknown(part),
  );
};

/** `type: object` beside `allOf` adds nothing that its members don't say. */
const isPlainObject = (schema: SchemaObject): boolean =>
  schema.type === "object" &&
  !schema.properties &&
  !schema.patternProperties &&
  schema.additionalProperties === undefined &&
  !schema.required;

/** Translates a schema whose references name types; property names are handed to `keys`. */
export const bridge = (schema: JsonSchema, keys: Keys): JSONSchema => {
  if (schema === false) return { tsType: "never" };
  if (schema === true) return unknown;
  if (schema.$ref !== undefined) return { tsType: schemaRefName(schema.$ref), ...comment(schema) };
  const all = parts(schema, keys);
  const [only] = all;
  if (!only) return { ...unknown, ...comment(schema) };
  if (all.length === 1) return { ...only, ...comment(schema) };
  return { allOf: all.map(inParentheses), ...comment(schema) };
};
