/** What stands for a value that isn't there, until it is known whether a link leads to it. */
export const missing = "\0";

const inner = "((?:\\\\.|`[^`]*`|[^\\[\\]\\\\`])*)";

/** Links whose address is missing, by markup, and what is left of each. */
const forms: readonly (readonly [link: RegExp, text: string])[] = [
  [new RegExp(`!\\[${inner}\\]\\(\0\\)`, "g"), ""],
  [new RegExp(`\\[${inner}\\]\\(\0\\)`, "g"), "$1"],
  [/`((?:\\.|[^`\\<])*?) <\0>`__?/g, "$1"],
  [new RegExp(`\\blink:\0\\[${inner}\\]`, "g"), "$1"],
  [/<a\s[^<>]*\bhref="\0"[^<>]*>(.*?)<\/a>/g, "$1"],
];

/** What a value is put down as behind a text: as it is, or, where a link may lead to it and it is empty, as missing. */
export const behind = (text: string, value: string): string =>
  value === "" && /[(<":]$/.test(text) ? missing : value;

/** A text whose links that lead nowhere are their texts alone: nobody means `[Name]()`, which a value that isn't there leaves. */
export const withoutOpenLinks = (text: string): string =>
  text.includes(missing)
    ? forms.reduce((all, [link, left]) => all.replace(link, left), text).replaceAll(missing, "")
    : text;
