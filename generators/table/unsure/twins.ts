import { fromTo, type Note } from "../../../src/model/note.ts";
import { type Problem, warning } from "../../../src/model/problem.ts";
import type { Edit } from "../../../src/page/splice.ts";
import type { Row } from "../../../src/page/table.ts";
import type { Past } from "../../placing/past.ts";
import { ownText, recordOf } from "../records.ts";
import { cellEdit } from "../insert.ts";
import type { Matched } from "../match.ts";
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
    notes: following.map(({ header, present, wanted }) => ({
      cause: "catalog",
      models: [subject.id],
      what: "cell",
      action: "change",
      text: `${rowTitle(subject)} (again), ${header}: ${fromTo(present, wanted)} in ${place}`,
      place,
      value: { name: header, from: present, to: wanted },
    })),
  };
};

/** What is told of rows that stand more than once. */
export const twinProblems = ({ twins, settings, place }: Matched): readonly Problem[] => {
  const counts = new Map<Subject, number>();
  for (const subject of twins.values()) counts.set(subject, (counts.get(subject) ?? 1) + 1);
  return [...counts].map(([{ key }, count]) =>
    warning(
      "row-duplicate",
      `${settings.page}, ${place}: ${key}`,
      `The row "${key}" stands there ${count === 2 ? "twice" : `${count} times`}; only the first follows the catalog in all its cells.`,
      "Take all but one out, or set `key` on a column that tells them apart too.",
    ),
  );
};
