import { toText } from "../../src/config/expression.ts";
import { newGroupOf } from "../placing/groups.ts";
import { leftProblem } from "../placing/left.ts";
import { oldSortKey, type Past, sortKey } from "../placing/past.ts";
import { keptProblem } from "../../src/lock/gone.ts";
import type { Status } from "./blocks.ts";
import { recordOf } from "./records.ts";
import { blockFinder } from "./continued.ts";
import { type Departure, departedRows } from "./departed.ts";
import { goneRows, leftoverRow } from "./gone.ts";
import { type Matched, rowKey } from "./match.ts";
import { updateRow } from "./rows.ts";
import { twinOf } from "./unsure/twins.ts";

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

/** A row that isn't sorted by anything of its own stays below the one that it follows. */
type Placed = Status & { readonly isSorted: boolean };

/** Gives rows that have no sort key of their own that of the row before them, or of the next. */
const withPlaces = (placed: readonly Placed[]): readonly Status[] => {
  let before = placed.find(({ isSorted }) => isSorted)?.wasSortedBy ?? [];
  return placed.map(({ isSorted, ...status }) => {
    if (isSorted) before = status.wasSortedBy;
    return isSorted ? status : { ...status, sortedBy: before, wasSortedBy: before, tied: true };
  });
};

/** The column that shows what rows are sorted by, where one does: then a row of no model has a place too. */
const shownOrder = ({ settings, subjects }: Matched): number | undefined => {
  if (settings.order.criteria.length !== 1) return undefined;
  const keys = subjects.map((subject) => toText(sortKey(settings.order, subject)[0]));
  const shows = (index: number): boolean => subjects.every(({ texts }, at) => texts[index] === keys[at]);
  return [settings.key, ...settings.columns.keys()].find(shows);
};

/** A row that would go stays while one below it stays that continues it: that one would come to stand below another's. */
const withHeads = (
  { blocks, owners, settings, place }: Matched,
  gone: Past["gone"],
  statuses: readonly Status[],
): readonly Status[] => {
  const going = new Set(statuses.flatMap(({ row, remove }) => (remove ? [row] : [])));
  if (going.size === 0) return statuses;
  const blockOf = blockFinder(blocks);
  return statuses.map((status): Status => {
    const { row, id, remove, record, problems } = status;
    const isHead = remove && id !== "" && !blocks.canContinue(row);
    if (!isHead || blockOf(row).every((below) => going.has(below) || owners.has(below))) return status;
    const where = `${settings.page}, ${place}: ${record?.key ?? id}`;
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

/** What becomes of each row that stands in a table, headers of groups and the row of an empty table left out. */
export const statusesOf = (matched: Matched, departure: Departure): readonly Status[] => {
  const { table, owners, settings, headers, empty, records, twins } = matched;
  const { past } = departure;
  const leaving = [...goneRows(matched, past), ...departedRows(matched, departure)];
  const byRow = new Map(leaving.map((status) => [status.row, status] as const));
  const shown = shownOrder(matched);
  let group: string | undefined;
  const placed = table.rows.flatMap((row): readonly Placed[] => {
    const header = headers.get(row);
    if (header !== undefined) group = header.name;
    if (header !== undefined || row === empty) return [];
    const subject = owners.get(row);
    if (subject === undefined) {
      const key = [matched.textsOf(row)[shown ?? settings.key] ?? ""];
      const leaves = byRow.get(row);
      const twin = leaves === undefined ? twins.get(row) : undefined;
      const status =
        leaves ?? (twin === undefined ? leftoverRow(matched, row, past) : twinOf(matched, row, twin, past));
      const isSorted = shown !== undefined && twin === undefined;
      return [
        { ...untouched, row, id: status?.model ?? "", sortedBy: key, wasSortedBy: key, isSorted, ...status },
      ];
    }
    const { id } = subject;
    const wasSortedBy = oldSortKey(settings.order, subject, past);
    if (!past.follows(subject)) {
      const record = recordOf(records, subject);
      return [{ ...untouched, row, id, sortedBy: wasSortedBy, wasSortedBy, isSorted: true, record }];
    }
    const update = updateRow(matched, row, subject, {
      replace: past.replace(settings.page),
      claim: past.claim(settings.claim, id),
      pins: past.pins,
      fieldsOf: (model) => past.lock.models.get(model)?.fields,
    });
    const goesTo = newGroupOf(settings.group, subject, group, past);
    const sortedBy = sortKey(settings.order, subject);
    return [{ ...untouched, row, id, sortedBy, wasSortedBy, isSorted: true, goesTo, ...update }];
  });
  return withHeads(matched, past.gone, withTails(matched, withPlaces(placed)));
};
