import { cellOf } from "../data/table.ts";
import type { CellText, FoundTable } from "../../src/page/markup.ts";
import { lineNumber } from "../../src/page/page.ts";
import { placeName } from "../../src/page/region.ts";
import type { TableSettings } from "../../src/config/settings.ts";
import { type ColumnStyle, styleFinder } from "../../src/page/table-style.ts";
import type { Row } from "../../src/page/table.ts";
import { ok, type Outcome } from "../../src/model/problem.ts";
import { type ColumnMatch, ownedColumns, removedColumns, settleRename } from "./match-columns.ts";
import { findTable, type TableSite } from "./meant.ts";
import { claimRows, findTwins } from "./claim.ts";
import { handedOn, type Records } from "./records.ts";
import { type Blocks, claimContinued, tailFinder } from "./continued.ts";
import { knownBy, type TellingName, toldBeside } from "./known-by.ts";
import { findEmpty, type HeaderRow, knownHeaders, otherHeader } from "./specials.ts";
import { cellReader, nameReader, rowReader } from "./read-cells.ts";
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

/** What a row is recognised by, as it stands in the page. */
export const rowKey = ({ settings, textsOf }: Pick<Matched, "settings" | "textsOf">, row: Row): string =>
  keyText(settings, textsOf(row));

/** Where a row stands, for problems: the line of the page. */
export const rowWhere = ({ settings, page }: Pick<Matched, "settings" | "page">, row: Row): string =>
  `${settings.page}:${lineNumber(page, row.line)}`;

/** The rows that are no model's of the table, no group's header, and not the one that says that there is none. */
export const freeRows = ({
  table,
  owners,
  headers,
  empty,
}: Pick<Matched, "table" | "owners" | "headers" | "empty">): readonly Row[] =>
  table.rows.filter((row) => !owners.has(row) && !headers.has(row) && row !== empty);

/** Finds the one table of a region that has the key columns, and whose its rows are; its subjects are those returned. */
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
