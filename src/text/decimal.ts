/** An exact decimal: `digits` × 10^-`scale`. */
export type Decimal = { readonly negative: boolean; readonly digits: bigint; readonly scale: number };

/** How a half is rounded: away from zero or to the even neighbour, by the decimal or by the binary number nearest to it. */
export type Half = "up" | "even" | "printf" | "toFixed";

/** The number that a text is, to its last digit; undefined where it is none. */
export const parseDecimal = (text: string): Decimal | undefined => {
  const match = /^([-+]?)(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([-+]?\d{1,2}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, whole = "", decimals = "", exponent = "0"] = match;
  return {
    negative: sign === "-",
    digits: BigInt(whole + decimals),
    scale: decimals.length - Number(exponent),
  };
};

/** How many decimals tell a binary number from the half that it stands for. */
const telling = 40;

/** Whether what stands at a half is rounded away from zero; `whole` is what it is without the half. */
const goesUp = (value: Decimal, whole: bigint, half: Half): boolean => {
  if (half === "printf" || half === "toFixed") {
    const exact = atScale(value, telling);
    const binary = parseDecimal(Number(`${value.digits}e${-value.scale}`).toFixed(telling))?.digits ?? exact;
    if (binary !== exact) return binary > exact;
  }
  return half === "up" || half === "toFixed" || whole % 2n === 1n;
};

/** The digits that stand for the value, without its sign, at so many decimals. */
export const atScale = (value: Decimal, decimals: number, half: Half = "up"): bigint => {
  const { digits, scale } = value;
  if (scale <= decimals) return digits * 10n ** BigInt(decimals - scale);
  const divisor = 10n ** BigInt(scale - decimals);
  const whole = digits / divisor;
  const twice = 2n * (digits % divisor);
  const up = twice > divisor || (twice === divisor && goesUp(value, whole, half));
  return up ? whole + 1n : whole;
};

/** Digits with a point before the last so many of them. */
export const withPoint = (digits: bigint, decimals: number): string => {
  if (decimals === 0) return String(digits);
  const text = String(digits).padStart(decimals + 1, "0");
  return `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
};

/** A decimal without the zeros that say nothing after its point. */
export const trimZeros = (text: string): string =>
  text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;

/** The value with exactly so many decimals; what rounds to zero has no sign. */
export const fixed = (value: Decimal, decimals: number, half: Half = "up"): string => {
  const digits = atScale(value, decimals, half);
  return `${value.negative && digits !== 0n ? "-" : ""}${withPoint(digits, decimals)}`;
};

/** Digits of a whole number with groups of three parted by `separator`. */
export const grouped = (digits: string, separator: string): string =>
  digits.replace(/\B(?=(?:\d{3})+$)/g, () => separator);
