import { undefinedIn } from "../../src/page/definitions/substitute.ts";
import { placeName } from "../../src/page/region.ts";
import { listNames } from "../../src/text/suggest.ts";
import { comparator } from "../../src/text/order.ts";
import { requoted } from "../../src/page/quote.ts";
import { aligned } from "../../src/page/table-align.ts";
import type { Edit } from "../../src/page/splice.ts";
import type { Row } from "../../src/page/table.ts";
import { error, fail, type Outcome, ok, type Problem } from "../../src/model/problem.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Changes, mergeChanges } from "../placing/changes.ts";
import { type Past, sortKey } from "../placing/past.ts";
import { type Carriage, noCarriage } from "./carriage.ts";
import { recordedRows } from "./records.ts";
import type { SharedTest, StandsIn } from "./departed.ts";
import { editColumns } from "./columns.ts";
import type { Status } from "./blocks.ts";
import { statusesOf } from "./statuses.ts";
import { type Layout, layOut } from "./layout.ts";
import { ownedColumns } from "./match-columns.ts";
import { freeRows, type Matched, matchTable, rowKey, type TableSite } from "./match.ts";
import { type CellMaker, cellMaker, keysFinder, type Subject, subjectsOf } from "./subjects.ts";

/** What stands in a table, what comes, and where. */
export type Arrangement = {
  readonly matched: Matched;
  readonly statuses: readonly Status[];
  readonly columns: Changes;
  /** What has no row yet and gets one, in the table's order. */
  readonly missing: readonly Subject[];
  readonly layout: Layout;
};

/** What a table is planned from besides where it is. */
export type TableRequest = {
  readonly entries: readonly Entry[];
  readonly past: Past;
  readonly maker?: CellMaker;
  readonly carriage?: Carriage;
  /** What it should have rows about, where that is known already. */
  readonly subjects?: readonly Subject[];
  /** The models that neither the table asks for nor what reaches into it: most tables have no row left over. */
  readonly unwanted?: () => readonly Entry[];
  /** Whether another table of the same place asks for a model. */
  readonly isShared?: SharedTest;
  readonly standsIn?: StandsIn;
  /** The table with these subjects, where it was matched before. */
  readonly matched?: Outcome<Matched>;
};

/** A table of data whose edits would say something else than what is meant. */
const unsettled = ({ page, settings, file }: TableSite): Problem =>
  error(
    "data-unsettled",
    `${file}: ${settings.where}`,
    `The list of ${placeName(settings)} in ${page.path} is written in a way in which it can't be edited in place.`,
    "Give each of its maps lines of its own, and write out what anchors and aliases share.",
  );

/** What AsciiDoc and Sphinx themselves give a value. */
const ownName =
  /^\|(?:version|release|today)\||^\{(?:empty|sp|nbsp|zwsp|wj|apos|quot|lsquo|rsquo|ldquo|rdquo|deg|plus|brvbar|vbar|amp|lt|gt|startsb|endsb|caret|asterisk|tilde|backslash|backtick|two-colons|two-semicolons|cpp)\}$/;

/** Rows that are called by names which no file that was read gives values to: nobody here knows whose they are. */
const unnamed = ({ page, settings, file }: TableSite, matched: Matched): Problem | undefined => {
  const names = freeRows(matched).flatMap((row) =>
    undefinedIn(page.markup, rowKey(matched, row)).filter((name) => !ownName.test(name)),
  );
  if (names.length === 0) return undefined;
  const some = [...new Set(names)].slice(0, 3).join(", ");
  return error(
    "table-attributes",
    `${file}: ${settings.where}`,
    `Rows of the table in ${page.path} are called by ${page.markup === "rst" ? "substitutions" : "attributes"} that nothing here defines: ${some}.`,
    "Define them in the page, or write the names out: the rows can't be told apart, and would be made a second time.",
  );
};

/** The rows that say all that models without a row should, but for their names. */
const alikeButNames = (matched: Matched, missing: readonly Subject[]): readonly Row[] => {
  const { columns, settings, textsOf } = matched;
  const others = [...ownedColumns(columns).values()].filter((index) => !settings.keys.includes(index));
  const saying = (texts: readonly string[]): string => others.map((index) => texts[index] ?? "").join("\n");
  const wanted = new Set(missing.map(({ texts }) => saying(texts)).filter((text) => text.trim() !== ""));
  return freeRows(matched).filter((row) => rowKey(matched, row) !== "" && wanted.has(saying(textsOf(row))));
};

/** Rows of a table that no lock knows, all under other names than models have: where most say else what models do, these would get a second row. */
const renamed = (
  { page, settings, file }: TableSite,
  matched: Matched,
  missing: readonly Subject[],
  { entries, past: { claim }, maker }: Pick<TableRequest, "entries" | "past" | "maker">,
): Problem | undefined => {
  const { records, rows, table } = matched;
  if (records.all.length + rows.size > 0 || claim(settings.claim, "") !== "as-made") return undefined;
  const same = alikeButNames(matched, missing);
  if (same.length < 2 || same.length * 2 <= freeRows(matched).length) return undefined;
  const known = new Set(entries.flatMap(keysFinder(settings, maker)));
  if (table.rows.some((row) => known.has(rowKey(matched, row)))) return undefined;
  const some = listNames(same.slice(0, 3).map((row) => rowKey(matched, row)));
  const key = settings.columns[settings.key]?.header ?? "";
  return error(
    "table-renamed",
    `${file}: ${settings.where}`,
    `No row of the table in ${page.path} is called as a model of the catalog is, and ${same.length} of them say all else that models should (${some}): no lock tells whether these have other names now, and they would get a second row.`,
    `Correct how \`${key}\` is written in the config, or the names in the page; rows of other models go with --prune --claim all, and stay with \`claim: "none"\`.`,
  );
};

/** The edits of the page that edits of a table as it is seen are; undefined where they can't be made there. */
export const written = (
  { page, settings, table }: Matched,
  edits: readonly Edit[],
): readonly Edit[] | undefined => {
  const own = settings.style === "aligned" ? aligned(page, table, edits) : edits;
  return page.outside === undefined ? requoted(page, own) : page.outside(own);
};

/** Recognises the rows of a table, and arranges them as they should be. */
export const arrangeTable = (site: TableSite, request: TableRequest): Outcome<Arrangement> => {
  const { settings } = site;
  const { entries, past, carriage = noCarriage, unwanted = () => [], maker = cellMaker() } = request;
  const { isShared = () => false, standsIn = () => undefined } = request;
  const { subjects = subjectsOf(settings, entries, maker) } = request;
  const outcome = request.matched ?? matchTable(site, subjects, recordedRows(past.lock, settings));
  if (!outcome.ok) return outcome;
  const matched = outcome.value;
  const statuses = statusesOf(matched, {
    entries,
    unwanted,
    isShared,
    standsIn,
    past,
    comesAlong: carriage.comesAlong(settings),
    maker,
  });
  const columns = mergeChanges(editColumns(matched));
  const compare = comparator(settings.order);
  const alike = new Set([...matched.alike].map(({ id }) => id));
  const missing = matched.subjects
    .filter((subject) => !matched.rows.has(subject) && !alike.has(subject.id) && past.selected(subject))
    .sort((a, b) => compare(sortKey(settings.order, a), sortKey(settings.order, b)));
  const problem =
    missing.length === 0
      ? undefined
      : (unnamed(site, matched) ?? renamed(site, matched, missing, { entries, past, maker }));
  if (problem !== undefined) return fail(problem);
  const { edits, moving } = layOut(matched, {
    statuses,
    added: missing,
    columns: columns.edits,
    carriedTo: carriage.to(settings),
  });
  const made = written(matched, edits);
  if (made === undefined) return fail(unsettled(site));
  return ok({
    matched,
    statuses,
    columns,
    missing,
    layout: { edits: made, moving },
  });
};
