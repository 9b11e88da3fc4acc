import { leftoverRow, strayRows, twinOf } from "./unsure/strays.ts";
import { toText } from "../../src/config/expression.ts";
import { untied } from "../placing/moving.ts";
import { newGroupOf } from "../placing/groups.ts";
import { type Past, goneSorted, leftProblem, oldSortKey, sortKey } from "../placing/past.ts";
import { keptProblem } from "../../src/lock/gone.ts";
import type { Status } from "./blocks.ts";
import { recordOf } from "./records.ts";
import { blockFinder } from "./continued.ts";
import { type Departure, departedRows } from "./departed.ts";
import { goneRows } from "./gone.ts";
import { type Matched, rowKey, rowWhere } from "./match.ts";
import { rowFields, updateRow } from "./rows.ts";
import { subjectsOf, toldVariants } from "./subjects.ts";
import type { Row } from "../../src/page/table.ts";
import { groupBy } from "../../src/text/group-by.ts";
import { inOrder, isSorted, type SortKey } from "../../src/text/order.ts";

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

/** The column that shows what rows are sorted by, where one does: then a row of no model has a place too. */
const shownOrder = ({ settings, subjects }: Matched): number | undefined => {
  if (settings.order.criteria.length !== 1) return undefined;
  const keys = subjects.map((subject) => toText(sortKey(settings.order, subject)[0]));
  const shows = (index: number): boolean => subjects.every(({ texts }, at) => texts[index] === keys[at]);
  return [settings.key, ...settings.columns.keys()].find(shows);
};

/** A row that would go stays while one below it stays that continues it: that one would come to stand below another's. */
const withHeads = (matched: Matched, gone: Past["gone"], statuses: readonly Status[]): readonly Status[] => {
  const going = new Set(statuses.flatMap(({ row, remove }) => (remove ? [row] : [])));
  if (going.size === 0) return statuses;
  const { blocks, owners } = matched;
  const blockOf = blockFinder(blocks);
  return statuses.map((status): Status => {
    const { row, id, remove, problems } = status;
    const isHead = remove && id !== "" && !blocks.canContinue(row);
    if (!isHead || blockOf(row).every((below) => going.has(below) || owners.has(below))) return status;
    const where = rowWhere(matched, row);
    const theirs = "people wrote into a row that continues it";
    const problem = gone.some((each) => each.record.model === id)
      ? keptProblem(where, id, theirs)
      : leftProblem({ code: "row-left", where, model: id, place: "table", what: "row", theirs });
    return { ...status, remove: false, notes: [], problems: [...problems, problem] };
  });
};

/** Rows that continue one that is left of a model go with it: they would come to stand below another's. */
const withTails = (matched: Matched, statuses: readonly Status[]): readonly Status[] => {
  const { blocks, owners, place } = matched;
  const leftovers = statuses.filter(({ row, id, remove }) => remove && id === "" && !blocks.canContinue(row));
  if (leftovers.length === 0) return statuses;
  const blockOf = blockFinder(blocks);
  const headOf = new Map(
    leftovers.flatMap((head) =>
      blockOf(head.row).flatMap((row) => (owners.has(row) ? [] : [[row, head] as const])),
    ),
  );
  return statuses.map((status) => {
    const head = headOf.get(status.row);
    if (head === undefined || status.remove) return status;
    const text = `${rowKey(matched, status.row)} in ${place}`;
    return { ...status, remove: true, edits: [], notes: head.notes.map((note) => ({ ...note, text })) };
  });
};

/** What the rows of models that the config leaves out are sorted by, as they would be called. */
const keysOfExcluded = (
  { settings, owners, table }: Matched,
  { past: { excluded = [] }, maker }: Departure,
) =>
  owners.size === table.rows.length
    ? new Map<string, SortKey>()
    : new Map(
        subjectsOf({ ...settings, test: () => true }, excluded, maker).map(
          (subject) => [subject.key, sortKey(settings.order, subject)] as const,
        ),
      );

/**
 * The rows of models whose order among themselves is another by the config now: those that must move where they stand as
 * they did by what the catalog had before.
 */
const turnedRows = (
  { owners, subjects, settings, table, records }: Matched,
  past: Past,
): ReadonlySet<Row> => {
  const moving = new Set<Row>();
  if (settings.rows.length < 2 && settings.rows[0]?.each === undefined) return moving;
  const rankOf = new Map(subjects.map((subject, rank) => [subject, rank] as const));
  const owned = table.rows.flatMap((row) => {
    const subject = owners.get(row);
    return subject === undefined ? [] : [{ row, subject }];
  });
  const compare = ([a]: SortKey, [b]: SortKey): number => Number(a) - Number(b);
  for (const own of groupBy(owned, ({ subject }) => subject.id).values()) {
    const ranks = own.map(({ subject }): SortKey => [rankOf.get(subject) ?? 0]);
    const [first] = own;
    if (first === undefined || isSorted(ranks, compare)) continue;
    const model = recordOf(records, first.subject)?.model ?? first.subject.id;
    const former = past.lock.models.get(model)?.fields;
    if (former === undefined || !past.follows(first.subject)) continue;
    const fields = new Map(Object.entries(former));
    const before = toldVariants(settings, { ...first.subject, fields }).map(({ variant }) => variant);
    const were = own.map(({ subject }): SortKey => [before.indexOf(subject.variant)]);
    if (were.some(([place]) => place === -1) || !isSorted(were, compare)) continue;
    const kept = inOrder(ranks, compare);
    for (const [at, { row }] of own.entries()) if (!kept.has(at)) moving.add(row);
  }
  return moving;
};

/** What becomes of each row that stands in a table, headers of groups and the row of an empty table left out. */
export const statusesOf = (matched: Matched, departure: Departure): readonly Status[] => {
  const { table, owners, settings, headers, empty, records, twins } = matched;
  const { past } = departure;
  const leaving = [...goneRows(matched, past), ...departedRows(matched, departure)];
  const byRow = new Map(leaving.map((status) => [status.row, status] as const));
  for (const stray of strayRows(matched, past, (row) => byRow.has(row))) byRow.set(stray.row, stray);
  const shown = shownOrder(matched);
  const excluded = keysOfExcluded(matched, departure);
  const fieldsBefore = rowFields(matched, past);
  const turned = turnedRows(matched, past);
  // Nobody can tell the rows of one model from those of another that left and was called so: none moves.
  const doubled = new Set([...twins].flatMap(([row, subject]) => (byRow.has(row) ? [subject] : [])));
  // One that is in the catalog still may be called otherwise than its row.
  const left = new Map(past.gone.map(({ record: { model, fields } }) => [model, fields] as const));
  let group: string | undefined;
  const placed = table.rows.flatMap((row): readonly Status[] => {
    const header = headers.get(row);
    if (header !== undefined) group = header.name;
    if (header !== undefined || row === empty) return [];
    const subject = owners.get(row);
    if (subject === undefined) {
      const leaves = byRow.get(row);
      const twin = leaves === undefined ? twins.get(row) : undefined;
      const key =
        twin === undefined
          ? [matched.textsOf(row)[shown ?? settings.key] ?? ""]
          : sortKey(settings.order, twin);
      const status =
        leaves ?? (twin === undefined ? leftoverRow(matched, row, past) : twinOf(matched, row, twin, past));
      const known = excluded.get(rowKey(matched, row));
      const places = { sortedBy: known ?? key, wasSortedBy: known ?? key, tied: known === undefined };
      const sorted = goneSorted(settings.order, left.get(leaves?.model ?? ""));
      return [{ ...untouched, row, id: status?.model ?? "", ...places, ...sorted, ...status }];
    }
    const { id } = subject;
    // One whose ID changed had its place and group by the former one.
    const former = { ...subject, id: recordOf(records, subject)?.model ?? id };
    const wasSortedBy = oldSortKey(settings.order, former, past);
    const handed = former.id !== id;
    if (!past.follows(subject)) {
      const record = recordOf(records, subject);
      return [{ ...untouched, row, id, sortedBy: wasSortedBy, wasSortedBy, record }];
    }
    const update = updateRow(matched, row, subject, {
      replace: past.replace(settings.page),
      claim: past.claim(settings.claim, id),
      pins: past.pins,
      fields: fieldsBefore(subject),
    });
    const goesTo = newGroupOf(settings.group, former, group, past);
    const sortedBy = sortKey(settings.order, subject);
    const tied = doubled.has(subject);
    const places = { sortedBy, wasSortedBy, handed, goesTo, tied, turned: turned.has(row) };
    return [{ ...untouched, row, id, ...places, ...update }];
  });
  const inPlace =
    shown === undefined
      ? placed
      : untied(placed, settings.order, ({ row, tied }) => tied === true && twins.has(row));
  return withHeads(matched, past.gone, withTails(matched, inPlace));
};
