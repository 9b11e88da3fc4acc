import { ok, type Outcome, refuse } from "../model/problem.ts";
import type { RelativePath } from "../model/file.ts";
import { digest } from "../text/digest.ts";
import { checkTarget, type FileRecord, lengthOf } from "./file-records.ts";

/** A record as it is carried out. */
export type JournalRecord = FileRecord & {
  /** The permissions that the new file gets, 0 to 0o777; null leaves them to the system. */
  readonly mode: number | null;
  /** The new folder above the path that is made with all its files in it; null where the folder was there. */
  readonly within: RelativePath | null;
};

/** All that a start needs to finish a run that was stopped. */
export type Journal = {
  /** Marks this run's temporary files. */
  readonly token: string;
  /** The system start during which the run took place; empty where the system doesn't say. */
  readonly boot: string;
  readonly records: readonly JournalRecord[];
};

const format = "kluster-gen journal 1";

/** Large enough for few writes, small enough to hold in memory whatever the number of files. */
const pieceLength = 1 << 20;

function* joined(records: readonly JournalRecord[]): Generator<string | Uint8Array, void> {
  let text = "";
  for (const { path, after, source } of records) {
    const content = source?.content ?? "";
    if (typeof content === "string") {
      // A text that is made again is the one that was planned; nothing is written yet if it isn't.
      if (source?.length !== undefined && digest(content) !== after)
        throw new Error(`${path} was rendered to another text than before.`);
      text += content;
      if (text.length < pieceLength) continue;
    }
    if (text !== "") yield text;
    text = "";
    if (typeof content !== "string") yield* content;
  }
  if (text !== "") yield text;
}

/** A record's line in the index. */
const lineOf = ({ path, before, after, source, like, state, mode, within }: JournalRecord): string => {
  const length = source === null ? null : lengthOf(source);
  return `${JSON.stringify({ path, before, after, length, like, state, mode, within })}\n`;
};

/**
 * A journal as pieces of text, to be written one after the other: an index, which is a head line and a line for
 * each record; a line with the index's digest; then the contents, end to end. By their digests in the index, and
 * that of the index itself, a journal that was cut short is known.
 */
export function* encodeJournal({ token, boot, records }: Journal): Generator<string | Uint8Array, void> {
  let index = `${JSON.stringify({ format, token, boot, count: records.length })}\n`;
  for (const record of records) index += lineOf(record);
  yield `${index}${digest(index)}\n`;
  yield* joined(records);
}

const isHex = (value: string): boolean => /^[0-9a-f]+$/.test(value);
const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === "string";
const isCountOrNull = (value: unknown): value is number | null =>
  value === null || (typeof value === "number" && Number.isSafeInteger(value) && value >= 0);

const parse = (line: string): ReadonlyMap<string, unknown> => {
  const value: unknown = JSON.parse(line);
  return new Map(Object.entries(value ?? {}));
};

/** A record's line of the index; its content comes later in the file, `length` bytes long. */
const parseRecord = (line: string) => {
  const fields = parse(line);
  const [path, like, state] = [fields.get("path"), fields.get("like"), fields.get("state")];
  const [before, after] = [fields.get("before"), fields.get("after")];
  const [length, mode, within] = [fields.get("length"), fields.get("mode"), fields.get("within") ?? null];
  if (typeof path !== "string" || typeof like !== "string" || typeof state !== "boolean") return undefined;
  if (!isTextOrNull(before) || !isTextOrNull(after)) return undefined;
  if (!isCountOrNull(length) || !isCountOrNull(mode) || !isTextOrNull(within)) return undefined;
  if (within !== null && !path.startsWith(`${within}/`)) return undefined;
  const parsed = { path, before, after, length, like, state, mode, within };
  return checkTarget(path) === undefined ? parsed : undefined;
};

const damaged = (where: string) =>
  refuse(
    "journal-damaged",
    where,
    "An earlier apply was stopped, and its journal is damaged.",
    "Look the documentation over (`git status`), then delete this file and apply again.",
  );

/** The line that begins at a byte, and the byte after its end. */
const takeLine = (bytes: Buffer, from: number): { readonly line: string; readonly end: number } => {
  const end = bytes.indexOf("\n", from);
  const stop = end < 0 ? bytes.length : end;
  return { line: bytes.toString("utf8", from, stop), end: stop + 1 };
};

const decode = (bytes: Buffer): Journal | undefined => {
  const head = takeLine(bytes, 0);
  const fields = parse(head.line);
  const [token, boot, count] = [fields.get("token"), fields.get("boot"), fields.get("count")];
  if (fields.get("format") !== format) return undefined;
  if (typeof count !== "number" || typeof boot !== "string" || typeof token !== "string" || !isHex(token))
    return undefined;
  const lines: string[] = [];
  let at = head.end;
  while (lines.length < count && at < bytes.length) {
    const next = takeLine(bytes, at);
    lines.push(next.line);
    at = next.end;
  }
  const sum = takeLine(bytes, at);
  if (sum.line !== digest(bytes.subarray(0, at))) return undefined;
  at = sum.end;
  const records: JournalRecord[] = [];
  for (const line of lines) {
    const parsed = parseRecord(line);
    if (parsed === undefined) return undefined;
    const { length, ...record } = parsed;
    const content = length === null ? null : bytes.toString("utf8", at, at + length);
    at += length ?? 0;
    if (record.after !== (content === null ? null : digest(content))) return undefined;
    records.push({ ...record, source: content === null ? null : { content } });
  }
  return at === bytes.length ? { token, boot, records } : undefined;
};

/**
 * Reads a journal back. A journal is as hostile as any file: its paths are judged again.
 * @param where the journal's own path, for the problem
 * @returns the journal; or one problem when a byte is missing or wrong
 */
export const decodeJournal = (bytes: Uint8Array, where: string): Outcome<Journal> => {
  try {
    const journal = decode(Buffer.from(bytes));
    return journal === undefined ? damaged(where) : ok(journal);
  } catch {
    // A line that isn't JSON.
    return damaged(where);
  }
};
