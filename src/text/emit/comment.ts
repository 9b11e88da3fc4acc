import { replaceUnseen, wellFormed } from "./unicode.ts";

/**
 * Text for the inside of a comment, in any of the known languages: one line, and nothing in it can end
 * the comment (`*` and `/`, PHP's `?>`, Java's `\u000a`), nest one, declare an encoding (`coding: utf-7`), or
 * mark a documentation section (`--8<--`). The template writes the comment sign and a first word of its
 * own before it, so that no pragma that has to stand first (`@ts-ignore`, `go:build`) can form.
 */
export const commentText = (text: string): string =>
  replaceUnseen(wellFormed(text), () => " ")
    .replace(/\*(?=\/)|\/(?=\*)|\?(?=>)|\\(?=u)|8(?=<)/g, "$& ")
    .replace(/(coding)[\s:=]*[:=][\s:=]*/gi, "$1 ")
    .trim();
