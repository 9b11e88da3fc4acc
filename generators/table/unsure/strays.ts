import { type Problem, warning } from "../../../src/model/problem.ts";
import type { Row } from "../../../src/page/table.ts";
import { leavingNote } from "../../placing/left.ts";
import type { Past } from "../../placing/past.ts";
import { blockFinder } from "../continued.ts";
import { type GoneRow, theirsOf } from "../gone.ts";
import { freeRows, type Matched, rowKey } from "../match.ts";
import { ownedColumns } from "../match-columns.ts";
import { isMadeAs, recordOf } from "../records.ts";
import { rowTitle } from "../rows.ts";

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
    const stays: GoneRow = {
      model: "",
      row,
      remove: false,
      edits: [],
      notes: [],
      record: undefined,
      problems: [],
    };
    const goes = continuing.flatMap((subject): readonly GoneRow[] => {
      const record = rows.has(subject) ? undefined : recordOf(records, subject);
      if (record?.owner !== "tool" || record.key !== key || !past.selected(subject) || !past.follows(subject))
        return [];
      const { edited, cells } = theirsOf(matched, row, record, Object.fromEntries(subject.fields));
      if (edited || cells.size > 0 || !isMadeAs(textsOf(row), record.cells, owned)) return [];
      const notes = [leavingNote("row", subject.id, `${rowTitle(subject)} (again) in ${place}`)];
      return [{ ...stays, model: subject.id, remove: true, notes }];
    });
    return [goes[0] ?? { ...stays, problems: [strayProblem(matched, key)] }];
  });
};
