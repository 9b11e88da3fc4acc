import {
  decodeCell,
  encodeCell,
  lifted,
  type SourceRow,
  type SourceTable,
  type Wanted,
  type WantedRow,
} from "../lifted.ts";
import type { FoundTable } from "../markup.ts";
import { type Edit, type Page, endAt, eolAt, lineNumber } from "../page.ts";
import { aligned, isFormatted } from "../table-align.ts";
import { atEdge, cellTexts, type Row, type Table } from "../table.ts";

/** A row whose blank cells of some columns say what the row above says; its cells are what it says. */
type FilledRow = SourceRow & { readonly row: Row; readonly above: FilledRow | undefined };

const ownText = (row: Row, at: number): string => row.cells[at]?.text.trim() ?? "";

/** What stands in the cells of a row below another: nothing where both say the same, unless people repeated it. */
const written = (
  { from, cells }: WantedRow<FilledRow>,
  above: readonly string[] | undefined,
  places: readonly (number | undefined)[],
): readonly string[] =>
  cells.map((text, index) => {
    const at = places[index];
    if (at === undefined || text !== above?.[index]) return text;
    const repeats =
      from?.above?.cells[at] === text && from.cells[at] === text && ownText(from.row, at) !== "";
    return repeats ? text : "";
  });

/** The edit that gives a row another text: cell by cell where it has the same. */
const rowEdits = (page: Page, row: Row, text: string): readonly Edit[] => {
  const { cells, lead, closed } = row;
  const [first] = cells;
  if (first === undefined) return [];
  const made = cellTexts(text);
  const last = (cells.at(-1) ?? first).end;
  return made.length === cells.length && page.outside !== undefined
    ? cells.map(({ start, end }, at) => ({ start, end, text: made[at] ?? "" }))
    : [{ start: first.start - lead.length, end: closed ? last + 1 : last, text }];
};

/** The line of a row: cells that stay are as they are, others as the row writes its own. */
const lineOf = (row: Row, cells: readonly string[], columns: Wanted["columns"], blank?: string): string => {
  const gap = row.cells[0]?.text.startsWith(" ") === true ? " " : "";
  const texts = cells.map((text, index) => {
    const own = row.cells[columns[index] ?? -1]?.text;
    if (blank === undefined && own?.trim() === text) return own;
    const edge = { first: index === 0, last: index === cells.length - 1 };
    return atEdge(row, text === "" ? (blank ?? gap) : gap + text + gap, edge);
  });
  return row.lead + texts.join("|") + (row.closed ? "|" : "");
};

const editsFor = (
  page: Page,
  { header, delimiter, rows: [first = header] }: Table,
  rows: readonly FilledRow[],
  { wanted, filled }: { readonly wanted: Wanted<FilledRow>; readonly filled: ReadonlySet<number> },
): readonly Edit[] => {
  const { columns } = wanted;
  const isStaying = ({ from, moves }: WantedRow<FilledRow>): boolean => from !== undefined && !moves;
  const staying = new Set(wanted.rows.filter(isStaying).map(({ from }) => from));
  const places = columns.map((at) => (at !== undefined && filled.has(at) ? at : undefined));
  const coded = (text: string): string => (page.outside === undefined ? text : encodeCell(text));
  const rules = columns.map((at) => delimiter.cells[at ?? -1]?.text.trim() ?? "---");
  const edits: Edit[] = [
    ...rowEdits(page, header, lineOf(header, wanted.header.map(coded), columns)),
    ...rowEdits(page, delimiter, lineOf(delimiter, rules, columns)),
    ...rows
      .filter((row) => !staying.has(row))
      .map(({ row: { line } }) => ({ start: endAt(page, line - 1), end: endAt(page, line), text: "" })),
  ];
  // Blank cells are as people's.
  const blanks = rows.flatMap(({ row }) => [...filled].map((at) => row.cells[at]?.text ?? "x"));
  const blank = blanks.find((text) => text.trim() === "") ?? " ";
  let below = delimiter;
  for (const [index, each] of wanted.rows.entries()) {
    const cells = written(each, wanted.rows[index - 1]?.cells, places).map(coded);
    const row = each.from?.row;
    if (row !== undefined && isStaying(each)) {
      const isSame = cells.every((text, at) => columns[at] === at && ownText(row, at) === text);
      if (!isSame) edits.push(...rowEdits(page, row, lineOf(row, cells, columns)));
      below = row;
    } else {
      const end = endAt(page, below.line);
      edits.push({
        start: end,
        end,
        text: `${eolAt(page, below.line)}${lineOf(row ?? first, cells, columns, row === undefined ? blank : undefined)}`,
      });
    }
  }
  return edits
    .filter(({ start, end, text }) => page.text.slice(start, end) !== text)
    .toSorted((a, b) => a.start - b.start);
};

/** A table of which blank cells of these columns say what those above do, as one that says it in each row of `names`. */
export const filledTable = (
  page: Page,
  table: Table,
  filled: ReadonlySet<number>,
  names: (row: Row) => boolean,
): FoundTable => {
  const { outside } = page;
  const plain = (text: string): string => (outside === undefined ? text : decodeCell(text));
  const said = new Map<number, string>();
  let above: FilledRow | undefined;
  const rows = table.rows.map((row): FilledRow => {
    const isOurs = names(row);
    const cells = table.header.cells
      .map((_, at) => {
        const own = ownText(row, at);
        if (!filled.has(at)) return own;
        if (own !== "") said.set(at, own);
        return own === "" && isOurs ? (said.get(at) ?? "") : own;
      })
      .map(plain);
    above = { first: row.line, last: row.line + 1, cells, row, above };
    return above;
  });
  const source: SourceTable<FilledRow> = {
    header: {
      ...{ first: table.header.line, last: table.header.line + 1, row: table.header, above: undefined },
      cells: table.header.cells.map(({ text }) => plain(text.trim())),
    },
    rows,
    last: table.last,
    numbers: page.lines.map((_, line) => lineNumber(page, line) - 1),
    write: (wanted) => {
      const edits = editsFor(page, table, rows, { wanted, filled });
      if (outside !== undefined) return outside(edits);
      return isFormatted(table) ? aligned(page, table, edits) : edits;
    },
  };
  return lifted(page, source);
};
