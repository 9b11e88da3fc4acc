import { plainText } from "../../src/core/emit/plain-text.ts";
import { toText } from "../../src/core/expression.ts";
import { type RowRecord, placeKey } from "../../src/core/lock/types.ts";
import type { Page } from "../../src/core/markdown.ts";
import { comparator } from "../../src/core/order.ts";
import { placeName, type Region } from "../../src/core/region.ts";
import type { TableSettings } from "../../src/core/settings.ts";
import { type Outcome, ok } from "../../src/problem.ts";
import type { Entry } from "../../src/types.ts";
import { type Changes, mergeChanges, type Note } from "../changes.ts";
import type { Stranger } from "../orphans.ts";
import { oldSortKey, type Past, sortKey } from "../past.ts";
import { editColumns } from "./columns.ts";
import { goneRows } from "./gone.ts";
import { type Fate, layOut } from "./layout.ts";
import { type Matched, matchTable, recordedRows } from "./match.ts";
import { freshRecord, updateRow } from "./rows.ts";

/** What a table needs, and what the lock is to remember of it. */
export type TablePlan = Changes & {
  readonly records: readonly RowRecord[];
  readonly strangers: readonly Stranger[];
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
      problems: [],
    };
    const entry = owners.get(row);
    if (entry === undefined) return { ...stranger, ...gone.get(row) };
    const record = past.lock.rows.get(placeKey(settings.page, place, entry.id));
    const wasSortedBy = oldSortKey(settings.order, entry, past);
    if (!past.follows(entry))
      return { ...stranger, id: entry.id, sortedBy: wasSortedBy, wasSortedBy, record };
    const update = updateRow(matched, row, entry, record, past.replace);
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
  const known = recordedRows(past.lock, settings);
  const outcome = matchTable(page, region, settings, entries, file, known);
  if (!outcome.ok) return outcome;
  const matched = outcome.value;
  const fates = fatesOf(matched, past);
  const columns = mergeChanges(editColumns(matched));
  const compare = comparator(settings.order);
  const missing = matched.entries
    .filter((entry) => !matched.rows.has(entry.id) && past.selected(entry))
    .sort((a, b) => compare(sortKey(settings.order, a), sortKey(settings.order, b)));
  const added = missing.map(
    (entry): Note => ({
      cause: known.has(entry.id) ? "drift" : "catalog",
      models: [entry.id],
      what: "row",
      action: "add",
      text: `${entry.name} in ${place}`,
    }),
  );
  const records = fates.flatMap(({ record }) => record ?? []);
  return ok(
    {
      edits: layOut(matched, fates, missing, columns.edits),
      notes: [...columns.notes, ...added, ...fates.flatMap(({ notes }) => notes)],
      records: [...records, ...missing.map((entry) => freshRecord(matched, entry, "tool"))],
      strangers: fates
        .filter(({ id, record }) => id === "" && record === undefined)
        .map(({ row: { line, cells }, wasSortedBy }) => ({
          what: "row",
          page: page.path,
          place,
          line: line + 1,
          title: toText(wasSortedBy),
          names: cells.map(({ text }) => plainText(text)),
        })),
    },
    fates.flatMap(({ problems }) => problems),
  );
};
