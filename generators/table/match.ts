import { plainText } from "../../src/core/emit/plain-text.ts";
import type { Lock } from "../../src/core/lock/types.ts";
import type { Page } from "../../src/core/markdown.ts";
import { placeName, type Region } from "../../src/core/region.ts";
import type { ColumnSettings, TableSettings } from "../../src/core/settings.ts";
import { type ColumnStyle, columnStyles } from "../../src/core/table-style.ts";
import { findTables, type Row, type Table } from "../../src/core/table.ts";
import { error, fail, ok, type Outcome } from "../../src/problem.ts";
import type { Entry } from "../../src/types.ts";
import { claimRows, type Records, rowName } from "./claim.ts";
import { findEmpty, type HeaderRow, knownHeaders, otherHeader } from "./specials.ts";
import { cellOf, keyText, type Subject, subjectsOf } from "./subjects.ts";

/** How a configured column meets the page. */
export type ColumnMatch = {
  readonly column: ColumnSettings;
  /** Index of the page's column; undefined when it has to be added. */
  readonly at: number | undefined;
  /** The page's header is another one and has to be replaced. */
  readonly renamed: boolean;
};

/** A table of a page, matched with its settings and the rows that belong in it. */
export type Matched = {
  readonly page: Page;
  readonly settings: TableSettings;
  readonly table: Table;
  readonly columns: readonly ColumnMatch[];
  /** Style of each column of the page, by its index. */
  readonly styles: readonly ColumnStyle[];
  /** What the table should have a row about. */
  readonly subjects: readonly Subject[];
  /** The row that each of them has already. */
  readonly rows: ReadonlyMap<Subject, Row>;
  /** What a row is about. */
  readonly owners: ReadonlyMap<Row, Subject>;
  /** The rows that are headers of groups. */
  readonly headers: ReadonlyMap<Row, HeaderRow>;
  /** The row that says that there is none. */
  readonly empty: Row | undefined;
  /** The rows of this table that the lock remembers. */
  readonly records: Records;
};

/**
 * Matches the configured columns with those of the page, by header and by the headers that `was`
 * declares. Where all that is left over on both sides stands at the same places, the columns were
 * renamed in the config. Columns of the page that match nothing belong to people.
 */
const matchColumns = (table: Table, columns: readonly ColumnSettings[]): readonly ColumnMatch[] => {
  const headers = table.header.cells.map(({ text }) => plainText(text));
  const taken = new Set<number>();
  const find = (names: readonly string[]): number | undefined => {
    const at = headers.findIndex(
      (header, index) => !taken.has(index) && names.some((name) => plainText(name) === header),
    );
    if (at === -1) return undefined;
    taken.add(at);
    return at;
  };
  const named = columns.map((column) => ({ column, at: find([column.header]), renamed: false }));
  const matched = named.map((match) => {
    if (match.at !== undefined) return match;
    const at = find(match.column.was);
    return { ...match, at, renamed: at !== undefined };
  });
  const left = matched.flatMap(({ at }, index) => (at === undefined ? [index] : []));
  const free = headers.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  const inPlace = left.length === free.length && left.every((index, position) => index === free[position]);
  if (!inPlace || columns.length !== headers.length) return matched;
  return matched.map((match, index) =>
    match.at === undefined ? { ...match, at: index, renamed: true } : match,
  );
};

/**
 * What became of a column whose header differs at its place, told by more than the place: a header that the
 * lock knows is a person's rewording and stays; a column whose cells say something else is a person's own,
 * and the configured one has to be added.
 */
const settleRename = (
  match: ColumnMatch,
  table: Table,
  rows: ReadonlyMap<Subject, Row>,
  records: Records,
): ColumnMatch => {
  const { column, at, renamed } = match;
  const present = plainText(table.header.cells[at ?? -1]?.text ?? "");
  if (!renamed || at === undefined || column.was.some((was) => plainText(was) === present)) return match;
  const header = plainText(column.header);
  const reworded =
    column.owner === "people"
      ? records.size > 0
      : [...records.values()].some(({ cells }) => Object.hasOwn(cells, header));
  if (reworded) return { ...match, renamed: false };
  if (column.owner === "people") return match;
  const pairs = [...rows].map(([subject, row]) => ({
    text: plainText(row.cells[at]?.text ?? ""),
    wanted: plainText(cellOf(column, subject)),
  }));
  const agreeing = pairs.filter(({ text, wanted }) => text === wanted).length;
  return agreeing * 2 < pairs.length ? { ...match, at: undefined, renamed: false } : match;
};

type Found = { readonly table: Table; readonly columns: readonly ColumnMatch[] };

/** The one table of a region that has every key column. */
const findTable = (page: Page, region: Region, settings: TableSettings, file: string): Outcome<Found> => {
  const where = `${file}: ${settings.where}`;
  const tables = findTables(page, region);
  const candidates = tables.flatMap((table): readonly Found[] => {
    const columns = matchColumns(table, settings.columns);
    return settings.keys.every((key) => columns[key]?.at !== undefined) ? [{ table, columns }] : [];
  });
  const [found, second] = candidates;
  if (found !== undefined && second === undefined) return ok(found);
  const names = settings.keys.map((key) => `\`${plainText(settings.columns[key]?.header ?? "")}\``);
  const named = `the column${names.length === 1 ? "" : "s"} ${names.join(" and ")}`;
  const place = `${page.path} at ${placeName(settings)}`;
  if (found === undefined) {
    const what = tables.length === 0 ? "There is no table" : `No table has ${named}`;
    const fix =
      "Correct the place or the column's header in the config, or add the table's header to the page.";
    return fail(error("table-not-found", where, `${what} in ${place}.`, fix));
  }
  const what = `${candidates.length} tables with ${named} are in ${place}.`;
  return fail(
    error("table-ambiguous", where, what, "Name the heading, tab or marker around the one that is meant."),
  );
};

const textAt = (row: Row, at: number | undefined): string =>
  at === undefined ? "" : (row.cells[at]?.text ?? "");

/** What a row is recognised by, as it stands in the page. */
export const rowKey = ({ settings, columns }: Pick<Matched, "settings" | "columns">, row: Row): string =>
  keyText(settings, (_, index) => textAt(row, columns[index]?.at));

/** Finds the one table of a region that has the key columns, and whose the rows in it are. */
export const matchTable = (
  page: Page,
  region: Region,
  settings: TableSettings,
  entries: readonly Entry[],
  file: string,
  records: Records,
): Outcome<Matched> => {
  const found = findTable(page, region, settings, file);
  if (!found.ok) return found;
  const { table, columns } = found.value;
  const subjects = entries.flatMap((entry) => subjectsOf(settings, entry));
  const empty = findEmpty(table.rows, settings);
  const known = knownHeaders(table.rows, settings, subjects);
  const free = table.rows.filter((row) => row !== empty && !known.has(row));
  const byHeader = new Map(settings.columns.map((column) => [plainText(column.header), column] as const));
  const rows = claimRows(subjects, {
    rows: free,
    keyOf: (row) => rowKey({ settings, columns }, row),
    cellsOf: (row) =>
      Object.fromEntries(
        columns.map(({ column, at }) => [plainText(column.header), plainText(textAt(row, at))]),
      ),
    keyHeaders: new Set(settings.keys.map((key) => plainText(settings.columns[key]?.header ?? ""))),
    wantedCell: (subject, name) => {
      const column = byHeader.get(name);
      return column === undefined ? undefined : plainText(cellOf(column, subject));
    },
    wantedKey: (subject) => keyText(settings, (column) => cellOf(column, subject)),
    records,
  });
  const owners = new Map([...rows].map(([subject, row]) => [row, subject] as const));
  const remembered = new Set([...records.values()].map(({ key }) => key));
  const others = free.flatMap((row) => {
    const theirs = owners.has(row) || remembered.has(rowKey({ settings, columns }, row));
    const header = theirs ? undefined : otherHeader(row, settings);
    return header === undefined ? [] : [[row, header] as const];
  });
  const headers = new Map([...known, ...others]);
  const own = table.rows.filter((row) => row !== empty && !headers.has(row));
  return ok({
    page,
    settings,
    table,
    columns: columns.map((match) => settleRename(match, table, rows, records)),
    styles: columnStyles(own.length > 0 ? { ...table, rows: own } : table),
    subjects,
    rows,
    owners,
    headers,
    empty,
    records,
  });
};

/** The rows of a table that the lock remembers. */
export const recordedRows = (lock: Lock, settings: TableSettings): Records => {
  const place = placeName(settings);
  return new Map(
    [...lock.rows.values()]
      .filter((record) => record.page === settings.page && record.place === place)
      .map((record) => [rowName(record.model, record.variant), record]),
  );
};
