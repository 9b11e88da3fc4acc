import { decodeCell, encodeCell, lifted, type SourceRow, type SourceTable, type Wanted } from "../lifted.ts";
import type { CellText, FoundTable } from "../markup.ts";
import { type Edit, type Page, endAt, lineNumber, startAt } from "../page.ts";
import { requoted } from "../quote.ts";
import { aligned, isFormatted } from "../table-align.ts";
import { atEdge, type Row, type Table } from "../table.ts";

/** What the column of names is called, where nothing stands above the other columns' names. */
export const MODEL_HEADER = "@model";

/** A column of a table, as a row of it turned round: `at` counts from the column of labels. */
type ColumnRow = SourceRow & { readonly at: number };

/** Cells of a page with pipes, as they stand in a table that is turned round. */
export const turnedCell = (cell: CellText): CellText => ({
  ...cell,
  text: (value) => encodeCell(cell.text(value)),
  code: (value) => encodeCell(cell.code(value)),
  ...(cell.span === undefined ? {} : { span: (value: string) => encodeCell(cell.span?.(value) ?? "") }),
  read: (written) => cell.read(decodeCell(written)),
  whole: (written) => encodeCell(cell.whole(decodeCell(written))),
});

const textAt = ({ cells }: Row, at: number): string => cells[at]?.text.trim() ?? "";

const rowsOf = ({ header, rows }: Table): readonly Row[] => [header, ...rows];

/** A table of rows for what its columns are about: its labels are the headers. */
export const turned = (
  table: Table,
): { readonly headers: readonly string[]; readonly columns: readonly (readonly string[])[] } => {
  const [first = MODEL_HEADER, ...others] = rowsOf(table).map((row) => textAt(row, 0));
  return {
    headers: [first === "" ? MODEL_HEADER : first, ...others],
    columns: table.header.cells.slice(1).map((_, at) => rowsOf(table).map((row) => textAt(row, at + 1))),
  };
};

/** A line of cells between the pipes that a row has: without outer ones another cell may end it than did. */
const lineWith = (row: Row, cells: readonly string[]): string => {
  const { lead, closed } = row;
  const end = row.cells.at(-1)?.text ?? "";
  const gap = row.cells[0]?.text.endsWith(" ") === true ? " " : "";
  const texts = cells.map((text, at) => {
    const edge = { first: at === 0, last: at === cells.length - 1 };
    const own =
      closed || edge.last === (text === end) ? text : (text.trimEnd() || text) + (edge.last ? "" : gap);
    return atEdge(row, own, edge);
  });
  return lead + texts.join("|") + (closed ? "|" : "");
};

/** A row's own cells where they stay, and what is written in the others. */
const cellsOf = (
  row: Row,
  label: string,
  texts: Wanted<ColumnRow>["rows"],
  at: number,
): readonly string[] => {
  const written = (own: string | undefined, text: string): string =>
    own?.trim() === text ? own : ` ${text} `;
  return [
    written(row.cells[0]?.text, label === MODEL_HEADER ? "" : label),
    ...texts.map(({ from, cells }) =>
      written(from === undefined ? undefined : row.cells[from.at]?.text, cells[at] ?? ""),
    ),
  ];
};

/** The cells below the header: a new column's is as the last one's. */
const rulesOf = ({ delimiter }: Table, { rows }: Wanted<ColumnRow>): readonly string[] => [
  delimiter.cells[0]?.text ?? "",
  ...rows.map(({ from }) => delimiter.cells[from?.at ?? delimiter.cells.length - 1]?.text ?? "---"),
];

/** The edits that give a table the columns that are wanted; undefined where its labels would stand in another order. */
const editsFor = (page: Page, table: Table, wanted: Wanted<ColumnRow>): readonly Edit[] | undefined => {
  const kept = wanted.columns.filter((at) => at !== undefined);
  if (wanted.columns[0] !== 0 || kept.some((at, index) => index > 0 && at <= (kept[index - 1] ?? 0)))
    return undefined;
  const all = rowsOf(table);
  const lineEdit = (row: Row, cells: readonly string[]): Edit => ({
    ...{ start: startAt(page, row.line), end: endAt(page, row.line) },
    text: lineWith(row, cells),
  });
  const { delimiter } = table;
  const edits: Edit[] = [lineEdit(delimiter, rulesOf(table, wanted))];
  for (const [at, row] of all.entries()) {
    if (kept.includes(at)) continue;
    edits.push({ start: startAt(page, row.line), end: startAt(page, row.line + 1), text: "" });
  }
  let above: Row = table.header;
  for (const [index, at] of wanted.columns.entries()) {
    const row = at === undefined ? undefined : all[at];
    const label = wanted.header[index] ?? "";
    if (row !== undefined) edits.push(lineEdit(row, cellsOf(row, label, wanted.rows, index)));
    else {
      // Below the delimiter is where the first label comes.
      const end = endAt(page, above === table.header ? delimiter.line : above.line);
      const texts = [label, ...wanted.rows.map(({ cells }) => cells[index] ?? "")].map((text) => ` ${text} `);
      edits.push({ start: end, end, text: `\n${lineWith(table.header, texts)}` });
    }
    above = row ?? above;
  }
  const changes = edits.filter(({ start, end, text }) => page.text.slice(start, end) !== text);
  const sorted = changes.toSorted((a, b) => a.start - b.start);
  return isFormatted(table) ? aligned(page, table, sorted) : sorted;
};

/** A table of the page turned round: each of its columns but the first is a row. */
export const turnedTable = (page: Page, table: Table): FoundTable => {
  const top = table.header.line;
  const { headers, columns } = turned(table);
  const numbers = page.lines.map((_, line) => lineNumber(page, line) - 1);
  const rowAt = (index: number, cells: readonly string[]): ColumnRow => {
    const first = top + index;
    numbers[first] = lineNumber(page, top) - 1;
    return { first, last: first + 1, cells, at: index };
  };
  const source: SourceTable<ColumnRow> = {
    header: rowAt(0, headers),
    rows: columns.map((cells, index) => rowAt(index + 1, cells)),
    last: Math.max(table.last, top + columns.length + 1),
    numbers,
    write: (wanted) => {
      const edits = editsFor(page, table, wanted);
      return edits === undefined ? undefined : requoted(page, edits);
    },
  };
  return lifted(page, source);
};
