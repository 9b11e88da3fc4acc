import { type Edit, type Lines, type Page, endAt, eolAt, lineAt, startAt } from "./page.ts";

/** Lines of a page: [first, last). */
export type LineRange = { readonly first: number; readonly last: number };

/** The numbers of the lines of a range; none where it ends before it begins. */
export const numbersIn = ({ first, last }: LineRange): readonly number[] =>
  Array.from({ length: last - first }, (_, index) => first + index);

/** The lines of a range. */
export const linesIn = (page: Lines, range: LineRange): readonly string[] =>
  numbersIn(range).map((line) => lineAt(page, line));

/** A line as it is to be, and the line of the page that it is where it is one. */
export type MadeLine = { readonly text: string; readonly from?: number };

/** The edits that make some lines of a page others: lines that stay, and stay as they are, are in none. */
export const replaceLines = (
  page: Page,
  { first, last }: LineRange,
  lines: readonly MadeLine[],
): readonly Edit[] => {
  const edits: Edit[] = [];
  const eol = eolAt(page, first);
  let at = first;
  let fresh: string[] = [];
  /** What stands before line `next` gives way to what is new. */
  const flush = (next: number): void => {
    if (next === at && fresh.length === 0) return;
    const start = startAt(page, at);
    if (next < last)
      edits.push({ start, end: startAt(page, next), text: fresh.map((line) => line + eol).join("") });
    else if (at > first)
      edits.push({
        start: endAt(page, at - 1),
        end: endAt(page, last - 1),
        text: fresh.map((line) => eol + line).join(""),
      });
    else {
      const end = fresh.length === 0 ? startAt(page, last) : endAt(page, last - 1);
      edits.push({ start, end, text: fresh.join(eol) });
    }
    fresh = [];
  };
  for (const { text, from = -1 } of lines) {
    if (from >= at && text === lineAt(page, from)) {
      flush(from);
      at = from + 1;
    } else fresh.push(text);
  }
  flush(last);
  return edits;
};
