import { codePoint, wellFormed } from "./emit/unicode.ts";

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

/** A character as a numbered entity. */
export const entity = (char: string): string => `&#${codePoint(char)};`;

/** What stands between the `&` and the `;` of an entity that may have a meaning here. */
export const entityBody = "#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]+";

/** The character that an entity means, by its body: a number, or one of the few names that prose uses; half a character is `\ufffd`, as in browsers. */
export const entityText = (body: string): string | undefined => {
  if (!body.startsWith("#")) return named.get(body);
  const code = Number(body.slice(1).replace(/^[xX]/, "0x"));
  return code > 0 && code <= 0x10ffff ? wellFormed(String.fromCodePoint(code)) : undefined;
};

const entities = new RegExp(`&(${entityBody});`, "g");

/** Decodes numeric HTML entities and the named ones that are known; others stay as they are. */
export const decodeEntities = (text: string): string =>
  text.includes("&") ? text.replace(entities, (whole, body: string) => entityText(body) ?? whole) : text;
