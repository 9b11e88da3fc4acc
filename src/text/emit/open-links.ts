/** What stands for a value that isn't there, until it is known whether a link leads to it. */
export const missing = "\0";

const inner = "((?:\\\\.|`[^`]*`|[^\\[\\]\\\\`])*)";

/** An address in brackets, perhaps with a part of its page, and a title. */
const address = '\\(<?\0(?:#[^()\\s>]*)?>?(?:\\s+"[^"]*")?\\)';

/** Links whose address is missing, by markup, and what is left of each. */
const forms: readonly (readonly [link: RegExp, text: string])[] = [
  [new RegExp(`!\\[${inner}\\]${address}`, "g"), ""],
  [new RegExp(`\\[${inner}\\]${address}`, "g"), "$1"],
  [/`((?:\\.|[^`\\<])*?) <\0>`__?/g, "$1"],
  [new RegExp(`\\blink:\0\\[${inner}\\]`, "g"), "$1"],
  [/<a\s[^<>]*\bhref=(["'])\0(?:#[^<>"']*)?\1[^<>]*>(.*?)<\/a>/g, "$2"],
  [/<\0>/g, ""],
];

/** Whether a link may lead to what comes next. */
export const mayLead = (text: string): boolean => /[(<"':]$/.test(text);

/** A text whose links that lead to what is missing are their texts alone: nobody means `[Name]()`. */
export const withoutOpenLinks = (text: string): string =>
  forms.reduce((all, [link, left]) => all.replace(link, left), text).replaceAll(missing, "");
