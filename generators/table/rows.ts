import { plainText } from "../../src/core/emit/plain-text.ts";
import type { RowRecord } from "../../src/core/lock/types.ts";
import { placeName } from "../../src/core/region.ts";
import type { ColumnSettings } from "../../src/core/settings.ts";
import type { Edit } from "../../src/core/splice.ts";
import { atEdge, type Cell, type Row } from "../../src/core/table.ts";
import { type ColumnStyle, rewriteCell } from "../../src/core/table-style.ts";
import { givingWay, judge, type Verdict } from "../../src/core/three-way.ts";
import type { Note } from "../changes.ts";
import { recordOf } from "./claim.ts";
import type { Matched } from "./match.ts";
import { cellOf, keyText, type Subject } from "./subjects.ts";

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

/** What people call a row. */
export const rowTitle = ({ name, variant }: Subject): string =>
  variant === "" ? name : `${name} (${variant})`;

/** What becomes of the cells of one row, and what the lock is to remember of them. */
export type RowUpdate = {
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
  readonly record: RowRecord;
};

/** The columns of a row that the catalog owns, as a person sees them, by header. */
const wantedCells = ({ columns }: Matched, subject: Subject): Readonly<Record<string, string>> =>
  Object.fromEntries(
    columns
      .filter(({ column }) => column.owner === "catalog")
      .map(({ column }) => [plainText(column.header), plainText(cellOf(column, subject))]),
  );

/** The record of a row as the tool would make it now. */
export const freshRecord = (matched: Matched, subject: Subject, owner: RowRecord["owner"]): RowRecord => ({
  type: "row",
  model: subject.id,
  page: matched.settings.page,
  place: placeName(matched.settings),
  key: keyText(matched.settings, (column) => cellOf(column, subject)),
  ...(subject.variant === "" ? {} : { variant: subject.variant }),
  cells: wantedCells(matched, subject),
  owner,
});

const judgeCells = (
  { columns, styles }: Matched,
  row: Row,
  subject: Subject,
  record: RowRecord | undefined,
  replace: boolean,
): readonly JudgedCell[] =>
  columns.flatMap(({ column, at }) => {
    const cell = at === undefined ? undefined : row.cells[at];
    const style = at === undefined ? undefined : styles[at];
    if (cell === undefined || style === undefined || column.owner === "people") return [];
    const wanted = cellOf(column, subject);
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
export const updateRow = (matched: Matched, row: Row, subject: Subject, replace: boolean): RowUpdate => {
  const record = recordOf(matched.records, subject);
  const judged = judgeCells(matched, row, subject, record, replace);
  const place = placeName(matched.settings);
  const noteOf = ({ header, cell, wanted }: JudgedCell, action: Note["action"]): Note => ({
    cause: "catalog",
    models: [subject.id],
    what: "cell",
    action,
    text: `${rowTitle(subject)}, ${header}: ${plainText(cell.text)} → ${plainText(wanted)} in ${place}`,
  });
  const written = judged.filter(({ verdict }) => verdict === "write");
  const conflicts = judged.filter(({ verdict }) => verdict === "conflict");
  const kept = new Map(
    conflicts.flatMap(({ header, base }) => (base === undefined ? [] : [[header, base] as const])),
  );
  const fresh = freshRecord(matched, subject, record?.owner ?? "people");
  // Each key cell as it will stand in the page: a person's stays, and is what the row is found by.
  const rewritten = new Map(written.map(({ column, wanted }) => [column, wanted] as const));
  const standing = matched.columns.map(({ at }) => (at === undefined ? "" : (row.cells[at]?.text ?? "")));
  const key = keyText(matched.settings, (column, index) => rewritten.get(column) ?? standing[index] ?? "");
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
      key,
    },
  };
};
