import { decodeEntities } from "../entities.ts";
import { percent } from "../escapes.ts";
import { groupsOf } from "./groups.ts";
import { entity } from "./markdown.ts";
import { bareAddress } from "./open-links.ts";
import { richText } from "./rich.ts";
import { codePoint, oneLine, replaceUnseen } from "./unicode.ts";

const ordinary = /^[A-Za-z0-9](?:[A-Za-z0-9 ,/%]|(?<!\$)\$(?!\$)|(?<!\.)\.(?!\.)|(?<!-)-(?!-))*$/;

/** A number or letter that begins a list. */
const numbered = /^\S{1,4}[.)](?:\s|$)/;

/** Signs that begin or end something wherever they stand. */
const always = /[*`^~{}|\\\]<]/gu;

/**
 * Those that do so only outside of a word, or doubled, or end what an address began (`#`); rare letters are none to
 * every version of Ruby. Between blanks none of them opens or closes anything.
 */
const outside =
  /(?!(?<=[^\s_#+]\s)[_#+] [^\s_#+])(?<!(?![\u{10000}-\u{10FFFF}])[\p{L}\p{N}])[_#+]|(?<=[_#+])[_#+]|[_#+](?=[_#+])|(?!(?<=[^\s_#+]\s)[_#+] [^\s_#+])[_#](?!(?![\u{10000}-\u{10FFFF}])[\p{L}\p{N}])/gu;

/** What is replaced by something else that people would see, and what begins a macro, an anchor or an index term. */
const replaced =
  /(?<=-)-|(?<=\$)\$|(?<=\.\.)\.|\((?=\(|C\)|R\)|TM\))|(?<=[-=])>|(?<=\S)\[|^\[|(?<=[:;])[:;]|&(?=#?[0-9A-Za-z]+;)|(?<=\s)\+$|(?<=^\S{1,4})[.)](?=\s|$)/gu;

/** What begins another block than a paragraph. */
const start = /^(?!-$)[!"#%')*+,\-./:;<=>?@[\\\]^_`{|}~]/u;

/** A value as text on one line, at the start of a paragraph or anywhere in it. */
export const writeText = (value: string): string => {
  const line = oneLine(value);
  if (ordinary.test(line) && !numbered.test(line)) return line;
  const text = replaceUnseen(line, () => "").trim();
  const marks = new Set<number>();
  for (const pattern of [always, outside, replaced, start])
    for (const { index } of text.matchAll(new RegExp(pattern, "gu"))) marks.add(index);
  // Two semicolons would make it a term; one ends each character that is written by its number.
  for (const { index } of text.matchAll(/;/g)) if (marks.has(index - 1)) marks.add(index);
  return text.replace(/[^]/gu, (char, at: number) => (marks.has(at) ? `&#${codePoint(char)};` : char));
};

/** Inline markup, and what of it people see: the first group that there is. */
const MARKUP = new RegExp(
  [
    "`\\+(?<code>[^`]+?)\\+`",
    "(?<!\\\\)(?:link|xref|mailto):[^\\s\\[]*\\[(?<link>[^\\]]*?)(?:\\^|,\\s*[\\w-]+=[^\\]]*)?\\]",
    "(?<!\\\\)https?://[^\\s\\[]+\\[(?<url>[^\\]]+?)(?:\\^|,\\s*[\\w-]+=[^\\]]*)?\\]",
    "<<[^>,]+,(?<ref>[^>]+)>>",
    "<<(?<bare>[^>,]+)>>",
    "(?:kbd|btn|pass):[^\\s\\[]*\\[(?<macro>[^\\]]*)\\]",
    "(?:icon:|image::?(?=[^\\s\\[]*\\[(?<alt>(?!\\w+=)[^,\\]]*)))[^\\s\\[]*\\[[^\\]]*\\]",
    "\\[\\[[^\\[\\]]+\\]\\]|anchor:[^\\s\\[]+\\[[^\\]]*\\]",
    "footnote:[^\\s\\[]*\\[(?<note>)[^\\]]*\\]",
    "(?:\\[[^\\[\\]]*\\])?(?<mark>\\*\\*|__|##|``|\\+\\+)(?<double>\\S[^]*?)\\k<mark>",
    "(?<![\\p{L}\\p{N}\\\\&])(?:\\[[^\\[\\]]*\\])?(?<sign>[*_#`+^~])(?<single>\\S|\\S[^]*?\\S)\\k<sign>(?![\\p{L}\\p{N}])",
  ].join("|"),
  "gu",
);

const intrinsic: ReadonlyMap<string, string> = new Map([
  ["vbar", "|"],
  ["plus", "+"],
  ["asterisk", "*"],
  ["tilde", "~"],
  ["caret", "^"],
  ["backtick", "`"],
  ["startsb", "["],
  ["endsb", "]"],
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["nbsp", "\u00a0"],
  ["empty", ""],
]);

const read = (written: string): string =>
  written.replace(MARKUP, (...match) => {
    const at = groupsOf(match);
    const code = at("code");
    if (code !== undefined) return code;
    const inner = ["link", "url", "ref", "bare", "macro", "alt", "note", "double", "single"]
      .map(at)
      .find((text) => text !== undefined);
    return inner === undefined ? "" : read(inner);
  });

const picture = /(?:icon|image):[^\s[]+\[/;

/** What a person sees of a text: without markup, each run of white space one space; pictures alone are told apart. */
export const readText = (written: string): string => {
  const text = /[`*_#+^~[<]/.test(written) ? read(written) : written;
  const shown = text
    .replace(/\{([a-z]+)\}/g, (all, name: string) => intrinsic.get(name) ?? all)
    .replace(/\\(?=[^\p{L}\p{N}\s])/gu, "")
    .replace(/\s\+(?=\n|$)/g, "");
  const seen = decodeEntities(shown).replace(/\s+/g, " ").trim();
  return seen === "" && picture.test(written) ? written.trim() : seen;
};

/** What of an address would be markup, or replaced by something else: it is read before links are. */
const signs =
  /~|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=-)-|(?<=\.)\.|[.,]$|\((?=(?:C|R|TM)\))|(?<!^\w+):(?!\d)/gu;

/** The same of signs that mean another thing to a server when they are encoded. */
const passed = /(?<![\p{L}\p{N}])\+|[+#](?![\p{L}\p{N}])/gu;

/** Signs of who asks and whom, which stay what they are: a name, a password, brackets of IPv6. */
const inHost = /[^\w./:]|:(?!\d)/g;

/** An address, encoded already, as AsciiDoc leaves it alone in a link. */
export const linkAddress = (written: string): string => {
  const [start = "", host = ""] = /^(?:https?|ftp):\/\/([^/?#]*)/i.exec(written) ?? [];
  const [lead, path] = [start.slice(0, start.length - host.length), written.slice(start.length)];
  return lead + host.replace(inHost, entity) + path.replace(signs, percent).replace(passed, entity);
};

/** Markup within words, where signs are doubled and addresses need the name of the macro. */
const beside = (written: string, before: string, after: string): string =>
  /^https?:/.test(written)
    ? `${/(?:^|[\s<>()[\];"'])$/.test(before) ? "" : "link:"}${written}`
    : /[\p{L}\p{N}_;:}"'`*]$/u.test(before) || /^[\p{L}\p{N}_"'`*]/u.test(after)
      ? written.replace(/^([`*_])([^]*)\1$/, "$1$1$2$1$1")
      : written;

/** A value that is Markdown as text with the same code, links and emphasis. */
export const asciidocRich = (value: string, address: (value: string) => string): string =>
  richText(value, {
    ...{ text: writeText, beside },
    code: (own) => writeText(own).replace(/^[^]+$/, "`$&`"),
    address,
    link: (label, to) => (/[[\]=]/.test(label) ? undefined : `${bareAddress(to)}[${label}]`),
    strong: (words) => `*${words}*`,
    emphasis: (words) => `_${words}_`,
  });
