import type { RowRecord } from "../../src/core/lock/types.ts";
import type { Row } from "../../src/core/table.ts";
import type { Entry } from "../../src/types.ts";

/** What rows are claimed by. */
export type ClaimContext = {
  readonly rows: readonly Row[];
  /** What a person sees in each cell that the catalog owns, by its header. */
  readonly cellsOf: (row: Row) => Readonly<Record<string, string>>;
  readonly keyOf: (row: Row) => string;
  /** The header of the key column, as in a record's cells. */
  readonly keyHeader: string;
  /** The key that an entry's row should have. */
  readonly wantedKey: (entry: Entry) => string;
  /** What a person should see in a cell of an entry's row, by the column's header. */
  readonly wantedCell: (entry: Entry, header: string) => string | undefined;
  /** The rows of this table as they were made, by model. */
  readonly records: ReadonlyMap<string, RowRecord>;
};

const isReworded = (a: string, b: string): boolean =>
  a !== "" && b !== "" && (a.includes(b) || b.includes(a));

/** The row whose key somebody reworded: one of those that nobody knows, with all its other cells as they were made, or as they should be. */
const findReworded = (
  free: readonly Row[],
  entry: Entry,
  record: RowRecord,
  context: ClaimContext,
): Row | undefined => {
  const candidates = free.filter((row) => {
    const cells = new Map(Object.entries(context.cellsOf(row)));
    const key = context.keyOf(row);
    const others = Object.entries(record.cells).filter(([header]) => header !== context.keyHeader);
    return (
      isReworded(key, record.key) &&
      others.length > 0 &&
      others.every(([header, made]) => [made, context.wantedCell(entry, header)].includes(cells.get(header)))
    );
  });
  return candidates.length === 1 ? candidates[0] : undefined;
};

/**
 * Rows by the entry that they are about; entries that share a key get the rows with that key in turn.
 * A row whose entry has another name now is known by the key that it was made with.
 */
export const claimRows = (entries: readonly Entry[], context: ClaimContext): ReadonlyMap<string, Row> => {
  const { rows, keyOf, wantedKey, records } = context;
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    const same = byKey.get(keyOf(row));
    if (same === undefined) byKey.set(keyOf(row), [row]);
    else same.push(row);
  }
  const there = new Set(byKey.keys());
  const found = new Map<string, Row>();
  const claim = (keyFor: (entry: Entry) => string | undefined): void => {
    for (const entry of entries) {
      const key = found.has(entry.id) ? undefined : keyFor(entry);
      const row = key === undefined ? undefined : byKey.get(key)?.shift();
      if (row !== undefined) found.set(entry.id, row);
    }
  };
  // A row that was made for an entry goes before one that only has its name: names change hands.
  claim((entry) => {
    const key = records.get(entry.id)?.key;
    const wanted = wantedKey(entry);
    return key === wanted || !there.has(wanted) ? key : undefined;
  });
  claim(wantedKey);
  claim((entry) => records.get(entry.id)?.key);
  const known = new Set([...records.values()].map(({ key }) => key));
  const free = new Set([...byKey].flatMap(([key, same]) => (known.has(key) ? [] : same)));
  for (const entry of entries) {
    if (free.size === 0) break;
    const record = found.has(entry.id) ? undefined : records.get(entry.id);
    const row = record === undefined ? undefined : findReworded([...free], entry, record, context);
    if (row === undefined) continue;
    found.set(entry.id, row);
    free.delete(row);
  }
  return found;
};
