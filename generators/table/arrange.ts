import { comparator } from "../../src/text/order.ts";
import { requoted } from "../../src/page/quote.ts";
import { aligned } from "../../src/page/table-align.ts";
import { type Outcome, ok } from "../../src/model/problem.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Changes, mergeChanges } from "../placing/changes.ts";
import { newGroupOf } from "../placing/groups.ts";
import { oldSortKey, type Past, sortKey } from "../placing/past.ts";
import { type Carriage, noCarriage } from "./carriage.ts";
import { recordedRows, recordOf } from "./claim.ts";
import { editColumns } from "./columns.ts";
import { type Departure, departedRows } from "./departed.ts";
import { goneRows } from "./gone.ts";
import { leftoverRow } from "./leftover.ts";
import type { Status } from "./blocks.ts";
import { type Layout, layOut } from "./layout.ts";
import { type Matched, matchTable, type TableSite } from "./match.ts";
import { updateRow } from "./rows.ts";
import { type CellMaker, cellMaker, type Subject, subjectsOf } from "./subjects.ts";

/** What is so of most rows. */
const untouched = {
  goesTo: undefined,
  remove: false,
  edits: [],
  notes: [],
  changed: undefined,
  record: undefined,
  problems: [],
} satisfies Partial<Status>;

/** What stands in a table, what comes, and where. */
export type Arrangement = {
  readonly matched: Matched;
  readonly statuses: readonly Status[];
  readonly columns: Changes;
  /** What has no row yet and gets one, in the table's order. */
  readonly missing: readonly Subject[];
  readonly layout: Layout;
};

const statusesOf = (matched: Matched, departure: Departure): readonly Status[] => {
  const { table, owners, settings, columns, headers, empty, records } = matched;
  const { past } = departure;
  const leaving = [...goneRows(matched, past), ...departedRows(matched, departure)];
  const byRow = new Map(leaving.map((status) => [status.row, status] as const));
  const at = columns[settings.key]?.at ?? 0;
  let group: string | undefined;
  return table.rows.flatMap((row): readonly Status[] => {
    const header = headers.get(row);
    if (header !== undefined) group = header.name;
    if (header !== undefined || row === empty) return [];
    const subject = owners.get(row);
    if (subject === undefined) {
      const key = [matched.read(row.cells[at]?.text ?? "")];
      const status = byRow.get(row) ?? leftoverRow(matched, row, past);
      return [{ ...untouched, row, id: status?.model ?? "", sortedBy: key, wasSortedBy: key, ...status }];
    }
    const { id } = subject;
    const wasSortedBy = oldSortKey(settings.order, subject, past);
    if (!past.follows(subject))
      return [
        { ...untouched, row, id, sortedBy: wasSortedBy, wasSortedBy, record: recordOf(records, subject) },
      ];
    const {
      edits,
      notes,
      changed,
      problems: kept,
    } = updateRow(matched, row, subject, {
      replace: past.replace(settings.page),
      claim: past.claim(settings.claim, id),
      pins: past.pins,
    });
    const goesTo = newGroupOf(settings.group, subject, group, past);
    const sortedBy = sortKey(settings.order, subject);
    const { remove, record } = untouched;
    const problems = [...untouched.problems, ...kept];
    return [{ row, id, sortedBy, wasSortedBy, goesTo, remove, edits, notes, changed, record, problems }];
  });
};

/** What a table is planned from besides where it is. */
export type TableRequest = {
  readonly entries: readonly Entry[];
  readonly past: Past;
  readonly maker?: CellMaker;
  readonly carriage?: Carriage;
  /** What it should have rows about, where that is known already. */
  readonly subjects?: readonly Subject[];
  /** The models that neither the table asks for nor what reaches into it. */
  readonly unwanted?: readonly Entry[];
};

/** Recognises the rows of a table, and arranges them as they should be. */
export const arrangeTable = (site: TableSite, request: TableRequest): Outcome<Arrangement> => {
  const { settings } = site;
  const { entries, past, carriage = noCarriage, unwanted = [], maker = cellMaker() } = request;
  const { subjects = subjectsOf(settings, entries, maker) } = request;
  const outcome = matchTable(site, subjects, recordedRows(past.lock, settings));
  if (!outcome.ok) return outcome;
  const matched = outcome.value;
  const statuses = statusesOf(matched, {
    entries,
    unwanted,
    past,
    comesAlong: carriage.comesAlong(settings),
    maker,
  });
  const columns = mergeChanges(editColumns(matched));
  const compare = comparator(settings.order);
  const alike = new Set([...matched.alike].map(({ id }) => id));
  const missing = subjects
    .filter((subject) => !matched.rows.has(subject) && !alike.has(subject.id) && past.selected(subject))
    .sort((a, b) => compare(sortKey(settings.order, a), sortKey(settings.order, b)));
  const { edits, moving } = layOut(matched, {
    statuses,
    added: missing,
    columns: columns.edits,
    carriedTo: carriage.to(settings),
  });
  const inside = matched.page;
  const written = settings.style === "aligned" ? aligned(inside, matched.table, edits) : edits;
  return ok({ matched, statuses, columns, missing, layout: { edits: requoted(inside, written), moving } });
};
