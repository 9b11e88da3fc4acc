import { cellOf, tablesOf } from "../data/table.ts";
import { markupOf } from "../../src/page/scan.ts";
import type { CellText, FoundTable } from "../../src/page/markup.ts";
import { lineNumber, type Page } from "../../src/page/page.ts";
import { placeName, type Region } from "../../src/page/region.ts";
import type { TableSettings } from "../../src/config/settings.ts";
import { type ColumnStyle, styleFinder } from "../../src/page/table-style.ts";
import type { Row } from "../../src/page/table.ts";
import { error, fail, ok, type Outcome } from "../../src/model/problem.ts";
import { nearest } from "../../src/text/suggest.ts";
import {
  type ColumnMatch,
  matchColumns,
  ownedColumns,
  removedColumns,
  settleRename,
} from "./match-columns.ts";
import { claimRows, findTwins } from "./claim.ts";
import { handedOn, type Records } from "./records.ts";
import { type Blocks, claimContinued, tailFinder } from "./continued.ts";
import { knownBy, type TellingName, toldBeside } from "./known-by.ts";
import { findEmpty, type HeaderRow, knownHeaders, otherHeader } from "./specials.ts";
import { cellReader, filled, nameReader, rowReader } from "./read-cells.ts";
import { brokenAsIn, isContinuing, keyText, type Subject } from "./subjects.ts";

/** A table of a page, matched with its settings and the rows that belong in it. */
export type Matched = Required<FoundTable> & {
  readonly settings: TableSettings;
  /** What a person sees of a cell. */
  readonly read: CellText["read"];
  /** The table in words. */
  readonly place: string;
  readonly columns: readonly ColumnMatch[];
  /** The page's columns that the config takes out, by index. */
  readonly removed: readonly number[];
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
  /** The rows of this table that the lock records. */
  readonly records: Records;
  /** The models that have rows which can't be told apart: they are left as they stand. */
  readonly alike: ReadonlySet<Subject>;
  /** Rows that stand a second time, and whose they are. */
  readonly twins: ReadonlyMap<Row, Subject>;
  readonly blocks: Blocks;
};

type Found = FoundTable & { readonly columns: readonly ColumnMatch[] };

/** Where a table is looked for: a region of a page, by its settings. `file` is the name of the config, for problems. */
export type TableSite = {
  readonly page: Page;
  readonly region: Region;
  readonly settings: TableSettings;
  readonly file: string;
};

/** The one table of a region that has every key column; it may stand deeper, or in a block quote, where no other does. */
const findTable = (
  { page, region, settings, file }: TableSite,
  subjects: readonly Subject[],
  records: Records,
): Outcome<Found> => {
  const [where, cell] = [`${file}: ${settings.where}`, cellOf(settings)];
  const { tables: tablesIn, faults } = tablesOf(page, settings);
  const names = new Set(subjects.map(({ texts }) => texts[settings.key] ?? ""));
  const withKeys = (all: readonly FoundTable[]): readonly Found[] =>
    all.flatMap((one) => {
      const columns = matchColumns(one.table, settings, cell.read);
      const isMeant = settings.keys.every((key) => columns[key]?.at !== undefined);
      // Where no header says what a table is, a row does.
      const isTold =
        one.table.bare !== true ||
        one.table.rows.some(({ cells }) => names.has(cell.read(cells[settings.key]?.text ?? "")));
      return isMeant && isTold ? [{ ...one, columns }] : [];
    });
  /** A table is meant where its headers say so, and those of no other do. */
  const isNamed = ({ columns, table: { bare } }: Found): boolean =>
    bare !== true && settings.keys.every((key) => columns[key]?.renamed === false);
  const here = withKeys(tablesIn(page, region, "own"));
  const tables = here.some(isNamed) ? here : tablesIn(page, region, "any");
  const deeper = here.some(isNamed) ? [] : withKeys(tables);
  // Of a table with as many columns these may all be called otherwise.
  const named = [...here, ...deeper].filter(isNamed);
  const candidates = named.length > 0 ? named : here.length > 0 ? here : deeper;
  const [found, second] = candidates;
  if (found !== undefined && second === undefined)
    return ok(filled(found, settings, new Set([...subjects, ...records.all].map(({ key }) => key))));
  const headers = settings.keys.map((key) => `\`${cell.read(settings.columns[key]?.header ?? "")}\``);
  const keys = `the column${headers.length === 1 ? "" : "s"} ${headers.join(" and ")}`;
  const place = `${page.path} at ${placeName(settings)}`;
  const [fault] = found === undefined ? faults(region) : [];
  if (fault !== undefined) {
    const message = `What may be the data of ${placeName(settings)} can't be read: ${fault.message}`;
    return fail(error("data-unreadable", `${page.path}:${fault.line}`, message, "Correct the file there."));
  }
  if (found === undefined) {
    const unnamed = tables.map(({ table }) => ({ line: table.header.line, why: "it has no header row" }));
    const [unread] = tables.every(({ table }) => table.bare === true)
      ? [...unnamed, ...(markupOf(page.path).unread?.(page, region) ?? [])]
      : [];
    if (unread !== undefined) {
      const message = `The table in ${place} can't be read: ${unread.why}.`;
      const fix =
        "Write the table with a header row, or its columns as the config has them with a model among its rows, and each row with a cell for each column, from a line of its own.";
      return fail(error("table-not-found", `${page.path}:${lineNumber(page, unread.line)}`, message, fix));
    }
    const what = tables.length === 0 ? "There is no table" : `No table has ${keys}`;
    const standing = tables.flatMap(({ table }) => table.header.cells.map(({ text }) => cell.read(text)));
    const lacking = settings.keys.map((key) => cell.read(settings.columns[key]?.header ?? ""));
    const near = lacking.flatMap((key) => (standing.includes(key) ? [] : (nearest(key, standing) ?? [])))[0];
    const fix = `${near === undefined ? "" : `Did you mean \`${near}\`? `}Correct the place or the column's header in the config, or add the table's header to the page.`;
    return fail(error("table-not-found", where, `${what} in ${place}.`, fix));
  }
  const what = `${candidates.length} tables with ${keys} are in ${place}.`;
  return fail(
    error("table-ambiguous", where, what, "Name the heading, tab or marker around the one that is meant."),
  );
};

/** What a row is recognised by, as it stands in the page. */
export const rowKey = ({ settings, textsOf }: Pick<Matched, "settings" | "textsOf">, row: Row): string =>
  keyText(settings, textsOf(row));

/** The rows that are no model's of the table, no group's header, and not the one that says that there is none. */
export const freeRows = ({
  table,
  owners,
  headers,
  empty,
}: Pick<Matched, "table" | "owners" | "headers" | "empty">): readonly Row[] =>
  table.rows.filter((row) => !owners.has(row) && !headers.has(row) && row !== empty);

/**
 * Finds the one table of a region that has the key columns, and whose the rows in it are. Its subjects are those
 * of what is returned: a page that closes its elements has other cells of them.
 */
export const matchTable = (
  site: TableSite,
  wanted: readonly Subject[],
  records: Records,
): Outcome<Matched> => {
  const found = findTable(site, wanted, records);
  if (!found.ok) return found;
  const { settings } = site;
  const subjects = settings.data === undefined ? brokenAsIn(site.page, wanted) : wanted;
  const { page, table, columns, lines } = found.value;
  const empty = findEmpty(table.rows, settings);
  const known = knownHeaders(table.rows, settings, subjects);
  const free = table.rows.filter((row) => row !== empty && !known.has(row));
  const cell = cellOf(settings);
  const { read } = cell;
  const readOwn = cellReader(table, columns, subjects, cell);
  const keyColumns = settings.keys.flatMap((index) => columns[index] ?? []);
  const keys = new Set([...subjects, ...records.all].map(({ key }) => key));
  const nameOf = nameReader(table, keyColumns, keys, cell);
  const readCell: typeof readOwn = (match, written) => nameOf(readOwn(match, written), match, written);
  const textsOf = rowReader(columns, readCell);
  const keyOf = (row: Row): string => rowKey({ settings, textsOf }, row);
  const heads = subjects.filter(({ continues }) => !continues);
  const continuedKeys = new Set([
    ...subjects.flatMap(({ continues, key }) => (continues ? [key] : [])),
    ...records.all.flatMap(({ key, variant }) => (isContinuing(settings, variant) ? [key] : [])),
  ]);
  // Where no row is declared so, one without a key that begins with words is about something of its own, as in data.
  const anyContinues = settings.rows.some(({ continues }) => continues);
  const namesNothing = (row: Row): boolean =>
    (textsOf(row)[settings.key] ?? "") === "" && (anyContinues || read(row.cells[0]?.text ?? "") === "");
  const mayContinue = (row: Row): boolean =>
    (settings.data === undefined && namesNothing(row)) || continuedKeys.has(keyOf(row));
  const context = {
    textsOf,
    keyOf,
    columns: new Map(columns.map(({ header, index }) => [header, index])),
    owned: ownedColumns(columns),
    keyHeaders: new Set(settings.keys.map((key) => columns[key]?.header ?? "")),
    records,
    knownBy: (by: readonly TellingName[], rows: readonly Row[], wanting: readonly Subject[]) =>
      knownBy(by, { isRecorded: records.all.length > 0, columns, textsOf, keyOf, rows, subjects: wanting }),
    toldBeside: toldBeside(columns, settings),
  };
  const claims = claimRows(heads, {
    ...context,
    rows: free.filter((row) => !continuedKeys.has(keyOf(row))),
    tailOf: tailFinder(subjects, context, {
      rows: table.rows,
      canContinue: (row) => row !== empty && !known.has(row) && mayContinue(row),
    }),
  });
  // Headers of groups that no model is in: no row continues another across one.
  const remembered = new Set([...continuedKeys, ...records.all.map(({ key }) => key)]);
  remembered.delete("");
  const claimed = new Set(claims.rows.values());
  const others = free.flatMap((row) => {
    if (claimed.has(row) || remembered.has(keyOf(row))) return [];
    const header = otherHeader(row, settings);
    return header === undefined ? [] : [[row, header] as const];
  });
  const headers = new Map([...known, ...others]);
  const headRows = new Set([...headers.keys(), ...claimed, ...(empty === undefined ? [] : [empty])]);
  const blocks: Blocks = {
    rows: table.rows,
    canContinue: (row) => !headRows.has(row) && mayContinue(row),
  };
  const continued = claimContinued(subjects, claims.rows, context, blocks);
  const rows = new Map([...claims.rows, ...continued]);
  const owners = new Map<Row, Subject>();
  for (const [subject, row] of rows) owners.set(row, subject);
  const single = free.filter((row) => !owners.has(row) && !headers.has(row));
  const own = table.rows.filter((row) => row !== empty && !headers.has(row));
  const settled = columns.map((match) => settleRename(match, table, { rows, textsOf, records, read }));
  return ok({
    page,
    settings,
    read,
    place: placeName(settings),
    table,
    lines: lines ?? { first: table.header.line, last: table.last },
    columns: settled,
    removed: removedColumns(table, settings, read),
    textsOf: settled.every(({ at }, index) => at === columns[index]?.at)
      ? textsOf
      : rowReader(settled, readCell),
    styleOf: styleFinder(own.length > 0 ? { ...table, rows: own } : table),
    subjects,
    rows,
    owners,
    headers,
    empty,
    records: handedOn(records, rows, keyOf),
    alike: claims.alike,
    twins: findTwins(single, claims, { keyOf, records }),
    blocks,
  });
};
