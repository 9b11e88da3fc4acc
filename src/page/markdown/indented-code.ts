import { rule } from "./heading-lines.ts";

/** What a page's lines are, so far as indented code depends on it. */
export type CodeLines = {
  /** They are [first, last). */
  readonly first: number;
  readonly last: number;
  readonly lineText: (index: number) => string;
  readonly indentOf: (line: string) => number;
  readonly isOpaque: (index: number) => boolean;
  /** Code fences: first line → the line after the last. */
  readonly fences: ReadonlyMap<number, number>;
};

/** A block that holds others: its column, and the one from which on lines are in it. */
type Holder = {
  readonly indent: number;
  /** Undefined where indentation says nothing: elements, Liquid blocks and other containers. */
  readonly base: number | undefined;
};

const item = /^[ \t]*([-*+]|\d{1,9}[.)])([ \t]+|$)/;
const block = /^[ \t]*(?:(?:\?\?\?\+?|!!!)(?=[ \t"]|$)|===[!+]?[ \t])/;
const container = /^[ \t]*(?:<[A-Za-z]|\{%|:::|\/\/\/|:[ \t]|\[\^[^\]]+\]:)/;
/** A tag that holds nothing on the lines below. */
const closedTag = /^[ \t]*<(?:br|hr|img|input|link|meta|([A-Za-z][\w.-]*).*<\/\1\s*>|[^<]*\/>)/;
const breaksParagraph = /^ {0,3}#{1,6}(?:[ \t]|$)/;

const holderAt = (line: string, indent: number): Holder | undefined => {
  const [, mark, space = ""] = item.exec(line) ?? [];
  // A marker that more than four spaces follow begins with code.
  if (mark !== undefined && !rule.test(line))
    return { indent, base: indent + mark.length + (space.length > 4 || space === "" ? 1 : space.length) };
  if (block.test(line)) return { indent, base: indent + 4 };
  return container.test(line) && !closedTag.test(line) ? { indent, base: undefined } : undefined;
};

const isIn = ({ indent, base }: Holder, column: number): boolean =>
  base === undefined ? column > indent : column >= base;

/** Whether a page is MDX, by its name or what it begins with: that has no indented code. */
export const isMdx = (path: string, text: string): boolean =>
  /\.mdx$/i.test(path) || /^(?:import\s+\S.*\sfrom\s*["']|export\s+(?:const|default)\s)/m.test(text);

/**
 * The lines that are code by their indentation: four columns deeper than the list item, admonition or tab that
 * they are in, and after a blank line, a heading or other code. Inside of elements and of containers whose
 * indentation says nothing, none is.
 */
export const indentedCode = (lines: CodeLines): ReadonlySet<number> => {
  const { first, last, lineText, indentOf, isOpaque, fences } = lines;
  const code = new Set<number>();
  const holders: Holder[] = [];
  // What begins a text may be a part of something: nothing tells what is above it.
  let canBegin = first > 0;
  for (let index = first; index < last; index += 1) {
    const line = lineText(index);
    if (line.trim() === "") {
      canBegin = true;
      continue;
    }
    const indent = indentOf(line);
    const fenceEnd = fences.get(index);
    if (fenceEnd === undefined && isOpaque(index)) {
      canBegin = false;
      continue;
    }
    const lazy = !canBegin && fenceEnd === undefined && holderAt(line, indent) === undefined;
    let inner = holders.at(-1);
    while (!lazy && inner !== undefined && !isIn(inner, indent)) {
      holders.pop();
      inner = holders.at(-1);
    }
    const base = inner === undefined ? 0 : inner.base;
    if (canBegin && base !== undefined && indent >= base + 4) {
      code.add(index);
      continue;
    }
    if (fenceEnd !== undefined) {
      index = fenceEnd - 1;
      canBegin = true;
      continue;
    }
    const holder = holderAt(line, indent);
    if (holder !== undefined) holders.push(holder);
    canBegin = breaksParagraph.test(line);
  }
  return code;
};
