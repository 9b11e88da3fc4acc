import type { RowRecord } from "../../src/core/lock/types.ts";
import type { Row } from "../../src/core/table.ts";
import type { Subject } from "./subjects.ts";

/** What rows are claimed by. */
export type ClaimContext = {
  readonly rows: readonly Row[];
  /** What a person sees in each cell that the catalog owns, by its header. */
  readonly cellsOf: (row: Row) => Readonly<Record<string, string>>;
  readonly keyOf: (row: Row) => string;
  /** The headers of the key columns, as in a record's cells. */
  readonly keyHeaders: ReadonlySet<string>;
  /** The key that a row should have. */
  readonly wantedKey: (subject: Subject) => string;
  /** What a person should see in a cell of a row, by the column's header. */
  readonly wantedCell: (subject: Subject, header: string) => string | undefined;
  /** The rows of this table as they were made. */
  readonly records: Records;
};

/** The rows of a table as they were made, by `rowName`. */
export type Records = ReadonlyMap<string, RowRecord>;

/** What tells the rows of a table apart. */
export const rowName = (model: string, variant = ""): string => JSON.stringify([model, variant]);

/** The record of a row. */
export const recordOf = (
  records: Records,
  { id, variant }: Pick<Subject, "id" | "variant">,
): RowRecord | undefined => records.get(rowName(id, variant));

const isReworded = (a: string, b: string): boolean =>
  a !== "" && b !== "" && (a.includes(b) || b.includes(a));

/** The row whose key somebody reworded: one of those that nobody knows, with all its other cells as they were made, or as they should be. */
const findReworded = (
  free: readonly Row[],
  subject: Subject,
  record: RowRecord,
  context: ClaimContext,
): Row | undefined => {
  const candidates = free.filter((row) => {
    const cells = new Map(Object.entries(context.cellsOf(row)));
    const key = context.keyOf(row);
    const others = Object.entries(record.cells).filter(([header]) => !context.keyHeaders.has(header));
    return (
      isReworded(key, record.key) &&
      others.length > 0 &&
      others.every(([header, made]) =>
        [made, context.wantedCell(subject, header)].includes(cells.get(header)),
      )
    );
  });
  return candidates.length === 1 ? candidates[0] : undefined;
};

/**
 * The row that each of these has; those that share a key get the rows with that key in turn.
 * A row whose model has another name now is known by the key that it was made with.
 */
export const claimRows = (subjects: readonly Subject[], context: ClaimContext): ReadonlyMap<Subject, Row> => {
  const { rows, keyOf, wantedKey, records } = context;
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    const same = byKey.get(keyOf(row));
    if (same === undefined) byKey.set(keyOf(row), [row]);
    else same.push(row);
  }
  const there = new Set(byKey.keys());
  const found = new Map<Subject, Row>();
  const claim = (keyFor: (subject: Subject) => string | undefined): void => {
    for (const subject of subjects) {
      const key = found.has(subject) ? undefined : keyFor(subject);
      const row = key === undefined ? undefined : byKey.get(key)?.shift();
      if (row !== undefined) found.set(subject, row);
    }
  };
  // A row that was made for a model goes before one that only has its name: names change hands.
  claim((subject) => {
    const key = recordOf(records, subject)?.key;
    const wanted = wantedKey(subject);
    return key === wanted || !there.has(wanted) ? key : undefined;
  });
  claim(wantedKey);
  claim((subject) => recordOf(records, subject)?.key);
  const known = new Set([...records.values()].map(({ key }) => key));
  const free = new Set([...byKey].flatMap(([key, same]) => (known.has(key) ? [] : same)));
  for (const subject of subjects) {
    if (free.size === 0) break;
    const record = found.has(subject) ? undefined : recordOf(records, subject);
    const row = record === undefined ? undefined : findReworded([...free], subject, record, context);
    if (row === undefined) continue;
    found.set(subject, row);
    free.delete(row);
  }
  return found;
};
