import type { RowRecord } from "../../src/core/lock/types.ts";
import type { Page } from "../../src/core/markdown.ts";
import { plainText } from "../../src/core/emit/plain-text.ts";
import { comparator } from "../../src/core/order.ts";
import { placeName, type Region } from "../../src/core/region.ts";
import type { TableSettings } from "../../src/core/settings.ts";
import { aligned } from "../../src/core/table-align.ts";
import { type Outcome, ok } from "../../src/problem.ts";
import type { Entry } from "../../src/types.ts";
import { type Changes, mergeChanges, type Note } from "../changes.ts";
import { newGroupOf } from "../groups.ts";
import type { Stranger } from "../orphans.ts";
import { oldSortKey, type Past, sortKey } from "../past.ts";
import { type Carriage, noCarriage } from "./carriage.ts";
import { recordOf } from "./claim.ts";
import { editColumns } from "./columns.ts";
import { departedRows } from "./departed.ts";
import { goneRows } from "./gone.ts";
import { type Fate, layOut } from "./layout.ts";
import { type Matched, matchTable, recordedRows } from "./match.ts";
import { freshRecord, rowTitle, updateRow } from "./rows.ts";
import type { Subject } from "./subjects.ts";

/** What a table needs, and what the lock is to remember of it. */
export type TablePlan = Changes & {
  readonly records: readonly RowRecord[];
  readonly strangers: readonly Stranger[];
};

const fatesOf = (
  matched: Matched,
  entries: readonly Entry[],
  past: Past,
  carriage: Carriage,
): readonly Fate[] => {
  const { table, owners, settings, columns, headers, empty, records } = matched;
  const leaving = [
    ...goneRows(matched, past),
    ...departedRows(matched, entries, past, carriage.comesAlong(settings)),
  ];
  const byRow = new Map(leaving.map((fate) => [fate.row, fate] as const));
  const at = columns[settings.key]?.at ?? 0;
  let group: string | undefined;
  return table.rows.flatMap((row): readonly Fate[] => {
    const header = headers.get(row);
    if (header !== undefined) group = header.name;
    if (header !== undefined || row === empty) return [];
    const key = [plainText(row.cells[at]?.text ?? "")];
    const stranger = {
      row,
      id: "",
      sortedBy: key,
      wasSortedBy: key,
      goesTo: undefined,
      remove: false,
      edits: [],
      notes: [],
      record: undefined,
      problems: [],
    };
    const subject = owners.get(row);
    if (subject === undefined) return [{ ...stranger, ...byRow.get(row) }];
    const record = recordOf(records, subject);
    const wasSortedBy = oldSortKey(settings.order, subject, past);
    const known = { ...stranger, id: subject.id, wasSortedBy };
    if (!past.follows(subject)) return [{ ...known, sortedBy: wasSortedBy, record }];
    const update = updateRow(matched, row, subject, past.replace);
    const goesTo = newGroupOf(settings.group, subject, group, past);
    return [{ ...known, ...update, sortedBy: sortKey(settings.order, subject), goesTo }];
  });
};

const strangersOf = ({ page, settings }: Matched, fates: readonly Fate[]): readonly Stranger[] =>
  fates
    .filter(({ id, record }) => id === "" && record === undefined)
    .map(({ row: { line, cells }, wasSortedBy }) => ({
      what: "row",
      page: page.path,
      place: placeName(settings),
      line: line + 1,
      title: String(wasSortedBy[0] ?? ""),
      names: cells.map(({ text }) => plainText(text)),
    }));

/** Whether the table gets the row that says that there is none. */
const isEmptied = (
  { settings, empty }: Matched,
  fates: readonly Fate[],
  missing: readonly Subject[],
): boolean =>
  settings.empty !== undefined &&
  empty === undefined &&
  missing.length === 0 &&
  fates.every(({ remove }) => remove);

const emptyNote = (place: string): Note => ({
  cause: "config",
  models: [],
  what: "row",
  action: "add",
  text: `the row of an empty table in ${place}`,
});

/**
 * Plans one table of a page: rows for models that have none, cells that follow the catalog, columns
 * that the config added or renamed, and what becomes of the rows of models that left. Rows of no model,
 * columns of no setting, and cells that people own or edited are left alone.
 */
export const planTable = (
  page: Page,
  region: Region,
  settings: TableSettings,
  entries: readonly Entry[],
  past: Past,
  file: string,
  carriage: Carriage = noCarriage,
): Outcome<TablePlan> => {
  const place = placeName(settings);
  const known = recordedRows(past.lock, settings);
  const outcome = matchTable(page, region, settings, entries, file, known);
  if (!outcome.ok) return outcome;
  const matched = outcome.value;
  const fates = fatesOf(matched, entries, past, carriage);
  const columns = mergeChanges(editColumns(matched));
  const compare = comparator(settings.order);
  const missing = matched.subjects
    .filter((subject) => !matched.rows.has(subject) && past.selected(subject))
    .sort((a, b) => compare(sortKey(settings.order, a), sortKey(settings.order, b)));
  const note = (cause: Note["cause"], action: Note["action"], subject: Subject): Note => ({
    cause,
    models: [subject.id],
    what: "row",
    action,
    text: `${rowTitle(subject)} in ${place}`,
  });
  const { edits, moving } = layOut(matched, fates, missing, columns.edits, carriage.to(settings));
  const emptied = isEmptied(matched, fates, missing);
  return ok(
    {
      edits: settings.style === "aligned" ? aligned(page, matched.table, edits) : edits,
      notes: [
        ...(emptied ? [emptyNote(place)] : []),
        ...columns.notes,
        ...missing.map((subject) =>
          note(recordOf(known, subject) === undefined ? "catalog" : "drift", "add", subject),
        ),
        ...fates.flatMap(({ notes }) => notes),
        // What changes in a row tells of the move already.
        ...[...moving].flatMap(({ row, notes }) => {
          const subject = notes.length === 0 ? matched.owners.get(row) : undefined;
          return subject === undefined ? [] : [note("catalog", "move", subject)];
        }),
      ],
      records: [
        ...fates.flatMap(({ record }) => record ?? []),
        ...missing.map((subject) => freshRecord(matched, subject, "tool")),
      ],
      strangers: strangersOf(matched, fates),
    },
    fates.flatMap(({ problems }) => problems),
  );
};
