import { plainText } from "../../src/core/emit/plain-text.ts";
import type { RowRecord } from "../../src/core/lock/types.ts";
import { placeName } from "../../src/core/region.ts";
import type { ColumnSettings } from "../../src/core/settings.ts";
import type { Edit } from "../../src/core/splice.ts";
import { atEdge, type Cell, type Row } from "../../src/core/table.ts";
import { type ColumnStyle, rewriteCell } from "../../src/core/table-style.ts";
import { givingWay, judge, type Verdict } from "../../src/core/three-way.ts";
import type { Entry } from "../../src/types.ts";
import type { Note } from "../changes.ts";
import { cellOf, type Matched } from "./match.ts";

/** A cell that the catalog owns, with what stands in it, what should, and what is to be done about it. */
type JudgedCell = {
  readonly column: ColumnSettings;
  readonly header: string;
  readonly cell: Cell;
  readonly style: ColumnStyle;
  readonly wanted: string;
  readonly base: string | undefined;
  readonly verdict: Verdict;
};

/** What becomes of the cells of one row, and what the lock is to remember of them. */
export type RowUpdate = {
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
  readonly record: RowRecord;
};

/** The columns of an entry's row that the catalog owns, as a person sees them, by header. */
const wantedCells = ({ columns }: Matched, entry: Entry): Readonly<Record<string, string>> =>
  Object.fromEntries(
    columns
      .filter(({ column }) => column.owner === "catalog")
      .map(({ column }) => [plainText(column.header), plainText(cellOf(column, entry))]),
  );

const keyText = ({ settings }: Matched, entry: Entry): string => {
  const column = settings.columns[settings.key];
  return column === undefined ? "" : plainText(cellOf(column, entry));
};

/** The record of a row as the tool would make it now. */
export const freshRecord = (matched: Matched, entry: Entry, owner: RowRecord["owner"]): RowRecord => ({
  type: "row",
  model: entry.id,
  page: matched.settings.page,
  place: placeName(matched.settings),
  key: keyText(matched, entry),
  cells: wantedCells(matched, entry),
  owner,
});

const judgeCells = (
  { columns, styles }: Matched,
  row: Row,
  entry: Entry,
  record: RowRecord | undefined,
  replace: boolean,
): readonly JudgedCell[] =>
  columns.flatMap(({ column, at }) => {
    const cell = at === undefined ? undefined : row.cells[at];
    const style = at === undefined ? undefined : styles[at];
    if (cell === undefined || style === undefined || column.owner === "people") return [];
    const wanted = cellOf(column, entry);
    const header = plainText(column.header);
    const cells = record?.cells;
    const base = cells !== undefined && Object.hasOwn(cells, header) ? cells[header] : undefined;
    // Without a record the declared owner decides: the cell follows the catalog.
    const verdict = givingWay(judge(base, plainText(cell.text), plainText(wanted), "write"), replace);
    return [{ column, header, cell, style, wanted, base, verdict }];
  });

/**
 * Judges the cells of a row: those that the catalog owns follow it, unless somebody edited them;
 * where both changed one, the edit stays and is told.
 */
export const updateRow = (
  matched: Matched,
  row: Row,
  entry: Entry,
  record: RowRecord | undefined,
  replace: boolean,
): RowUpdate => {
  const judged = judgeCells(matched, row, entry, record, replace);
  const place = placeName(matched.settings);
  const noteOf = ({ header, cell, wanted }: JudgedCell, action: Note["action"]): Note => ({
    cause: "catalog",
    models: [entry.id],
    what: "cell",
    action,
    text: `${entry.name}, ${header}: ${plainText(cell.text)} → ${plainText(wanted)} in ${place}`,
  });
  const written = judged.filter(({ verdict }) => verdict === "write");
  const conflicts = judged.filter(({ verdict }) => verdict === "conflict");
  const kept = new Map(
    conflicts.flatMap(({ header, base }) => (base === undefined ? [] : [[header, base] as const])),
  );
  const fresh = freshRecord(matched, entry, record?.owner ?? "people");
  const key = matched.columns[matched.settings.key];
  const present = key?.at === undefined ? "" : plainText(row.cells[key.at]?.text ?? "");
  return {
    edits: written.map(({ cell, style, wanted }) => {
      const edge = { first: cell === row.cells[0], last: cell === row.cells.at(-1) };
      const text = atEdge(row, rewriteCell(style, wanted, cell.text), edge);
      return { start: cell.start, end: cell.end, text };
    }),
    notes: [
      ...written.map((cell) => noteOf(cell, "change")),
      ...conflicts.map((cell) => noteOf(cell, "blocked")),
    ],
    record: {
      ...fresh,
      cells: { ...fresh.cells, ...Object.fromEntries(kept) },
      // The key as it will stand in the page: a person's stays, and is what the row is found by.
      key: written.some(({ column }) => column === key?.column) ? fresh.key : present,
    },
  };
};
