import { entity } from "./markdown.ts";

/** What stands for a value that isn't there, until it is known whether a link leads to it. */
export const missing = "\0";

/** The same right before the brackets of AsciiDoc, where nothing else says that it is an address. */
export const missingBare = "\0\0";

const inner = "((?:\\\\.|`[^`]*`|[^\\[\\]\\\\`])*)";

/** The text of a link of AsciiDoc, without what says how it opens. */
const asciidocText = "\\[((?:\\\\.|`[^`]*`|[^\\[\\]\\\\`])*?)(?:\\^|,\\s*[\\w-]+=[^\\[\\]]*)?\\]";

/** An address in brackets, perhaps with a part of its page, and a title. */
const address = '\\(<?\0(?:#[^()\\s>]*)?>?(?:\\s+"[^"]*")?\\)';

/** Links whose address is missing, by markup, and what is left of each. */
const forms: readonly (readonly [link: RegExp, text: string])[] = [
  [new RegExp(`!\\[${inner}\\]${address}`, "g"), ""],
  [new RegExp(`\\[${inner}\\]${address}`, "g"), "$1"],
  [/`((?:\\.|[^`\\<])*?) <\0>`__?/g, "$1"],
  [new RegExp(`(?:\\b(?:link|xref):\0|${missingBare})${asciidocText}(?!\\()`, "g"), "$1"],
  [/<a\s[^<>]*\bhref=(["'])\0(?:#[^<>"']*)?\1[^<>]*>(.*?)<\/a>/g, "$2"],
  [/<\0>/g, ""],
];

/** Whether a link may lead to what comes next. */
export const mayLead = (text: string): boolean => /[(<"':]$/.test(text);

/** What opens the address of a link, or a definition of one, and what may be of it already. */
const opening =
  /(?:\]\(<?|`(?:\\.|[^`\\<])* <|\b(?:link|xref|image::?):|\s(?:href|src)=["']|^\s*(?:\[[^\]^][^\]]*\]|\.\. _.+):\s+<?)([^\s()[\]<>"']*)$/;

/** Which part of a link's address stands between two texts: all that it begins with, more of it, of its query, or none. */
export const addressPlace = (
  before: string,
  after: string,
  bare: boolean,
): "whole" | "part" | "query" | "bare" | undefined => {
  const begun = opening.exec(before)?.[1];
  if (begun !== undefined) return begun === "" ? "whole" : begun.includes("?") ? "query" : "part";
  return bare && /(?:^|[\s(<>|*_])$/.test(before) && /^\[(?!\[|\^\w)/.test(after) ? "bare" : undefined;
};

/** A value as it is written after a text: in the text of AsciiDoc's links these signs would be attributes, and a macro. */
export const inLinkText = (written: string, before: string): string =>
  /[=[]/.test(written) && /(?:\b(?:link|xref):[^\s[\]]*|\bhttps?:\/\/[^\s[\]]+)\[[^[\]]*$/.test(before)
    ? // Two semicolons would make it a term.
      written.replace(/[=[];?/g, (signs) => Array.from(signs, entity).join(""))
    : written;

/** Where a text leaves an attribute's value or a comment open. */
const openElement = /<(?:!--(?:(?!-->).)*|[A-Za-z][^<>]*=["'][^"'<>]*)$/;

/** A value as it is written after a text: in an attribute or a comment nothing of it ends that. */
export const inElement = (written: string, before: string): string =>
  openElement.test(before) ? written.replace(/["'>]/g, entity) : written;

/** An address right before brackets; one that nothing says of that it is one needs the name of the macro. */
export const bareAddress = (address: string): string =>
  address === "" ? missingBare : /^https?:/i.test(address) ? address : `link:${address}`;

/** A text whose links that lead to what is missing are their texts alone: nobody means `[Name]()`. */
export const withoutOpenLinks = (text: string): string =>
  forms.reduce((all, [link, left]) => all.replace(link, left), text).replaceAll(missing, "");
