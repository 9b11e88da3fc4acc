import { type Json, jsonEscape } from "./json.ts";
import {
  codePoint,
  hasScissors,
  hasUnseen,
  hex,
  replaceScissors,
  replaceUnseen,
  wellFormed,
} from "./unicode.ts";

/** How a language writes an unseen character inside `"…"`. */
type CharEscape = (char: string) => string;

/** `\uXXXX`, and `\UXXXXXXXX` beyond the basic plane: Python, Go, C#. */
export const wideEscape: CharEscape = (char) =>
  char.length === 1 ? jsonEscape(char) : `\\U${hex(codePoint(char), 8)}`;

/** `\u{X}`: Ruby, PHP, Rust. */
export const bracedEscape: CharEscape = (char) => `\\u{${hex(codePoint(char), 1)}}`;

const SHORT = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** A writer of double-quoted strings with the language's own escapes of unseen characters and those of `hidden`. */
export const quoted =
  (escape: CharEscape, special?: RegExp, hidden?: RegExp) =>
  (text: string): string => {
    let body = wellFormed(text).replace(/["\\]/g, "\\$&");
    if (special !== undefined) body = body.replace(special, "\\$&");
    body = replaceUnseen(body, (char) => SHORT.get(char) ?? escape(char));
    body = replaceScissors(body, escape);
    if (hidden !== undefined) body = body.replace(hidden, escape);
    return `"${body}"`;
  };

/** A number that every language here reads back: whole ones past 2^53 as floating point. */
const numberText = (value: number): string =>
  Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);

/** How a language spells the values of JSON; without `list` or `map` it has no literal for them. */
export type Spelling = {
  readonly string: (text: string) => string;
  readonly nothing: string;
  readonly yes?: string;
  readonly no?: string;
  readonly list?: (items: readonly string[]) => string;
  readonly map?: (entries: readonly (readonly [string, string])[]) => string;
  readonly integer?: (value: number) => string;
};

/** A writer of literals; undefined is answered when the language has none for the value. */
export const literalIn = (spelling: Spelling): ((value: Json) => string | undefined) => {
  const write = (value: Json): string | undefined => {
    if (typeof value === "string") return spelling.string(value);
    if (value === null) return spelling.nothing;
    if (typeof value === "boolean") return value ? (spelling.yes ?? "true") : (spelling.no ?? "false");
    if (typeof value === "number") {
      const whole = Number.isSafeInteger(value) ? spelling.integer : undefined;
      return (whole ?? numberText)(value);
    }
    if (isList(value)) {
      const items = value.map(write);
      return items.every((item) => item !== undefined) ? spelling.list?.(items) : undefined;
    }
    const entries: [string, string][] = [];
    for (const [key, item] of Object.entries(value)) {
      const text = write(item);
      if (text === undefined) return undefined;
      entries.push([spelling.string(key), text]);
    }
    return spelling.map?.(entries);
  };
  return write;
};

/** Whether a value is a list. */
export const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Items in brackets: Python, JavaScript, Ruby, PHP. */
export const bracketList = (items: readonly string[]): string => `[${items.join(", ")}]`;

/** A writer of maps: an opening, `key<sep>value` pairs, a closing. */
export const pairs =
  (open: string, separator: string, close: string) =>
  (entries: readonly (readonly [string, string])[]): string =>
    open + entries.map(([key, value]) => key + separator + value).join(", ") + close;

const utf8 = new TextEncoder();
const bytesEscape: CharEscape = (char) => Array.from(utf8.encode(char), (b) => `\\x${hex(b, 2)}`).join("");

/** One word for bash, in single quotes, unseen characters as `$'…'` by bytes; undefined for text with NUL. */
export const bashWord = (text: string): string | undefined => {
  if (text.includes("\0")) return undefined;
  const formed = wellFormed(text);
  if (!hasUnseen(formed) && !hasScissors(formed)) return `'${formed.replaceAll("'", "'\\''")}'`;
  const body = replaceUnseen(
    formed.replace(/['\\]/g, "\\$&"),
    (char) => SHORT.get(char) ?? bytesEscape(char),
  );
  return `$'${replaceScissors(body, bytesEscape)}'`;
};
