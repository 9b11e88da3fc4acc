import type { MarkupName } from "../page/page.ts";

/** How a heading is written in each markup that has such. */
const headings: Readonly<Partial<Record<MarkupName, RegExp>>> = {
  markdown: /^#{1,6}\s[^\n]*$/,
  // `=== "{group}"` is a tab of mkdocs.
  asciidoc: /^(?:#{1,6}|={1,6})\s(?!")[^\n]*$/,
  rst: /^(?:(([!-/:-@[-`{-~])\2{2,})\n\S[^\n]*\n(?=\1$)|\S[^\n]*\n)([!-/:-@[-`{-~])\3{2,}$/,
};

/** Whether the header of a group is a heading in pages of a markup. */
export const isHeadingIn = (markup: MarkupName, header: string): boolean =>
  headings[markup]?.test(header) === true;

/** Whether the groups of a table are tables of their own, under headings: those of one markup are no rows in another. */
export const isHeading = (header: string): boolean =>
  Object.values(headings).some((pattern) => pattern.test(header));
