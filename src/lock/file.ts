import { isLockLine } from "../config/validators.gen.js";
import type { LockLine, SharedLine } from "../model/lock-line.ts";
import { type Lock, type LockRecord, fileKey, mentionKey, recordKey, unclaimedKey } from "../model/lock.ts";
import { type Outcome, type Problem, error, fail, ok } from "../model/problem.ts";
import { attempt } from "../text/attempt.ts";
import { addTo } from "../text/group-by.ts";
import { parseJson } from "../text/json.ts";
import { type Sharing, lineOf, recordOf, sharing } from "./lines.ts";

/** Where the lock is, relative to the documentation's root. It is committed. */
export const lockPath = ".kluster-gen/lock.jsonl";

/** The format that is written, and the latest that is read. */
export const lockVersion = 2;

/** A merge that git left half done: both sides are read, and the next apply settles which of them is right. */
const isConflictMark = (line: string): boolean => /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/.test(line);

const readHeader = (value: unknown): number | undefined =>
  typeof value === "object" &&
  value !== null &&
  "formatVersion" in value &&
  typeof value.formatVersion === "number"
    ? value.formatVersion
    : undefined;

const newer = (found: number): Problem =>
  error(
    "lock-version",
    lockPath,
    `The lock has format ${found}; this version knows format ${lockVersion}.`,
    "Use the version of kluster-gen that wrote it, or a later one.",
  );

const damaged = (number: number): Problem =>
  error(
    "lock-damaged",
    `${lockPath}:${number}`,
    "The line is not a record of the lock.",
    "Take it back from git, or delete the line: the next apply writes it anew.",
  );

/** The records of one type by key; of two with one key the later line counts. */
const ofType = <T extends LockRecord["type"]>(
  records: readonly LockRecord[],
  type: T,
  keyOf: (record: Extract<LockRecord, { type: T }>) => string,
) => {
  const isIt = (record: LockRecord): record is Extract<LockRecord, { type: T }> => record.type === type;
  const found = new Map<string, Extract<LockRecord, { type: T }>>();
  for (const record of records) if (isIt(record)) found.set(keyOf(record), record);
  return found;
};

const lockOf = (records: readonly LockRecord[]): Lock => ({
  files: ofType(records, "file", ({ snippet, model }) => fileKey(snippet, model)),
  entries: ofType(records, "entry", recordKey),
  rows: ofType(records, "row", recordKey),
  models: ofType(records, "model", ({ model }) => model),
  texts: ofType(records, "text", ({ text }) => text),
  mentions: ofType(records, "mention", ({ page, model }) => mentionKey(page, model)),
  roles: ofType(records, "role", ({ role }) => role),
  left: ofType(records, "left", ({ model }) => model),
  unclaimed: ofType(records, "unclaimed", unclaimedKey),
  lacks: ofType(records, "lack", ({ page }) => page),
});

/** The value of a line just as `JSON.stringify` writes it: no key occurs twice, and nothing was lost. */
const ownLine = (line: string): unknown => {
  // A long line may nest deeply, and half a surrogate pair is written as it was read.
  if (line.length > 4096 || line.includes("\\ud") || line.includes("__proto__")) return undefined;
  const value: unknown = attempt((): unknown => JSON.parse(line));
  return JSON.stringify(value) === line ? value : undefined;
};

/** The lines of UTF-8 text, one after the other: a large lock is hundreds of megabytes, which would be held twice. */
function* linesIn(bytes: Uint8Array): Generator<string, void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < buffer.length; ) {
    const end = buffer.indexOf("\n", at);
    const stop = end < 0 ? buffer.length : end;
    yield buffer.toString("utf8", at, buffer[stop - 1] === carriageReturn ? stop - 1 : stop);
    at = stop + 1;
  }
}

const carriageReturn = 13;

/** Reads the lock's text, which is valid UTF-8. Errors: `lock-version`, `lock-damaged`. */
export const parseLock = (bytes: Uint8Array): Outcome<Lock> => {
  const records: LockRecord[] = [];
  const problems: Problem[] = [];
  const shared = new Map<string, SharedLine>();
  const naming: (readonly [line: Exclude<LockLine, SharedLine>, number: number])[] = [];
  const addLine = (line: Exclude<LockLine, SharedLine>, at: number): void => {
    const record = recordOf(line, shared);
    if (record === undefined) problems.push(damaged(at));
    else records.push(record);
  };
  const take = (line: LockLine, at: number): void => {
    if (line.type === "shared") shared.set(line.id, line);
    // What lines have in common may stand below them.
    else if (line.type === "row" || line.type === "model") naming.push([line, at]);
    else addLine(line, at);
  };
  let number = 0;
  for (const line of linesIn(bytes)) {
    number += 1;
    if (line.trim() === "" || isConflictMark(line)) continue;
    const own = ownLine(line);
    if (isLockLine(own)) {
      take(own, number);
      continue;
    }
    const parsed = parseJson(line, `${lockPath}:${number}`);
    const format = parsed.ok ? readHeader(parsed.value) : undefined;
    if (format !== undefined) {
      if (format > lockVersion) return fail(newer(format));
    } else if (parsed.ok && isLockLine(parsed.value)) take(parsed.value, number);
    else problems.push(damaged(number));
  }
  for (const [line, at] of naming) addLine(line, at);
  return problems.length > 0 ? fail(...problems.slice(0, 10)) : ok(lockOf(records));
};

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
