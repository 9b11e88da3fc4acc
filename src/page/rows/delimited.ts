import {
  areColumnsSame,
  bareHeader,
  lifted,
  type SourceRow,
  type SourceTable,
  type Wanted,
} from "../lifted.ts";
import type { FoundTable } from "../markup.ts";
import { type Edit, type Page, isBlankLine, lineAt, spaceBefore } from "../page.ts";
import type { LineRange } from "../row-lines.ts";
import { writeRows } from "./write-rows.ts";

/** What stands between the cells of a line: in quotes it is text, or, where quotes mean nothing, behind a backslash. */
export type Dialect = { readonly delimiter: string; readonly quotes: boolean };

/** A cell as it is written, quotes and the space before it included, and what it says. */
type Cell = { readonly written: string; readonly text: string; readonly quoted: boolean };

/** The cells of a line; undefined where a quote isn't closed in it. */
const cellsIn = (line: string, { delimiter, quotes }: Dialect): readonly Cell[] | undefined => {
  const cells: Cell[] = [];
  let rest = line;
  for (;;) {
    const quoted = quotes ? /^[ \t]*"((?:[^"]|"")*)"[ \t]*/.exec(rest) : null;
    let end = quoted === null ? rest.indexOf(delimiter) : quoted[0].length;
    while (!quotes && rest[end - 1] === "\\") end = rest.indexOf(delimiter, end + 1);
    if (quotes && quoted === null && /^[ \t]*"/.test(rest)) return undefined;
    const written = rest.slice(0, end === -1 ? rest.length : end);
    const bare = quotes ? written.trim() : written.trim().replaceAll(`\\${delimiter}`, delimiter);
    const text = quoted === null ? bare : (quoted[1] ?? "").replaceAll('""', '"');
    cells.push({ written, text, quoted: quoted !== null });
    if (written.length === rest.length) return cells;
    if (!rest.startsWith(delimiter, written.length)) return undefined;
    rest = rest.slice(written.length + delimiter.length);
  }
};

type DelimitedRow = SourceRow & {
  readonly lead: string;
  readonly parts: readonly Cell[];
  readonly dialect: Dialect;
};

/** The row of a line, of which some is no cell. */
const rowOf = (page: Page, line: number, lead: string, dialect: Dialect): DelimitedRow | undefined => {
  const parts = cellsIn(lineAt(page, line).slice(lead.length), dialect);
  return parts === undefined
    ? undefined
    : { first: line, last: line + 1, lead, parts, dialect, cells: parts.map((part) => part.text) };
};

/** A table with its rows on the page, each on a line, and where its header is. */
export type Delimited = {
  readonly dialect: Dialect;
  /** All of it, and the lines with its rows, the header among them unless it has a place of its own. */
  readonly lines: LineRange;
  readonly content: LineRange;
  readonly header:
    | { readonly row: number }
    | { readonly line: number; readonly lead: string; readonly dialect: Dialect };
  /** What stands before the first row that there is. */
  readonly lead: string;
  /** What stands below the header, where there are no rows to show it. */
  readonly headGap: readonly string[];
  readonly edits: (wanted: Wanted) => readonly Edit[];
};

/** The line that can't be read, or the table. */
export const delimitedTable = (page: Page, given: Delimited): FoundTable | number => {
  const { dialect, content } = given;
  const all: DelimitedRow[] = [];
  for (let line = content.first; line < content.last; line += 1) {
    if (isBlankLine(page, line)) continue;
    const space = spaceBefore(lineAt(page, line));
    // Where cells are parted by white space, not all of it stands before the first.
    const end = space.indexOf(dialect.delimiter, given.lead.length);
    const row = rowOf(page, line, end === -1 ? space : space.slice(0, end), dialect);
    if (row === undefined) return line;
    all.push(row);
  }
  const own = "line" in given.header ? given.header : undefined;
  const count = "row" in given.header ? given.header.row : 0;
  const rows = all.slice(count);
  const [first] = rows;
  const bare =
    own !== undefined || count > 0 || first === undefined
      ? undefined
      : { ...bareHeader(first.first - 1, first.cells.length), lead: "", parts: [], dialect };
  const header = bare ?? (own === undefined ? all[count - 1] : rowOf(page, own.line, own.lead, own.dialect));
  if (header === undefined) return given.lines.first;
  const like = first ?? header;
  // Options, or a blank line, may stand between a header and where its first row is to be.
  const begin = Math.max(header.last, content.last);
  const written = (text: string, isQuoted: boolean, { delimiter, quotes }: Dialect): string => {
    const line = text.replace(/\s*\n\s*/g, " ");
    if (!quotes) return line.replaceAll(delimiter, `\\${delimiter}`);
    const quoted = isQuoted || text.includes(delimiter) || /^\s|\s$|["\n]/.test(text);
    return quoted ? `"${line.replaceAll('"', '""')}"` : line;
  };
  const source: SourceTable<DelimitedRow> = {
    header,
    rows,
    bare: bare !== undefined,
    last: rows.at(-1)?.last ?? begin,
    write: (wanted) => {
      // Of other rows of the header nobody can say what belongs in their new cells.
      if ((bare !== undefined || count > 1) && !areColumnsSame(wanted.columns, header.cells.length))
        return undefined;
      return [
        ...given.edits(wanted),
        ...writeRows(page, source, wanted, {
          gap: [],
          headGap: isBlankLine(page, begin - 1) ? [] : given.headGap,
          begin,
          row: (cells, from) => {
            const own = from?.dialect ?? dialect;
            const texts = cells.map((text, index) => {
              const place = wanted.columns[index];
              const part = (from ?? like).parts[place ?? -1];
              if (part?.text === text) return part.written;
              const usual = index === 0 ? 0 : 1;
              const near = part ?? like.parts[usual] ?? header.parts[usual];
              const space = spaceBefore(near?.written ?? "");
              return space + written(text, part?.quoted === true || cells.length === 1, own);
            });
            return [(from?.lead ?? rows[0]?.lead ?? given.lead) + texts.join(own.delimiter)];
          },
        }),
      ];
    },
  };
  return { ...lifted(page, source), lines: given.lines };
};
