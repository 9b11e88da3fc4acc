const named = new Map([
  ["amp", "&"],
  ["apos", "'"],
  ["copy", "©"],
  ["gt", ">"],
  ["hellip", "…"],
  ["lt", "<"],
  ["mdash", "—"],
  ["nbsp", "\u00a0"],
  ["ndash", "–"],
  ["quot", '"'],
  ["reg", "®"],
  ["times", "×"],
  ["trade", "™"],
]);

const codePoint = (code: number): string | undefined =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : undefined;

/** Decodes numeric HTML entities and the few named ones that prose uses; others stay as they are. */
export const decodeEntities = (text: string): string =>
  text.includes("&")
    ? text.replace(
        /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,6}));/g,
        (whole, dec?: string, hex?: string, name?: string) => {
          if (dec !== undefined) return codePoint(Number.parseInt(dec, 10)) ?? whole;
          if (hex !== undefined) return codePoint(Number.parseInt(hex, 16)) ?? whole;
          return named.get(name ?? "") ?? whole;
        },
      )
    : text;
