import { printable } from "./printable.ts";
import { ticks } from "./fence.ts";

/** Text as a code span: in code GitHub makes no mention, link, image or HTML of anything. */
export const githubCode = (text: string): string => {
  const shown = printable(text);
  if (shown === "") return "";
  const mark = ticks(shown, 1);
  const gap = /^[`\s]|[`\s]$/.test(shown) ? " " : "";
  return `${mark}${gap}${shown}${gap}${mark}`;
};

/** Lines in a fence that nothing in them can close. */
export const githubFence = (text: string, language: string): string => {
  const mark = ticks(text, 3);
  return `${mark}${language}\n${text.replace(/\n$/, "")}\n${mark}`;
};

const plainWord =
  /^["'(]*[\p{L}\p{N}]+(?:[-.,/'’%+:]+[\p{L}\p{N}]+)*[)"'.,:;!?%]*$|^[-+→…]$|^`[\w./-]+`[.,:;]?$/u;
// What GitHub makes a link or a picture of, although no sign of Markdown is in it.
const linked = /^["'(]*(?:www\.|gh-\d|[0-9a-f]{7,}\b)|:.*:|\/\//i;

/** An option of the command line, and the sign after it that isn't part of it. */
const option = /^(--[a-z]+(?:-[a-z]+)*)([.,:;])$/;

const asCode = (word: string): string => {
  const [, name = word, sign = ""] = option.exec(word) ?? [];
  return githubCode(name) + sign;
};

/** A sentence for GitHub's Markdown, where entities don't help: what isn't plainly a word stands as code. */
export const githubText = (text: string): string =>
  printable(text.replace(/\s+/g, " ").trim())
    .split(" ")
    .map((word) => (plainWord.test(word) && !linked.test(word) ? word : asCode(word)))
    .join(" ");
