import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { decodeJournal, encodeJournal, type Journal } from "../../lock/journal.ts";
import { isOwnName, stateFolder } from "../../lock/file-records.ts";
import { error, fail, ok, type Outcome, type Problem, warning } from "../../model/problem.ts";
import type { FileSystem } from "../fs.ts";
import { errnoOf, failsWith, flushAll, look, tryTo, writeNew, writePieces } from "./files.ts";
import type { Host } from "./host.ts";
import { takeRunLock } from "./run-lock.ts";

/** Where an apply keeps its own files. */
export type Layout = {
  readonly root: string;
  readonly folder: string;
  readonly journal: string;
  readonly draft: string;
  readonly ignore: string;
};

/** The places of an apply's own files in a root. */
export const layoutOf = (root: string): Layout => {
  const folder = join(root, stateFolder);
  return {
    root,
    folder,
    journal: join(folder, "journal"),
    draft: join(folder, "journal.tmp"),
    ignore: join(folder, ".gitignore"),
  };
};

/** The state folder while this run alone may work in the root. */
export type RunFolder = {
  readonly layout: Layout;
  /** Hex digits that no other run has. */
  readonly token: string;
  /** The pid of a dead run whose lock was taken over. */
  readonly brokeLockOf: number | undefined;
  /** Gives the root free; the folder goes too when nothing is left in it. */
  readonly close: () => readonly Problem[];
};

/** So that nobody commits what belongs to one run on one machine, this file included. */
const ignored = "/.gitignore\n/journal\n/journal.tmp\n/run.lock*\n";

const removeFolder = (fs: FileSystem, folder: string): void => tryTo(() => fs.removeFolder(folder));

const close = (fs: FileSystem, layout: Layout, release: () => void): readonly Problem[] => {
  const problems: Problem[] = [];
  tryTo(() => {
    if (fs.lstat(layout.journal) === undefined) fs.unlink(layout.ignore);
  });
  try {
    release();
  } catch (thrown) {
    if (errnoOf(thrown) === undefined) throw thrown;
    const fix = "Nothing, once this process has ended: the next apply takes it over.";
    problems.push(warning("apply-lock-left", layout.folder, "The run lock couldn't be removed.", fix));
  }
  removeFolder(fs, layout.folder);
  return problems;
};

const prepare = (fs: FileSystem, { folder }: Layout): Problem | undefined => {
  const status = fs.lstat(folder);
  if (status === undefined) failsWith(["EEXIST"], () => fs.makeFolder(folder));
  else if (status.kind !== "folder")
    return error("apply-state-folder", folder, "What is there is no folder.", "Move it out of the way.");
  return undefined;
};

const lock = (fs: FileSystem, host: Host, layout: Layout, token: string) => {
  for (let attempt = 1; ; attempt++) {
    const problem = prepare(fs, layout);
    if (problem !== undefined) return fail(problem);
    try {
      return takeRunLock(fs, host, layout.folder, token);
    } catch (thrown) {
      // A run that ends removes the folder when it finds it empty; this one's may have been next to go in.
      if (errnoOf(thrown) !== "ENOENT" || attempt === 100) throw thrown;
    }
  }
};

/** Whether a run that was stopped has left anything in the state folder. */
export const hasTraces = (fs: FileSystem, { folder }: Layout): boolean => {
  if (fs.lstat(folder)?.kind !== "folder") return false;
  const names = fs.readFolder(folder);
  return names.length === 0 || names.some(isOwnName);
};

/**
 * Takes the root for this run.
 * @returns the run folder; or why it can't be had: another run is at work
 * @throws the error of a system call that failed, with nothing left behind
 */
export const openRunFolder = (fs: FileSystem, host: Host, root: string): Outcome<RunFolder> => {
  const layout = layoutOf(root);
  const token = randomUUID().replaceAll("-", "").slice(0, 12);
  let release: (() => void) | undefined;
  try {
    const taken = lock(fs, host, layout, token);
    if (!taken.ok) {
      removeFolder(fs, layout.folder);
      return taken;
    }
    release = taken.value.release;
    failsWith(["ENOENT"], () => fs.unlink(layout.draft));
    failsWith(["EEXIST"], () => writeNew(fs, layout.ignore, ignored, { mode: null, durable: false }));
    const { brokeLockOf } = taken.value;
    const free = release;
    return ok({ layout, token, brokeLockOf, close: () => close(fs, layout, free) });
  } catch (thrown) {
    if (release === undefined) removeFolder(fs, layout.folder);
    else close(fs, layout, release);
    throw thrown;
  }
};

/** The commit: from its return on, every start carries the journal out. Throws errors of system calls. */
export const writeJournal = async (
  fs: FileSystem,
  layout: Layout,
  journal: Journal,
  durable: boolean,
): Promise<void> => {
  writePieces(fs, layout.draft, encodeJournal(journal), { mode: null, durable });
  fs.rename(layout.draft, layout.journal);
  if (durable) await flushAll(fs, [layout.folder, layout.root]);
};

/** The journal of a run that was stopped, undefined when there is none, or the problem that it is damaged. */
export const readJournal = (fs: FileSystem, layout: Layout): Outcome<Journal | undefined> => {
  const sight = look(fs, layout.journal);
  if (sight.kind === "absent") return ok(undefined);
  return decodeJournal(sight.kind === "file" ? sight.bytes : new Uint8Array(), layout.journal);
};

/** Forgets a journal that was carried out. */
export const retireJournal = async (fs: FileSystem, layout: Layout, durable: boolean): Promise<void> => {
  fs.unlink(layout.journal);
  if (durable) await flushAll(fs, [layout.folder]);
};
