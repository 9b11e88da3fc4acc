import { type FieldValue, isList, type Scalar } from "../model/entry.ts";
import { textOfEach, toField } from "./each.ts";
import { asWritten, type Expression, fieldsOf, fill, toText } from "../config/expression.ts";
import type { FieldSettings } from "../config/catalog-settings.ts";
import { readPath } from "./value-path.ts";
import type { FieldConfig } from "../config/config.gen.ts";
import { showDate } from "../text/dates.ts";

const isScalar = (value: FieldValue): value is Scalar => !Array.isArray(value);

const words: ReadonlyMap<string, boolean> = new Map([
  ...["true", "yes", "on", "1"].map((word) => [word, true] as const),
  ...["false", "no", "off", "0"].map((word) => [word, false] as const),
]);

const numeric = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

const toNumber = (value: Scalar): number | undefined => {
  if (typeof value === "number") return value;
  const text = typeof value === "string" ? value.trim() : "";
  const number = numeric.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
};

const failed = (what: string): Error => new Error(`can't be read as a ${what}`);

/** The value as `as`, `split` and `contains` ask for it, or what is wrong with it. */
const coerce = ({ as, split, contains }: FieldConfig, value: FieldValue): FieldValue | Error => {
  if (contains !== undefined) return isScalar(value) ? value === contains : value.includes(contains);
  if (as === undefined || value === null) return value;
  if (as === "list") {
    if (!isScalar(value)) return value;
    if (split === undefined) return [value];
    return toText(value)
      .split(split)
      .map((part) => part.trim())
      .filter((part) => part !== "");
  }
  if (!isScalar(value)) return failed(as);
  if (as === "number") return toNumber(value) ?? failed(as);
  if (as === "date") return showDate(toText(value), "iso") ?? failed(as);
  return words.get(toText(value).trim().toLowerCase()) ?? failed(as);
};

/** Whether a value counts as missing, by what the field declares. */
const countsAsMissing = ({ missing }: FieldConfig, value: FieldValue): boolean => {
  if (missing === undefined || value === null || !isScalar(value)) return false;
  if (missing.in?.includes(value) === true) return true;
  const number = toNumber(value);
  return missing.lessThan !== undefined && number !== undefined && number < missing.lessThan;
};

/** The fields of an entry that were made so far. */
type Fields = ReadonlyMap<string, FieldValue>;

/** Where the value of a field came from, before its rules. */
export type Origin =
  | { readonly from: "record"; readonly path: string }
  | { readonly from: "field"; readonly field: string }
  | { readonly from: "text"; readonly text: string }
  | { readonly from: "otherwise" }
  | { readonly from: "value" }
  | { readonly from: "default" }
  | { readonly from: "nothing" };

/** A field's value and where it came from. */
export type FieldReading = { readonly value: FieldValue; readonly origin: Origin };

const typeOf = (value: FieldValue): string => (Array.isArray(value) ? "list" : typeof value);

const originOf = ({ path, config }: FieldSettings): Origin => {
  if (path !== undefined) return { from: "record", path: path.source };
  if (config.text !== undefined) return { from: "text", text: config.text };
  return config.of === undefined ? { from: "value" } : { from: "field", field: config.of };
};

const throughRules = ({ rules }: FieldSettings, value: FieldValue): FieldValue => {
  if (rules === undefined || value === null) return value;
  if (!isList(value)) return rules.apply(toText(value));
  return rules.applyList(value.filter((item) => item !== null).map((item) => toText(item)));
};

const lengthOf = (value: Scalar): number => (typeof value === "string" ? value.length : 0);

/** A text of megabytes would go through every rule and page. */
const tooLong = (raw: FieldValue, most: number): Error | undefined => {
  const length = isList(raw) ? raw.reduce((sum: number, item) => sum + lengthOf(item), 0) : lengthOf(raw);
  return length > most
    ? new Error(`has ${length} characters, more than ${most} (\`catalog.maxText\`)`)
    : undefined;
};

/** What the record holds, made into what the config asks for; null when it counts as missing. */
const present = ({ config }: FieldSettings, raw: FieldValue): FieldValue | Error => {
  if (raw === null || raw === "" || countsAsMissing(config, raw)) return null;
  // An empty list says as little as an empty text, where there is something to say instead.
  if (isList(raw) && raw.length === 0 && config.default !== undefined && config.contains === undefined)
    return null;
  if (config.type !== undefined && typeOf(raw) !== config.type)
    return new Error(`is a ${typeOf(raw)}, not a ${config.type}`);
  if (typeof raw === "number" && !Number.isFinite(raw)) return new Error("is not a finite number");
  if (typeof raw === "number" && Number.isInteger(raw) && !Number.isSafeInteger(raw))
    return new Error("is a whole number of more digits than are kept: it should be text");
  const value = coerce(config, raw);
  return value instanceof Error || !countsAsMissing(config, value) ? value : null;
};

/** What a record has where a field is read, as far as a field can hold it; null where that is nothing, or too long. */
export const rawField = ({ path }: FieldSettings, record: unknown, most: number): FieldValue => {
  const raw = path === undefined ? null : (toField(readPath(record, path) ?? null) ?? null);
  return tooLong(raw, most) === undefined ? raw : null;
};

const filledIn = (text: Expression, earlier: Fields): string => fill(text, earlier, asWritten);

/** A text of other fields; null where it has placeholders and all of them are empty. */
const composed = (text: Expression, earlier: Fields): string | null => {
  const names = fieldsOf(text);
  const isEmpty = names.length > 0 && names.every((name) => toText(earlier.get(name)) === "");
  return isEmpty ? null : filledIn(text, earlier);
};

/** What a field is made from, before anything is made of it. */
const foundFor = (field: FieldSettings, record: unknown, earlier: Fields): unknown => {
  const { path, each, text, config } = field;
  if (path !== undefined) return each === undefined ? readPath(record, path) : textOfEach(record, path, each);
  if (text !== undefined) return composed(text, earlier);
  return config.of === undefined ? config.value : earlier.get(config.of);
};

/** Reads one field of a record, or says what is wrong with it; `most` is the length that a text may have. */
export const readField = (
  field: FieldSettings,
  record: unknown,
  earlier: Fields,
  most: number,
): FieldReading | Error => {
  const { config, fallback, test, otherwise } = field;
  const holds = test === undefined || test({ fields: earlier, capabilities: [] });
  if (!holds && config.otherwise !== undefined) {
    const value = otherwise === undefined ? config.otherwise : filledIn(otherwise, earlier);
    return { value, origin: { from: "otherwise" } };
  }
  const found = holds ? foundFor(field, record, earlier) : undefined;
  if (found === null && config.nullValue !== undefined)
    return { value: config.nullValue, origin: originOf(field) };
  const raw = toField(found ?? null);
  if (raw === undefined) {
    const what = Array.isArray(found) ? "a list of objects" : "an object";
    return new Error(`is ${what}, where a value or a list was expected`);
  }
  const long = tooLong(raw, most);
  if (long !== undefined) return long;
  const value = present(field, raw);
  if (value instanceof Error) return value;
  if (value !== null) return { value: throughRules(field, value), origin: originOf(field) };
  if (fallback !== undefined) return readField(fallback, record, earlier, most);
  if (config.default !== undefined) return { value: config.default, origin: { from: "default" } };
  if (config.required === true) return new Error("is missing");
  return { value: raw === "" ? raw : null, origin: { from: "nothing" } };
};
