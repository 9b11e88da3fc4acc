import type { SourceRow, SourceTable, Wanted } from "../lifted.ts";
import { type Edit, type Page, lineAt } from "../page.ts";
import { type LineRange, linesIn, type MadeLine, replaceLines } from "../row-lines.ts";
import { countEach } from "../../text/group-by.ts";

/** How the lines of a table's rows are made. */
export type RowWriter<R extends SourceRow = SourceRow> = {
  /** The lines of a row; `from` is the row of the page that it is or was, whose writing it keeps. */
  readonly row: (cells: readonly string[], from: R | undefined) => readonly string[];
  /** What stands between two rows where the page doesn't show it. */
  readonly gap: readonly string[];
  /** The same below the header. */
  readonly headGap?: readonly string[];
  /** The line that the first row comes before, where there is none and it isn't the one below the header. */
  readonly begin?: number;
  /** A line that stays, where it isn't as it was; `index` is its own in the page. */
  readonly stays?: (line: string, index?: number) => string;
};

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((cell, index) => cell === b[index]);

const hasWords = (lines: readonly string[]): boolean => lines.some((line) => /[\p{L}\p{N}]/u.test(line));

/** What most often stands between two rows, where that isn't words of people's. */
const usualGap = (
  page: Page,
  rows: readonly SourceRow[],
  otherwise: readonly string[],
): readonly string[] => {
  const gaps = rows.slice(1).flatMap((next, index) => {
    const between = linesIn(page, { first: rows[index]?.last ?? 0, last: next.first });
    return hasWords(between) ? [] : [JSON.stringify(between)];
  });
  const counts = countEach(gaps);
  let best = "";
  for (const [gap, count] of counts) if (count > (counts.get(best) ?? 0)) best = gap;
  const parse: (text: string) => readonly string[] = JSON.parse;
  return best === "" ? otherwise : parse(best);
};

/**
 * The edits that give a table its rows: those that stay keep their lines and what stands above them, new ones are
 * put where they belong, with what usually stands between two. What people wrote above a row stays where that moves or
 * goes, for it may be about those below; so does what stands in it and is no cell, where it goes.
 */
export const writeRows = <R extends SourceRow>(
  page: Page,
  { header, rows, last }: Pick<SourceTable<R>, "header" | "rows" | "last">,
  wanted: Wanted<R>,
  { row, gap, headGap = gap, begin = header.last, stays = (line) => line }: RowWriter<R>,
): readonly Edit[] => {
  const usual = usualGap(page, rows, gap);
  const first = rows[0]?.first ?? begin;
  const lines: MadeLine[] = [];
  const keep = (range: LineRange): void => {
    for (let index = range.first; index < range.last; index += 1)
      lines.push({ text: stays(lineAt(page, index), index), from: index });
  };
  const put = (texts: readonly string[]): void => {
    for (const text of texts) lines.push({ text });
  };
  const isHeaderSame = isSame(wanted.header, header.cells);
  if (isHeaderSame) keep(header);
  else put(row(wanted.header, header));
  const gapAbove = (index: number): LineRange => ({
    first: rows[index - 1]?.last ?? first,
    last: rows[index]?.first ?? first,
  });
  const placed = new Set(wanted.rows.map(({ from }) => from));
  let above = -1;
  const keepWords = (before: number): void => {
    for (const [at, gone] of rows.slice(above + 1, before).entries()) {
      const gap = gapAbove(above + 1 + at);
      if (hasWords(linesIn(page, gap))) keep(gap);
      if (!placed.has(gone)) put(gone.remarks ?? []);
    }
  };
  keep({ first: header.last, last: first });
  for (const [place, { from, moves, cells }] of wanted.rows.entries()) {
    const index = from === undefined || moves ? -1 : rows.indexOf(from);
    const isBelow = index > Math.max(above, 0);
    if (index > above) {
      keepWords(index);
      above = index;
    }
    if (isBelow && (place > 0 || hasWords(linesIn(page, gapAbove(index))))) keep(gapAbove(index));
    else if (place > 0) put(usual.map((line) => stays(line)));
    else if (rows.length === 0) put(headGap.map((line) => stays(line)));
    if (from !== undefined && isSame(cells, from.cells)) {
      if (moves) put(linesIn(page, from).map((line) => stays(line)));
      else keep(from);
    } else put(row(cells, from));
  }
  keepWords(rows.length);
  keep({ first: rows.at(-1)?.last ?? first, last });
  return replaceLines(page, { first: header.first, last }, lines);
};
