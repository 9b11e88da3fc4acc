import type { Journal } from "../../lock/journal.ts";
import { type FileRecord, type StateFile, toRecords } from "../../lock/file-records.ts";
import type { Change, Result } from "../../model/plan.ts";
import { type Carried, carryOut } from "./carry-out.ts";
import { errnoOf, tryTo } from "./files.ts";
import { reachInside } from "./reach.ts";
import {
  type ApplyOutcome,
  type ApplySetting,
  complete,
  failure,
  inRunFolder,
  orRefuse,
  refused,
  type Session,
  sessionOf,
} from "./session.ts";
import { verify } from "./verify.ts";
import { hasTraces, layoutOf, type RunFolder, writeJournal } from "./run-folder.ts";

export type { ApplyOutcome } from "./session.ts";

export type ApplyRequest = ApplySetting & {
  /** The plan's changes; `keep` and `blocked` are passed over. */
  readonly changes: readonly Change[];
  /** Files, such as the lock file, that are written when all changes are in place. */
  readonly state?: readonly StateFile[];
};

const toResults = (changes: readonly Change[], outcomes: Carried["outcomes"]): readonly Result[] => {
  const results: Result[] = [];
  for (const { path, from = path } of changes) {
    const own = outcomes.get(path);
    if (own !== undefined)
      results.push({ path, outcome: own === "kept" || outcomes.get(from) === "kept" ? "kept" : "done" });
  }
  return results;
};

const commit = async (
  session: Session,
  { layout }: RunFolder,
  journal: Journal,
): Promise<ApplyOutcome | undefined> => {
  const { fs, conduct } = session;
  try {
    await writeJournal(fs, layout, journal, conduct.durable);
    return undefined;
  } catch (thrown) {
    const errno = errnoOf(thrown);
    if (errno === undefined) throw thrown;
    for (const path of [layout.draft, layout.journal]) tryTo(() => fs.unlink(path));
    const status = fs.lstat(layout.journal) === undefined ? "refused" : "unfinished";
    return { ...refused(failure(errno, layout.journal)), status };
  }
};

const applyRecords = async (
  session: Session,
  runFolder: RunFolder,
  records: readonly FileRecord[],
  changes: readonly Change[],
): Promise<ApplyOutcome> => {
  const { fs, host, root, conduct } = session;
  const reach = reachInside(fs, root);
  const verified = verify(fs, root, reach, records);
  if (!verified.ok) return refused(...verified.problems);
  if (conduct.interrupted()) return { ...refused(), interrupted: true };
  const journal = { token: runFolder.token, boot: host.boot, records: verified.value };
  const context = { fs, root, reach, token: runFolder.token, replay: false, rebooted: false };
  const failed = await commit(session, runFolder, journal);
  if (failed !== undefined) return failed;
  const carried = await carryOut(context, runFolder.layout, journal, conduct);
  const { finished, interrupted, problems, outcomes } = carried;
  const results = toResults(changes, outcomes);
  return { status: finished ? "complete" : "unfinished", interrupted, results, problems, notes: [] };
};

/**
 * Makes a plan's changes, all or none: until they are journaled the tree stays as it was, and from then on
 * whichever run comes next completes them. What somebody saves meanwhile is kept; an earlier run is finished first.
 * @returns how it ended; errors of the file system are problems in it, never thrown
 */
export const applyChanges = async (request: ApplyRequest): Promise<ApplyOutcome> => {
  const records = toRecords(request.changes, request.state);
  if (!records.ok) return refused(...records.problems);
  if (records.value.length === 0) return recover(request);
  const session = sessionOf(request);
  const work = (runFolder: RunFolder) => applyRecords(session, runFolder, records.value, request.changes);
  return orRefuse(session.root, () => inRunFolder(session, work));
};

/** Finishes an earlier run that was stopped, before a plan is made; without such a run nothing is written. */
export const recover = async (setting: ApplySetting): Promise<ApplyOutcome> => {
  const session = sessionOf(setting);
  return orRefuse(session.root, () =>
    hasTraces(session.fs, layoutOf(session.root))
      ? inRunFolder(session, () => Promise.resolve(complete))
      : Promise.resolve(complete),
  );
};
