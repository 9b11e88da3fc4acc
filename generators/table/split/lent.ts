import type { Row } from "../../../src/page/table.ts";
import { type Problem, warning } from "../../../src/model/problem.ts";
import { groupBy } from "../../../src/text/group-by.ts";
import { recordOf, rowName } from "../records.ts";
import { freeRows, type Matched, rowKey } from "../match.ts";
import type { Part } from "./parts.ts";
import { rowTitle } from "../rows.ts";
import type { Subject } from "../subjects.ts";

/** A group's table, what belongs in it, and what stands in it; one that isn't there has nothing. */
export type Sibling = {
  readonly part: Part;
  readonly subjects: readonly Subject[];
  readonly matched: Matched | undefined;
};

/** A row that stands in the table of another group than its model's. */
export type Lent = { readonly from: Part; readonly to: Part; readonly subject: Subject };

/** The rows that are nobody's in the table that they stand in, with what they are called. */
const freeIn = ({ part, matched }: Sibling) =>
  matched === undefined
    ? []
    : freeRows(matched)
        .filter((row) => !matched.blocks.canContinue(row))
        .map((row) => ({ row, part, matched, key: rowKey(matched, row) }));

/** What belongs in a group's table and has no row there. */
const lackingIn = ({ part, subjects, matched }: Sibling) => {
  const nameOf = ({ id, variant }: Subject): string => rowName(id, variant);
  const known = new Set([...(matched?.rows.keys() ?? []), ...(matched?.alike ?? [])].map(nameOf));
  return subjects
    .filter((subject) => !known.has(nameOf(subject)))
    .map((subject) => ({ from: part, subject }));
};

/** The rows that stand in the table of another group: they aren't made a second time. What goes from one goes to another. */
export const findLent = (siblings: readonly Sibling[], going: ReadonlySet<Row>): readonly Lent[] => {
  const lacking = siblings.flatMap(lackingIn);
  if (lacking.length === 0) return [];
  const byKey = groupBy(siblings.flatMap(freeIn), ({ key }) => key);
  const wanting = groupBy(lacking, ({ subject }) => subject.key);
  const lent = lacking.flatMap(({ from, subject }): readonly Lent[] => {
    if (subject.continues || subject.key === "") return [];
    const former = siblings.flatMap(({ matched }) =>
      matched === undefined ? [] : (recordOf(matched.records, subject)?.key ?? []),
    );
    const rows = [...new Set([subject.key, ...former])].flatMap((key) => byKey.get(key) ?? []);
    const isAlone = (wanting.get(subject.key) ?? []).every((other) => other.subject.id === subject.id);
    // Of several it is the one that was made there.
    const first = rows.find(({ matched }) => recordOf(matched.records, subject) !== undefined) ?? rows[0];
    const stays = first !== undefined && isAlone && !rows.some(({ row }) => going.has(row));
    return stays ? [{ from, to: first.part, subject }] : [];
  });
  // What continues a row stands where that does.
  return [
    ...lent,
    ...lacking.flatMap(({ from, subject }): readonly Lent[] => {
      const head = subject.continues ? lent.find((each) => each.subject.id === subject.id) : undefined;
      return head === undefined ? [] : [{ from, to: head.to, subject }];
    }),
  ];
};

/** What belongs in a group's table when what other tables have of it, and it of others, stays there. */
export const withLent = (
  { part, subjects }: Pick<Sibling, "part" | "subjects">,
  lent: readonly Lent[],
): readonly Subject[] => {
  const away = new Set(lent.flatMap(({ from, subject }) => (from === part ? [subject] : [])));
  const here = lent.flatMap(({ to, subject }) => (to === part ? [subject] : []));
  return [...subjects.filter((subject) => !away.has(subject)), ...here];
};

/** What is said of a row that stays in the table of another group. */
export const lentProblem = (page: string, { from, to, subject }: Lent): Problem =>
  warning(
    "row-left",
    `${page}: ${rowTitle(subject)}`,
    `${JSON.stringify(subject.id)} belongs in the table of "${from.name}", but its row stays in that of "${to.name}": people put it there, or wrote into it.`,
    "Move the row by hand, or leave it: it follows the catalog there too.",
  );
