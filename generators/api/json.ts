/** JSON as a type, and checks that make a document safe to walk: bounded, finite, well-formed, without prototypes; pointers into it (RFC 6901). */
import { attempt } from "../../src/text/attempt.ts";
import { byCodeUnit } from "../../src/text/natural.ts";

export { byCodeUnit };

/** An object with no prototype; its keys come from a document. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** Any JSON value. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** Deepest nesting of arrays and objects that is accepted; real API documents stay below 40. */
export const maximumDepth = 256;

/** Most values that a document may hold once its YAML aliases are written out. */
export const maximumValues = 2_000_000;

/** Whether a value is a JSON object (not an array, not null). */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Like `Array.isArray`, without the `any` that it brings. */
export const isList = (value: unknown): value is readonly JsonValue[] => Array.isArray(value);

/** A new object without a prototype, so that `__proto__` can be a key like any other. */
export const emptyObject = <T>(): Record<string, T> => {
  const made: Record<string, T> = {};
  Object.setPrototypeOf(made, null);
  return made;
};

/** What kept a parsed value from being taken: a sentence fragment that follows "the document". */
export type Rejection = { readonly rejected: string };

type Budget = { values: number };

const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/gu, "\ufffd");

const copy = (value: unknown, depth: number, budget: Budget): { readonly value: JsonValue } | Rejection => {
  if (depth > maximumDepth) return { rejected: `nests deeper than ${maximumDepth} levels` };
  if (--budget.values < 0) return { rejected: `holds more than ${maximumValues} values` };
  if (typeof value === "string") return { value: wellFormed(value) };
  if (value === null || typeof value === "boolean") return { value };
  if (typeof value === "number") {
    return Number.isFinite(value) ? { value } : { rejected: "holds a number that is not finite" };
  }
  if (Array.isArray(value)) {
    const list: JsonValue[] = [];
    for (const item of value) {
      const made = copy(item, depth + 1, budget);
      if ("rejected" in made) return made;
      list.push(made.value);
    }
    return { value: list };
  }
  if (typeof value !== "object") return { rejected: `holds a value of type ${typeof value}` };
  const object = emptyObject<JsonValue>();
  for (const [key, item] of Object.entries(value)) {
    const made = copy(item, depth + 1, budget);
    if ("rejected" in made) return made;
    object[wellFormed(key)] = made.value;
  }
  return { value: object };
};

/** Copies a parsed value into JSON without prototypes or lone surrogates; too deep, large or cyclic input is rejected. */
export const toJson = (value: unknown): { readonly value: JsonValue } | Rejection =>
  copy(value, 0, { values: maximumValues });

/** The JSON that a text is; undefined where it is none, or none that is accepted. */
export const readJson = (text: string): JsonValue | undefined => {
  const made = attempt(() => toJson(JSON.parse(text)));
  return made !== undefined && "value" in made ? made.value : undefined;
};

/** One spelling for equal values: object keys sorted by code unit, no white space. */
export const canonicalJson = (value: unknown): string => {
  if (value instanceof Map)
    return canonicalJson([...value].sort(([a], [b]) => byCodeUnit(String(a), String(b))));
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
};

/** The texts of a list; none where it is something else. */
export const textsIn = (value: JsonValue | undefined): readonly string[] =>
  isList(value) ? value.filter((item) => typeof item === "string") : [];

/** The pointer that these tokens spell: `["a/b", "c"]` → `/a~1b/c`. */
export const toPointer = (tokens: readonly string[]): string =>
  tokens.map((token) => `/${token.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** The tokens of a pointer; `""` has none. */
export const fromPointer = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));

/** What stands at a pointer, or undefined where nothing does. */
export const lookUp = (root: JsonValue, pointer: string): JsonValue | undefined => {
  let value: JsonValue | undefined = root;
  for (const token of fromPointer(pointer)) {
    if (isList(value)) value = /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
    else if (isObject(value)) value = value[token];
    else return undefined;
  }
  return value;
};
