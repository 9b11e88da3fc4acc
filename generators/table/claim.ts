import { groupBy, toMap } from "../../src/text/group-by.ts";
import type { RowRecord } from "../../src/model/lock.ts";
import type { Row } from "../../src/page/table.ts";
import { type TellingName, tellingNames } from "./known-by.ts";
import { isMadeAs, recordOf, type Records, rowName } from "./records.ts";
import type { Subject } from "./subjects.ts";

/** What rows are claimed by. */
export type ClaimContext = {
  readonly rows: readonly Row[];
  /** What a person sees in the cells of a row, in the order of the config's columns. */
  readonly textsOf: (row: Row) => readonly string[];
  readonly keyOf: (row: Row) => string;
  /** The places of the columns in that order by their headers, as in a record's cells. */
  readonly columns: ReadonlyMap<string, number>;
  /** Of these, the columns that the catalog owns. */
  readonly owned: ReadonlyMap<string, number>;
  /** The headers of the key columns. */
  readonly keyHeaders: ReadonlySet<string>;
  /** The rows of this table as they were made. */
  readonly records: Records;
  /** Of these rows, those that say by more than their key whose they are. */
  readonly knownBy: (
    by: readonly TellingName[],
    rows: readonly Row[],
    subjects: readonly Subject[],
  ) => ReadonlyMap<Subject, Row>;
  /** What tells a row as it would be made beside its key. */
  readonly toldBeside: (subject: Subject) => string;
  /** How much of what continues a model's row stands below one: of rows that are alike, the one with most is the model's. */
  readonly tailOf: (row: Row, id: string) => number;
};

const isReworded = (a: string, b: string): boolean =>
  a !== "" && b !== "" && (a.includes(b) || b.includes(a));

/**
 * The row whose key somebody reworded: one of those that nobody knows, with all its other cells as they were made,
 * or as they should be.
 */
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

type IsOwn = (
  row: Row,
  subject: Subject,
  context: Pick<ClaimContext, "textsOf" | "owned" | "records">,
) => boolean;

/** Whether all cells of a row that are the catalog's are as they were made for a model. */
const isRecorded: IsOwn = (row, subject, { textsOf, owned, records }) =>
  isMadeAs(textsOf(row), recordOf(records, subject)?.cells, owned);

/** The same, or as they should be. */
export const isAsMade: IsOwn = (row, subject, context) => {
  const texts = context.textsOf(row);
  return (
    [...context.owned.values()].every((index) => texts[index] === subject.texts[index]) ||
    isRecorded(row, subject, context)
  );
};

/** The rows of those that have one, and those that can't be told apart from each other by the key that they share. */
export type Claims = {
  readonly rows: ReadonlyMap<Subject, Row>;
  readonly alike: ReadonlySet<Subject>;
};

/** Those of one key that want a row still, and the rows of that key that are nobody's yet. */
type Shared = {
  readonly subjects: readonly Subject[];
  readonly rows: readonly Row[];
  /** Whether several models have rows of the key, with those that have theirs already. */
  readonly several: boolean;
  /** The rows of the key that were made for models which aren't in the table any more. */
  readonly gone: readonly RowRecord[];
};

/** Shares the rows of one key out: to the only one there is, or to the model whose cells stand in it, if that is clear. */
const shareOut = (
  { subjects, rows, several, gone }: Shared,
  context: ClaimContext,
): { readonly found: ReadonlyMap<Subject, Row>; readonly alike: readonly Subject[] } => {
  const found = new Map<Subject, Row>();
  const { textsOf, owned, tailOf } = context;
  // A row of a model that left is another's only where it says just what that one's should.
  const isFree = (row: Row): boolean =>
    !gone.some(({ cells }) => isMadeAs(textsOf(row), cells, owned)) ||
    subjects.some((subject) => isAsMade(row, subject, context));
  const free = new Set(rows.filter((row) => !several || isFree(row)));
  const take = (subject: Subject, candidates: readonly Row[]): void => {
    const [row] = candidates.toSorted((a, b) => tailOf(b, subject.id) - tailOf(a, subject.id));
    if (row === undefined) return;
    found.set(subject, row);
    free.delete(row);
  };
  // What a row was made with says more than what it should say: that may be what another's says.
  for (const isOwn of [isRecorded, isAsMade])
    for (const subject of several || rows.length > subjects.length ? subjects : [])
      if (!found.has(subject))
        take(
          subject,
          [...free].filter((row) => isOwn(row, subject, context)),
        );
  const left = subjects.filter((subject) => !found.has(subject));
  const isClear = new Set(left.map(({ id }) => id)).size < 2 && gone.length === 0 && free.size <= left.length;
  if (several && left.length > 0 && free.size > 0 && !isClear) return { found, alike: left };
  // What is left over isn't sure where no lock knows any: one may say what another said before.
  const isKnown = subjects.some((subject) => recordOf(context.records, subject) !== undefined);
  if (several && left.length > 0 && free.size > 0 && !isKnown) return { found: new Map(), alike: subjects };
  for (const subject of left) take(subject, [...free]);
  return { found, alike: [] };
};

/** The records of rows that nobody wants any more, by key. */
const goneOfKeys = (
  subjects: readonly Subject[],
  { all }: Records,
): ReadonlyMap<string, readonly RowRecord[]> => {
  const wanted = new Set(subjects.map(({ id, variant }) => rowName(id, variant)));
  return groupBy(
    all.filter(({ model, variant }) => !wanted.has(rowName(model, variant))),
    ({ key }) => key,
  );
};

/** Those of which several models have the same. */
const severalOf = (subjects: readonly Subject[], of: (subject: Subject) => string): readonly Subject[] =>
  [...groupBy(subjects, of).values()].filter((same) => new Set(same.map(({ id }) => id)).size > 1).flat();

/** The row that each has; one whose model has another name now is known by the key that it was made with. */
export const claimRows = (subjects: readonly Subject[], context: ClaimContext): Claims => {
  const { rows, keyOf, records } = context;
  const known = new Set(records.all.map(({ key }) => key));
  const isUnknown = (subject: Subject): boolean => recordOf(records, subject) === undefined;
  // Names change hands, IDs don't.
  const unrecorded = rows.filter((row) => !known.has(keyOf(row)));
  const sharers = severalOf(subjects, ({ key }) => key);
  const alike = new Set(severalOf(sharers, (subject) => subject.key + context.toldBeside(subject)));
  const shared = rows.filter((row) => sharers.some(({ key }) => key === keyOf(row)));
  const found = new Map([
    ...context.knownBy(["id"], unrecorded, subjects.filter(isUnknown)),
    ...context.knownBy(["id", "slug"], shared, sharers),
  ]);
  for (const subject of alike) found.delete(subject);
  const identified = new Set(found.values());
  const byKey = new Map(
    groupBy(
      rows.filter((row) => !identified.has(row)),
      keyOf,
    ),
  );
  const there = new Set(byKey.keys());
  const named = subjects.flatMap((subject) =>
    [...new Set([subject.key, recordOf(records, subject)?.key ?? subject.key])].map((key) => ({
      key,
      id: subject.id,
    })),
  );
  const sharing = groupBy(named, ({ key }) => key);
  const gone = goneOfKeys(subjects, records);
  const claim = (keyFor: (subject: Subject) => string | undefined): void => {
    const wanting = groupBy(
      subjects.filter((subject) => !found.has(subject) && !alike.has(subject)),
      keyFor,
    );
    for (const [key, same] of wanting) {
      const free = key === undefined ? [] : (byKey.get(key) ?? []);
      if (key === undefined || free.length === 0) continue;
      const several = new Set(sharing.get(key)?.map(({ id }) => id)).size > 1;
      const shared = shareOut({ subjects: same, rows: free, several, gone: gone.get(key) ?? [] }, context);
      for (const [subject, row] of shared.found) found.set(subject, row);
      for (const subject of shared.alike) alike.add(subject);
      const taken = new Set(shared.found.values());
      byKey.set(
        key,
        free.filter((row) => !taken.has(row)),
      );
    }
  };
  // A row that was made for a model goes before one that only has its name: names change hands.
  const recorded = groupBy(records.all, ({ key }) => key);
  claim((subject) => {
    const key = recordOf(records, subject)?.key;
    const isFree = recorded.get(subject.key)?.every(({ model }) => model === subject.id) ?? true;
    return key === subject.key || !there.has(subject.key) || !isFree ? key : undefined;
  });
  claim(({ key }) => key);
  claim((subject) => recordOf(records, subject)?.key);
  const free = new Set([...byKey].flatMap(([key, same]) => (known.has(key) ? [] : same)));
  const lacking = subjects.filter(
    (subject) => !found.has(subject) && !alike.has(subject) && isUnknown(subject),
  );
  for (const [subject, row] of context.knownBy(tellingNames, [...free], lacking)) {
    found.set(subject, row);
    free.delete(row);
  }
  for (const subject of subjects) {
    if (free.size === 0) break;
    const record = found.has(subject) ? undefined : recordOf(records, subject);
    const row = record === undefined ? undefined : findReworded(free, subject, record, context);
    if (row === undefined) continue;
    found.set(subject, row);
    alike.delete(subject);
    free.delete(row);
  }
  return { rows: found, alike };
};

/** The rows that are called as one that is a model's already. */
export const findTwins = (
  rows: readonly Row[],
  { rows: found, alike }: Claims,
  { keyOf, records }: Pick<ClaimContext, "keyOf" | "records">,
): ReadonlyMap<Row, Subject> => {
  if (rows.length === 0) return new Map();
  // Names may change hands: what a row is called now tells more than what it is to be called.
  const byKey = new Map([
    ...[...found.keys()].map((subject) => [recordOf(records, subject)?.key ?? "", subject] as const),
    ...[...found.keys()].map((subject) => [subject.key, subject] as const),
    ...[...found].map(([subject, row]) => [keyOf(row), subject] as const),
  ]);
  for (const { key } of alike) byKey.delete(key);
  byKey.delete("");
  return toMap(rows, (row) => {
    const subject = byKey.get(keyOf(row));
    return subject === undefined ? undefined : [row, subject];
  });
};
