import { type Edit, lineNumber } from "../../../src/page/page.ts";
import { type Orphan, type Past, leftoverStatus, withTexts } from "../../placing/past.ts";
import { type Note, fromTo, noteOf } from "../../../src/model/note.ts";
import { type Problem, warning } from "../../../src/model/problem.ts";
import type { Row } from "../../../src/page/table.ts";
import type { Status } from "../blocks.ts";
import { blockFinder } from "../continued.ts";
import { type GoneRow, stayingRow, theirsOf } from "../gone.ts";
import { cellEdit } from "../insert.ts";
import { type ColumnMatch, ownedColumns } from "../match-columns.ts";
import { once } from "../../../src/text/once.ts";
import { bareName } from "../../../src/text/mentions.ts";
import { type Matched, freeRows, rowKey } from "../match.ts";
import { isMadeAs, ownText, recordOf } from "../records.ts";
import { rowTitle } from "../rows.ts";
import type { Subject } from "../subjects.ts";

/** What becomes of a row that stands a second time. */
type Twin = {
  readonly model: string;
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
};

/** A row that stands a second time: what is as the first was made follows with it; all else stays. */
export const twinOf = (
  { columns, records, textsOf, styleOf, place, settings: { suspects } }: Matched,
  row: Row,
  subject: Subject,
  past: Pick<Past, "follows">,
): Twin => {
  if (!past.follows(subject)) return { model: subject.id, edits: [], notes: [] };
  const made = recordOf(records, subject)?.cells;
  const texts = textsOf(row);
  const following = columns.flatMap(({ column, header, index, at = -1 }) => {
    const [cell, style] = [row.cells[at], styleOf(at)];
    const [present, wanted] = [texts[index] ?? "", subject.texts[index] ?? ""];
    // A field that no record has must not take away what a cell says.
    const isKept = column.owner !== "catalog" || (suspects?.has(index) === true && present !== "");
    const follows = !isKept && present !== wanted && present === ownText(made, header);
    return follows && cell !== undefined && style !== undefined
      ? [{ cell, style, header, present, wanted, written: subject.cells[index] ?? "" }]
      : [];
  });
  return {
    model: subject.id,
    edits: following.map(({ cell, style, written }) => cellEdit(row, cell, style, written)),
    notes: following.map(({ header, present, wanted }) => {
      const text = `${rowTitle(subject)} (again), ${header}: ${fromTo(present, wanted)} in ${place}`;
      const value = { name: header, from: present, to: wanted };
      return noteOf({ what: "cell", action: "change", place, value }, subject.id, text);
    }),
  };
};

/** What is told of rows that stand more than once, but for those that go. */
export const twinProblems = (
  { twins, settings, place }: Matched,
  statuses: readonly Pick<Status, "row" | "remove">[],
): readonly Problem[] => {
  const counts = new Map<Subject, number>();
  const going = new Set(statuses.flatMap(({ row, remove }) => (remove ? [row] : [])));
  for (const [row, subject] of twins)
    if (!going.has(row)) counts.set(subject, (counts.get(subject) ?? 1) + 1);
  return [...counts].map(([{ key }, count]) =>
    warning(
      "row-duplicate",
      `${settings.page}, ${place}: ${key}`,
      `The row "${key}" stands there ${count === 2 ? "twice" : `${count} times`}; only the first follows the catalog in all its cells.`,
      "Take all but one out, or set `key` on a column that tells them apart too.",
    ),
  );
};

/** What is said of one that stays. */
const strayProblem = ({ settings, place }: Matched, key: string): Problem =>
  warning(
    "row-duplicate",
    `${settings.page}, ${place}: ${key}`,
    `The row "${key}" continues none of its model's: it says of the one above what is another's, or stands there twice.`,
    "Take it out by hand, or put it below the row that it is of.",
  );

/** The rows that continued one which is gone, and stand below another model's: the tool's go, the others are told. */
export const strayRows = (
  matched: Matched,
  past: Pick<Past, "selected" | "follows">,
  isLeaving: (row: Row) => boolean,
): readonly GoneRow[] => {
  const { subjects, rows, records, blocks, columns, textsOf, place } = matched;
  const continuing = subjects.filter(({ continues }) => continues);
  const known = new Set(continuing.map(({ key }) => key));
  const free = continuing.length === 0 ? [] : freeRows(matched);
  // What continues a row of no model is told with that.
  const below = new Set(free.filter((row) => !blocks.canContinue(row)).flatMap(blockFinder(blocks)));
  const owned = ownedColumns(columns);
  return free.flatMap((row): readonly GoneRow[] => {
    const key = rowKey(matched, row);
    if (!known.has(key) || !blocks.canContinue(row) || below.has(row) || isLeaving(row)) return [];
    const stays = stayingRow(row, "", undefined);
    const goes = continuing.flatMap((subject): readonly GoneRow[] => {
      const record = rows.has(subject) ? undefined : recordOf(records, subject);
      if (record?.owner !== "tool" || record.key !== key || !past.selected(subject) || !past.follows(subject))
        return [];
      const { edited, cells } = theirsOf(matched, row, record, Object.fromEntries(subject.fields));
      if (edited || cells.size > 0 || !isMadeAs(textsOf(row), record.cells, owned)) return [];
      const notes = [
        noteOf({ what: "row", action: "remove" }, subject.id, `${rowTitle(subject)} (again) in ${place}`),
      ];
      return [{ ...stays, model: subject.id, remove: true, notes }];
    });
    return [goes[0] ?? { ...stays, problems: [strayProblem(matched, key)] }];
  });
};

/** Whether a column says IDs, and never that of a row's own model: in a cell there is another (what replaces it). */
const saysOther = ({ column, index }: ColumnMatch, subjects: readonly Subject[]): boolean =>
  column.owner === "catalog" &&
  subjects.some(({ texts }) => /^(?=.*[\d/:])[^\s]+$/.test(texts[index] ?? "")) &&
  subjects.every(({ id, texts }) => bareName(texts[index] ?? "") !== bareName(id));

/** The places of such columns of a table. */
const foreignIn = once(
  ({ columns, subjects }: Matched): ReadonlySet<number | undefined> =>
    new Set(columns.filter((column) => saysOther(column, subjects)).map(({ at }) => at)),
);

/** A row that is no known model's. */
export const orphanOf = (matched: Matched, { line, cells }: Row): Orphan => {
  const { page, place, columns, settings, read } = matched;
  const names = cells.map(({ text }) => read(text));
  const [first = "", ...others] = settings.keys.map((key) => names[columns[key]?.at ?? 0] ?? "");
  // One that leaves its first key empty names nothing.
  const title = first === "" ? "" : [first, ...others.filter((text) => text !== "")].join(" | ");
  const calls = names.filter((_, at) => !foreignIn(matched).has(at));
  return { what: "row", page: page.path, place, line: lineNumber(page, line), title, names, calls };
};

/** What becomes of a row that is left of a model and asked to go; undefined where it is none. */
export const leftoverRow = (
  matched: Matched,
  row: Row,
  past: Pick<Past, "leftovers" | "claim">,
): Pick<GoneRow, "model" | "remove" | "notes"> | undefined => {
  const { title, names, ...orphan } = orphanOf(matched, row);
  const keys = title.split(" | ");
  const said = (): string => withTexts(names.filter((text) => text !== "" && !keys.includes(text)));
  const status = leftoverStatus({ ...orphan, title, names, said }, matched.settings.claim, past);
  return status === undefined ? undefined : { model: "", ...status };
};
