import type { FieldSettings } from "../config/catalog-settings.ts";
import type { FieldValue } from "../model/entry.ts";
import { readNumber } from "../text/numbers.ts";

/** A number as catalogs and rules write it: `$0.15`, `131k`, `~1,000`, `0.5 / 1M tokens`, `17.5%`. */
const written =
  /^[~≈<>≤≥]?\s?(-?)\s?(?:[$€£¥]\s?)?(-?[\d.,]+(?:e[-+]?\d+)?\s?[kmgtb]?i?)\s?(?:%|tokens?|per\b.*|\/.*)?$/iu;

const digits = /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i;

/** The number that a value is or shows; undefined where it is none. */
export const numberIn = (
  value: FieldValue | undefined,
  field: FieldSettings | undefined,
): number | undefined => {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  for (const rule of field?.config.rules ?? []) {
    // What the config writes for these is a number still.
    if (rule.op !== "price") continue;
    if (value === rule.zero) return 0;
    if (value === rule.negative) return -1;
  }
  const [, sign = "", text = ""] = written.exec(value.trim()) ?? [];
  const plain = readNumber(text);
  return digits.test(plain) ? Number(`${sign}${plain}`) : undefined;
};
