import { isLockLine } from "../config/validators.gen.js";
import { error, fail, ok, type Outcome, type Problem } from "../model/problem.ts";
import { parseJson } from "../text/json.ts";
import type {
  EntryRecord,
  FileRecord,
  LackRecord,
  Lock,
  LeftRecord,
  LockRecord,
  MentionRecord,
  ModelRecord,
  RoleRecord,
  RowRecord,
  TextRecord,
  UnclaimedRecord,
} from "../model/lock.ts";
import { fileKey, mentionKey, recordKey, unclaimedKey } from "../model/lock.ts";
import type { LockLine, SharedLine } from "../model/lock-line.ts";
import { recordOf } from "./lines.ts";
import { attempt } from "../text/attempt.ts";

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

/** Collects records by key; of two with one key the later line counts. */
const collector = () => {
  const files = new Map<string, FileRecord>();
  const entries = new Map<string, EntryRecord>();
  const rows = new Map<string, RowRecord>();
  const models = new Map<string, ModelRecord>();
  const texts = new Map<string, TextRecord>();
  const mentions = new Map<string, MentionRecord>();
  const roles = new Map<string, RoleRecord>();
  const left = new Map<string, LeftRecord>();
  const unclaimed = new Map<string, UnclaimedRecord>();
  const lacks = new Map<string, LackRecord>();
  const add = (record: LockRecord): void => {
    switch (record.type) {
      case "file":
        files.set(fileKey(record.snippet, record.model), record);
        break;
      case "entry":
        entries.set(recordKey(record), record);
        break;
      case "row":
        rows.set(recordKey(record), record);
        break;
      case "model":
        models.set(record.model, record);
        break;
      case "text":
        texts.set(record.text, record);
        break;
      case "mention":
        mentions.set(mentionKey(record.page, record.model), record);
        break;
      case "role":
        roles.set(record.role, record);
        break;
      case "left":
        left.set(record.model, record);
        break;
      case "unclaimed":
        unclaimed.set(unclaimedKey(record), record);
        break;
      case "lack":
        lacks.set(record.page, record);
    }
  };
  return { add, lock: { files, entries, rows, models, texts, mentions, roles, left, unclaimed, lacks } };
};

/**
 * The value of a line that is just as `JSON.stringify` writes it, as the tool's own lines are. So no key occurs
 * twice, and no number or character was lost: there is nothing left to search it for.
 */
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
  const { add, lock } = collector();
  const problems: Problem[] = [];
  const shared = new Map<string, SharedLine>();
  const naming: (readonly [line: Exclude<LockLine, SharedLine>, number: number])[] = [];
  const addLine = (line: Exclude<LockLine, SharedLine>, at: number): void => {
    const record = recordOf(line, shared);
    if (record === undefined) problems.push(damaged(at));
    else add(record);
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
  return problems.length > 0 ? fail(...problems.slice(0, 10)) : ok(lock);
};
