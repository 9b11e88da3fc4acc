import { markupOf } from "../../src/page/scan.ts";
import type { CellText } from "../../src/page/markup.ts";
import type { Page } from "../../src/page/page.ts";
import { placeName, type Region } from "../../src/page/region.ts";
import type { ColumnSettings, TableSettings } from "../../src/config/settings.ts";
import { type ColumnStyle, columnStyles } from "../../src/page/table-style.ts";
import type { Row, Table } from "../../src/page/table.ts";
import { error, fail, ok, type Outcome } from "../../src/model/problem.ts";
import { claimRows, type Records } from "./claim.ts";
import { type Blocks, claimContinued } from "./continued.ts";
import { findEmpty, type HeaderRow, knownHeaders, otherHeader } from "./specials.ts";
import { cellReader, rowReader } from "./read-cells.ts";
import { isContinuing, keyText, type Subject } from "./subjects.ts";

/** How a configured column meets the page. */
export type ColumnMatch = {
  readonly column: ColumnSettings;
  /** Its place among the config's columns. */
  readonly index: number;
  /** Its header as a person sees it. */
  readonly header: string;
  /** Index of the page's column; undefined when it has to be added. */
  readonly at: number | undefined;
  /** The page's header is another one and has to be replaced. */
  readonly renamed: boolean;
};

/** A table of a page, matched with its settings and the rows that belong in it. */
export type Matched = {
  /** The page, or the inside of the block quote that the table is in. */
  readonly page: Page;
  readonly settings: TableSettings;
  /** What a person sees of a cell. */
  readonly read: CellText["read"];
  /** The table in words. */
  readonly place: string;
  readonly table: Table;
  readonly columns: readonly ColumnMatch[];
  /** What a person sees in a row of the page, in the order of the config's columns; "" where it has no such cell. */
  readonly textsOf: (row: Row) => readonly string[];
  /** Style of a column of the page, by its index: all are told from all cells when the first is asked for. */
  readonly styleOf: (at: number) => ColumnStyle | undefined;
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
  /** The models that have rows which can't be told apart: they are left as they stand. */
  readonly alike: ReadonlySet<Subject>;
  readonly blocks: Blocks;
};

/**
 * Matches the configured columns with those of the page, by header and by the headers that `was`
 * declares. Where all that is left over on both sides stands at the same places, the columns were
 * renamed in the config. Columns of the page that match nothing belong to people.
 */
const matchColumns = (
  table: Table,
  columns: readonly ColumnSettings[],
  read: CellText["read"],
): readonly ColumnMatch[] => {
  const headers = table.header.cells.map(({ text }) => read(text));
  const taken = new Set<number>();
  const find = (names: readonly string[]): number | undefined => {
    const at = headers.findIndex(
      (header, index) => !taken.has(index) && names.some((name) => read(name) === header),
    );
    if (at === -1) return undefined;
    taken.add(at);
    return at;
  };
  const named = columns.map((column, index) => ({
    column,
    index,
    header: read(column.header),
    at: find([column.header]),
    renamed: false,
  }));
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
  { rows, textsOf, records, read }: Pick<Matched, "rows" | "textsOf" | "records" | "read">,
): ColumnMatch => {
  const { column, index, header, at, renamed } = match;
  const present = read(table.header.cells[at ?? -1]?.text ?? "");
  if (!renamed || at === undefined || column.was.some((was) => read(was) === present)) return match;
  const reworded =
    column.owner === "people"
      ? records.all.length > 0
      : records.all.some(({ cells }) => Object.hasOwn(cells, header));
  if (reworded) return { ...match, renamed: false };
  if (column.owner === "people") return match;
  const agreeing = [...rows].filter(([{ texts }, row]) => textsOf(row)[index] === texts[index]).length;
  return agreeing * 2 < rows.size ? { ...match, at: undefined, renamed: false } : match;
};

type Found = { readonly page: Page; readonly table: Table; readonly columns: readonly ColumnMatch[] };

/** The one table of a region that has every key column; it may stand deeper, or in a block quote, where no other does. */
const findTable = (page: Page, region: Region, settings: TableSettings, file: string): Outcome<Found> => {
  const where = `${file}: ${settings.where}`;
  const { tables: tablesIn, cell } = markupOf(page.path);
  const withKeys = (all: readonly Pick<Found, "page" | "table">[]): readonly Found[] =>
    all.flatMap((one) => {
      const columns = matchColumns(one.table, settings.columns, cell.read);
      return settings.keys.every((key) => columns[key]?.at !== undefined) ? [{ ...one, columns }] : [];
    });
  const here = withKeys(tablesIn(page, region, "own"));
  const tables = here.length > 0 ? here : tablesIn(page, region, "any");
  const candidates = here.length > 0 ? here : withKeys(tables);
  const [found, second] = candidates;
  if (found !== undefined && second === undefined) return ok(found);
  const names = settings.keys.map((key) => `\`${cell.read(settings.columns[key]?.header ?? "")}\``);
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

const styleFinder = (table: Table): Matched["styleOf"] => {
  let styles: readonly ColumnStyle[] | undefined;
  return (at) => {
    styles ??= columnStyles(table);
    return styles[at];
  };
};

/** What a row is recognised by, as it stands in the page. */
export const rowKey = ({ settings, textsOf }: Pick<Matched, "settings" | "textsOf">, row: Row): string =>
  keyText(settings, textsOf(row));

/** Finds the one table of a region that has the key columns, and whose the rows in it are. */
export const matchTable = (
  whole: Page,
  region: Region,
  settings: TableSettings,
  subjects: readonly Subject[],
  file: string,
  records: Records,
): Outcome<Matched> => {
  const found = findTable(whole, region, settings, file);
  if (!found.ok) return found;
  const { page, table, columns } = found.value;
  const empty = findEmpty(table.rows, settings);
  const known = knownHeaders(table.rows, settings, subjects);
  const free = table.rows.filter((row) => row !== empty && !known.has(row));
  const { read } = markupOf(settings.page).cell;
  const readCell = cellReader(table, columns, subjects, read);
  const textsOf = rowReader(columns, readCell);
  const keyOf = (row: Row): string => rowKey({ settings, textsOf }, row);
  const heads = subjects.filter(({ continues }) => !continues);
  const continuedKeys = new Set([
    ...subjects.flatMap(({ continues, key }) => (continues ? [key] : [])),
    ...records.all.flatMap(({ key, variant }) => (isContinuing(settings, variant) ? [key] : [])),
  ]);
  const claims = claimRows(heads, {
    rows: free.filter((row) => !continuedKeys.has(keyOf(row))),
    textsOf,
    keyOf,
    columns: new Map(columns.map(({ header, index }) => [header, index])),
    owned: new Map(
      columns.flatMap(({ column, header, index }) =>
        column.owner === "catalog" ? [[header, index] as const] : [],
      ),
    ),
    keyHeaders: new Set(settings.keys.map((key) => columns[key]?.header ?? "")),
    records,
  });
  const namesNothing = (row: Row): boolean =>
    (textsOf(row)[settings.key] ?? "") === "" && read(row.cells[0]?.text ?? "") === "";
  const headRows = new Set([
    ...known.keys(),
    ...claims.rows.values(),
    ...(empty === undefined ? [] : [empty]),
  ]);
  const blocks: Blocks = {
    rows: table.rows,
    canContinue: (row) => !headRows.has(row) && (namesNothing(row) || continuedKeys.has(keyOf(row))),
  };
  const continued = claimContinued(subjects, claims.rows, records, { keyOf, blocks });
  const rows = new Map([...claims.rows, ...continued]);
  const owners = new Map<Row, Subject>();
  for (const [subject, row] of rows) owners.set(row, subject);
  const remembered = new Set(records.all.map(({ key }) => key));
  const others = free.flatMap((row) => {
    if (owners.has(row) || remembered.has(keyOf(row))) return [];
    const header = otherHeader(row, settings);
    return header === undefined ? [] : [[row, header] as const];
  });
  const headers = new Map([...known, ...others]);
  const own = table.rows.filter((row) => row !== empty && !headers.has(row));
  const settled = columns.map((match) => settleRename(match, table, { rows, textsOf, records, read }));
  return ok({
    page,
    settings,
    read,
    place: placeName(settings),
    table,
    columns: settled,
    textsOf: settled.every(({ at }, index) => at === columns[index]?.at)
      ? textsOf
      : rowReader(settled, readCell),
    styleOf: styleFinder(own.length > 0 ? { ...table, rows: own } : table),
    subjects,
    rows,
    owners,
    headers,
    empty,
    records,
    alike: claims.alike,
    blocks,
  });
};
