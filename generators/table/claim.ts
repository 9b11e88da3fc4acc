import type { Lock, RowRecord } from "../../src/model/lock.ts";
import { placeName } from "../../src/page/region.ts";
import type { TableSettings } from "../../src/config/settings.ts";
import type { Row } from "../../src/page/table.ts";
import type { Subject } from "./subjects.ts";

/** What rows are claimed by. */
export type ClaimContext = {
  readonly rows: readonly Row[];
  /** What a person sees in the cells of a row, in the order of the config's columns. */
  readonly textsOf: (row: Row) => readonly string[];
  readonly keyOf: (row: Row) => string;
  /** The places of the columns in that order by their headers, as in a record's cells. */
  readonly columns: ReadonlyMap<string, number>;
  /** The headers of the key columns. */
  readonly keyHeaders: ReadonlySet<string>;
  /** The rows of this table as they were made. */
  readonly records: Records;
};

/** The rows of a table as they were made. */
export type Records = {
  readonly all: readonly RowRecord[];
  /** By variant and model. */
  readonly byVariant: ReadonlyMap<string, ReadonlyMap<string, RowRecord>>;
};

/** The rows of a table that the lock remembers. */
export const recordedRows = (lock: Lock, settings: TableSettings): Records => {
  const place = placeName(settings);
  const all: RowRecord[] = [];
  const byVariant = new Map<string, Map<string, RowRecord>>();
  for (const record of lock.rows.values()) {
    if (record.page !== settings.page || record.place !== place) continue;
    const { model, variant = "" } = record;
    all.push(record);
    byVariant.set(variant, (byVariant.get(variant) ?? new Map<string, RowRecord>()).set(model, record));
  }
  return { all, byVariant };
};

/** What tells the rows of a table apart. */
export const rowName = (model: string, variant = ""): string => JSON.stringify([model, variant]);

/** The record of a row. */
export const recordOf = (
  records: Records,
  { id, variant }: Pick<Subject, "id" | "variant">,
): RowRecord | undefined => records.byVariant.get(variant)?.get(id);

/** The text that a record has of a column. */
export const ownText = (
  texts: Readonly<Record<string, string>> | undefined,
  header: string,
): string | undefined => (texts !== undefined && Object.hasOwn(texts, header) ? texts[header] : undefined);

/** Whether nothing of a row was ever the tool's. */
export const isUnclaimed = (record: RowRecord | undefined): boolean =>
  record === undefined || (record.owner === "people" && Object.keys(record.cells).length === 0);

const isReworded = (a: string, b: string): boolean =>
  a !== "" && b !== "" && (a.includes(b) || b.includes(a));

/** The row whose key somebody reworded: one of those that nobody knows, with all its other cells as they were made, or as they should be. */
const findReworded = (
  free: ReadonlySet<Row>,
  subject: Subject,
  record: RowRecord,
  { textsOf, keyOf, columns, keyHeaders }: ClaimContext,
): Row | undefined => {
  const others = Object.entries(record.cells).filter(([header]) => !keyHeaders.has(header));
  if (others.length === 0) return undefined;
  const candidates = [...free].filter((row) => {
    if (!isReworded(keyOf(row), record.key)) return false;
    const texts = textsOf(row);
    return others.every(([header, made]) => {
      const index = columns.get(header) ?? -1;
      return [made, subject.texts[index]].includes(texts[index]);
    });
  });
  return candidates.length === 1 ? candidates[0] : undefined;
};

/**
 * The row that each of these has; those that share a key get the rows with that key in turn.
 * A row whose model has another name now is known by the key that it was made with.
 */
export const claimRows = (subjects: readonly Subject[], context: ClaimContext): ReadonlyMap<Subject, Row> => {
  const { rows, keyOf, records } = context;
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [row]);
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
    return key === subject.key || !there.has(subject.key) ? key : undefined;
  });
  claim(({ key }) => key);
  claim((subject) => recordOf(records, subject)?.key);
  const known = new Set(records.all.map(({ key }) => key));
  const free = new Set([...byKey].flatMap(([key, same]) => (known.has(key) ? [] : same)));
  for (const subject of subjects) {
    if (free.size === 0) break;
    const record = found.has(subject) ? undefined : recordOf(records, subject);
    const row = record === undefined ? undefined : findReworded(free, subject, record, context);
    if (row === undefined) continue;
    found.set(subject, row);
    free.delete(row);
  }
  return found;
};
