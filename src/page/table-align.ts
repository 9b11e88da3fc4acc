import { type Edit, type Page, endAt, splice, startAt, edited } from "./page.ts";
import { scanPage } from "./scan.ts";
import {
  type Align,
  alignOf,
  delimiterCell,
  type Measure,
  measureOf,
  mostCommon,
  padded,
} from "./table-style.ts";
import { atEdge, findTables, parseRow, type Row, type Table } from "./table.ts";

/** A cell without its padding: blanks that don't break are people's own, who made a column wide with them. */
export const unpadded = (text: string): string => text.replace(/^[ \t]+|[ \t]+$/g, "");

type Column = { readonly width: number; readonly align: Align };

export const alignRow = (
  row: Row,
  columns: readonly Column[],
  isDelimiter: boolean,
  measure: Measure,
): string => {
  const cells = row.cells.map((cell, index) => {
    const { width, align } = columns[index] ?? { width: 0, align: "left" };
    // Without a pipe before it, the first cell begins with its text.
    const first = index === 0 && !row.lead.includes("|");
    const isSpaced = first && /\s$/.test(cell.text);
    if (isDelimiter && isSpaced) return delimiterCell(` ${cell.text}`, width).slice(1);
    if (isDelimiter) return delimiterCell(cell.text, first ? width - 1 : width);
    const text = padded(unpadded(cell.text), width, align, measure);
    return atEdge(row, text, {
      first: index === 0,
      last: index === row.cells.length - 1,
    });
  });
  const line = row.lead + cells.join("|") + (row.closed ? "|" : "");
  return row.closed ? line : line.trimEnd();
};

const columnsOf = (rows: readonly Row[]): readonly (readonly string[])[] =>
  (rows[0]?.cells ?? []).map((_, index) => rows.flatMap((row) => row.cells[index]?.text ?? []));

/** What a column needs for its words, a blank on either side; the line below the header is made to fit. */
const neededBy = (column: readonly string[], measure: Measure): number =>
  Math.max(5, ...column.filter((_, at) => at !== 1).map((text) => measure(unpadded(text)) + 2));

export const isTight = (columns: readonly (readonly string[])[], measure: Measure): boolean =>
  columns.every((column) => {
    const width = neededBy(column, measure);
    return column.every((text) => measure(text) === width);
  });

/** Whether each column is as wide as its longest cell, and no wider, as formatters write tables. */
export const isFormatted = (table: Table): boolean => {
  const rows = [table.header, table.delimiter, ...table.rows];
  const columns = columnsOf(rows);
  const count = columns.length;
  const words = columnsOf([table.header, ...table.rows]);
  const isPadded = words.some((column) => new Set(column.map((text) => unpadded(text).length)).size > 1);
  return isPadded && rows.every(({ cells }) => cells.length === count) && isTight(columns, measureOf(table));
};

/** The table's lines with the cells of each column at one width; undefined where they are already. */
export const alignLines = (
  page: Page,
  measure: Measure,
  formatted: boolean,
): readonly string[] | undefined => {
  const rows = page.lines.flatMap((_, index) => parseRow(page, index) ?? []);
  const [header, delimiter] = rows;
  if (header === undefined || delimiter === undefined || rows.length !== page.lines.length) return undefined;
  const texts = columnsOf(rows);
  const isDone = texts.every((column) => new Set(column.map(measure)).size === 1);
  if (isDone && (!formatted || isTight(texts, measure))) return undefined;
  const columns = texts.map((column, index): Column => {
    // What a formatter wrote gets narrower with its longest cell; else people chose the width.
    const width = Math.max(formatted ? 0 : mostCommon(column.map(measure)).value, neededBy(column, measure));
    return { width, align: alignOf(delimiter.cells[index]?.text ?? "") };
  });
  return rows.map((row) => alignRow(row, columns, row === delimiter, measure));
};

/** The edits to a table, so that its columns are aligned when they are made: as they are, or one that writes it anew. */
export const aligned = (page: Page, table: Table, edits: readonly Edit[]): readonly Edit[] => {
  // In a block quote other marks stand between the rows; a table that is written in another way aligns itself.
  if (edits.length === 0 || page.quote !== undefined || page.outside !== undefined) return edits;
  const start = startAt(page, table.header.line);
  const end = endAt(page, table.last - 1);
  const text = edited(page.text, { start, end }, edits);
  const made = scanPage(page.path, text);
  const lines = alignLines(made, measureOf(table), isFormatted(table));
  if (lines === undefined) return edits;
  const changes = lines.map(
    (line, index): Edit => ({ start: startAt(made, index), end: endAt(made, index), text: line }),
  );
  return [{ start, end, text: splice(text, changes) }];
};

/** Edits of a page, with those of numbers and lists in cells of a table that a formatter wrote as one that writes it anew. */
export const fitted = (page: Page, edits: readonly Edit[], counted: ReadonlySet<Edit>): readonly Edit[] => {
  if (counted.size === 0 || page.markup !== "markdown") return edits;
  const fits = findTables(page, { first: 0, last: page.lines.length, indent: 0 }, "any").flatMap((table) => {
    const start = startAt(page, table.header.line);
    const end = endAt(page, table.last - 1);
    const meeting = edits.filter((edit) => edit.start < end && edit.end > start);
    // Rows are written as the config asks.
    const inside = meeting.filter((edit) => counted.has(edit) && edit.start > start && edit.end < end);
    if (inside.length === 0 || inside.length < meeting.length || !isFormatted(table)) return [];
    return [{ inside, made: aligned(page, table, inside) }];
  });
  const taken = new Set(fits.flatMap(({ inside }) => inside));
  return fits.length === 0
    ? edits
    : [...edits.filter((edit) => !taken.has(edit)), ...fits.flatMap(({ made }) => made)];
};
