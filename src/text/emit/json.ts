import { codePoint, hex, replaceScissors, replaceUnseen, wellFormed } from "./unicode.ts";

/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const MAX_DEPTH = 64;

/** The value as JSON data with well-formed strings; undefined where `JSON.stringify` would drop or change a part. */
export const toJson = (value: unknown, depth = 0): Json | undefined => {
  if (typeof value === "string") return wellFormed(value);
  if (typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "object" || depth >= MAX_DEPTH) return undefined;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const list = items.map((item) => toJson(item, depth + 1));
    return list.every((item) => item !== undefined) ? list : undefined;
  }
  const entries: [string, Json][] = [];
  for (const [key, item] of Object.entries(value)) {
    const json = toJson(item, depth + 1);
    if (json === undefined) return undefined;
    entries.push([wellFormed(key), json]);
  }
  return Object.fromEntries(entries);
};

/** A character as JSON's `\uXXXX`, in two halves beyond the basic plane. */
export const jsonEscape = (char: string): string =>
  Array.from({ length: char.length }, (_, i) => `\\u${hex(char.charCodeAt(i), 4)}`).join("");

const formed = (_key: string, item: unknown): unknown => (typeof item === "string" ? wellFormed(item) : item);

const listOfLines = /^( *)(.*)\[\n((?:\1 +[^\s[{].*\n)+)\1\](,?)$/gm;

/** JSON text of several lines with each list of plain values on one, where that is at most so wide: as formatters write it. */
export const withListsInLine = (text: string, width: number): string =>
  text.replace(listOfLines, (all, lead: string, key: string, items: string, comma: string) => {
    const line = `${lead}${key}[${items.trim().replace(/\n */g, " ")}]${comma}`;
    return line.length <= width ? line : all;
  });

/** Nearly all JSON: its line feeds are the indentation's, since inside strings they're escaped. */
const ordinary = /^[\n -~]*$/;

/**
 * JSON text with invisible characters escaped; parses back to the same value.
 * @param indent spaces for each level; 0 gives one line
 * @param alsoEscape characters that the surroundings can't take raw, as a global regular expression
 */
export const jsonText = (value: Json, indent = 0, alsoEscape?: RegExp): string => {
  const quick = JSON.stringify(value, undefined, indent);
  // Half a surrogate pair was written as an escape.
  const written = quick.includes("\\ud") ? JSON.stringify(value, formed, indent) : quick;
  const seen = ordinary.test(written)
    ? written
    : replaceUnseen(written, (char) => (codePoint(char) === 0x0a ? char : jsonEscape(char)));
  const text = replaceScissors(seen, jsonEscape);
  return alsoEscape === undefined ? text : text.replace(alsoEscape, jsonEscape);
};
