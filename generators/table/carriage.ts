import { scanPage } from "../../src/page/scan.ts";
import type { RowRecord } from "../../src/model/lock.ts";
import { findRegion } from "../../src/page/region.ts";
import type { Settings, TableSettings } from "../../src/config/settings.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Past } from "../placing/past.ts";
import { recordedRows, rowName } from "./claim.ts";
import { type ComesAlong, departedOf, sharedTest } from "./departed.ts";
import { rowFinder, theirsOf } from "./gone.ts";
import type { Carried } from "./insert.ts";
import { type Matched, matchTable } from "./match.ts";
import type { Subject } from "./subjects.ts";

/** What people wrote in rows that go from one table to another. */
export type Carriage = {
  /** What comes along to a new row of a table. */
  readonly to: (table: TableSettings) => (subject: Subject) => Carried;
  /** Whether all that people wrote in a row that goes from a table stands in another. */
  readonly comesAlong: (table: TableSettings) => ComesAlong;
};

const nothing: Carried = new Map();

/** Where no row goes from one table to another: only a row without a word of people's may go. */
export const noCarriage: Carriage = {
  to: () => () => nothing,
  comesAlong: () => (_, cells) => cells.size === 0,
};

/** What carriages are made from. */
export type CarriageRequest = {
  readonly settings: Settings;
  readonly entries: readonly Entry[];
  /** What a table should have rows about. */
  readonly subjectsOf: (table: TableSettings) => readonly Subject[];
  readonly snapshot: Snapshot;
  readonly past: Past;
  readonly file: string;
};

/** Whether any table has rows that don't belong in it any more. */
const anyDeparted = ({ settings, entries, subjectsOf, past }: CarriageRequest): boolean =>
  settings.tables.some((table) => {
    const records = recordedRows(past.lock, table);
    const isShared = sharedTest(settings.tables, table);
    return (
      departedOf({ records, subjects: subjectsOf(table), settings: table }, entries, isShared).length > 0
    );
  });

const matchAll = ({ settings, subjectsOf, snapshot, past, file }: CarriageRequest): readonly Matched[] =>
  settings.tables.flatMap((table) => {
    const text = snapshot.get(table.page)?.text;
    if (text === undefined) return [];
    const page = scanPage(table.page, text);
    const region = findRegion(page, table, file);
    if (!region.ok) return [];
    const known = recordedRows(past.lock, table);
    const matched = matchTable(
      { page, region: region.value, settings: table, file },
      subjectsOf(table),
      known,
    );
    return matched.ok ? [matched.value] : [];
  });

/** Whether people's words can stand in a column: it is theirs, and of that header. */
const takes = ({ columns, table, read }: Matched, header: string): boolean => {
  const at = table.header.cells.findIndex(({ text }) => read(text) === header);
  return at !== -1 && columns.find((match) => match.at === at)?.column.owner !== "catalog";
};

/** The new row of a model in another table that a row's words go to. */
const destinationOf = (
  all: readonly Matched[],
  from: Matched,
  { model, variant = "" }: RowRecord,
  headers: readonly string[],
): { readonly table: Matched; readonly subject: Subject } | undefined => {
  for (const table of all) {
    if (table === from || !headers.every((header) => takes(table, header))) continue;
    const fresh = table.subjects.filter((subject) => subject.id === model && !table.rows.has(subject));
    const subject = fresh.find((each) => each.variant === variant) ?? fresh[0];
    if (subject !== undefined) return { table, subject };
  }
  return undefined;
};

/** Looks which rows leave their tables, and where what people wrote in them goes. */
export const findCarriage = (request: CarriageRequest): Carriage => {
  if (!anyDeparted(request)) return noCarriage;
  const { entries, past } = request;
  const all = matchAll(request);
  const carried = new Map<TableSettings, Map<string, Carried>>();
  const saved = new Map<TableSettings, Set<string>>();
  for (const from of all) {
    const find = rowFinder(from);
    const isShared = sharedTest(request.settings.tables, from.settings);
    for (const { record, entry } of departedOf(from, entries, isShared)) {
      const row = find(record);
      if (row === undefined || record.owner !== "tool" || !past.follows(entry)) continue;
      const fields = past.lock.models.get(entry.id)?.fields ?? Object.fromEntries(entry.fields);
      const { edited, cells } = theirsOf(from, row, record, fields);
      if (edited || cells.size === 0) continue;
      const target = destinationOf(all, from, record, [...cells.keys()]);
      if (target === undefined || !past.selected(target.subject)) continue;
      const { settings } = target.table;
      const name = rowName(target.subject.id, target.subject.variant);
      const known = carried.get(settings) ?? new Map<string, Carried>();
      // Another row's words go there already.
      if (known.has(name)) continue;
      carried.set(settings, known.set(name, cells));
      const rows = saved.get(from.settings) ?? new Set();
      saved.set(from.settings, rows.add(rowName(record.model, record.variant)));
    }
  }
  return {
    to: (table) => (subject) => carried.get(table)?.get(rowName(subject.id, subject.variant)) ?? nothing,
    comesAlong: (table) => (record, cells) =>
      cells.size === 0 || saved.get(table)?.has(rowName(record.model, record.variant)) === true,
  };
};
