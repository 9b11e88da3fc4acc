/** What an editor or a terminal doesn't show as itself, as the source of a character class with the `u` flag. */
const UNSEEN =
  "\\u0000-\\u001F\\u007F-\\u009F\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u200B-\\u200F" +
  "\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF9-\\uFFFB\\u{E0000}-\\u{E01EF}";

/** Nearly all texts, of which that is found out at a tenth of the cost. */
const plain = /^[ -~]*$/;

const unseen = new RegExp(`[${UNSEEN}]`, "gu");

/** The text with lone surrogates replaced by U+FFFD, so that every encoder agrees on its bytes. */
export const wellFormed = (text: string): string => text.toWellFormed();

/** The text on one line, without control characters and without white space at its ends. */
export const oneLine = (text: string): string =>
  wellFormed(text)
    .replace(/\s+/g, " ")
    .replace(/\p{Cc}/gu, "")
    .trim();

/** Whether the text holds a control, invisible or bidi character (tabs and line ends count). */
export const hasUnseen = (text: string): boolean => text.search(unseen) !== -1;

/** The text with each control, invisible and bidi character replaced. */
export const replaceUnseen = (text: string, replacement: (char: string) => string): string =>
  plain.test(text) ? text : text.replace(unseen, replacement);

// `--8<--` inside an included file would be taken for a documentation section's border.
const scissors = /(?<=-8)<(?=-)/g;

/** Whether the text holds what would be taken for such a border. */
export const hasScissors = (text: string): boolean => text.includes("-8<-");

/** The text with the middle of each such border replaced. */
export const replaceScissors = (text: string, replacement: (char: string) => string): string =>
  hasScissors(text) ? text.replace(scissors, replacement) : text;

/** The number of a one-character string's code point. */
export const codePoint = (char: string): number => char.codePointAt(0) ?? 0;

/** Upper-case hex, padded with zeros to at least `width` digits. */
export const hex = (value: number, width: number): string =>
  value.toString(16).toUpperCase().padStart(width, "0");

/** Every UTF-16 unit of a text as an escape. */
export const escapedUnits = (text: string): string =>
  text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
