import type { FieldValue, Scalar } from "../model/entry.ts";
import { coerce, countsAsMissing } from "./coerce.ts";
import { toText } from "../config/expression.ts";
import type { FieldSettings } from "../config/catalog-settings.ts";
import { readPath } from "./value-path.ts";

/** The fields of an entry that were made so far. */
type Fields = ReadonlyMap<string, FieldValue>;

/** Where the value of a field came from, before its rules. */
export type Origin =
  | { readonly from: "record"; readonly path: string }
  | { readonly from: "field"; readonly field: string }
  | { readonly from: "value" }
  | { readonly from: "default" }
  | { readonly from: "nothing" };

/** A field's value and where it came from. */
export type FieldReading = { readonly value: FieldValue; readonly origin: Origin };

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";

const toField = (value: unknown): FieldValue | undefined => {
  if (isScalar(value)) return value;
  if (Array.isArray(value)) return value.filter(isScalar);
  return undefined;
};

const typeOf = (value: FieldValue): string => (Array.isArray(value) ? "list" : typeof value);

const originOf = ({ path, config }: FieldSettings): Origin => {
  if (path !== undefined) return { from: "record", path: path.source };
  return config.of === undefined ? { from: "value" } : { from: "field", field: config.of };
};

const throughRules = ({ rules }: FieldSettings, value: FieldValue): FieldValue => {
  if (rules === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Scalar) => rules.apply(toText(item)));
  return rules.apply(toText(value));
};

/** What the record holds, made into what the config asks for; null when it counts as missing. */
const present = ({ config }: FieldSettings, raw: FieldValue): FieldValue | Error => {
  if (raw === null || raw === "" || countsAsMissing(config, raw)) return null;
  if (config.type !== undefined && typeOf(raw) !== config.type)
    return new Error(`is a ${typeOf(raw)}, not a ${config.type}`);
  if (typeof raw === "number" && !Number.isFinite(raw)) return new Error("is not a finite number");
  const value = coerce(config, raw);
  return value instanceof Error || !countsAsMissing(config, value) ? value : null;
};

/** Reads one field of a record, or says what is wrong with it. */
export const readField = (field: FieldSettings, record: unknown, earlier: Fields): FieldReading | Error => {
  const { path, config, otherwise } = field;
  const found =
    path !== undefined
      ? readPath(record, path)
      : config.of !== undefined
        ? earlier.get(config.of)
        : config.value;
  if (found === null && config.nullValue !== undefined)
    return { value: config.nullValue, origin: originOf(field) };
  const raw = toField(found ?? null);
  if (raw === undefined) return new Error("is an object, where a value or a list was expected");
  const value = present(field, raw);
  if (value instanceof Error) return value;
  if (value !== null) return { value: throughRules(field, value), origin: originOf(field) };
  if (otherwise !== undefined) return readField(otherwise, record, earlier);
  if (config.default !== undefined) return { value: config.default, origin: { from: "default" } };
  if (config.required === true) return new Error("is missing");
  return { value: raw === "" ? raw : null, origin: { from: "nothing" } };
};
