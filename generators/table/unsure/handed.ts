import { addressIn } from "../../../src/page/links.ts";
import type { Row } from "../../../src/page/table.ts";
import { groupBy } from "../../../src/text/group-by.ts";
import { type Problem, warning } from "../../../src/model/problem.ts";
import { recordOf } from "../records.ts";
import { blockFinder } from "../continued.ts";
import { theirsOf } from "../gone.ts";
import { type Matched, rowKey } from "../match.ts";
import { freshRecord } from "../rows.ts";
import type { Subject } from "../subjects.ts";

/** A row that is called as one model is, with what the catalog says of others in it. */
export type Handed = { readonly row: Row; readonly subject: Subject; readonly others: readonly Subject[] };

/** Whether people wrote something into a row, or below it. */
const hasPeoples = (matched: Matched, row: Row, subject: Subject): boolean => {
  const below = blockFinder(matched.blocks)(row).some((each) => !matched.owners.has(each));
  const record = freshRecord(matched, subject, "people");
  return below || theirsOf(matched, row, record, Object.fromEntries(subject.fields)).cells.size > 0;
};

/** The unrecorded rows that may be another model's, by what stands beside the name; only those with people's words. */
export const handedRows = (matched: Matched): readonly Handed[] => {
  const { columns, settings, records, textsOf, rows, subjects } = matched;
  const shown = columns.flatMap(({ column, index, at }) =>
    column.owner === "people" || at === undefined || settings.keys.includes(index) ? [] : [{ index, at }],
  );
  const named = (texts: readonly (readonly [string, string])[]): string => JSON.stringify(texts);
  const ofRow = (row: Row): string =>
    named(
      shown.map(({ index, at }) => [textsOf(row)[index] ?? "", addressIn(row.cells[at]?.text ?? "") ?? ""]),
    );
  const ofSubject = ({ texts, cells }: Subject): string =>
    named(shown.map(({ index }) => [texts[index] ?? "", addressIn(cells[index] ?? "") ?? ""]));
  const differing = [...rows].filter(
    ([subject, row]) =>
      !subject.continues && recordOf(records, subject) === undefined && ofRow(row) !== ofSubject(subject),
  );
  if (differing.length === 0) return [];
  // Whose row says what it should has nothing to look for elsewhere.
  const isLooking = new Set([
    ...differing.map(([subject]) => subject),
    ...subjects.filter((subject) => !subject.continues && !rows.has(subject)),
  ]);
  const wanted = groupBy([...isLooking], ofSubject);
  return differing.flatMap(([subject, row]) => {
    // Of a model that has no row one value alone says little: many are alike.
    const others = (wanted.get(ofRow(row)) ?? []).filter(
      (other) => other.id !== subject.id && (rows.has(other) || shown.length > 1),
    );
    return others.length > 0 && hasPeoples(matched, row, subject) ? [{ row, subject, others }] : [];
  });
};

/** What is said of such rows: the page can't tell, and so nothing is moved. */
export const handedProblems = (
  matched: Matched,
): readonly { readonly row: Row; readonly problem: Problem }[] =>
  handedRows(matched).map(({ row, subject, others }) => {
    const key = rowKey(matched, row);
    const ids = others.map(({ id }) => JSON.stringify(id)).join(" or ");
    const problem = warning(
      "row-handed",
      `${matched.settings.page}, ${matched.place}: ${key}`,
      `The row "${key}" is called as ${JSON.stringify(subject.id)} is and says what ${ids} should: no lock tells for which of them people wrote in it.`,
      "See that what people wrote in it is about the right model; otherwise move it by hand.",
    );
    return { row, problem };
  });
