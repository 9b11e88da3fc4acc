import { plainText } from "../../src/core/emit/plain-text.ts";
import { type RowRecord, placeKey } from "../../src/core/lock/types.ts";
import type { Page } from "../../src/core/markdown.ts";
import { comparator, slotFinder } from "../../src/core/order.ts";
import { placeName, type Region } from "../../src/core/region.ts";
import type { TableSettings } from "../../src/core/settings.ts";
import type { Edit } from "../../src/core/splice.ts";
import type { Row } from "../../src/core/table.ts";
import { type Outcome, ok } from "../../src/problem.ts";
import type { Entry, FieldValue } from "../../src/types.ts";
import { type Changes, mergeChanges, type Note } from "../changes.ts";
import { findMovers } from "../moving.ts";
import { oldSortKey, type Past, sortKey } from "../past.ts";
import { editColumns } from "./columns.ts";
import { goneRows } from "./gone.ts";
import { editedRow, insertRow, removeRow, rowText } from "./insert.ts";
import { type Matched, matchTable } from "./match.ts";
import { freshRecord, updateRow } from "./rows.ts";

/** What a table needs, and what the lock is to remember of it. */
export type TablePlan = Changes & { readonly records: readonly RowRecord[] };

/** What becomes of one row that stands in the page. */
type Fate = {
  readonly row: Row;
  readonly id: string;
  readonly sortedBy: FieldValue;
  readonly wasSortedBy: FieldValue;
  readonly remove: boolean;
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
  readonly record: RowRecord | undefined;
};

const fatesOf = (matched: Matched, past: Past): readonly Fate[] => {
  const { table, owners, settings, columns } = matched;
  const place = placeName(settings);
  const gone = new Map(goneRows(matched, past).map((fate) => [fate.row, fate]));
  const at = columns[settings.key]?.at ?? 0;
  return table.rows.map((row): Fate => {
    const key = plainText(row.cells[at]?.text ?? "");
    const stranger = {
      row,
      id: "",
      sortedBy: key,
      wasSortedBy: key,
      remove: false,
      edits: [],
      notes: [],
      record: undefined,
    };
    const entry = owners.get(row);
    if (entry === undefined) return { ...stranger, ...gone.get(row) };
    const record = past.lock.rows.get(placeKey(settings.page, place, entry.id));
    const wasSortedBy = oldSortKey(settings.order, entry, past);
    if (!past.selected(entry))
      return { ...stranger, id: entry.id, sortedBy: wasSortedBy, wasSortedBy, record };
    const update = updateRow(matched, row, entry, record);
    return { ...stranger, ...update, id: entry.id, sortedBy: sortKey(settings.order, entry), wasSortedBy };
  });
};

/**
 * Plans one table of a page: rows for entries that have none, cells that follow the catalog, columns
 * that the config added or renamed, and what becomes of the rows of models that left. Rows of no entry,
 * columns of no setting, and cells that people own or edited are left alone.
 */
export const planTable = (
  page: Page,
  region: Region,
  settings: TableSettings,
  entries: readonly Entry[],
  past: Past,
  file: string,
): Outcome<TablePlan> => {
  const place = placeName(settings);
  const recordOf = ({ id }: Entry): RowRecord | undefined =>
    past.lock.rows.get(placeKey(settings.page, place, id));
  const outcome = matchTable(page, region, settings, entries, file, (entry) => recordOf(entry)?.key);
  if (!outcome.ok) return outcome;
  const matched = outcome.value;
  const { table } = matched;
  const compare = comparator(settings.order);
  const fates = fatesOf(matched, past);
  const columns = editColumns(matched);
  const staying = fates.filter(({ remove }) => !remove);
  // Where columns change, every row has an edit of its own: then nothing moves in the same run.
  const moving = columns.some(({ edits }) => edits.length > 0)
    ? new Set<Fate>()
    : findMovers(staying, compare);
  const rest = staying.filter((fate) => !moving.has(fate));
  const slotOf = slotFinder(
    rest.map(({ sortedBy }) => sortedBy),
    compare,
  );
  const missing = matched.entries
    .filter((entry) => !matched.rows.has(entry.id) && past.selected(entry))
    .sort((a, b) => compare(sortKey(settings.order, a), sortKey(settings.order, b)));
  const likeAt = (slot: number): Row => rest[slot - 1]?.row ?? rest[slot]?.row ?? table.header;
  const insertions = [
    ...missing.map((entry) => ({
      key: sortKey(settings.order, entry),
      id: entry.id,
      text: (like: Row) => rowText(matched, entry, like),
    })),
    ...[...moving].map(({ row, edits, sortedBy, id }) => ({
      key: sortedBy,
      id,
      text: () => editedRow(page, row, edits),
    })),
  ].sort((a, b) => compare(a.key, b.key) || (a.id < b.id ? -1 : 1));
  const rows: Changes = {
    edits: [
      ...fates.flatMap((fate) =>
        fate.remove || moving.has(fate) ? [removeRow(page, fate.row)] : fate.edits,
      ),
      ...insertions.map(({ key, text }) => {
        const slot = slotOf(key);
        return insertRow(page, table, rest[slot - 1]?.row, text(likeAt(slot)));
      }),
    ],
    notes: [
      ...missing.map(
        (entry): Note => ({
          cause: recordOf(entry) === undefined ? "catalog" : "drift",
          models: [entry.id],
          what: "row",
          action: "add",
          text: `${entry.name} in ${place}`,
        }),
      ),
      ...fates.flatMap(({ notes }) => notes),
    ],
  };
  const records = fates.flatMap(({ record }) => record ?? []);
  return ok({
    ...mergeChanges([...columns, rows]),
    records: [...records, ...missing.map((entry) => freshRecord(matched, entry, "tool"))],
  });
};
