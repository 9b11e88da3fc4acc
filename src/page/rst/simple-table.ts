import {
  areColumnsSame,
  bareHeader,
  lifted,
  type SourceRow,
  type SourceTable,
  type Wanted,
} from "../lifted.ts";
import type { FoundTable } from "../markup.ts";
import { isBlankLine, lineAt, type Page } from "../page.ts";
import { type LineRange, linesIn } from "../row-lines.ts";
import { writeRows } from "../rows/write-rows.ts";
import { byColumn, cellLines, columnsOf, fit } from "./columns.ts";
import { breaksOf, type Span, spansOf, standsOf, textIn, widthsOf } from "./simple-columns.ts";

const border = /^[ \t]*=+(?: +=+)+[ \t]*$/;

/** Whether a line has text between two columns: docutils reads no table there. */
const isBetween = (chars: readonly string[], spans: readonly Span[]): boolean =>
  spans.some(
    ({ end }, index) =>
      chars
        .slice(end, spans[index + 1]?.start ?? end)
        .join("")
        .trim() !== "",
  );

const cellsIn = (page: Page, range: LineRange, spans: readonly Span[]): readonly string[] => {
  const lines = linesIn(page, range).map(byColumn);
  return spans.map((_, index) =>
    lines
      .map((chars) => textIn(chars, spans, index))
      .join("\n")
      .trim()
      .replace(/^\\$/, ""),
  );
};

/** Whether a line parts rows: one of dashes as wide as the columns. Others say that the cells above are of several. */
const isParting = (line: string, spans: readonly Span[]): boolean =>
  /^[ \t]*-+(?: +-+)+[ \t]*$/.test(line) &&
  JSON.stringify(spansOf(line.replaceAll("-", "="))) === JSON.stringify(spans);

/** The rows between two lines: what is blank in the first column goes on with the row above. */
const rowsIn = (page: Page, first: number, last: number, spans: readonly Span[]): readonly SourceRow[] => {
  const ranges: { first: number; last: number }[] = [];
  for (let line = first; line < last; line += 1) {
    if (isBlankLine(page, line) || isParting(lineAt(page, line), spans)) continue;
    const [lead] = spans;
    const begins = byColumn(lineAt(page, line)).slice(0, lead?.end).join("").trim() !== "";
    const above = ranges.at(-1);
    if (begins || above === undefined) ranges.push({ first: line, last: line + 1 });
    else above.last = line + 1;
  }
  return ranges.map((range) => ({ ...range, cells: cellsIn(page, range, spans) }));
};

/** A cell that is new, in lines that stand where those of its column do: those of a header begin where it does. */
type Laying = (cell: string, at: number | undefined, isHeader: boolean) => readonly string[];

const neededWidths = (
  spans: readonly Span[],
  source: SourceTable,
  wanted: Wanted,
  lay: Laying,
): readonly number[] => {
  const own = widthsOf(spans);
  return wanted.columns.map((at, index) => {
    const width = own[at ?? -1] ?? 0;
    const isLast = index === wanted.columns.length - 1;
    // The text of the last column needs no room.
    if (isLast && at !== undefined) return width;
    const texts = [{ cells: wanted.header, from: source.header }, ...wanted.rows].flatMap(
      ({ cells, from }) => {
        const text = cells[index] ?? "";
        const isReached = at === spans.length - 1 || from?.cells[at ?? -1] !== text;
        return isReached ? lay(text, at, from === source.header) : [];
      },
    );
    return texts.reduce((most, text) => Math.max(most, columnsOf(text)), Math.max(1, width));
  });
};

/** The lines of `=` of the table that begins in a line: the last has a blank line below, or is the third. */
const rulesOf = (page: Page, first: number, limit: number): readonly number[] => {
  const rules = [first];
  for (let line = first + 1; line < limit; line += 1) {
    if (!border.test(lineAt(page, line))) continue;
    rules.push(line);
    if (rules.length === 3 || isBlankLine(page, line + 1)) break;
  }
  return rules;
};

/** The table between three lines of `=`: with two it has no header. */
const read = (page: Page, [first = 0, second, third]: readonly number[]): FoundTable | undefined => {
  if (second === undefined) return undefined;
  const [under, last] = third === undefined ? [first, second] : [second, third];
  const spans = spansOf(lineAt(page, first));
  for (let line = first; line < last; line += 1) {
    const text = lineAt(page, line);
    // Cells over several columns have lines of their own below.
    const isRow = line > under && isParting(text, spans);
    if (/^[ \t]*-+(?: +-+)+[ \t]*$/.test(text) && !isRow) return undefined;
    if (isBetween(byColumn(lineAt(page, line)), spans)) return undefined;
  }
  const header: SourceRow =
    third === undefined
      ? bareHeader(first, spans.length)
      : { first, last: under + 1, cells: cellsIn(page, { first: first + 1, last: under }, spans) };
  const rows = rowsIn(page, under + 1, last, spans);
  const indent = " ".repeat(spans[0]?.start ?? 0);
  const source: SourceTable = {
    header,
    rows,
    bare: third === undefined,
    last: last + 1,
    write: (wanted) => {
      if (third === undefined && !areColumnsSame(wanted.columns, spans.length)) return undefined;
      const stands = standsOf(page, spans, rows);
      const breaks = breaksOf(spans, source);
      const lay: Laying = (cell, at = -1, isHeader) =>
        cellLines(cell, breaks[at]).map((text) => " ".repeat(isHeader ? 0 : (stands[at]?.lead ?? 0)) + text);
      const before = widthsOf(spans);
      const widths = neededWidths(spans, source, wanted, lay);
      const isChanged =
        !areColumnsSame(wanted.columns, spans.length) ||
        widths.some((width, index) => width !== before[index]);
      const spaceAfter = (index: number): string => {
        const at = wanted.columns[index] ?? 0;
        return " ".repeat(Math.max(1, (spans[at + 1]?.start ?? 2) - (spans[at]?.end ?? 0)));
      };
      /** Texts in their columns; `isAtEnd` tells those that end where their column ends. */
      const line = (
        texts: readonly string[],
        isAtEnd: (text: string, at: number) => boolean = () => false,
      ): string =>
        indent +
        texts
          .map((text, index) => {
            const [width = 0, at = -1] = [widths[index], wanted.columns[index]];
            const isRight = text !== "" && stands[at]?.isAtEnd === true && isAtEnd(text, at);
            const lead = " ".repeat(isRight ? Math.max(0, width - columnsOf(text)) : 0);
            return fit(lead + text, width) + spaceAfter(index);
          })
          .join("")
          .trimEnd();
      const rule = line(widths.map((width) => "=".repeat(width)));
      const isFull = (own: string, at: number): boolean => columnsOf(own) === before[at];
      /** A cell as it stands there, or as it is to be. */
      const partOf = (
        cell: string,
        at: number | undefined,
        from: SourceRow | undefined,
      ): readonly string[] => {
        if (from !== undefined && from !== header && at !== undefined && from.cells[at] === cell)
          return linesIn(page, from).map((text) => textIn(byColumn(text), spans, at));
        return lay(cell, at, from === header);
      };
      const lines = (cells: readonly string[], from: SourceRow | undefined): readonly string[] => {
        const parts = cells.map((cell, index) =>
          index === 0 && cell === "" ? ["\\"] : partOf(cell, wanted.columns[index], from),
        );
        const height = Math.max(1, ...parts.map((part) => part.findLastIndex((text) => text !== "") + 1));
        return Array.from({ length: height }, (_, at) =>
          line(
            parts.map((part) => part[at] ?? ""),
            (own, column) => (from !== header && !own.startsWith(" ")) || isFull(own, column),
          ),
        );
      };
      const stays = (text: string): string => {
        if (!isChanged) return text;
        if (border.test(text)) return rule;
        if (isParting(text, spans)) return rule.replaceAll("=", "-");
        const chars = byColumn(text);
        return line(
          wanted.columns.map((at) => (at === undefined ? "" : textIn(chars, spans, at))),
          isFull,
        );
      };
      return writeRows(page, source, wanted, {
        gap: [],
        stays,
        row: (cells, from) =>
          from === header
            ? [stays(lineAt(page, first)), ...lines(cells, header), stays(lineAt(page, under))]
            : lines(cells, from),
      });
    },
  };
  return lifted(page, source);
};

/** The simple tables of a stretch of lines. */
export const simpleTables = (page: Page, { first, last }: LineRange): readonly FoundTable[] => {
  const found: FoundTable[] = [];
  for (let line = first; line < last; line += 1) {
    if (page.opaque[line] === true || !border.test(lineAt(page, line))) continue;
    const rules = rulesOf(page, line, last);
    const table = read(page, rules);
    if (table !== undefined) found.push(table);
    line = rules.at(-1) ?? line;
  }
  return found;
};
