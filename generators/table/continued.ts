import type { Row } from "../../src/page/table.ts";
import { addTo, groupBy } from "../../src/text/group-by.ts";
import { type ClaimContext, isAsMade } from "./claim.ts";
import { recordOf } from "./records.ts";
import type { Subject } from "./subjects.ts";

/** What tells which rows continue which. */
export type Blocks = {
  /** All rows of the table, headers of groups included, in the order of the page. */
  readonly rows: readonly Row[];
  /** Whether a row can stand below the row of a model without being about something else. */
  readonly canContinue: (row: Row) => boolean;
};

/** The rows that continue the row at an index. */
const below = ({ rows, canContinue }: Blocks, at: number): readonly Row[] => {
  let end = at + 1;
  for (let row = rows[end]; row !== undefined && canContinue(row); row = rows[end]) end += 1;
  return rows.slice(at + 1, end);
};

/** The rows that continue each of some rows. */
export const blockFinder = (blocks: Blocks): ((head: Row) => readonly Row[]) => {
  const indexOf = new Map(blocks.rows.map((row, index) => [row, index] as const));
  return (head) => {
    const at = indexOf.get(head);
    return at === undefined ? [] : below(blocks, at);
  };
};

/** How much of what continues the row of a model stands below a row: most where it is as it was made. */
export const tailFinder = (
  subjects: readonly Subject[],
  context: Parameters<typeof isAsMade>[2] & Pick<ClaimContext, "keyOf">,
  blocks: Blocks,
): ClaimContext["tailOf"] => {
  const continuing = groupBy(
    subjects.filter(({ continues }) => continues),
    ({ id }) => id,
  );
  const blockOf = blockFinder(blocks);
  return (row, id) => {
    const tail = continuing.get(id) ?? [];
    const there = tail.length === 0 ? [] : blockOf(row);
    return tail.reduce((sum, subject) => {
      const same = there.filter((each) => context.keyOf(each) === subject.key);
      return sum + (same.some((each) => isAsMade(each, subject, context)) ? 2 : Math.min(same.length, 1));
    }, 0);
  };
};

/** The rows of those that continue another: one with the key, or the former one, below a row of the same model. */
export const claimContinued = (
  subjects: readonly Subject[],
  heads: ReadonlyMap<Subject, Row>,
  context: Omit<ClaimContext, "rows" | "tailOf">,
  blocks: Blocks,
): ReadonlyMap<Subject, Row> => {
  const { keyOf, records } = context;
  const found = new Map<Subject, Row>();
  if (!subjects.some(({ continues }) => continues)) return found;
  const blockOf = blockFinder(blocks);
  const free = new Map<string, Row[]>();
  for (const [{ id }, row] of heads) addTo(free, id, ...blockOf(row));
  const continuing = subjects.filter(({ continues }) => continues);
  const claim = (keyFor: (subject: Subject) => string | undefined, mayHave: typeof isAsMade): void => {
    for (const subject of continuing) {
      const key = found.has(subject) ? undefined : keyFor(subject);
      const rows = free.get(subject.id) ?? [];
      const at =
        key === undefined
          ? -1
          : rows.findIndex((row) => keyOf(row) === key && mayHave(row, subject, context));
      const [row] = at === -1 ? [] : rows.splice(at, 1);
      if (row !== undefined) found.set(subject, row);
    }
  };
  const current = ({ key }: Subject): string => key;
  const recorded = (subject: Subject): string | undefined => recordOf(records, subject)?.key;
  claim(current, isAsMade);
  claim(recorded, isAsMade);
  // Whose row somebody took out: those that continued it stand below another model's now, and stay their own.
  const left = continuing.filter((subject) => !found.has(subject));
  const isNobodyElses: typeof isAsMade = (row, { id }) =>
    !left.some((other) => other.id !== id && !heads.has(other) && isAsMade(row, other, context));
  claim(current, isNobodyElses);
  claim(recorded, isNobodyElses);
  return found;
};
