import type { Journal } from "../../lock/journal.ts";
import { error, type Problem } from "../../model/problem.ts";
import type { Result } from "../../model/plan.ts";
import { diskFileSystem, type FileSystem } from "../fs.ts";
import { type Conduct, carryOut } from "./carry-out.ts";
import { errnoOf, explainErrno } from "./files.ts";
import { type Host, thisHost } from "./host.ts";
import { reachInside } from "./reach.ts";
import type { ApplyContext } from "./settle.ts";
import { openRunFolder, readJournal, type RunFolder } from "./run-folder.ts";

/** Where and how an apply works. */
export type ApplySetting = {
  /** The documentation root: absolute, and the only folder in which anything is read, written or deleted. */
  readonly root: string;
  /** Whether the result must survive a loss of power; true unless said otherwise. */
  readonly fsync?: boolean;
  /** Asked between two files; true ends the run there. */
  readonly interrupted?: () => boolean;
  /** Called between files how many are done. */
  readonly step?: (done: number, total: number) => void;
  readonly fs?: FileSystem;
  readonly host?: Host;
};

/** How an apply, or the finishing of an earlier one, ended. */
export type ApplyOutcome = {
  /**
   * `complete`: every change is made, or kept back for somebody's save. `refused`: nothing was written.
   * `unfinished`: some files are changed, none is torn, and the next start does the rest.
   */
  readonly status: "complete" | "refused" | "unfinished";
  /** Whether the run ended early because it was asked to. */
  readonly interrupted: boolean;
  /** What became of each change that was carried out, in the plan's order. */
  readonly results: readonly Result[];
  /** Errors unless `complete`; warnings for what was kept. */
  readonly problems: readonly Problem[];
  /** One-line information for people: an earlier run finished, a dead run's lock taken over. */
  readonly notes: readonly string[];
};

/** A setting with everything filled in. */
export type Session = {
  readonly fs: FileSystem;
  readonly host: Host;
  readonly root: string;
  readonly conduct: Conduct;
};

/** Fills in what a setting leaves open. */
export const sessionOf = (setting: ApplySetting): Session => ({
  fs: setting.fs ?? diskFileSystem,
  host: setting.host ?? thisHost(),
  root: setting.root,
  conduct: {
    durable: setting.fsync ?? true,
    interrupted: setting.interrupted ?? (() => false),
    step: setting.step ?? (() => undefined),
  },
});

/** A number of files, in words. */
export const countFiles = (count: number): string => (count === 1 ? "1 file" : `${count} files`);

/** Nothing was written, and why. */
export const refused = (...problems: readonly Problem[]): ApplyOutcome => ({
  status: "refused",
  interrupted: false,
  results: [],
  problems,
  notes: [],
});

/** There was nothing to do, or it is done. */
export const complete: ApplyOutcome = {
  status: "complete",
  interrupted: false,
  results: [],
  problems: [],
  notes: [],
};

/** What carrying out an earlier run's journal stands on. */
export const contextOf = ({ fs, host, root }: Session, journal: Journal): ApplyContext => ({
  fs,
  root,
  reach: reachInside(fs, root),
  token: journal.token,
  replay: true,
  rebooted: journal.boot === "" || journal.boot !== host.boot,
});

/** A system call failed before anything was written. */
export const failure = (errno: string, where: string): Problem => {
  const { message, fix } = explainErrno(errno);
  return error("apply-failed", where, `Nothing was written: ${message}.`, `${fix}, then apply again.`);
};

/** Finishes the run whose journal is there, if any. */
const recoverUnfinished = async (session: Session, { layout }: RunFolder): Promise<ApplyOutcome> => {
  const journal = readJournal(session.fs, layout);
  if (!journal.ok) return refused(...journal.problems);
  if (journal.value === undefined) return complete;
  const context = contextOf(session, journal.value);
  const carried = await carryOut(context, layout, journal.value, session.conduct);
  const { problems, interrupted } = carried;
  if (!carried.finished) return { ...complete, status: "unfinished", interrupted, problems };
  return {
    ...complete,
    problems,
    notes: [`Finished an earlier apply that was stopped (${countFiles(carried.outcomes.size)}).`],
  };
};

/** Runs what hasn't written anything when a system call fails in it: that is then the outcome. */
export const orRefuse = async (root: string, run: () => Promise<ApplyOutcome>): Promise<ApplyOutcome> => {
  try {
    return await run();
  } catch (thrown) {
    const errno = errnoOf(thrown);
    if (errno === undefined) throw thrown;
    return refused(failure(errno, root));
  }
};

/** Takes the root, finishes an earlier run, does the work, gives the root free. Throws before anything was written. */
export const inRunFolder = async (
  session: Session,
  work: (runFolder: RunFolder) => Promise<ApplyOutcome>,
): Promise<ApplyOutcome> => {
  const opened = openRunFolder(session.fs, session.host, session.root);
  if (!opened.ok) return refused(...opened.problems);
  const runFolder = opened.value;
  let outcome: ApplyOutcome;
  let left: readonly Problem[] = [];
  try {
    outcome = await recoverUnfinished(session, runFolder);
    if (outcome.status === "complete") {
      const { problems, notes } = outcome;
      outcome = await orRefuse(session.root, () => work(runFolder));
      outcome = {
        ...outcome,
        problems: [...problems, ...outcome.problems],
        notes: [...notes, ...outcome.notes],
      };
    }
  } finally {
    left = runFolder.close();
  }
  const taken = runFolder.brokeLockOf;
  const notes = taken === undefined ? [] : [`Took over the run lock of process ${taken}, which is gone.`];
  return { ...outcome, problems: [...outcome.problems, ...left], notes: [...notes, ...outcome.notes] };
};
