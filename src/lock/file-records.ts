import { error, fail, ok, type Outcome, type Problem } from "../model/problem.ts";
import type { Change } from "../model/plan.ts";
import type { Digest, RelativePath } from "../model/file.ts";
import { measure } from "../text/digest.ts";
import { checkPath, clashes, foldPath } from "../model/paths.ts";

/** The folder in the root that holds the journal and the run lock while an apply is under way. */
export const stateFolder = ".kluster-gen";

/** Names in the state folder that belong to the apply alone; everything else there is an ordinary file. */
export const isOwnName = (name: string): boolean =>
  name === ".gitignore" || name.startsWith("journal") || name.startsWith("run.lock");

/** A text: whole, or as its UTF-8 bytes in pieces, the same each time. */
export type Content = string | Iterable<Uint8Array>;

/** A text that is written. */
export type Source = {
  readonly content: Content;
  /** How many bytes it has, where that is known already. */
  readonly length?: number;
};

/** A file that is written when everything else is in place, such as the lock file; null takes it away. */
export type StateFile = {
  readonly path: RelativePath;
  readonly before: Digest | null;
  readonly content: Content | null;
};

/** What is to become of one path: the unit that an apply carries out and a journal holds. */
export type FileRecord = {
  readonly path: RelativePath;
  /** Digest of the file as it was planned against; null where there was none. */
  readonly before: Digest | null;
  /** Digest of the content; null when the file is taken away. */
  readonly after: Digest | null;
  /** The content; null when the file is taken away. */
  readonly source: Source | null;
  /** The file whose permissions the new one gets: itself, or where it is renamed from. */
  readonly like: RelativePath;
  /** Whether it waits for all that isn't state to be in place. */
  readonly state: boolean;
};

/** A content's parts, one after the other. */
export const piecesOf = (content: Content): Iterable<string | Uint8Array> =>
  typeof content === "string" ? [content] : content;

/** How many bytes a content has. */
export const lengthOf = (source: Source): number => {
  if (source.length !== undefined) return source.length;
  let sum = 0;
  for (const piece of piecesOf(source.content)) sum += Buffer.byteLength(piece);
  return sum;
};

/** A content as bytes. */
export const bytesOf = (content: Content): Buffer =>
  typeof content === "string" ? Buffer.from(content) : Buffer.concat([...content]);

type Slot = {
  put?: { before: Digest | null; after: Digest | null; source: Source; like: RelativePath };
  drop?: { before: Digest };
};

const damaged = (path: RelativePath): Problem =>
  error("plan-damaged", path, "The plan's digests don't fit its texts.", "Make the plan again.");

const usedTwice = (path: RelativePath): Problem =>
  error(
    "plan-path-twice",
    path,
    "The plan changes this path twice.",
    "Make the plan again, and report this if it stays.",
  );

const hasContent = (change: Change): change is Change & Source => "content" in change;

const place = (slots: Map<RelativePath, Slot>, change: Change): Problem | undefined => {
  const { action, path, from, before, after } = change;
  if (action === "keep" || action === "blocked") return undefined;
  const slot = slots.get(path) ?? {};
  slots.set(path, slot);
  if (action === "delete") {
    if (before === null || after !== null) return damaged(path);
    if (slot.drop !== undefined) return usedTwice(path);
    slot.drop = { before };
    return undefined;
  }
  if (!hasContent(change) || after === null || (action === "create") !== (before === null))
    return damaged(path);
  if (slot.put !== undefined) return usedTwice(path);
  if (action !== "rename" || before === null) {
    slot.put = { before, after, source: change, like: path };
    return undefined;
  }
  if (from === undefined || from === path) return damaged(path);
  slot.put = { before: null, after, source: change, like: from };
  const source = slots.get(from) ?? {};
  slots.set(from, source);
  if (source.drop !== undefined) return usedTwice(from);
  source.drop = { before };
  return undefined;
};

const toRecord = (path: RelativePath, { put, drop }: Slot): FileRecord | Problem => {
  if (typeof put?.before === "string" && drop !== undefined) return usedTwice(path);
  return {
    path,
    before: drop?.before ?? put?.before ?? null,
    after: put?.after ?? null,
    source: put?.source ?? null,
    like: put?.like ?? path,
    state: false,
  };
};

/** Writes first, so that a stopped rename leaves both names; but removals of names in another case go before them. */
const inOrder = (records: readonly FileRecord[]): FileRecord[] => {
  const written = new Set(records.flatMap(({ path, source }) => (source === null ? [] : [foldPath(path)])));
  const turn = ({ path, source }: FileRecord): number =>
    source !== null ? 1 : written.has(foldPath(path)) ? 0 : 2;
  return [...records].sort((a, b) => turn(a) - turn(b) || (a.path < b.path ? -1 : 1));
};

/** Judges a path that an apply may write or delete: `checkPath`, and not one of the apply's own files. */
export const checkTarget = (path: RelativePath): Problem | undefined => {
  const [first, second = ""] = path.split("/", 2);
  if (first?.toLowerCase() === stateFolder && isOwnName(second.toLowerCase()))
    return error("path-own", path, "The path belongs to the apply itself.", "Choose another path.");
  return checkPath(path);
};

/**
 * Turns a plan's changes, whose digests are those of their texts, into one record for each path. A rename becomes a new file and a removal; where one
 * rename's old path is another's new one, the two meet in a single record, so chains and swaps need no order.
 * @returns the records in the order in which they are carried out, those that change nothing left out; or
 *   every unsafe or clashing path and every contradiction
 */
export const toRecords = (
  changes: readonly Change[],
  state: readonly StateFile[] = [],
): Outcome<readonly FileRecord[]> => {
  const problems: Problem[] = [];
  const slots = new Map<RelativePath, Slot>();
  for (const change of changes) {
    const problem = place(slots, change);
    if (problem !== undefined) problems.push(problem);
  }
  const named: FileRecord[] = [];
  for (const [path, slot] of slots) {
    const record = toRecord(path, slot);
    if ("code" in record) problems.push(record);
    else named.push(record);
  }
  const records = inOrder(named);
  for (const { path, before, content } of state) {
    if (slots.has(path)) problems.push(usedTwice(path));
    slots.set(path, {});
    const after = content === null ? null : measure(piecesOf(content));
    const source = content === null || after === null ? null : { content, length: after.length };
    records.push({ path, before, after: after?.digest ?? null, source, like: path, state: true });
  }
  for (const record of records) {
    const problem = checkTarget(record.path);
    if (problem !== undefined) problems.push(problem);
  }
  problems.push(...clashes(records.filter((record) => record.source !== null).map((record) => record.path)));
  if (problems.length > 0) return fail(...problems);
  return ok(records.filter((record) => record.before !== record.after));
};
