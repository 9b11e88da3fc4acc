import { scanPage } from "../../src/page/scan.ts";
import type { RowRecord } from "../../src/model/lock.ts";
import { findRegion, placeName, type Region } from "../../src/page/region.ts";
import type { Page } from "../../src/page/page.ts";
import { ok } from "../../src/model/problem.ts";
import { partsOf } from "./split/parts.ts";
import type { Settings, TableSettings } from "../../src/config/settings.ts";
import type { Snapshot } from "../../src/model/file.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Past } from "../placing/past.ts";
import { recordedRows, rowName } from "./records.ts";
import { type ComesAlong, departedOf, movedTest, sharedTest } from "./departed.ts";
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

/** A table, or that of a group where each group has one: `of` is the table of the config. */
type Site = {
  readonly of: TableSettings;
  readonly settings: TableSettings;
  readonly subjects: readonly Subject[];
  /** Where the table of a group is known to be; undefined where it isn't there yet. */
  readonly located?: { readonly page: Page; readonly region: Region } | undefined;
};

/** The tables of the config, with each table of a group. */
const sitesOf = ({ settings, entries, subjectsOf, snapshot, file }: CarriageRequest): readonly Site[] =>
  settings.tables.flatMap((table): readonly Site[] => {
    // A row of a maker is no model's, and goes nowhere with one.
    if (table.distinct !== undefined) return [];
    const subjects = subjectsOf(table);
    const { text, definitions } = snapshot.get(table.page) ?? {};
    if (table.split === undefined || text === undefined) return [{ of: table, settings: table, subjects }];
    const page = scanPage(table.page, text, definitions);
    const region = findRegion(page, table, file);
    if (!region.ok) return [];
    return partsOf(page, region.value, table, entries).map((part) => ({
      of: table,
      settings: part.settings,
      subjects: subjects.filter(part.settings.test),
      located: part.region === undefined ? undefined : { page, region: part.region },
    }));
  });

/** Whether any table has rows that don't belong in it any more. */
const anyDeparted = ({ settings, entries, past }: CarriageRequest, sites: readonly Site[]): boolean =>
  sites.some((site) => {
    const records = recordedRows(past.lock, site.settings);
    return departedOf({ ...site, records }, entries, sharedTest(settings.tables, site.settings)).length > 0;
  });

/** A table that is there, or that of a group as it will be. */
type Place = Pick<Site, "of"> & { readonly matched: Matched };

/** The table of a group that isn't there yet: as those beside it are, without a row. */
const notYet = (like: Matched, { settings, subjects }: Site): Matched => ({
  ...like,
  ...{ settings, subjects, rows: new Map(), owners: new Map(), records: { all: [], byVariant: new Map() } },
});

const matchAll = ({ snapshot, past, file }: CarriageRequest, sites: readonly Site[]): readonly Place[] => {
  const all: Place[] = [];
  const likes = new Map<TableSettings, Matched>();
  for (const site of sites) {
    const { of, settings, subjects, located } = site;
    const like = likes.get(of);
    if (of !== settings && located === undefined) {
      if (like !== undefined) all.push({ of, matched: notYet(like, site) });
      continue;
    }
    const { text, definitions } = snapshot.get(settings.page) ?? {};
    const page =
      located?.page ?? (text === undefined ? undefined : scanPage(settings.page, text, definitions));
    if (page === undefined) continue;
    const region = located === undefined ? findRegion(page, settings, file) : ok(located.region);
    if (!region.ok) continue;
    const known = recordedRows(past.lock, settings);
    const matched = matchTable({ page, region: region.value, settings, file }, subjects, known);
    if (!matched.ok) continue;
    all.push({ of, matched: matched.value });
    if (like === undefined) likes.set(of, matched.value);
  }
  return all;
};

/** What the rows of a table are carried by: tables of groups are made anew each time that they are looked for. */
const siteName = (table: TableSettings): string => JSON.stringify([table.page, placeName(table)]);

/** Whether people's words can stand in a column: it is theirs, and of that header. */
const takes = ({ columns, table, read }: Matched, header: string): boolean => {
  const at = table.header.cells.findIndex(({ text }) => read(text) === header);
  return at !== -1 && columns.find((match) => match.at === at)?.column.owner !== "catalog";
};

/** The new row of a model in another table that a row's words go to. */
const destinationOf = (
  all: readonly Place[],
  from: Place,
  { model, variant = "" }: RowRecord,
  headers: readonly string[],
): { readonly table: Matched; readonly subject: Subject } | undefined => {
  for (const { of, matched: table } of all) {
    if (table === from.matched || !headers.every((header) => takes(table, header))) continue;
    const fresh = table.subjects.filter((subject) => subject.id === model && !table.rows.has(subject));
    // Among the tables of groups another of its rows may stand in one already.
    const other = of === from.of ? undefined : fresh[0];
    const subject = fresh.find((each) => each.variant === variant) ?? other;
    if (subject !== undefined) return { table, subject };
  }
  return undefined;
};

/** Looks which rows leave their tables, and where what people wrote in them goes. */
export const findCarriage = (request: CarriageRequest): Carriage => {
  const sites = sitesOf(request);
  if (!anyDeparted(request, sites)) return noCarriage;
  const { entries, past } = request;
  const all = matchAll(request, sites);
  const carried = new Map<string, Map<string, Carried>>();
  const saved = new Map<string, Set<string>>();
  for (const site of all) {
    const { of, matched: from } = site;
    const siblings = all.flatMap((each) => (each.of === of ? [each.matched] : []));
    const isShared =
      of.split === undefined ? sharedTest(request.settings.tables, of) : movedTest(of.split, siblings, past);
    const find = rowFinder(from);
    const own = siteName(from.settings);
    for (const { record, entry } of departedOf(from, entries, isShared)) {
      const row = find(record);
      if (row === undefined || record.owner !== "tool" || !past.follows(entry)) continue;
      const fields = past.lock.models.get(entry.id)?.fields ?? Object.fromEntries(entry.fields);
      const { edited, cells } = theirsOf(from, row, record, fields);
      if (edited || cells.size === 0) continue;
      const target = destinationOf(all, site, record, [...cells.keys()]);
      if (target === undefined || !past.selected(target.subject)) continue;
      const to = siteName(target.table.settings);
      const name = rowName(target.subject.id, target.subject.variant);
      const known = carried.get(to) ?? new Map<string, Carried>();
      // Another row's words go there already.
      if (known.has(name)) continue;
      carried.set(to, known.set(name, cells));
      const rows = saved.get(own) ?? new Set();
      saved.set(own, rows.add(rowName(record.model, record.variant)));
    }
  }
  return {
    to: (table) => {
      const own = carried.get(siteName(table));
      return (subject) => own?.get(rowName(subject.id, subject.variant)) ?? nothing;
    },
    comesAlong: (table) => {
      const own = saved.get(siteName(table));
      return (record, cells) => cells.size === 0 || own?.has(rowName(record.model, record.variant)) === true;
    },
  };
};
