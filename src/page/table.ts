import { type Edit, type Page, type Region, indentAt, lineAt, spaceBefore, startAt } from "./page.ts";

/** A cell as offsets into the page: all that stands between two pipes, white space included. */
export type Cell = Edit;

/** A row: its line, what stands before its first cell (white space and perhaps a pipe), and whether a pipe ends it. */
export type Row = {
  readonly line: number;
  readonly lead: string;
  readonly cells: readonly Cell[];
  readonly closed: boolean;
};

/** A table: its header row, what is between that and the others, and those. */
export type Table = {
  readonly header: Row;
  readonly delimiter: Row;
  readonly rows: readonly Row[];
  /** The line after its last. */
  readonly last: number;
  /** Whether it has no header row: then its header is empty, and no edit of it can be written. */
  readonly bare?: boolean;
};

/** Offsets of the pipes that separate cells: not those escaped, and not those in a code span. */
export const pipes = (line: string): readonly number[] => {
  const found: number[] = [];
  const signs = /\\.|\||`+/g;
  for (let sign = signs.exec(line); sign !== null; sign = signs.exec(line)) {
    const [text] = sign;
    if (text === "|") found.push(sign.index);
    if (!text.startsWith("`")) continue;
    const close = line.indexOf(text, signs.lastIndex);
    if (close !== -1 && line[close + text.length] !== "`") signs.lastIndex = close + text.length;
  }
  return found;
};

/** The bounds of a line's cells, what stands before the first, and whether a pipe ends the last. */
const splitCells = (line: string) => {
  const found = pipes(line);
  if (found.length === 0) return undefined;
  const opened = line.slice(0, found[0]).trim() === "";
  const closed = line.slice((found.at(-1) ?? 0) + 1).trim() === "" && (found.length > 1 || !opened);
  const indent = spaceBefore(line).length;
  const starts = opened ? found.map((at) => at + 1) : [indent, ...found.map((at) => at + 1)];
  const ends = [...(opened ? found.slice(1) : found), line.length];
  const bounds = starts.map((start, cell) => [start, ends[cell] ?? line.length] as const);
  return { lead: line.slice(0, starts[0]), bounds: closed ? bounds.slice(0, -1) : bounds, closed };
};

/** The texts of a row's cells, white space included; none where there is no pipe in it. */
export const cellTexts = (line: string): readonly string[] =>
  splitCells(line)?.bounds.map(([start, end]) => line.slice(start, end)) ?? [];

/** Parses a line as a row; undefined when there is no pipe in it. */
export const parseRow = (page: Page, index: number): Row | undefined => {
  const line = lineAt(page, index);
  const offset = startAt(page, index);
  const split = splitCells(line);
  if (split === undefined) return undefined;
  const cells = split.bounds.map(([start, end]) => ({
    start: offset + start,
    end: offset + end,
    text: line.slice(start, end),
  }));
  return { line: index, lead: split.lead, cells, closed: split.closed };
};

/** A cell's text for a row: at the edge of one without outer pipes a blank gets one, and none begins with white space. */
export const atEdge = (
  { lead, closed }: Pick<Row, "lead" | "closed">,
  text: string,
  edge: { readonly first: boolean; readonly last: boolean },
): string => {
  if (text.trim() !== "") return edge.first && !lead.includes("|") ? text.trimStart() : text;
  return (edge.first && !lead.includes("|") ? "|" : "") + text + (edge.last && !closed ? "|" : "");
};

const isDelimiter = (row: Row): boolean => row.cells.every(({ text }) => /^\s*:?-+:?\s*$/.test(text));

/** The tables of a region that stand at its own indentation, or at any, in the order of the page. */
export const findTables = (page: Page, region: Region, depth: "own" | "any" = "own"): readonly Table[] => {
  let base = region.indent;
  const usable = (index: number): boolean => {
    const indent = indentAt(page, index);
    return index < region.last && page.opaque[index] !== true && indent >= base && indent < base + 4;
  };
  const rowAt = (index: number): Row | undefined => (usable(index) ? parseRow(page, index) : undefined);
  const tables: Table[] = [];
  for (let index = region.first; index < region.last; index += 1) {
    if (depth === "any") base = indentAt(page, index);
    const header = rowAt(index);
    if (header === undefined) continue;
    const delimiter = rowAt(index + 1);
    if (delimiter === undefined || !isDelimiter(delimiter) || isDelimiter(header)) continue;
    if (delimiter.cells.length !== header.cells.length) continue;
    const rows: Row[] = [];
    for (let body = index + 2; ; body += 1) {
      const row = rowAt(body);
      if (row === undefined) break;
      rows.push(row);
    }
    tables.push({ header, delimiter, rows, last: index + 2 + rows.length });
    index += rows.length + 1;
  }
  return tables;
};
