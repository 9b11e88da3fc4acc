import type { PercentRule, PriceRule, RoundRule, TokensRule, UnitsRule } from "../config/config.gen.ts";
import { atScale, type Decimal, fixed, grouped, parseDecimal, trimZeros, withPoint } from "./decimal.ts";

/** The number with at most so many decimals, rounded down, without zeros at its end. */
const roundedDown = (length: number, unit: number, digits: number): string => {
  const scale = 10 ** digits;
  return trimZeros(withPoint(BigInt(Math.floor((length * scale) / unit)), digits));
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

/** A number with at most, or with exactly, so many decimals; text that is no number stays. */
export const showRounded = (text: string, { op, digits = 0, half }: RoundRule): string => {
  const value = parseDecimal(text);
  if (value === undefined) return text;
  const shown = fixed(value, digits, half);
  return op === "fixed" ? shown : trimZeros(shown);
};

/** A number multiplied exactly; text that is no number stays. */
export const showTimes = (text: string, by: number): string => {
  const value = parseDecimal(text);
  const factor = parseDecimal(String(by));
  if (value === undefined || factor === undefined) return text;
  const product = { ...value, digits: value.digits * factor.digits, scale: value.scale + factor.scale };
  return trimZeros(fixed(product, Math.max(0, product.scale)));
};

/** A share as a percentage; text that is no number stays. */
export const showPercent = (text: string, { digits = 2, half, after = "%" }: PercentRule): string => {
  const share = parseDecimal(text);
  if (share === undefined) return text;
  return `${trimZeros(fixed({ ...share, scale: share.scale - 2 }, digits, half))}${after}`;
};

/** A number with its thousands parted, as many decimals as it has; text that is no number stays. */
export const showThousands = (text: string, separator: string): string => {
  const value = parseDecimal(text);
  if (value === undefined) return text;
  return fixed(value, Math.max(0, value.scale)).replace(/\d+/, (whole) => grouped(whole, separator));
};

const unitsOf = { 1000: ["", "K", "M", "B", "T"], 1024: [" B", " KiB", " MiB", " GiB", " TiB"] };

/** A number in the largest unit that it has one of; text that is no number stays. */
export const showUnits = (text: string, { base = 1000, digits = 1, half, units }: UnitsRule): string => {
  const value = parseDecimal(text);
  if (value === undefined) return text;
  const names = units ?? unitsOf[base];
  const scale = Math.max(0, value.scale);
  const whole = atScale(value, scale);
  let unit = 1n;
  for (const [index, name] of names.entries()) {
    const shownDigits = typeof digits === "number" ? digits : (digits[index] ?? digits.at(-1) ?? 0);
    const next = unit * BigInt(base);
    // With more digits than any rule shows, so that it is rounded once: 999,960 is 1M, not 1000K.
    const size: Decimal = {
      negative: value.negative,
      digits: (whole * 10n ** 20n) / unit,
      scale: scale + 20,
    };
    const shown = atScale(size, shownDigits, half);
    if (index === names.length - 1 || shown < BigInt(base) * 10n ** BigInt(shownDigits))
      return `${trimZeros(fixed(size, shownDigits, half))}${name}`;
    unit = next;
  }
  return text;
};

const powers = { k: 1, m: 2, g: 3, b: 3, t: 4 };

const isPower = (letter: string): letter is keyof typeof powers => Object.hasOwn(powers, letter);

/** How much a unit is: `k` and `m` by thousands, `ki` and `mi` by 1024. */
const sizeOf = ([letter = "", i]: string): bigint =>
  isPower(letter) ? (i === undefined ? 1000n : 1024n) ** BigInt(powers[letter]) : 1n;

/** The plain number that `1.5K`, `2M`, `128 KiB` or `131,072` is; other text stays. */
export const readNumber = (text: string): string => {
  const written =
    /^([-+]?)(\d{1,3}(?:,\d{3})+|\d{1,40})(\.\d{1,20})?(?:\s?([kmgt]i?)(?:b|bytes)?|(b))?$/i.exec(
      text.trim(),
    );
  if (written === null) return text;
  const [, sign = "", whole = "", decimals = "", unit, billion] = written;
  const value = parseDecimal(`${sign}${whole.replaceAll(",", "")}${decimals}`);
  if (value === undefined) return text;
  const digits = value.digits * sizeOf((unit ?? billion ?? "").toLowerCase());
  return trimZeros(fixed({ ...value, digits }, value.scale));
};
