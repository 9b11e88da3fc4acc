import { createHash } from "node:crypto";
import { error, fail, ok, type Outcome } from "../problem.ts";
import { digest } from "./digest.ts";
import { checkTarget, type FileRecord } from "./records.ts";

/** A record with the permissions that its new file gets, 0 to 0o777; null leaves them to the system. */
export type JournalRecord = FileRecord & { readonly mode: number | null };

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

/**
 * A journal as pieces of bytes, to be written one after the other: a head line, a line for each record, and
 * a line with the digest of all before it, by which a journal that was cut short is known.
 */
export function* encodeJournal({ token, boot, records }: Journal): Generator<Uint8Array, void> {
  const sum = createHash("sha256");
  let piece = `${JSON.stringify({ format, token, boot })}\n`;
  for (const { path, before, after, content, like, state, mode } of records) {
    piece += `${JSON.stringify({ path, before, after, content, like, state, mode })}\n`;
    if (piece.length < pieceLength) continue;
    sum.update(piece);
    yield Buffer.from(piece);
    piece = "";
  }
  sum.update(piece);
  yield Buffer.from(`${piece}${sum.digest("hex")}\n`);
}

const trailerLength = 65;
const newline = 0x0a;

const parse = (line: string): ReadonlyMap<string, unknown> => {
  const value: unknown = JSON.parse(line);
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
};

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === "string";
const isHex = (value: string): boolean => /^[0-9a-f]+$/.test(value);

const toRecord = (line: string): JournalRecord | undefined => {
  const fields = parse(line);
  const [path, before, after, content, like, state, mode] = [
    fields.get("path"),
    fields.get("before"),
    fields.get("after"),
    fields.get("content"),
    fields.get("like"),
    fields.get("state"),
    fields.get("mode"),
  ];
  if (typeof path !== "string" || checkTarget(path) !== undefined || typeof like !== "string")
    return undefined;
  if (!isTextOrNull(before) || !isTextOrNull(after) || !isTextOrNull(content)) return undefined;
  if (typeof state !== "boolean" || (mode !== null && typeof mode !== "number")) return undefined;
  if (after !== (content === null ? null : digest(content))) return undefined;
  return { path, before, after, content, like, state, mode };
};

const damaged = (where: string) =>
  fail(
    error(
      "journal-damaged",
      where,
      "An earlier apply was stopped, and its journal is damaged.",
      "Look the documentation over (`git status`), then delete this file and apply again.",
    ),
  );

/**
 * Reads a journal back. A journal is as hostile as any file: its paths are judged again.
 * @param where the journal's own path, for the problem
 * @returns the journal; or one problem when a byte is missing or wrong
 */
export const decodeJournal = (bytes: Uint8Array, where: string): Outcome<Journal> => {
  const end = bytes.length - trailerLength;
  if (end <= 0 || bytes[end - 1] !== newline) return damaged(where);
  const body = bytes.subarray(0, end);
  if (Buffer.from(bytes.subarray(end)).toString("latin1") !== `${digest(body)}\n`) return damaged(where);
  const [head = "", ...lines] = Buffer.from(body).toString("utf8").trimEnd().split("\n");
  try {
    const fields = parse(head);
    const token = fields.get("token");
    const boot = fields.get("boot");
    if (fields.get("format") !== format || typeof boot !== "string") return damaged(where);
    if (typeof token !== "string" || !isHex(token)) return damaged(where);
    const records: JournalRecord[] = [];
    for (const line of lines) {
      const record = toRecord(line);
      if (record === undefined) return damaged(where);
      records.push(record);
    }
    return ok({ token, boot, records });
  } catch {
    return damaged(where);
  }
};
