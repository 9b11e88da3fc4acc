import { setImmediate as breathe } from "node:timers/promises";
import type { Journal, JournalRecord } from "../../lock/journal.ts";
import { error, type Problem, warning } from "../../model/problem.ts";
import type { RelativePath } from "../../model/file.ts";
import { errnoOf, explainErrno, flushAll } from "./files.ts";
import { clear, makeFolder, newFoldersOf } from "./new-folder.ts";
import { type ApplyContext, type Settled, settle } from "./settle.ts";
import { type Layout, retireJournal } from "./run-folder.ts";

/** How a journal's carrying out ended. Unless `finished`, the journal is still there. */
export type Carried = {
  readonly finished: boolean;
  readonly interrupted: boolean;
  readonly outcomes: ReadonlyMap<RelativePath, Settled["outcome"]>;
  readonly problems: readonly Problem[];
};

export type Conduct = {
  readonly durable: boolean;
  readonly interrupted: () => boolean;
  readonly step: (done: number, total: number) => void;
};

/** Files between two looks at what else the process has to do, such as hearing Ctrl-C. */
const filesAtOnce = 64;

const keptProblem = (path: RelativePath): Problem =>
  warning(
    "apply-kept",
    path,
    "Somebody changed the file during the run, so it stays as it is.",
    "Run plan to see what is left.",
  );

const unlinkAll = ({ fs }: ApplyContext, paths: readonly string[]): void => {
  for (const path of paths) fs.unlink(path);
};

const settleInside = (context: ApplyContext, record: JournalRecord, index: number): Settled => {
  const folder = context.reach.folderOf(record.path);
  if (folder.ok) return settle(context, record, index);
  // Only in a journal carried out again: the tree was changed since. It must not hold the run up for ever.
  return {
    outcome: "kept",
    problems: folder.problems.map((problem) => ({ ...problem, severity: "warning" })),
  };
};

/** Says whether to stop, and now and then lets the process hear what else there is, such as Ctrl-C. */
const pauser = ({ interrupted, step }: Conduct, total: number) => {
  let count = 0;
  return async (): Promise<boolean> => {
    if (count % filesAtOnce === 0) {
      step(count, total);
      await breathe();
    }
    count += 1;
    return interrupted();
  };
};

/** Carries out a committed journal: files, then state files; retires it. Stops between two files when interrupted. */
export const carryOut = async (
  context: ApplyContext,
  layout: Layout,
  { records }: Journal,
  conduct: Conduct,
): Promise<Carried> => {
  const outcomes = new Map<RelativePath, Settled["outcome"]>();
  const problems: Problem[] = [];
  const folders = newFoldersOf(context.token, records);
  const pause = pauser(conduct, records.length);
  let at = layout.journal;
  try {
    if (context.replay) for (const folder of folders.values()) clear(context, folder);
    for (const phase of [false, true]) {
      const written: string[] = [];
      const spent: string[] = [];
      const stop = (): Carried => {
        at = layout.root;
        unlinkAll(context, spent);
        return { finished: false, interrupted: true, outcomes, problems };
      };
      const note = (record: JournalRecord, settled: Settled): void => {
        outcomes.set(record.path, settled.outcome);
        problems.push(...settled.problems);
        if (settled.spent !== undefined) spent.push(settled.spent);
        if (settled.outcome === "kept") problems.push(keptProblem(record.path));
        else if (conduct.durable && record.source !== null) written.push(`${context.root}/${record.path}`);
      };
      for (const [index, record] of records.entries()) {
        if (record.state !== phase || outcomes.has(record.path)) continue;
        if (await pause()) return stop();
        at = record.path;
        const folder = context.replay ? undefined : folders.get(record.within ?? "");
        // Its first record makes a new folder with all that is in it.
        const made = folder?.records[0] === record ? await makeFolder(context, folder, pause) : "taken";
        if (made === "interrupted") return stop();
        if (made === "taken") note(record, settleInside(context, record, index));
        else for (const member of folder?.records ?? []) note(member, { outcome: "done", problems: [] });
      }
      at = layout.root;
      unlinkAll(context, spent);
      at = layout.journal;
      if (conduct.durable) await flushAll(context.fs, [...written, ...context.reach.touched]);
    }
    await retireJournal(context.fs, layout, conduct.durable);
    return { finished: true, interrupted: false, outcomes, problems };
  } catch (thrown) {
    const errno = errnoOf(thrown);
    if (errno === undefined) throw thrown;
    const { message, fix } = explainErrno(errno);
    problems.push(
      error(
        "apply-unfinished",
        at,
        `The run stopped here: ${message}.`,
        `${fix}, then apply again: it finishes this run.`,
      ),
    );
    return { finished: false, interrupted: false, outcomes, problems };
  }
};
