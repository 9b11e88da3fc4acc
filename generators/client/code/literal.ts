/** Outside text, written so that it stays text: as a TypeScript string, a property name, a comment. */
import { escapedUnits } from "../../../src/text/emit/unicode.ts";
import { byCodeUnit, isList, isObject, type JsonValue } from "../../api/json.ts";

/** Characters that no reader sees, or that change the order in which others are seen. */
const invisible =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** Replaces invisible characters in code where they can only stand inside string literals. */
export const escapeInvisible = (code: string): string =>
  code.replace(invisible, escapedUnits).replace(/[\ud800-\udfff]/gu, escapedUnits);

/** A double-quoted string literal, in ASCII control and layout, that reads back as the text. */
export const quote = (text: string): string =>
  escapeInvisible(JSON.stringify(text)).replace(/[<>]/g, escapedUnits);

/** A property name in an object type or literal: bare where that is plainly safe, else quoted. */
export const propertyName = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) && name !== "__proto__" && name !== "constructor" ? name : quote(name);

/** A property name in an object literal, where `__proto__` as a plain key would be the prototype. */
export const memberName = (name: string): string =>
  name === "__proto__" ? '["__proto__"]' : propertyName(name);

/** A JSON value as code. */
export const dataCode = (value: JsonValue): string => {
  if (typeof value === "string") return quote(value);
  if (isList(value)) return `[${value.map(dataCode).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, item]) => `${memberName(name)}: ${dataCode(item)}`);
  return `{ ${members.join(", ")} }`;
};

/** A JSON value as a literal type: `"a"`, `1`, `["a", 1]`, `{ "a": 1 }`. */
export const literalType = (value: JsonValue): string => {
  if (typeof value === "string") return quote(value);
  if (isList(value)) return `[${value.map(literalType).join(", ")}]`;
  if (isObject(value)) {
    const members = Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b));
    return `{ ${members.map(([name, item]) => `${quote(name)}: ${literalType(item)}`).join("; ")} }`;
  }
  return JSON.stringify(value);
};

/** Text for the inside of a block comment: `*` and `/` never meet, and no line is a directive (`@ts-ignore`). */
export const commentText = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, "\n")
    .replace(/[\0-\x08\x0e-\x1f]/g, " ")
    .replace(invisible, " ")
    .replace(/\*(?=\/)/g, "*\\")
    .split("\n")
    .map((line) =>
      line
        .trimEnd()
        .replace(/^([\s/*]*)@/, "$1\\@")
        .replace(/^\//, "\\/"),
    )
    .join("\n")
    .trim();

/** Text for one line of a comment. */
export const commentLine = (text: string): string => commentText(text).replace(/\s*\n\s*/g, " ");
