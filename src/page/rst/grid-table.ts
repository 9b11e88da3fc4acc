import {
  areColumnsSame,
  bareHeader,
  lifted,
  type SourceRow,
  type SourceTable,
  type Wanted,
} from "../lifted.ts";
import type { FoundTable } from "../markup.ts";
import { indentAt, lineAt, type Page, spaceAfter, spaceBefore } from "../page.ts";
import { type LineRange, linesIn, numbersIn } from "../row-lines.ts";
import { writeRows } from "../rows/write-rows.ts";
import { type Align, padded } from "../table-style.ts";
import { byColumn, columnsOf, wrap } from "./columns.ts";

const border = /^[ \t]*\+(?:[-=]+\+)+[ \t]*$/;

/** A table's lines, and the columns of its lines that divide its cells. */
type Grid = LineRange & { readonly edges: readonly number[] };

const edgesOf = (line: string): readonly number[] =>
  byColumn(line).flatMap((char, at) => (char === "+" ? [at] : []));

/** The line after the last of a table that begins in a line. */
const endOf = (page: Page, first: number, limit: number): number => {
  let last = first + 1;
  while (
    last < limit &&
    /^[ \t]*[+|]/.test(lineAt(page, last)) &&
    indentAt(page, last) === indentAt(page, first)
  )
    last += 1;
  return last;
};

/** Whether a line divides all cells; where only some, a cell goes over several rows. */
const isBorder = (line: string, edges: readonly number[]): boolean => {
  const chars = byColumn(line);
  return border.test(line) && edges.every((at) => chars[at] === "+");
};

const cellsIn = (page: Page, range: LineRange, edges: readonly number[]): readonly string[] => {
  const lines = linesIn(page, range).map(byColumn);
  // A cell over several columns or rows is none that could be read.
  if (!lines.every((chars) => edges.every((at) => chars[at] === "|"))) return [];
  return edges.slice(0, -1).map((at, index) =>
    lines
      .map((chars) =>
        chars
          .slice(at + 1, edges[index + 1])
          .join("")
          .trimEnd()
          .replace(/^ /, ""),
      )
      .join("\n")
      .trim(),
  );
};

const widthsOf = ({ edges }: Grid): readonly number[] =>
  edges.slice(0, -1).map((at, index) => (edges[index + 1] ?? at) - at - 1);

/** How wide each column is to be: as it is, or as a text asks for that doesn't fit. */
const neededWidths = (grid: Grid, source: SourceTable, wanted: Wanted, wraps: boolean): readonly number[] => {
  const widths = widthsOf(grid);
  const all = [{ cells: wanted.header, from: source.header }, ...wanted.rows];
  return wanted.columns.map((at, index) => {
    const own = widths[at ?? -1] ?? 0;
    const texts = all.flatMap(({ cells, from }) => {
      const text = cells[index] ?? "";
      return from?.cells[at ?? -1] === text ? [] : text.split("\n");
    });
    const wide = (width: number): number => {
      const parts = wraps && at !== undefined ? texts.flatMap((text) => wrap(text, width - 2)) : texts;
      const most = parts.reduce((sum, text) => Math.max(sum, columnsOf(text) + 2), width);
      // In a wider column lines hold other words, of which one that can't begin a line may go over its end.
      return most === width ? width : wide(most);
    };
    return wide(own);
  });
};

/** A line of the table with its columns as wide as they are to be. */
const stretched = (line: string, { edges }: Grid, { columns }: Wanted, widths: readonly number[]): string => {
  const chars = byColumn(line);
  const isRule = border.test(line);
  let text = chars.slice(0, edges[0]).join("") + (chars[edges[0] ?? 0] ?? "");
  let owed = 0;
  for (const [index, width] of widths.entries()) {
    const at = columns[index];
    const [start = 0, end = 0] = at === undefined ? [] : [edges[at], edges[at + 1]];
    const own = at === undefined ? [] : chars.slice(start + 1, end);
    const edge = at === undefined ? (isRule ? "+" : "|") : (chars[end] ?? "");
    const left = chars[(edges[columns[index - 1] ?? 0] ?? 0) + 1] ?? "-";
    const sign = own.at(-1) ?? (isRule ? left : " ");
    // In a cell over several rows, the line may be one of signs in some columns.
    const fill = isRule || sign === "-" ? sign : " ";
    owed += width - own.length;
    // Of a cell over several columns, what it grows by is at its end.
    const isOpen = edge !== "|" && edge !== "+";
    text += own.join("") + (isOpen ? "" : fill.repeat(owed)) + edge;
    if (!isOpen) owed = 0;
  }
  return text;
};

/** Where the texts of each column stand in their cells, as far as the lines of the table's rows tell. */
const alignsOf = (page: Page, { edges }: Grid, rows: readonly SourceRow[]): readonly Align[] => {
  const lines = rows.flatMap((row) => linesIn(page, row).map(byColumn));
  return edges.slice(0, -1).map((at, index) => {
    const cells = lines.map((chars) => chars.slice(at + 1, edges[index + 1]).join(""));
    const spaces = cells.flatMap((text) =>
      text.trim() === "" ? [] : [[spaceBefore(text).length, spaceAfter(text).length] as const],
    );
    if (spaces.every(([left]) => left < 2)) return "left";
    if (spaces.every(([, right]) => right < 2)) return "right";
    return spaces.every(([left, right]) => Math.abs(left - right) < 2) ? "center" : "left";
  });
};

/** A grid table, with a header row or without. */
const read = (page: Page, grid: Grid): FoundTable | undefined => {
  const { edges } = grid;
  const rules = numbersIn(grid).filter((line) => isBorder(lineAt(page, line), edges));
  const named = rules.find((line) => lineAt(page, line).includes("="));
  const under = named ?? grid.first;
  const header: SourceRow =
    named === undefined
      ? bareHeader(grid.first, edges.length - 1)
      : {
          first: grid.first,
          last: under + 1,
          cells: cellsIn(page, { first: grid.first + 1, last: under }, edges),
        };
  if (header.cells.length === 0) return undefined;
  const rows = rules.slice(named === undefined ? 0 : 1, -1).flatMap((line): readonly SourceRow[] => {
    const range = { first: line + 1, last: rules[rules.indexOf(line) + 1] ?? line + 1 };
    return range.last > range.first ? [{ ...range, cells: cellsIn(page, range, edges) }] : [];
  });
  const wraps = rows.some(({ first, last }) => last - first > 1);
  const indent = spaceBefore(lineAt(page, grid.first));
  const source: SourceTable = {
    header,
    rows,
    bare: named === undefined,
    last: grid.last,
    write: (wanted) => {
      if (named === undefined && !areColumnsSame(wanted.columns, header.cells.length)) return undefined;
      const widths = neededWidths(grid, source, wanted, wraps);
      const aligns = alignsOf(page, grid, rows);
      const isChanged =
        !areColumnsSame(wanted.columns, header.cells.length) ||
        widths.some((width, index) => width !== widthsOf(grid)[index]);
      const stays = (line: string): string => (isChanged ? stretched(line, grid, wanted, widths) : line);
      const lines = (cells: readonly string[]): readonly string[] => {
        const parts = widths.map((width, index) =>
          (cells[index] ?? "")
            .split("\n")
            .flatMap((line) => (line === "" ? [""] : wraps ? wrap(line, width - 2) : [line])),
        );
        const height = Math.max(1, ...parts.map(({ length }) => length));
        return Array.from({ length: height }, (_, at) => {
          const texts = parts.map((part, index) =>
            padded(
              part[at] ?? "",
              widths[index] ?? 0,
              aligns[wanted.columns[index] ?? -1] ?? "left",
              columnsOf,
            ),
          );
          return `${indent}|${texts.join("|")}|`;
        });
      };
      return writeRows(page, source, wanted, {
        gap: [lineAt(page, grid.first)],
        stays,
        row: (cells, from) =>
          from === header
            ? [stays(lineAt(page, header.first)), ...lines(cells), stays(lineAt(page, under))]
            : lines(cells),
      });
    },
  };
  return lifted(page, source);
};

/** The grid tables of a stretch of lines. */
export const gridTables = (page: Page, { first, last }: LineRange): readonly FoundTable[] => {
  const found: FoundTable[] = [];
  for (let line = first; line < last; line += 1) {
    if (page.opaque[line] === true || !border.test(lineAt(page, line))) continue;
    const end = endOf(page, line, last);
    // Where it isn't closed, nothing below its first line is a table either.
    const isClosed = end - line > 3 && border.test(lineAt(page, end - 1));
    const table = isClosed
      ? read(page, { first: line, last: end, edges: edgesOf(lineAt(page, line)) })
      : undefined;
    if (table !== undefined) found.push(table);
    line = end - 1;
  }
  return found;
};
