import { cellOf } from "../data/table.ts";
import { type Edit, type Page, eolAt, lineIndexAt } from "../../src/page/page.ts";
import type { RowRecord } from "../../src/model/lock.ts";
import type { Row } from "../../src/page/table.ts";
import { type Arranged, type Arrival, arrange, groupOf, type Stretch } from "../placing/groups.ts";
import { type Block, blocksOf, type Status, joinUp } from "./blocks.ts";
import { type Past, sortKey } from "../placing/past.ts";
import {
  type Carried,
  editedRow,
  foundBeside,
  insertRow,
  removeRow,
  rowText,
  specialText,
} from "./insert.ts";
import type { Matched } from "./match.ts";
import { emptyCells, headerCells } from "./specials.ts";
import type { Subject } from "./subjects.ts";
import { addTo } from "../../src/text/group-by.ts";

/** A row that goes to another place, or a new one: its text in the style of one beside it. */
type Insertion = Arrival & { readonly text: (like: Row) => string };

/** A table's rows as they are to be, and which of them move. */
export type Layout = {
  readonly edits: readonly Edit[];
  readonly moving: ReadonlySet<Status>;
  /** What new rows took over from those beside them. */
  readonly beside: ReadonlyMap<Subject, Pick<RowRecord, "found">>;
};

/** A group of the table, with its header row. */
type RowStretch = Stretch<Block> & { readonly header: Row | undefined };

/** The blocks of rows, in the order of the page, under the header rows. */
const stretchesOf = (
  matched: Matched,
  statuses: readonly Status[],
  rankIn: (row: Row) => number,
): readonly RowStretch[] => {
  const { table, headers } = matched;
  const byRow = new Map(statuses.map((status) => [status.row, status] as const));
  const stretches: {
    name: string | undefined;
    removable: boolean;
    header: Row | undefined;
    members: Status[];
  }[] = [{ name: undefined, removable: false, header: undefined, members: [] }];
  for (const row of table.rows) {
    const header = headers.get(row);
    const status = byRow.get(row);
    if (header !== undefined)
      stretches.push({ name: header.name, removable: header.asMade, header: row, members: [] });
    else if (status !== undefined) stretches.at(-1)?.members.push(status);
  }
  return stretches.map(({ members, ...stretch }) => ({
    ...stretch,
    members: blocksOf(matched, members).map((block) => {
      const { id, row } = block.status;
      return { ...block, id, rank: rankIn(row) };
    }),
  }));
};

/** The edits that put rows in, group by group: each goes below the one that stays before it. */
const insertions = (
  matched: Matched,
  stretches: readonly RowStretch[],
  arranged: readonly Arranged<Block, Insertion>[],
): readonly Edit[] => {
  const { page, table, settings } = matched;
  const staying = arranged.flatMap(({ rest }) => rest.map(({ status }) => status.row));
  const style = staying[0] ?? table.header;
  let above: Row = table.delimiter;
  return arranged.flatMap(({ rest, arrivals, emptied, fresh }, index): readonly Edit[] => {
    const header = stretches[index]?.header;
    if (header !== undefined && !emptied) above = header;
    const rows = rest.map(({ status }) => status.row);
    const top = above;
    above = rest.at(-1)?.last ?? above;
    const last = rows.at(-1) ?? style;
    return [
      ...arrivals.map(({ slot: sorted, arrival }) => {
        const slot = Math.max(sorted, rest[0]?.headless === true ? 1 : 0);
        return insertRow(
          page,
          rest[slot - 1]?.last ?? top,
          arrival.text(rows[slot - 1] ?? rows[slot] ?? style),
        );
      }),
      ...fresh.flatMap(({ name, arrivals: members }) => [
        ...(settings.group === undefined
          ? []
          : [
              insertRow(
                page,
                above,
                specialText(matched, headerCells(settings.group, name, cellOf(settings)), last),
              ),
            ]),
        ...members.map(({ text }) => insertRow(page, above, text(last))),
      ]),
    ];
  });
};

/** The row of a table without rows: it goes with the first that comes, and comes with the going of the last. */
const emptyRow = (
  matched: Matched,
  arranged: readonly Arranged<Block, Insertion>[],
): { readonly removed: readonly Row[]; readonly edits: readonly Edit[] } => {
  const { page, table, settings, empty } = matched;
  const isEmpty = arranged.every(
    ({ rest, arrivals, fresh }) => rest.length + arrivals.length + fresh.length === 0,
  );
  if (empty !== undefined) return { removed: isEmpty ? [] : [empty], edits: [] };
  if (settings.empty === undefined || !isEmpty) return { removed: [], edits: [] };
  const text = specialText(matched, emptyCells(settings), table.header);
  return { removed: [], edits: [insertRow(page, table.delimiter, text)] };
};

/** The edits of each row, none of which goes beyond its line, in their order. */
const byLine = (page: Page, edits: readonly Edit[]): ((row: Row) => readonly Edit[]) => {
  const groups = new Map<number, Edit[]>();
  for (const edit of edits) {
    addTo(groups, lineIndexAt(page, edit.start), edit);
  }
  return ({ line }) => groups.get(line) ?? [];
};

/** What becomes of the rows that stand in a table, what is added, and the edits that change its columns. */
type LayoutRequest = {
  readonly statuses: readonly Status[];
  readonly added: readonly Subject[];
  readonly columns: readonly Edit[];
  readonly carriedTo: (subject: Subject) => Carried;
  /** Whether its order is the tool's. */
  readonly resorted: boolean;
  readonly past: Pick<Past, "lock">;
};

/** The edits that bring a table to what it should be: what is new or moves goes to its place, all else stays. */
export const layOut = (
  matched: Matched,
  { statuses, added, columns, carriedTo, resorted, past }: LayoutRequest,
): Layout => {
  const { page, table, settings, owners } = matched;
  const within = byLine(page, columns);
  // The rows of one model keep the order that the config gives them.
  const rankOf = new Map(matched.subjects.map((subject, rank) => [subject, rank] as const));
  const rankIn = (row: Row): number => {
    const owner = owners.get(row);
    return (owner === undefined ? undefined : rankOf.get(owner)) ?? row.line;
  };
  const stretches = stretchesOf(matched, statuses, rankIn);
  const { joining, coming } = joinUp(matched, added, rankOf);
  const beside = new Map<Subject, Pick<RowRecord, "found">>();
  const textOf = (subject: Subject, like: Row): string => {
    beside.set(subject, foundBeside(matched, subject, like));
    return rowText(matched, subject, like, carriedTo(subject));
  };
  const eol = eolAt(page, table.header.line);
  const { moving, arranged } = arrange(
    stretches,
    { ...settings, resorted, past },
    coming.map(
      ({ subject, tail }): Insertion => ({
        key: sortKey(settings.order, subject),
        id: subject.id,
        rank: rankOf.get(subject) ?? 0,
        group: groupOf(settings.group, subject),
        text: (like) => [subject, ...tail].map((each) => textOf(each, like)).join(eol),
      }),
    ),
    ({ status, tail, sortedBy, turned }): Insertion => ({
      key: sortedBy,
      id: status.id,
      rank: rankIn(status.row),
      group: undefined,
      text: () =>
        [status, ...(turned === true ? tail.toSorted((a, b) => rankIn(a.row) - rankIn(b.row)) : tail)]
          .flatMap(({ row, edits, remove }) => [
            ...(remove ? [] : [editedRow(page, row, [...edits, ...within(row)])]),
            ...(joining.get(row) ?? []).map((subject) => textOf(subject, row)),
          ])
          .join(eol),
    }),
  );
  const headers = stretches.flatMap(({ header }, index) =>
    header !== undefined && arranged[index]?.emptied === true ? [header] : [],
  );
  const nothing = emptyRow(matched, arranged);
  const lifting = [...moving].flatMap(({ status, tail }) => [status, ...tail]);
  const removed = [
    ...statuses.filter(({ remove }) => remove).map(({ row }) => row),
    ...headers,
    ...nothing.removed,
  ];
  const movingRows = new Set(lifting.map(({ row }) => row));
  // A row that moves takes the edits of its columns along; one that goes needs none.
  const lifted = new Set([...removed, ...movingRows].flatMap(within));
  return {
    moving: new Set([...moving].map(({ status }) => status)),
    beside,
    edits: [
      ...columns.filter((edit) => !lifted.has(edit)),
      ...removed.map((row) => removeRow(page, row)),
      ...statuses.flatMap((status) => {
        if (status.remove) return [];
        return movingRows.has(status.row) ? [removeRow(page, status.row)] : status.edits;
      }),
      ...[...joining].flatMap(([row, subjects]) =>
        movingRows.has(row) ? [] : subjects.map((subject) => insertRow(page, row, textOf(subject, row))),
      ),
      ...insertions(matched, stretches, arranged),
      ...nothing.edits,
    ],
  };
};
