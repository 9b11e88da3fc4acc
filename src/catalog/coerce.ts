import type { FieldConfig } from "../config/config.gen.ts";
import type { FieldValue, Scalar } from "../model/entry.ts";
import { showDate } from "../text/dates.ts";
import { toText } from "../config/expression.ts";

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
export const coerce = ({ as, split, contains }: FieldConfig, value: FieldValue): FieldValue | Error => {
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
export const countsAsMissing = ({ missing }: FieldConfig, value: FieldValue): boolean => {
  if (missing === undefined || value === null || !isScalar(value)) return false;
  if (missing.in?.includes(value) === true) return true;
  const number = toNumber(value);
  return missing.lessThan !== undefined && number !== undefined && number < missing.lessThan;
};
