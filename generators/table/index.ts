import { orphanOf, twinProblems } from "./unsure/strays.ts";
import { groupBy } from "../../src/text/group-by.ts";
import type { RowRecord } from "../../src/model/lock.ts";
import { lineNumber, splice } from "../../src/page/page.ts";
import { listNames } from "../../src/text/suggest.ts";
import { type Outcome, ok, type Problem, warning } from "../../src/model/problem.ts";
import type { Changes, Orphan, Past } from "../placing/past.ts";
import { type Note, noteOf } from "../../src/model/note.ts";
import { handedProblems, unsureNotes, unsureProblem } from "./unsure/renamed.ts";
import { type Arrangement, arrangeTable, type TableRequest } from "./arrange.ts";
import { commentsBehind, commentsGone, commentsLeft, misplaced } from "../data/labels.ts";
import { recordOf } from "./records.ts";
import type { Status } from "./blocks.ts";
import { theirsOf } from "./gone.ts";
import { type Matched, rowKey } from "./match.ts";
import type { TableSite } from "./meant.ts";
import { updatedRecord } from "./owner.ts";
import { freshRecord, rowTitle } from "./rows.ts";
import type { Subject } from "./subjects.ts";

/** What a table needs, and what the lock is to record of it. */
export type TablePlan = Changes & {
  readonly records: readonly RowRecord[];
  readonly orphans: readonly Orphan[];
  /** Which of several tables of one place it is about. */
  readonly reach?: string;
};

/** The record of a row that stands in the page. */
const recordIn = (
  matched: Matched,
  past: Past,
  { row, record, changed, remove }: Status,
): RowRecord | undefined => {
  if (remove) return undefined;
  const subject = changed === undefined ? undefined : matched.owners.get(row);
  if (subject === undefined || changed === undefined) return record;
  const claim = past.claim(matched.settings.claim, subject.id);
  return updatedRecord(matched, { row, subject, changed, claim, reclaims: past.reclaims });
};

/** What rows are called of which nobody can tell whose they are, and what those of their models were made as. */
export const unclearKeys = ({ alike, records }: Matched): ReadonlySet<string> =>
  new Set([...alike].flatMap((subject) => [subject.key, recordOf(records, subject)?.key ?? subject.key]));

const orphansOf = (matched: Matched, statuses: readonly Status[]): readonly Orphan[] => {
  const unclear = unclearKeys(matched);
  return statuses
    .filter(({ id, record, remove }) => id === "" && record === undefined && !remove)
    .filter(({ row }) => !unclear.has(rowKey(matched, row)))
    .map(({ row }) => orphanOf(matched, row));
};

/** Whether the table gets the row that says that there is none. */
const isEmptied = (
  { settings, empty }: Matched,
  statuses: readonly Status[],
  missing: readonly Subject[],
): boolean =>
  settings.empty !== undefined &&
  empty === undefined &&
  missing.length === 0 &&
  statuses.every(({ remove }) => remove);

const notesOf = (
  { matched, statuses, columns, missing, unsure, fixed, layout }: Arrangement,
  past: Past,
): readonly Note[] => {
  const { place, owners, records, alike } = matched;
  const note = (cause: Note["cause"], action: Note["action"], subject: Subject): Note =>
    noteOf({ cause, what: "row", action }, subject.id, `${rowTitle(subject)} in ${place}`);
  const blocked = (id: string, text: string): Note =>
    noteOf({ cause: "config", what: "row", action: "blocked" }, id, `${text} in ${place}`);
  return [
    ...(isEmptied(matched, statuses, missing)
      ? [noteOf({ cause: "config", what: "row", action: "add" }, "", `the row of an empty table in ${place}`)]
      : []),
    ...columns.notes,
    ...missing.map((subject) =>
      note(recordOf(records, subject) === undefined ? "catalog" : "drift", "add", subject),
    ),
    ...[...alike].filter(past.selected).map(({ id, key }) => blocked(id, `${key} (${id})`)),
    ...unsureNotes(matched, unsure),
    ...[...fixed].map((id) => blocked(id, id)),
    ...statuses.flatMap(({ notes }) => notes),
    // What changes in a row tells of the move already.
    ...[...layout.moving].flatMap(({ row, notes }) => {
      const subject = notes.length === 0 ? owners.get(row) : undefined;
      return subject === undefined ? [] : [note("catalog", "move", subject)];
    }),
  ];
};

/** What is said of rows that can't be told apart: nothing is written to them, and none is added. */
export const alikeProblems = ({ alike, settings, columns, place }: Matched): readonly Problem[] =>
  [...groupBy([...alike], ({ key }) => key)].map(([key, subjects]) => {
    const ids = subjects.map(({ id }) => JSON.stringify(id)).join(", ");
    const share = subjects.length === 1 ? "shares that key with others" : "share that key";
    const telling = columns.filter(({ column, index }) => {
      const texts = new Set(subjects.map((subject) => subject.texts[index]));
      return column.owner === "catalog" && !settings.keys.includes(index) && texts.size === subjects.length;
    });
    const such =
      subjects.length > 1 && telling.length > 0 ? ` (${listNames(telling.map(({ header }) => header))})` : "";
    return warning(
      "rows-alike",
      `${settings.page}, ${place}: ${key}`,
      `Nobody can tell which of the rows "${key}" is whose: ${ids} ${share}, so the rows stay as they are, and none is added.`,
      `Set \`key: true\` on a column that tells these models apart too${such}, or \`continues: true\` on a row that stands below its model's.`,
    );
  });

/** What a table needs that is arranged. */
export const tablePlan = (arrangement: Arrangement, past: Past): TablePlan => {
  const { matched, statuses, missing, layout } = arrangement;
  const alike = new Set([...matched.alike].map(({ id }) => id));
  return {
    edits: layout.edits,
    notes: notesOf(arrangement, past),
    records: [
      ...statuses.flatMap((status) => recordIn(matched, past, status) ?? []),
      ...matched.subjects.flatMap((subject) =>
        alike.has(subject.id) && !matched.rows.has(subject) ? (recordOf(matched.records, subject) ?? []) : [],
      ),
      ...missing.map((subject) => ({
        ...freshRecord(matched, subject, "tool"),
        ...layout.beside.get(subject),
      })),
    ],
    orphans: orphansOf(matched, statuses),
    reach:
      matched.settings.data === undefined
        ? JSON.stringify(matched.table.header.cells.map(({ text }) => text.trim()))
        : matched.place,
  };
};

/** What is said of the row of a model that left while another of the same name gets one: what people wrote may be about both. */
const renewedProblems = (
  { matched, statuses, missing }: Arrangement,
  { gone }: Pick<Past, "gone">,
): readonly Problem[] =>
  gone.flatMap(({ record: { model, fields } }) => {
    const heir = missing.find(({ name, continues }) => !continues && name === fields.name);
    const isLeft = ({ id, row, record }: Status): boolean =>
      id === model &&
      record !== undefined &&
      theirsOf(matched, row, { ...record, found: {} }, fields).cells.size > 0;
    if (heir === undefined || !statuses.some(isLeft)) return [];
    const [from, to] = [JSON.stringify(model), JSON.stringify(heir.id)];
    return [
      warning(
        "row-renewed",
        `${matched.settings.page}, ${matched.place}: ${heir.name}`,
        `What people wrote in the row of ${from} doesn't come along to that of ${to}, which has the same name.`,
        `If it is the same model, set \`moved: [{ from: ${from}, to: ${to} }]\`: then the row is its.`,
      ),
    ];
  });

/** What is said of a model whose row can't be edited where it is, or made as those beside it. */
const fixedProblem = ({ settings, place, rows }: Matched, id: string): Problem => {
  const isThere = [...rows.keys()].some((subject) => subject.id === id);
  const row = `row of ${JSON.stringify(id)}`;
  return warning(
    "row-fixed",
    `${settings.page}, ${place}: ${id}`,
    isThere
      ? `The ${row} is written in a way in which it can't be edited in place, and stays as it is.`
      : `A ${row} can't be made as those beside it are written: it isn't added.`,
    isThere
      ? "Give it lines of its own, and write out what anchors and aliases share."
      : "Add it by hand, or leave out of `columns` what a program works out.",
  );
};

/** What is said of the rows of a table that is arranged. */
export const tableProblems = (arrangement: Arrangement, past: Pick<Past, "gone">): readonly Problem[] => {
  const { matched, statuses, unsure, fixed } = arrangement;
  return [
    ...[...fixed].map((id) => fixedProblem(matched, id)),
    ...alikeProblems(matched),
    ...[...unsure].map(([subject, row]) => unsureProblem(matched, subject, row)),
    ...twinProblems(matched, statuses),
    ...handedProblems(matched).map(({ problem }) => problem),
    ...statuses.flatMap(({ problems }) => problems),
    ...renewedProblems(arrangement, past),
  ];
};

/** What is told of what people wrote beside the rows of data: comments that go or stay, and those of other groups. */
const besideData = (
  { page, settings }: TableSite,
  { matched, statuses, missing, layout }: Arrangement,
): readonly Problem[] => {
  if (settings.data === undefined) return [];
  const { owners, table } = matched;
  const { path, text } = page;
  const after = splice(text, layout.edits);
  const going = statuses.filter(({ remove }) => remove);
  const starts = going.map(({ row }) => lineNumber(matched.page, row.line) - 1);
  const grown = {
    where: `${settings.page}, ${matched.place}`,
    after,
    order: settings.order,
    shown: owners.values(),
    separators: table.rows.flatMap((row) => (owners.has(row) ? [] : [row.cells[0]?.text.trim() ?? ""])),
  };
  const added = missing.map((entry) => ({ called: entry.key, entry }));
  return [
    ...commentsLeft({ path, text, after }, starts),
    ...commentsGone({ path, text, after }, commentsBehind(text, starts)),
    ...misplaced(grown, added),
  ];
};

/**
 * Plans one table of a page: rows for models that have none, cells that follow the catalog, columns
 * that the config added or renamed, and what becomes of the rows of models that left. Rows of no model,
 * columns of no setting, and cells that people own or edited are left alone.
 */
export const planTable = (site: TableSite, request: TableRequest): Outcome<TablePlan> => {
  const arranged = arrangeTable(site, request);
  if (!arranged.ok) return arranged;
  return ok(tablePlan(arranged.value, request.past), [
    ...tableProblems(arranged.value, request.past),
    ...besideData(site, arranged.value),
  ]);
};

/** The edits alone that a table needs. */
export const tableEdits = (site: TableSite, request: TableRequest): Outcome<Pick<Changes, "edits">> => {
  const arranged = arrangeTable(site, request);
  return arranged.ok ? ok(arranged.value.layout) : arranged;
};
