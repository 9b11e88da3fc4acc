import type { Edit } from "../../src/page/page.ts";
import { beginsLine, eolOf, lineEnd, lineStart, spaceBefore } from "./lines.ts";
import type { DataNode } from "../../src/text/data/node.ts";

/** Where elements of an empty list or map go: what their lines begin with, and the line that closes it. */
export type Room = {
  readonly inside: string;
  readonly outside: string;
  readonly lines: boolean;
  /** What stands before an element that has lines of its own. */
  readonly dash: "- " | "";
  /** What stands behind the last element. */
  readonly last?: "," | "";
};

/** Whether an empty list or map in brackets can give way to lines: outside of other brackets, and alone at the end of its line. */
export const givesWay = (text: string, list: DataNode): boolean =>
  ((list.type === "list" && !list.inFlow) || list.type === "map") &&
  /^(?:\[\]|\{\})$/.test(text.slice(list.start, list.end)) &&
  /^[ \t]*(?:#.*)?$/.test(text.slice(list.end, lineEnd(text, list.end))) &&
  /^[ ]*$|:[ \t]+$/.test(text.slice(lineStart(text, list.start), list.start));

/** The edits that put elements with dashes in the place of an empty list in brackets. */
export const dashesEdits = (
  text: string,
  list: DataNode,
  texts: readonly string[],
  { inside, dash }: Room,
): readonly Edit[] => {
  if (texts.length === 0) return [];
  const eol = eolOf(text);
  if (beginsLine(text, list.start)) {
    const between = eol + spaceBefore(text, list.start);
    return [{ start: list.start, end: list.end, text: texts.map((each) => dash + each).join(between) }];
  }
  const colon = text.slice(0, list.start).trimEnd().length;
  const at = lineEnd(text, list.end);
  return [
    { start: colon, end: list.end, text: "" },
    { start: at, end: at, text: texts.map((each) => eol + inside + dash + each).join("") },
  ];
};

/** The edit that puts elements into a list that has none. */
export const newListEdit = (
  text: string,
  list: DataNode,
  texts: readonly string[],
  { inside, outside, lines, dash, last = "" }: Room,
): readonly Edit[] => {
  if (texts.length === 0) return [];
  const eol = eolOf(text);
  const isHeading = list.type === "map" && list.style === "lines" && text[list.start] === "[";
  if (isHeading || (list.type !== "list" && list.type !== "map")) {
    const at = lineEnd(text, list.start);
    const lead = eol + (isHeading ? outside : inside) + dash;
    return [{ start: at, end: at, text: texts.map((each) => lead + each).join("") }];
  }
  const start = list.start + 1;
  const own = text.slice(start, list.end - 1);
  // Only white space goes: a comment in an empty list is somebody's.
  if (own.trim() !== "") return [{ start, end: start, text: texts.join(", ") }];
  const content = lines
    ? `${eol}${inside}${texts.join(`,${eol}${inside}`)}${last}${eol}${outside}`
    : texts.join(", ");
  return [{ start, end: list.end - 1, text: content }];
};
