import type { ColumnSettings, TableSettings } from "../../src/config/settings.ts";
import type { CellText } from "../../src/page/markup.ts";
import type { Row, Table } from "../../src/page/table.ts";
import type { Records } from "./records.ts";
import type { Subject } from "./subjects.ts";
import { toMap } from "../../src/text/group-by.ts";

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

/** The page's columns that the config takes out, by index. */
export const removedColumns = (
  table: Table,
  { remove }: Pick<TableSettings, "remove">,
  read: CellText["read"],
): readonly number[] => {
  const names = new Set(remove.map(read));
  return table.header.cells.flatMap(({ text }, at) => (names.has(read(text)) ? [at] : []));
};

/**
 * Matches the configured columns with those of the page, by header and by the headers that `was`
 * declares. Where all that is left over on both sides stands at the same places, the columns were
 * renamed in the config. Columns of the page that match nothing belong to people. Where there is no header row, the
 * places alone tell them, of a table with as many.
 */
export const matchColumns = (
  table: Table,
  settings: Pick<TableSettings, "columns" | "remove" | "pages">,
  read: CellText["read"],
): readonly ColumnMatch[] => {
  const { columns } = settings;
  if (table.bare === true) {
    // One column alone may be anything.
    const isWhole = columns.length > 1 && columns.length === table.header.cells.length;
    return columns.map((column, index) => ({
      column,
      index,
      header: read(column.header),
      at: isWhole ? index : undefined,
      renamed: false,
    }));
  }
  // Of copies of a page each has headers of its own.
  const renames = settings.pages === undefined;
  const headers = table.header.cells.map(({ text }) => read(text));
  const taken = new Set(removedColumns(table, settings, read));
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
    return { ...match, at, renamed: renames && at !== undefined };
  });
  const left = matched.flatMap(({ at }, index) => (at === undefined ? [index] : []));
  const free = headers.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  const inPlace = left.length === free.length && left.every((index, position) => index === free[position]);
  if (!inPlace) return matched;
  return matched.map((match, index) =>
    match.at === undefined ? { ...match, at: index, renamed: renames } : match,
  );
};

/** The rows that tell whether a column was renamed. */
type Rows = {
  readonly rows: ReadonlyMap<Subject, Row>;
  readonly textsOf: (row: Row) => readonly string[];
  readonly records: Records;
  readonly read: CellText["read"];
};

/** What became of a column whose header differs at its place: reworded by a person, or a person's own. */
export const settleRename = (
  match: ColumnMatch,
  table: Table,
  { rows, textsOf, records, read }: Rows,
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

/** The places of the columns that the catalog owns, by header. */
export const ownedColumns = (columns: readonly ColumnMatch[]): ReadonlyMap<string, number> =>
  toMap(columns, ({ column, header, index }) => (column.owner === "catalog" ? [header, index] : undefined));
