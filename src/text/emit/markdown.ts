import { richText } from "./rich.ts";
import { codePoint, hasUnseen, replaceUnseen, wellFormed } from "./unicode.ts";

/** A character as a numbered entity. */
export const entity = (char: string): string => `&#${codePoint(char)};`;

/** Names for the commonest, numbers for the others. */
const NAMED = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
]);
const escape = (char: string): string => NAMED.get(char) ?? entity(char);

const CONTROLS = /(?![\t\n])\p{Cc}/gu;

const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** Always markup somewhere in the dialects of mkdocs: HTML, code, emphasis, links, attributes, macros, maths. */
const ALWAYS = /[|<>`*[\]{}\\]/g;

/** The same of a value without a `<`: its `>` closes nothing but a comment, and begins a quote at the start of a line alone. */
const UNOPENED = /[|`*[\]{}\\]|^>|(?<=--!?)>/g;
const UNOPENED_IN_CELL = /[|`*[\]{}\\]|(?<=--!?)>/g;

/** The one `$` of a value, before a digit, is an amount of money; any other may begin maths. */
const AMOUNT = /^[^$]*\$\d[^$]*$/;

/** A `&` that would be read as the start of an entity. */
const ENTITY = /&(?=#?[0-9a-z]+;)/gi;

/** An underscore is plain text between two letters or digits. */
const UNDERSCORE = /(?<![\p{L}\p{Nd}])_|_(?![\p{L}\p{Nd}])/gu;

/** Most names and numbers: no character in them is ever markup, and finding that out is cheap. */
const ORDINARY = /^[A-Za-z0-9 .,()/-]*$/;

/**
 * The first colon of an emoji's short name; of numbers there are two, and others stand in IDs (`v1:0:200k`). Between two
 * colons on either side stands a part of a path (`torch::nn::Linear`).
 */
const SHORT_NAME = /(?!(?<=:):[\w+-]+::):(?=[\w+-]+:)(?!(?!1(?:00|234):)\d+:)/g;

/** Escapes characters that mean something in pairs where there may be one: `C++` stays, `++x++` doesn't. */
const escapePairs = (text: string, char: string, least: number): string => {
  if (!text.includes(char)) return text;
  const runs = text.match(new RegExp(`\\${char}{${least},}`, "g")) ?? [];
  const paired = runs.length > 1 || runs.some((run) => run.length >= 2 * least);
  return paired ? text.replaceAll(char, entity(char)) : text;
};

/**
 * Text without markup: only what a dialect of Markdown in use with mkdocs would take for markup becomes
 * an entity, so that ordinary prose stays as people write it. Control characters are dropped; invisible
 * and bidi characters become entities, which a reviewer sees. Line feeds stay.
 */
const inline = (text: string, inCell = false): string => {
  if (ORDINARY.test(text)) return text;
  const always = text.includes("<") ? ALWAYS : inCell ? UNOPENED_IN_CELL : UNOPENED;
  // Controls go first, lest two halves of a mark meet; then what looks at its neighbours.
  let safe = wellFormed(text)
    .replace(CONTROLS, "")
    .replaceAll("\t", " ")
    .replace(ENTITY, escape)
    .replace(SHORT_NAME, entity)
    .replace(UNDERSCORE, entity);
  safe = safe.replace(always, escape);
  if (!AMOUNT.test(safe)) safe = safe.replaceAll("$", entity);
  for (const [char, least] of PAIRED) safe = escapePairs(safe, char, least);
  return replaceUnseen(safe, (char) => (char === "\n" ? char : entity(char)));
};

const PAIRED = [
  ["~", 1],
  ["^", 1],
  ["=", 2],
  ["+", 2],
] as const;

const oneLine = (text: string): string =>
  ORDINARY.test(text) ? text.trim() : wellFormed(text).replace(LINE_END, " ").replace(CONTROLS, "").trim();

/** A value as the text of a table cell: no edge spaces, each line end a `<br>`. */
export const cellText = (value: string): string =>
  ORDINARY.test(value)
    ? value.trim()
    : inline(value.replace(LINE_END, "\n").trim(), true).replaceAll("\n", "<br>");

/** A word in brackets after others, as it is typed (`Auk [dev]`): beside no link's brackets it is no link's text. */
export const withBareBrackets = (written: string): string =>
  /[[\]]/.test(written)
    ? written
    : written.replace(/(?<= )&#91;([A-Za-z0-9][\w .-]+)&#93;(?=$|[ ,.;)]|<br)/g, "[$1]");

/** Signs that no value has stand for brackets that were escaped in one, until its line is whole. */
const held = ["\u0001", "\u0002"] as const;

/** A value's escaped brackets as such signs. */
export const holdBrackets = (written: string): string =>
  written.replaceAll("&#91;", held[0]).replaceAll("&#93;", held[1]);

/** A line with the brackets of its values as entities, but for one word after others that is in no link: `Auk [dev]`. */
export const releaseBrackets = (line: string): string => {
  const [before = "", word = "", after = "", another] = line.split(/[\u0001\u0002]/);
  const isWord =
    another === undefined && /^[A-Za-z0-9][\w .-]*$/.test(word) && /[\p{L}\p{N}] $/u.test(before);
  const isFree = !/\[[^\]]*$/.test(before) && /^(?:$|[ ,.;)*_:"](?! ?[[({]))/.test(after);
  return line.includes(held[0]) && isWord && isFree
    ? `${before}[${word}]${after}`
    : line.replaceAll(held[0], "&#91;").replaceAll(held[1], "&#93;");
};

/** A value within a line of text. */
export const lineText = (value: string): string =>
  ORDINARY.test(value) ? value.trim() : inline(oneLine(value));

/** A value for between the double quotes of `??? example "…"`, on one line. */
export const titleText = (value: string): string => lineText(value).replaceAll('"', "&#34;");

/** What would begin a heading, list, quote, rule, admonition, tab, fence or definition. */
const BLOCK_START = /^(?:[-+=#:~!?]|\d+(?=[.)](?:\s|$)))/;

/** A text that may stand at the start of a paragraph; what comes after such a start is written so. */
export const asParagraph = (text: string, rest: (text: string) => string): string => {
  const start = BLOCK_START.exec(text)?.[0] ?? "";
  return Array.from(start, entity).join("") + rest(text.slice(start.length));
};

/** A value as running text, on one line; it may stand at the start of a paragraph. */
export const markdownText = (value: string): string => asParagraph(oneLine(value), inline);

/** A value as code. Where backticks can't carry it everywhere, an HTML element with entities does; types (`List<T>`) run nowhere. */
export const codeSpan = (value: string): string => {
  const text = oneLine(value);
  if (text === "") return "";
  const plain = !hasUnseen(text) && !/[`|]|\\$|<(?!>|[A-Z][\w, <>[\]]*>)|\{[{%#:]|^#!|^:::/.test(text);
  return plain ? `\`${text}\`` : `<code>${inline(text)}</code>`;
};

/** How the text and the addresses of a value that is Markdown are written, and whether each element must be closed. */
type Rich = {
  readonly text: (value: string) => string;
  readonly address: (value: string) => string;
  readonly closes?: true;
};

/** Brackets without an address behind them lead at most where the page says: `[ISO 1][iso]`, `f(a [, b])`. */
const bareBrackets = /&#91;((?:(?!&#9[13];).)*)&#93;(?![(:]|&#91;\^)/g;

/** A value that is Markdown itself, without any markup but code, links, emphasis and ends of lines. */
export const markdownRich =
  ({ text, address, closes }: Rich) =>
  (value: string): string =>
    richText(value, {
      ...{ text: (own) => text(own).replace(bareBrackets, "[$1]"), code: codeSpan, address },
      // A pair of parentheses ends no link.
      link: (label, to) => `[${label}](${to.replace(/%28([\w.,-]*)%29/g, "($1)")})`,
      strong: (words) => `**${words}**`,
      emphasis: (words, sign) => `${sign}${words}${sign}`,
      lineEnd: (tag) => (closes === true ? "<br />" : tag),
    });
