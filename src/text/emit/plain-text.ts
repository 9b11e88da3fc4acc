import { decodeEntities } from "../entities.ts";

/** One piece of markup. Without the flag `i`, beside which `\p{L}` takes V8 twenty milliseconds to compile. */
const MARKUP = new RegExp(
  [
    "(?<!`)(?<ticks>`+)(?!`)(?<code>.+?)(?<!`)\\k<ticks>(?!`)",
    "!?\\[(?<label>(?:[^[\\]]|\\[[^[\\]]*\\])*)\\](?:\\([^()]*(?:\\([^()]*\\)[^()]*)*\\)|\\[[^\\]]*\\])(?:\\{[^{}]*\\})?",
    "(?<newline><[bB][rR]\\s*/?>|</(?:[dD][dtDT]|[dD][iI][vV]|[lL][iI]|[pP]|[tT][dhDH])>)",
    "<!--(?:(?!<!--).)*?-->|(?<tag></?[A-Za-z][^<>]*>)",
    "\\\\(?<escaped>[!-/:-@[-`{-~])",
    "(?<entity>&(?:#[xX][0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[A-Za-z]+);)",
    "(?<!\\s)\\*+|\\*+(?!\\s)",
    "(?<![\\p{L}\\p{Nd}])_+|_+(?![\\p{L}\\p{Nd}])",
  ].join("|"),
  "gsu",
);

/** What every piece of markup holds one of: most texts hold none, and finding that out is cheap. */
const SIGNS = /[`[<\\&*_]/;

/** A component of MDX shows something of its own, such as a mark: it is what a person sees there. */
const isComponent = (tag: string): boolean => /^<[A-Z][a-z]/.test(tag) && tag.endsWith("/>");

const read = (markup: string): string => {
  if (!SIGNS.test(markup)) return markup;
  let text = "";
  let at = 0;
  for (const match of markup.matchAll(MARKUP)) {
    const { code, label, newline, tag, escaped, entity } = match.groups ?? {};
    text += markup.slice(at, match.index);
    at = match.index + match[0].length;
    if (code !== undefined) text += code;
    else if (label !== undefined) text += read(label);
    else if (newline !== undefined) text += " ";
    else if (tag !== undefined) text += isComponent(tag) ? tag.replace(/\s*\/>$/, "/>") : "";
    else if (escaped !== undefined) text += escaped;
    else if (entity !== undefined) text += decodeEntities(entity);
  }
  return text + markup.slice(at);
};

/** Words with one space between them, and no sign of markup: nothing is to be read. */
const WORDS = /^(?:[^`[<\\&*_\s]+(?: |$))*$/;

/** What was read lately: a table's cells are read again and again, and each time costs a search. */
const lately = new Map<string, string>();
const mostKept = 1024;

/** What a person sees of a cell or title: `plainText(cellText(v))` is `v` with its white space collapsed. */
export const plainText = (markup: string): string => {
  const bare = markup.trim();
  if (WORDS.test(bare)) return bare;
  const known = lately.get(markup);
  if (known !== undefined) return known;
  const text = read(markup).replace(/\s+/g, " ").trim();
  if (lately.size === mostKept) lately.clear();
  lately.set(markup, text);
  return text;
};
