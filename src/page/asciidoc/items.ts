import { indentAt, isBlankLine, lineAt, type Page } from "../page.ts";

/** What a line of a list begins with. */
const signAt = (page: Page, line: number): string | undefined =>
  /^[ \t]*(\*+|-|\.+)[ \t]/.exec(lineAt(page, line))?.[1];

/** What begins or ends a block with lines of its own. */
const delimiter = /^(?:[|!,:]={3}|([-=*_+./])\1{3,}|--)$/;

/** What is explained in a list of terms. */
const term = /^\S.*?(?::{2,4}|;;)(?:[ \t]|$)/;

/** Whether a line is the next term of a list of them that holds an item: without one above it is the item's own. */
const isNextTerm = (page: Page, first: number, index: number): boolean => {
  if (!term.test(lineAt(page, index))) return false;
  let line = first - 1;
  while (line >= 0 && !/^=+[ \t]/.test(lineAt(page, line)) && !term.test(lineAt(page, line))) line -= 1;
  return line >= 0 && term.test(lineAt(page, line));
};

const isAbove = (text: string): boolean => /^(?:\[.*\]|\.\S.*)$/.test(text);

/** Whether an item of another sign is one below an item: of two signs the one that a list begins with is the outer one. */
const isDeeper = (page: Page, first: number, own: string, sign: string): boolean => {
  if (sign.startsWith(own) || own.startsWith(sign)) return sign.length > own.length;
  let outer = own;
  for (let line = first; line >= 0 && !/^=+[ \t]/.test(lineAt(page, line)); line -= 1) {
    const above = signAt(page, line);
    if (above === own || above === sign) outer = above;
  }
  return outer === own;
};

/** The line after the block that a plus attaches to an item. */
const attachedEnd = (page: Page, plus: number): number => {
  const text = (line: number): string => lineAt(page, line).trimEnd();
  let line = plus + 1;
  while (isAbove(text(line))) line += 1;
  const open = text(line);
  if (!delimiter.test(open)) return line;
  let close = line + 1;
  while (close < page.lines.length && text(close) !== open) close += 1;
  return close + 1;
};

/** The line that an item of AsciiDoc goes on to from one that isn't indented more; that line itself where it doesn't go on. */
export const goesOnTo = (page: Page, first: number, index: number): number => {
  const own = page.markup === "asciidoc" ? signAt(page, first) : undefined;
  if (own === undefined) return index;
  const sign = signAt(page, index);
  if (sign !== undefined) return isDeeper(page, first, own, sign) ? index + 1 : index;
  const text = lineAt(page, index).trimEnd();
  if (text === "+") return attachedEnd(page, index);
  const isBlock = delimiter.test(text) || isAbove(text) || /^(?:=+[ \t]|\/\/)/.test(text);
  return isBlock || isBlankLine(page, index - 1) || isNextTerm(page, first, index) ? index : index + 1;
};

/** Where what belongs to an item ends, in whatever markup: at what is no deeper. */
export const endOfItem = (page: Page, line: number): number => {
  const isDeeper = (at: number): boolean =>
    isBlankLine(page, at) || indentAt(page, at) > indentAt(page, line);
  let end = line + 1;
  while (end < page.lines.length) {
    const next = isDeeper(end) ? end + 1 : goesOnTo(page, line, end);
    if (next === end) break;
    end = next;
  }
  return end;
};
