import { undefinedIn } from "../../src/page/definitions/substitute.ts";
import { placeName } from "../../src/page/region.ts";
import { comparator } from "../../src/text/order.ts";
import { requoted } from "../../src/page/quote.ts";
import { aligned } from "../../src/page/table-align.ts";
import type { Edit } from "../../src/page/page.ts";
import type { Row } from "../../src/page/table.ts";
import { error, fail, type Outcome, ok, type Problem } from "../../src/model/problem.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Changes, isResorted, mergeChanges, type Past, sortKey } from "../placing/past.ts";
import { type Carriage, noCarriage } from "./carriage.ts";
import { renamed, underOtherNames } from "./unsure/renamed.ts";
import { recordedRows } from "./records.ts";
import type { SharedTest, StandsIn } from "./departed.ts";
import { editColumns } from "./columns.ts";
import type { Status } from "./blocks.ts";
import { statusesOf } from "./statuses.ts";
import { type Layout, layOut } from "./layout.ts";
import { freeRows, type Matched, matchTable, rowKey } from "./match.ts";
import type { TableSite } from "./meant.ts";
import { type CellMaker, cellMaker, type Subject, subjectsOf } from "./subjects.ts";

/** What stands in a table, what comes, and where. */
export type Arrangement = {
  readonly matched: Matched;
  readonly statuses: readonly Status[];
  readonly columns: Changes;
  /** What has no row yet and gets one, in the table's order. */
  readonly missing: readonly Subject[];
  /** What has no row and gets none, for one that no lock knows says all that it should, under another name. */
  readonly unsure: ReadonlyMap<Subject, Row>;
  /** Models whose rows can't be edited where they are: nothing of these changes. */
  readonly fixed: ReadonlySet<string>;
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

/** The edits of the page that edits of a table as it is seen are; undefined where they can't be made there. */
export const written = (
  { page, settings, table }: Matched,
  edits: readonly Edit[],
): readonly Edit[] | undefined => {
  const own = settings.style === "aligned" ? aligned(page, table, edits) : edits;
  return page.outside === undefined ? requoted(page, own) : page.outside(own);
};

/** Recognises the rows of a table, and arranges them as they should be, but for models of which nothing is to change. */
const arrangeBut = (
  site: TableSite,
  request: TableRequest,
  fixed: ReadonlySet<string>,
): Outcome<Arrangement & { readonly made: readonly Edit[] | undefined }> => {
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
  const unsure = underOtherNames(matched, past);
  // What continues the row of one of these has none to stand below.
  const alike = new Set([...matched.alike, ...unsure.keys()].map(({ id }) => id));
  const missing = matched.subjects
    .filter((subject) => !matched.rows.has(subject) && !alike.has(subject.id) && past.selected(subject))
    .sort((a, b) => compare(sortKey(settings.order, a), sortKey(settings.order, b)));
  const lacking = [...missing, ...unsure.keys()];
  const problem =
    lacking.length === 0
      ? undefined
      : (unnamed(site, matched) ?? renamed(site, matched, lacking, { entries, past, maker }));
  if (problem !== undefined) return fail(problem);
  const laidOut = layOut(matched, {
    statuses,
    added: missing,
    columns: columns.edits,
    carriedTo: carriage.to(settings),
    resorted: isResorted(settings, entries, past),
    past,
  });
  const made = written(matched, laidOut.edits);
  return ok({
    ...{ matched, statuses, columns, missing, unsure, fixed, made },
    layout: { ...laidOut, edits: made ?? [] },
  });
};

/** As many models are tried one by one where a table can't be edited as a whole. */
const mostTried = 200;

/** The past in which nothing of these models changes. */
const without = (past: Past, isFixed: (model: string) => boolean): Past => ({
  ...past,
  gone: past.gone.map((each) => (isFixed(each.record.model) ? { ...each, action: "keep" } : each)),
  selected: (entry) => !isFixed(entry.id) && past.selected(entry),
  follows: (entry) => !isFixed(entry.id) && past.follows(entry),
});

/** Recognises the rows of a table, and arranges them as they should be; a row that can't be edited holds its model alone. */
export const arrangeTable = (site: TableSite, request: TableRequest): Outcome<Arrangement> => {
  const { past } = request;
  const whole = arrangeBut(site, request, new Set());
  if (!whole.ok || whole.value.made !== undefined) return whole;
  const { statuses, missing } = whole.value;
  const changed = statuses.filter(({ id, edits, remove }) => id !== "" && (remove || edits.length > 0));
  const models = new Set([...changed, ...missing].map(({ id }) => id));
  const fits = (isFixed: (model: string) => boolean): boolean => {
    const tried = arrangeBut(site, { ...request, past: without(past, isFixed) }, new Set());
    return tried.ok && tried.value.made !== undefined;
  };
  if (models.size > mostTried || !fits((model) => models.has(model))) return fail(unsettled(site));
  const fixed = new Set(
    [...models].filter((model) => !fits((other) => other !== model && models.has(other))),
  );
  const rest = arrangeBut(site, { ...request, past: without(past, (model) => fixed.has(model)) }, fixed);
  return rest.ok && rest.value.made === undefined ? fail(unsettled(site)) : rest;
};
