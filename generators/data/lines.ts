import { type Edit, edited } from "../../src/page/page.ts";
import { contentEnd, type DataNode } from "../../src/text/data/node.ts";

/** Where the line of an offset begins: behind a byte order mark. */
export const lineStart = (text: string, at: number): number =>
  text.lastIndexOf("\n", at - 1) + 1 || (text.startsWith("\ufeff") ? 1 : 0);

/** Where the line of an offset ends, before its line end, whose last sign the offset may be of. */
export const lineEnd = (text: string, at: number): number => {
  const feed = text.indexOf("\n", at);
  if (feed === -1) return text.length;
  return text[feed - 1] === "\r" ? feed - 1 : feed;
};

/** Where the line after an offset's begins. */
export const nextLine = (text: string, at: number): number => {
  const feed = text.indexOf("\n", at);
  return feed === -1 ? text.length : feed + 1;
};

/** White space as wide as what stands before an offset in its line. */
export const spaceBefore = (text: string, at: number): string =>
  text.slice(lineStart(text, at), at).replace(/\S/g, " ");

/** Whether only white space stands before an offset in its line. */
export const beginsLine = (text: string, at: number): boolean =>
  /^[ \t]*$/.test(text.slice(lineStart(text, at), at));

/** The edit that takes out the lines from one offset to another, with a line end. */
export const withoutLines = (text: string, from: number, to: number, first = from): Edit => {
  const start = lineStart(text, from);
  return lineStart(text, first) === lineStart(text, 0)
    ? { start, end: nextLine(text, to), text: "" }
    : { start: lineEnd(text, lineStart(text, start - 1)), end: lineEnd(text, to), text: "" };
};

/** Where a part of data ends: text in lines of its own before its last line end, which is the next line's, too. */
export const lastOf = (text: string, node: DataNode): number => {
  const end = contentEnd(node);
  return text[end - 1] === "\n" ? lineEnd(text, end - 1) : end;
};

/** The line end that a file uses. */
export const eolOf = (text: string): string => (/^[^\n]*\r\n/.test(text) ? "\r\n" : "\n");

/** The text of a part of data with these edits of its file made in it. */
export const editedNode = (text: string, node: DataNode, edits: readonly Edit[]): string => {
  const end = Math.max(contentEnd(node), ...edits.map((edit) => edit.end));
  return edited(text, { start: node.start, end }, edits);
};
