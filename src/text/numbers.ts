import type { PriceRule, TokensRule } from "../config/config.gen.ts";

/** Digits with groups of three parted by `separator`. */
const grouped = (digits: string, separator: string): string =>
  digits.replace(/\B(?=(?:\d{3})+$)/g, () => separator);

/** The number with at most so many decimals, rounded down, without zeros at its end. */
const roundedDown = (length: number, unit: number, digits: number): string => {
  const scale = 10 ** digits;
  const units = Math.floor((length * scale) / unit);
  const decimals = String(units % scale)
    .padStart(digits, "0")
    .replace(/0+$/, "");
  return `${Math.floor(units / scale)}${digits === 0 || decimals === "" ? "" : `.${decimals}`}`;
};

/** A count of tokens as the rule says; text that is no number stays. */
export const showTokens = (text: string, rule: TokensRule): string => {
  const { style = "decimal", digits = 0, separator = "," } = rule;
  const length = Number(text);
  if (text.trim() === "" || !Number.isFinite(length)) return text;
  if (style === "grouped") {
    const whole = String(Math.floor(Math.abs(length)));
    return /^\d+$/.test(whole) ? `${length < 0 ? "-" : ""}${grouped(whole, separator)}` : text;
  }
  const base = style === "binary" && length % 1024 === 0 ? 1024 : 1000;
  if (length >= base * base) return `${roundedDown(length, base * base, digits)}M`;
  return length >= base ? `${roundedDown(length, base, digits)}k` : String(length);
};

/** An exact decimal: `digits` × 10^-`scale`. */
type Decimal = { readonly negative: boolean; readonly digits: bigint; readonly scale: number };

const parseDecimal = (text: string): Decimal | undefined => {
  const match = /^([-+]?)(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([-+]?\d{1,2}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, whole = "", decimals = "", exponent = "0"] = match;
  return {
    negative: sign === "-",
    digits: BigInt(whole + decimals),
    scale: decimals.length - Number(exponent),
  };
};

/** The digits that stand for the value at so many decimals, halves rounded up. */
const atScale = ({ digits, scale }: Decimal, decimals: number): bigint => {
  if (scale <= decimals) return digits * 10n ** BigInt(decimals - scale);
  const divisor = 10n ** BigInt(scale - decimals);
  return (digits + divisor / 2n) / divisor;
};

const withPoint = (digits: bigint, decimals: number): string => {
  const text = String(digits).padStart(decimals + 1, "0");
  return `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
};

const shifts = { token: 6, thousand: 3, million: 0 };

/** A price per million as the rule says; text that is no number stays. */
export const showPrice = (text: string, rule: PriceRule): string => {
  const { per = "token", before = "$", zero, negative } = rule;
  const parsed = parseDecimal(text);
  if (parsed === undefined) return text;
  const price: Decimal = { ...parsed, scale: parsed.scale - shifts[per] };
  if (price.digits === 0n) return zero ?? `${before}0.00`;
  if (price.negative && negative !== undefined) return negative;
  let decimals = 4;
  // A price that isn't zero never looks like zero.
  while (atScale(price, decimals) === 0n) decimals += 1;
  const shown = withPoint(atScale(price, decimals), decimals);
  const belowCent = atScale(price, decimals) < 10n ** BigInt(decimals - 2);
  const trimmed = belowCent ? shown : shown.replace(/(\.\d\d\d*?)0+$/, "$1");
  return `${price.negative ? "-" : ""}${before}${trimmed}`;
};
