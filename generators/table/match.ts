import { cellText, codeSpan } from "../../src/core/emit/markdown.ts";
import { plainText } from "../../src/core/emit/plain-text.ts";
import { fill } from "../../src/core/expression.ts";
import type { Lock, RowRecord } from "../../src/core/lock/types.ts";
import type { Page } from "../../src/core/markdown.ts";
import { placeName, type Region } from "../../src/core/region.ts";
import type { ColumnSettings, TableSettings } from "../../src/core/settings.ts";
import { type ColumnStyle, columnStyle } from "../../src/core/table-style.ts";
import { type Row, type Table, findTables } from "../../src/core/table.ts";
import { type Outcome, error, fail, ok } from "../../src/problem.ts";
import type { Entry } from "../../src/types.ts";
import { claimRows } from "./claim.ts";

/** How a configured column meets the page. */
export type ColumnMatch = {
  readonly column: ColumnSettings;
  /** Index of the page's column; undefined when it has to be added. */
  readonly at: number | undefined;
  /** The page's header is another one and has to be replaced. */
  readonly renamed: boolean;
};

/** A table of a page, matched with its settings and the entries that belong in it. */
export type Matched = {
  readonly page: Page;
  readonly settings: TableSettings;
  readonly table: Table;
  readonly columns: readonly ColumnMatch[];
  /** Style of each column of the page, by its index. */
  readonly styles: readonly ColumnStyle[];
  /** The entries that the table is for. */
  readonly entries: readonly Entry[];
  /** The row that each entry has already, by the entry's ID. */
  readonly rows: ReadonlyMap<string, Row>;
  /** The entry that a row is about. */
  readonly owners: ReadonlyMap<Row, Entry>;
};

/** What a cell should hold: Markdown with every value escaped. */
export const cellOf = (column: ColumnSettings, entry: Entry): string =>
  fill(column.when(entry) ? column.value : column.otherwise, entry.fields, {
    text: cellText,
    code: codeSpan,
  });

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
  rows: ReadonlyMap<string, Row>,
  entries: readonly Entry[],
  records: ReadonlyMap<string, RowRecord>,
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
  const pairs = entries.flatMap((entry) => {
    const row = rows.get(entry.id);
    return row === undefined
      ? []
      : [{ text: plainText(row.cells[at]?.text ?? ""), wanted: plainText(cellOf(column, entry)) }];
  });
  const agreeing = pairs.filter(({ text, wanted }) => text === wanted).length;
  return agreeing * 2 < pairs.length ? { ...match, at: undefined, renamed: false } : match;
};

/** Finds the one table of a region that has the key column, and the rows of the entries in it. */
export const matchTable = (
  page: Page,
  region: Region,
  settings: TableSettings,
  entries: readonly Entry[],
  file: string,
  records: ReadonlyMap<string, RowRecord>,
): Outcome<Matched> => {
  const where = `${file}: ${settings.where}`;
  const tables = findTables(page, region);
  const candidates = tables.flatMap((table) => {
    const columns = matchColumns(table, settings.columns);
    const key = columns[settings.key];
    return key?.at === undefined ? [] : [{ table, columns, key }];
  });
  const [found, second] = candidates;
  const header = plainText(settings.columns[settings.key]?.header ?? "");
  const place = `${page.path} at ${placeName(settings)}`;
  if (found === undefined) {
    const what = tables.length === 0 ? "There is no table" : `No table has the column \`${header}\``;
    const fix =
      "Correct the place or the column's header in the config, or add the table's header to the page.";
    return fail(error("table-not-found", where, `${what} in ${place}.`, fix));
  }
  if (second !== undefined) {
    const what = `${candidates.length} tables with the column \`${header}\` are in ${place}.`;
    return fail(
      error("table-ambiguous", where, what, "Name the heading, tab or marker around the one that is meant."),
    );
  }
  const wanted = entries.filter(settings.test);
  const textAt = (row: Row, at: number | undefined): string =>
    at === undefined ? "" : plainText(row.cells[at]?.text ?? "");
  const rows = claimRows(wanted, {
    rows: found.table.rows,
    keyOf: (row) => textAt(row, found.key.at),
    cellsOf: (row) =>
      Object.fromEntries(found.columns.map(({ column, at }) => [plainText(column.header), textAt(row, at)])),
    keyHeader: header,
    wantedCell: (entry, name) => {
      const column = settings.columns.find((each) => plainText(each.header) === name);
      return column === undefined ? undefined : plainText(cellOf(column, entry));
    },
    wantedKey: (entry) => plainText(cellOf(found.key.column, entry)),
    records,
  });
  return ok({
    page,
    settings,
    table: found.table,
    columns: found.columns.map((match) => settleRename(match, found.table, rows, wanted, records)),
    styles: found.table.header.cells.map((_, index) => columnStyle(found.table, index)),
    entries: wanted,
    rows,
    owners: new Map(
      wanted.flatMap((entry) => {
        const row = rows.get(entry.id);
        return row === undefined ? [] : [[row, entry] as const];
      }),
    ),
  });
};

/** The rows of a table that the lock remembers, by their model. */
export const recordedRows = (lock: Lock, settings: TableSettings): ReadonlyMap<string, RowRecord> => {
  const place = placeName(settings);
  return new Map(
    [...lock.rows.values()]
      .filter((record) => record.page === settings.page && record.place === place)
      .map((record) => [record.model, record]),
  );
};
