import { lockVersion } from "./file.ts";
import { lineOf, type Sharing, sharing } from "./lines.ts";
import type { Lock, LockRecord } from "../model/lock.ts";
import { addTo } from "../text/group-by.ts";

/** What the line of a record begins with, after its type. */
const firstOf = (record: LockRecord): string => {
  if (record.type === "text") return record.text;
  if (record.type === "lack") return record.page;
  return record.type === "unclaimed" ? record.what : record.model;
};

/** The lines of one kind of records, sorted; only those of one model are made at a time. */
function* sortedLines(records: Iterable<LockRecord>, shared: Sharing): Generator<string, void> {
  const groups = new Map<string, LockRecord[]>();
  for (const record of records) {
    const first = JSON.stringify(firstOf(record));
    addTo(groups, first, record);
  }
  for (const first of [...groups.keys()].sort())
    yield* (groups.get(first) ?? []).map((record) => lineOf(record, shared)).sort();
}

/** Characters of one piece of the lock's text, about. */
const pieceLength = 1 << 20;

/** All lines: a header, then those of each kind; what they have in common comes before the texts, as sorted by type. */
function* linesOf(kinds: Kinds): Generator<string, void> {
  const shared = sharing();
  yield JSON.stringify({ formatVersion: lockVersion });
  for (const kind of kinds.slice(0, -2)) yield* sortedLines(kind, shared);
  yield* shared
    .lines()
    .map((line) => JSON.stringify(line))
    .sort();
  for (const kind of kinds.slice(-2)) yield* sortedLines(kind, shared);
}

/** The lines, some at a time. */
function* piecesOf(kinds: Kinds): Generator<Uint8Array, void> {
  let text = "";
  for (const line of linesOf(kinds)) {
    text += `${line}\n`;
    if (text.length < pieceLength) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(text);
}

/** The records by kind, the last two those whose lines come after the shared ones. */
type Kinds = readonly (readonly LockRecord[])[];

/** More records than this are written out each time that they are asked for: their text would fill the memory. */
const mostHeld = 100_000;

/** The lock's text, as UTF-8 in pieces: a line for each record, sorted, so that merges in git stay small. */
export const formatLock = (lock: Lock): Iterable<Uint8Array> => {
  const { entries, files, lacks, left, mentions, models, roles, rows, texts, unclaimed } = lock;
  // In the order of their types, with which the lines begin. Without their keys, which take as much memory.
  const kinds = [entries, files, lacks, left, mentions, models, roles, rows, texts, unclaimed].map((kind) => [
    ...kind.values(),
  ]);
  const count = kinds.reduce((sum, { length }) => sum + length, 0);
  return count > mostHeld ? { [Symbol.iterator]: () => piecesOf(kinds) } : [...piecesOf(kinds)];
};
