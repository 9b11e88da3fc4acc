import type { RowRecord } from "../../src/model/lock.ts";
import type { Note } from "../../src/model/note.ts";
import type { Problem } from "../../src/model/problem.ts";
import type { Edit } from "../../src/page/page.ts";
import type { Row } from "../../src/page/table.ts";
import type { Member } from "../placing/groups.ts";
import type { Matched } from "./match.ts";
import type { RowUpdate } from "./rows.ts";
import type { Subject } from "./subjects.ts";
import { addTo } from "../../src/text/group-by.ts";

/** What becomes of one row that stands in the page. */
export type Status = Member & {
  readonly row: Row;
  /** ID of the model that it is about; "" where there is none. */
  readonly id: string;
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
  /** The cells that change, where the row follows the catalog: what the lock is to record comes from them. */
  readonly changed: RowUpdate["changed"] | undefined;
  /** What the lock is to record of any other. */
  readonly record: RowRecord | undefined;
  readonly problems: readonly Problem[];
};

/** A row with those that continue it: they stay together. */
export type Block = Member & {
  readonly status: Status;
  readonly tail: readonly Status[];
  /** The last of its rows that stays. */
  readonly last: Row;
  /** Whether it would be taken for the continuation of any row that came to stand above it. */
  readonly headless: boolean;
};

/** Rows with those that continue them, whosever they are; those that continued one that goes and stay themselves stand alone. */
export const blocksOf = ({ blocks, owners }: Matched, statuses: readonly Status[]): readonly Block[] => {
  const made: { status: Status; tail: Status[] }[] = [];
  for (const status of statuses) {
    const head = made.at(-1);
    const [above, own] = [
      head === undefined ? undefined : owners.get(head.status.row),
      owners.get(status.row),
    ];
    const continues =
      own === undefined ? blocks.canContinue(status.row) : own.continues && own.id === above?.id;
    if (continues && head?.status.remove === false) head.tail.push(status);
    else made.push({ status, tail: [] });
  }
  return made.map(({ status, tail }) => {
    const { sortedBy, wasSortedBy, tied = false, handed = false, remove, goesTo } = status;
    const last = (tail.findLast((each) => !each.remove) ?? status).row;
    const headless = !owners.has(status.row) && blocks.canContinue(status.row);
    // What people put below a row stays where it is among those of its model.
    const isOwn = tail.every((each) => owners.has(each.row));
    const turned = status.turned === true || (isOwn && tail.some((each) => each.turned === true));
    return { sortedBy, wasSortedBy, tied, handed, turned, remove, goesTo, status, tail, last, headless };
  });
};

/** What is added: rows below one that they continue, and rows that come with those that continue them. */
export const joinUp = (
  { rows, subjects }: Matched,
  added: readonly Subject[],
  rankOf: ReadonlyMap<Subject, number>,
): {
  readonly joining: ReadonlyMap<Row, readonly Subject[]>;
  readonly coming: readonly { readonly subject: Subject; readonly tail: readonly Subject[] }[];
} => {
  const isAdded = new Set(added);
  const joining = new Map<Row, Subject[]>();
  const tails = new Map<Subject, Subject[]>();
  for (const subject of added) {
    if (!subject.continues) {
      tails.set(subject, tails.get(subject) ?? []);
      continue;
    }
    // The row before it in the config's order: one that stands there, or the one that comes too.
    for (let rank = (rankOf.get(subject) ?? 0) - 1; rank >= 0; rank -= 1) {
      const before = subjects[rank];
      if (before?.id !== subject.id) break;
      const row = rows.get(before);
      if (row !== undefined) addTo(joining, row, subject);
      else if (!before.continues && isAdded.has(before)) addTo(tails, before, subject);
      else continue;
      break;
    }
  }
  return { joining, coming: [...tails].map(([subject, tail]) => ({ subject, tail })) };
};
