/** The keywords of a schema that hold plain values: numbers, texts, flags, and lists of data. */
import { below, type Place, warn } from "./bundle.ts";
import { canonicalJson, isList, type JsonObject } from "./json.ts";
import type { SchemaObject } from "./types.ts";
import { attempt } from "../../src/text/attempt.ts";

/** A schema while it is being built. */
export type SchemaDraft = { -readonly [K in keyof SchemaObject]: SchemaObject[K] };

const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"] as const;
const counts = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"] as const;
const texts = ["title", "description", "format"] as const;
const flags = ["deprecated", "readOnly", "writeOnly", "uniqueItems"] as const;

/** Keywords of JSON Schema that check something and that nothing here can express. */
const unsupported = [
  "if",
  "then",
  "else",
  "contains",
  "minContains",
  "maxContains",
  "dependencies",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedItems",
  "unevaluatedProperties",
  "$recursiveRef",
] as const;

const leftOut = (key: string, why: string, place: Place): void => {
  const fix = "Correct it, in an overlay if the document is not yours.";
  warn("api-schema-keyword", below(place, key), `${key} is left out: ${why}.`, fix);
};

/** Whether a text is a regular expression. */
export const compiles = (pattern: string): boolean => attempt(() => new RegExp(pattern, "u")) !== undefined;

/** OpenAPI 3.0 and draft-04 write `exclusiveMinimum: true` beside `minimum`. */
const readBounds = (value: JsonObject, draft: SchemaDraft, place: Place): void => {
  const exclusive = { minimum: "exclusiveMinimum", maximum: "exclusiveMaximum" } as const;
  for (const key of bounds) {
    const bound = value[key];
    if (bound === undefined || (typeof bound === "boolean" && key.startsWith("exclusive"))) continue;
    if (typeof bound !== "number") leftOut(key, "it is not a number", place);
    else if (key === "multipleOf" && bound <= 0) leftOut(key, "it is not above zero", place);
    else if ((key === "minimum" || key === "maximum") && value[exclusive[key]] === true)
      draft[exclusive[key]] = bound;
    else draft[key] = bound;
  }
};

const readData = (value: JsonObject, draft: SchemaDraft, place: Place): void => {
  const { required, enum: values, const: only, default: preset, pattern } = value;
  if (isList(required)) {
    const names = required.filter((name) => typeof name === "string");
    if (names.length < required.length) leftOut("required", "some of its names are not text", place);
    if (names.length > 0) draft.required = [...new Set(names)];
  } else if (required !== undefined) leftOut("required", "it is not a list of names", place);
  if (isList(values) && values.length > 0)
    draft.enum = [...new Map(values.map((item) => [canonicalJson(item), item])).values()];
  else if (values !== undefined) leftOut("enum", "it is not a list with values", place);
  if (only !== undefined) draft.const = only;
  if (preset !== undefined) draft.default = preset;
  if (typeof pattern === "string" && compiles(pattern)) draft.pattern = pattern;
  else if (pattern !== undefined) leftOut("pattern", "it is not a regular expression", place);
};

/** Copies the plain keywords that hold a value of the right kind; the others are left out with a warning. */
export const readScalars = (value: JsonObject, draft: SchemaDraft, place: Place): void => {
  readBounds(value, draft, place);
  for (const key of counts) {
    const count = value[key];
    if (count === undefined) continue;
    if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) draft[key] = count;
    else leftOut(key, "it is not a count", place);
  }
  for (const key of texts) {
    const text = value[key];
    if (typeof text === "string") draft[key] = text;
    else if (text !== undefined) leftOut(key, "it is not text", place);
  }
  for (const key of flags) {
    const flag = value[key];
    if (typeof flag === "boolean") draft[key] = flag;
    else if (flag !== undefined) leftOut(key, "it is neither true nor false", place);
  }
  readData(value, draft, place);
  for (const key of unsupported) {
    if (value[key] !== undefined) leftOut(key, "it can't be expressed in types and validators", place);
  }
};
