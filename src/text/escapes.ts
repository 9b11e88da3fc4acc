import { decodeEntities } from "./entities.ts";
import { jsonText } from "./emit/json.ts";
import { asParagraph, cellText, lineText, markdownRich, markdownText, titleText } from "./emit/markdown.ts";
import { plainText } from "./emit/plain-text.ts";
import { codePoint, replaceUnseen, wellFormed } from "./emit/unicode.ts";
import { attempt } from "./attempt.ts";

/** How a value is written where it lands, and how what stands there is read back. */
export type Escape = {
  readonly write: (value: string) => string;
  readonly read: (text: string) => string;
  /** Whether the text is Markdown, so that a title may be written with markup around its fields. */
  readonly markup: boolean;
};

const entity = (char: string): string => `&#${codePoint(char)};`;

/** On one line, without control characters, what can't be seen made visible; these characters become entities. */
const entities =
  (special: RegExp) =>
  (value: string): string => {
    const line = wellFormed(value)
      .replace(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/g, " ")
      .replaceAll("\t", " ")
      .replace(/\p{Cc}/gu, "")
      .trim()
      .replace(/&(?=#?[0-9a-z]+;)/gi, "&amp;");
    return replaceUnseen(line.replace(special, entity), entity);
  };

/** In MDX a line that begins like this is JavaScript. */
const module = /^(?:import|export)\b/;

/** What is written already, at the start of a line. */
export const atLineStart = (written: string): string => {
  const text = asParagraph(written, (rest) => rest);
  return module.test(text) ? entity(text.slice(0, 1)) + text.slice(1) : text;
};

const markdown = (value: string): string => atLineStart(markdownText(value));

/** Hash signs at the end would close the heading. */
const heading = (value: string): string =>
  titleText(value).replace(/(?<=^|\s)#+$/, (signs) => signs.replaceAll("#", "&#35;"));

const fenceEscape = entities(/[`{}"<>=~]/g);

/** Words that would be taken for options of the code block. */
const options = /(?<=^|\s)(?:lines|wrap|expandable)(?=\s|$)/g;

const cleaned = (value: string): string =>
  wellFormed(value)
    .replace(/\p{Cc}/gu, "")
    .trim();

/** A character as addresses have it that mean something else by it. */
export const percent = (char: string): string =>
  `%${codePoint(char).toString(16).toUpperCase().padStart(2, "0")}`;

const url = (value: string): string => encodeURI(cleaned(value)).replace(/[!'()*,:;=?#&$+@[\]]/g, percent);

/** Schemes that links lead by; what others begin with is no scheme. */
const led = /^(?:https?|mailto|ftp|tel)$/i;

/** Schemes of what would run, or be shown, as a part of the page. */
const barred = /^(?:javascript|vbscript|data|blob|file)$/i;

/** Whether no link may lead to a value: it would run a script, or show what it says itself. */
export const isBarred = (value: string): boolean =>
  barred.test(/^([a-z]+):/i.exec(cleaned(value).replace(/\s/g, ""))?.[1] ?? "");

/** A whole address, with what is encoded in it; none where no link may lead to it. */
const address = (value: string): string => {
  const text = cleaned(value);
  if (isBarred(text)) return "";
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1];
  const isLed = scheme !== undefined && led.test(scheme);
  return encodeURI(text)
    .replace(/^([^/?#:]*):/, (all, start: string) => (isLed ? all : `${start}%3A`))
    .replace(/%25(?=[0-9a-f]{2})/gi, "%")
    .replace(/[!'()*[\]]|_$|(?<=#.*)#|(?<=&#?[0-9a-z]+);/gi, percent)
    .replace(/^((?:https?|ftp):\/\/(?:[^/?#@]*@)?)%5B([0-9a-f:.]+)%5D(?=[:/?#]|$)/i, "$1[$2]");
};

/** A text as its sender meant it; one with a broken escape is taken as it stands. */
export const fromUrl = (text: string): string => attempt(() => decodeURIComponent(text)) ?? text;

const fromJson = (text: string): string => {
  const value = attempt((): unknown => JSON.parse(text));
  return typeof value === "string" ? value : text;
};

/** JSON is YAML too. */
const json: Escape = { write: (value) => jsonText(value, 0, /[<>{}]/g), read: fromJson, markup: false };

const identifier = (value: string): string => {
  const name = value.normalize("NFKD").replace(/[^A-Za-z0-9_]+/g, "_");
  return /^[A-Za-z]/.test(name) ? name : `_${name}`;
};

const quotedText = entities(/[<>"{}\\`|]/g);

/** The escapes that a format may name. */
export const escapes = {
  markdown: { write: markdown, read: plainText, markup: true },
  title: { write: titleText, read: decodeEntities, markup: true },
  heading: { write: heading, read: plainText, markup: true },
  html: { write: lineText, read: plainText, markup: true },
  cell: { write: cellText, read: plainText, markup: true },
  rich: { write: markdownRich({ text: lineText, address }), read: plainText, markup: true },
  attribute: { write: quotedText, read: decodeEntities, markup: false },
  liquid: { write: quotedText, read: decodeEntities, markup: false },
  fence: {
    write: (value) => fenceEscape(value).replace(options, (word) => entity(word.slice(0, 1)) + word.slice(1)),
    read: (text) => decodeEntities(text).trim(),
    markup: false,
  },
  url: { write: url, read: fromUrl, markup: false },
  address: { write: address, read: fromUrl, markup: false },
  yaml: json,
  json,
  identifier: { write: identifier, read: (text) => text, markup: false },
  markup: { write: (value) => value, read: plainText, markup: true },
} satisfies Readonly<Record<string, Escape>>;

const everywhere: readonly EscapeName[] = ["url", "address", "yaml", "json", "identifier", "markup"];

/** The escapes of a markup that writes all its text in one way: addresses, data and names are alike in every markup. */
export const escapesWith =
  (text: Escape, rich: Escape["write"]) =>
  (name: EscapeName): Escape =>
    everywhere.includes(name) ? escapes[name] : name === "rich" ? { ...text, write: rich } : text;

/** Name of an escape. */
export type EscapeName = keyof typeof escapes;

/** Whether there is such an escape. */
export const isEscape = (name: string): name is EscapeName => Object.hasOwn(escapes, name);

/** Their names, in the order in which a message lists them. */
export const escapeNames: readonly string[] = Object.keys(escapes);

/** The escape for what comes after `before` on a line: what it lands in when nobody names the place. */
export const placeAfter = (before: string): EscapeName => {
  if (/^\s*(?:`{3,}|~{3,})/.test(before)) return /[\w:-]="[^"]*$/.test(before) ? "attribute" : "fence";
  if (/[\w:-]="[^"]*$/.test(before)) return /\{%(?:(?!%\}).)*$/.test(before) ? "liquid" : "attribute";
  if (/\]\([^)\s]*$/.test(before)) return "url";
  if (/^\s*#{1,6}\s/.test(before)) return "heading";
  if ((before.split('"').length - 1) % 2 === 1) return "title";
  if (/<t[dh]\b[^<>]*>(?:(?!<\/t[dh]).)*$/i.test(before)) return "cell";
  return before.trim() === "" ? "markdown" : "html";
};
