import { lineNumber, type Page } from "../../src/page/page.ts";
import type { FoundTable } from "../../src/page/markup.ts";
import { placeName, type Region } from "../../src/page/region.ts";
import { markupOf } from "../../src/page/scan.ts";
import type { TableSettings } from "../../src/config/settings.ts";
import { error, fail, ok, type Outcome } from "../../src/model/problem.ts";
import { nearest } from "../../src/text/suggest.ts";
import { cellOf, tablesOf } from "../data/table.ts";
import { type ColumnMatch, matchColumns } from "./match-columns.ts";
import { filled } from "./read-cells.ts";
import { ownText, type Records } from "./records.ts";
import type { Subject } from "./subjects.ts";

/** A table of a page with the columns of its settings. */
type Found = FoundTable & { readonly columns: readonly ColumnMatch[] };

/** Where a table is looked for: a region of a page, by its settings. `file` is the name of the config, for problems. */
export type TableSite = {
  readonly page: Page;
  readonly region: Region;
  readonly settings: TableSettings;
  readonly file: string;
};

/** The tables of a region that may be the one that is meant: those that have every key column, by their headers if any does. */
export const meantTables = (
  { page, region, settings }: Omit<TableSite, "file">,
  names: ReadonlySet<string>,
): { readonly tables: readonly FoundTable[]; readonly candidates: readonly Found[] } => {
  const cell = cellOf(settings);
  const { tables: tablesIn } = tablesOf(page, settings);
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
  return { tables, candidates: named.length > 0 ? named : here.length > 0 ? here : deeper };
};

/** The one table of a region that has every key column; it may stand deeper, or in a block quote, where no other does. */
export const findTable = (
  { page, region, settings, file }: TableSite,
  subjects: readonly Subject[],
  records: Records,
): Outcome<Found> => {
  const [where, cell] = [`${file}: ${settings.where}`, cellOf(settings)];
  const keyHeader = settings.columns[settings.key]?.header ?? "";
  // All models may have other names since.
  const names = new Set([
    ...subjects.map(({ texts }) => texts[settings.key] ?? ""),
    ...records.all.map(({ key, cells }) => ownText(cells, keyHeader) ?? key),
  ]);
  const { tables, candidates } = meantTables({ page, region, settings }, names);
  const [found, second] = candidates;
  if (found !== undefined && second === undefined)
    return ok(filled(found, settings, new Set([...subjects, ...records.all].map(({ key }) => key))));
  const headers = settings.keys.map((key) => `\`${cell.read(settings.columns[key]?.header ?? "")}\``);
  const keys = `the column${headers.length === 1 ? "" : "s"} ${headers.join(" and ")}`;
  const place = `${page.path} at ${placeName(settings)}`;
  const [fault] = found === undefined ? tablesOf(page, settings).faults(region) : [];
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
