import type { JournalRecord } from "../../lock/journal.ts";
import { bytesOf, type Source } from "../../lock/file-records.ts";
import { type Problem, warning } from "../../model/problem.ts";
import type { FileSystem } from "../fs.ts";
import { type Sight, errnoOf, failsWith, look, noHardLinks, tryTo, writeNew } from "./files.ts";
import type { Reach } from "./reach.ts";

/** What carrying out a journal needs to know besides its records. */
export type ApplyContext = {
  readonly fs: FileSystem;
  readonly root: string;
  readonly reach: Reach;
  readonly token: string;
  /** Whether a run that was stopped is carried out once more, so that traces of it may be about. */
  readonly replay: boolean;
  /** Whether the system has, or may have, lost power since: files of ours may be cut short or gone. */
  readonly rebooted: boolean;
};

/** `done`: the path is as planned. `kept`: somebody saved something else there, and it stays. */
export type Settled = {
  readonly outcome: "done" | "kept";
  readonly problems: readonly Problem[];
  /** Where the old file was moved, when the record is through with it: the caller unlinks it. */
  readonly spent?: string;
};

/** What an apply's temporary files and folders are called, before their ending: a name for each record. */
export const ownName = (token: string, index: number): string => `.kluster-gen-${token}-${index}`;

type Places = { readonly path: string; readonly fresh: string; readonly aside: string };

const placesOf = ({ root, token }: ApplyContext, { path }: JournalRecord, index: number): Places => {
  const target = `${root}/${path}`;
  const name = `${target.slice(0, target.lastIndexOf("/"))}/${ownName(token, index)}`;
  return { path: target, fresh: `${name}.new`, aside: `${name}.old` };
};

/** Whether a file holds only our bytes in their places, or zeros, as a loss of power leaves it: nobody's work is in it. */
const isTorn = (sight: Sight, source: Source | null): boolean => {
  if (sight.kind !== "file" || source === null) return false;
  const whole = bytesOf(source.content);
  return (
    sight.bytes.length <= whole.length && sight.bytes.every((byte, at) => byte === 0 || byte === whole[at])
  );
};

const isAfter = (sight: Sight, { after }: JournalRecord): boolean =>
  after === null ? sight.kind === "absent" : sight.kind === "file" && sight.digest === after;

/** Whether what is there may be replaced: the file as planned against, or a torn one of ours. */
const isDisposable = (sight: Sight, record: JournalRecord, torn: boolean): boolean => {
  if (sight.kind === "absent") return record.before === null || torn;
  return sight.kind === "file" && (sight.digest === record.before || (torn && isTorn(sight, record.source)));
};

/** Where a record starts from: with a file to move aside, the new file written, torn files possible. */
type Start = { readonly moves: boolean; readonly staged: boolean; readonly torn: boolean };

/** Gives a file that was moved aside its name back; should there be a new one, both stay. */
const putBack = ({ fs }: ApplyContext, { path, aside }: Places, shown: string): readonly Problem[] => {
  try {
    fs.link(aside, path);
    fs.unlink(aside);
    return [];
  } catch (thrown) {
    if (errnoOf(thrown) === undefined) throw thrown;
    const [mine, theirs] = [look(fs, aside), look(fs, path)];
    if (theirs.kind === "absent") fs.rename(aside, path);
    else if (mine.kind === "file" && theirs.kind === "file" && mine.digest === theirs.digest)
      fs.unlink(aside);
    else {
      const message = `The file was saved twice while it was to be changed; the earlier version is in ${aside}.`;
      return [warning("apply-two-saves", shown, message, "Choose between the two.")];
    }
    return [];
  }
};

const drop = ({ fs }: ApplyContext, path: string): void => void failsWith(["ENOENT"], () => fs.unlink(path));

/** Brings a record that a stopped run was in the middle of back to where it began. */
const rewind = (
  context: ApplyContext,
  places: Places,
  record: JournalRecord,
  torn: boolean,
): readonly Problem[] => {
  const moved = look(context.fs, places.aside);
  if (moved.kind === "absent") return [];
  const replaced = look(context.fs, places.path).kind !== "absent";
  if (!replaced || !isDisposable(moved, record, torn)) return putBack(context, places, record.path);
  context.fs.unlink(places.aside);
  return [];
};

/** Gives the new file its name, unless somebody has made one of that name; without hard links it is copied. */
const install = (
  { fs }: ApplyContext,
  { path, fresh }: Places,
  record: JournalRecord,
  { content }: Source,
): boolean => {
  const failed = failsWith(["EEXIST", ...noHardLinks], () => fs.link(fresh, path));
  if (failed === undefined) return true;
  if (failed === "EEXIST") return isAfter(look(fs, path), record);
  return (
    failsWith(["EEXIST"], () => writeNew(fs, path, content, { mode: record.mode, durable: false })) ===
    undefined
  );
};

const fill = (context: ApplyContext, places: Places, record: JournalRecord): Settled["outcome"] =>
  record.source === null || install(context, places, record, record.source) ? "done" : "kept";

/** Puts the new file, if there is to be one, in the old one's place, unless the old one isn't what it was. */
const exchange = (context: ApplyContext, places: Places, record: JournalRecord, torn: boolean): Settled => {
  const { fs } = context;
  try {
    fs.rename(places.path, places.aside);
  } catch (thrown) {
    if (errnoOf(thrown) !== "ENOENT" || fs.lstat(places.path) !== undefined) throw thrown;
    return { outcome: record.source === null ? "done" : "kept", problems: [] };
  }
  let outcome: Settled["outcome"];
  try {
    if (!isDisposable(look(fs, places.aside), record, torn))
      return { outcome: "kept", problems: putBack(context, places, record.path) };
    outcome = fill(context, places, record);
  } catch (thrown) {
    // The path must not stay empty until the next start.
    if (errnoOf(thrown) !== undefined) tryTo(() => putBack(context, places, record.path));
    throw thrown;
  }
  return { outcome, problems: [], spent: places.aside };
};

const settleFrom = (context: ApplyContext, places: Places, record: JournalRecord, start: Start): Settled => {
  const { fs } = context;
  const { source, mode } = record;
  if (source !== null && !start.staged) {
    context.reach.makeFoldersOf(record.path);
    writeNew(fs, places.fresh, source.content, { mode, durable: false });
  }
  const end = start.moves
    ? exchange(context, places, record, start.torn)
    : { outcome: fill(context, places, record), problems: [] };
  if (source !== null) fs.unlink(places.fresh);
  return end;
};

/** What a stopped run may have left at a record's new file; `staged`: it is whole, and the old one may be gone. */
const staging = ({ fs, rebooted }: ApplyContext, places: Places, record: JournalRecord) => {
  const staged = !rebooted && record.source !== null && isAfter(look(fs, places.fresh), record);
  return { staged, torn: rebooted || staged };
};

/**
 * Carries out one record so that no save of anybody's is lost, whenever it comes: the new content is written
 * beside the path, the old file is moved aside, and only what is then found in it decides whether it goes.
 * It goes last, since some file systems look for free inodes past all that were just freed: files are made
 * several times slower among unlinks than before them.
 * Carrying a record out again, from wherever it was stopped, comes to the same.
 * @param index the record's place in the journal
 * @throws the error of the system call that failed; the journal must then stay
 */
export const settle = (context: ApplyContext, record: JournalRecord, index: number): Settled => {
  const places = placesOf(context, record, index);
  context.reach.touch(record.path);
  if (!context.replay)
    return settleFrom(context, places, record, { moves: record.before !== null, staged: false, torn: false });
  const { staged, torn } = staging(context, places, record);
  const problems = rewind(context, places, record, torn);
  const now = look(context.fs, places.path);
  const ready = !isAfter(now, record) && isDisposable(now, record, torn);
  if (!ready || !staged) drop(context, places.fresh);
  if (!ready) return { outcome: isAfter(now, record) ? "done" : "kept", problems };
  const settled = settleFrom(context, places, record, { moves: now.kind === "file", staged, torn });
  return { ...settled, problems: [...problems, ...settled.problems] };
};

/** What carrying out a record would leave at its path: bytes, null for an empty path, undefined when it stays. */
export const outcomeOf = (
  context: ApplyContext,
  record: JournalRecord,
  index: number,
): Uint8Array | null | undefined => {
  const places = placesOf(context, record, index);
  const { torn } = staging(context, places, record);
  const moved = look(context.fs, places.aside);
  const there = look(context.fs, places.path);
  const back = there.kind === "absent" && moved.kind === "file";
  const now = back ? moved : there;
  if (isAfter(now, record) || isDisposable(now, record, torn))
    return record.source === null ? null : bytesOf(record.source.content);
  return back ? moved.bytes : undefined;
};
