import type { RowRecord } from "../../src/core/lock/types.ts";
import { comparator, slotFinder } from "../../src/core/order.ts";
import type { Edit } from "../../src/core/splice.ts";
import type { Row } from "../../src/core/table.ts";
import type { Problem } from "../../src/problem.ts";
import type { Entry, FieldValue } from "../../src/types.ts";
import type { Note } from "../changes.ts";
import { layout } from "./columns.ts";
import { findMovers } from "../moving.ts";
import { sortKey } from "../past.ts";
import { editedRow, insertRow, removeRow, rowText } from "./insert.ts";
import type { Matched } from "./match.ts";

/** What becomes of one row that stands in the page. */
export type Fate = {
  readonly row: Row;
  /** ID of the entry that it is about; "" where there is none. */
  readonly id: string;
  readonly sortedBy: FieldValue;
  readonly wasSortedBy: FieldValue;
  readonly remove: boolean;
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
  readonly record: RowRecord | undefined;
  readonly problems: readonly Problem[];
};

/** A row that goes to another place, or a new one: its key, and its text in the style of one beside it. */
type Insertion = {
  readonly key: FieldValue;
  readonly id: string;
  readonly text: (like: Row) => string;
};

/**
 * The edits that bring a table to what it should be: what is new or moves goes to its sorted place,
 * everything else stays where it is. `columns` are the edits that change its columns.
 */
export const layOut = (
  matched: Matched,
  fates: readonly Fate[],
  added: readonly Entry[],
  columns: readonly Edit[],
): readonly Edit[] => {
  const { page, table, settings } = matched;
  const compare = comparator(settings.order);
  const staying = fates.filter(({ remove }) => !remove);
  const moving = findMovers(staying, compare);
  const rest = staying.filter((fate) => !moving.has(fate));
  const slotOf = slotFinder(
    rest.map(({ sortedBy }) => sortedBy),
    compare,
  );
  const slots = added.length === 0 ? [] : layout(matched);
  const within = ({ row }: Fate): readonly Edit[] => {
    const { start = 0, end = 0 } = page.lines[row.line] ?? {};
    return columns.filter((edit) => edit.start >= start && edit.end <= end);
  };
  // A row that moves takes the edits of its columns along; one that goes needs none.
  const lifted = new Set(fates.filter((fate) => fate.remove || moving.has(fate)).flatMap(within));
  const insertions: readonly Insertion[] = [
    ...added.map((entry) => ({
      key: sortKey(settings.order, entry),
      id: entry.id,
      text: (like: Row) => rowText(matched, slots, entry, like),
    })),
    ...[...moving].map((fate) => ({
      key: fate.sortedBy,
      id: fate.id,
      text: () => editedRow(page, fate.row, [...fate.edits, ...within(fate)]),
    })),
  ];
  const sorted = [...insertions].sort((a, b) => compare(a.key, b.key) || (a.id < b.id ? -1 : 1));
  return [
    ...columns.filter((edit) => !lifted.has(edit)),
    ...fates.flatMap((fate) => (fate.remove || moving.has(fate) ? [removeRow(page, fate.row)] : fate.edits)),
    ...sorted.map(({ key, text }) => {
      const slot = slotOf(key);
      const like = rest[slot - 1]?.row ?? rest[slot]?.row ?? table.header;
      return insertRow(page, table, rest[slot - 1]?.row, text(like));
    }),
  ];
};
