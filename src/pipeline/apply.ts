import { resolve } from "node:path";
import { lockPath } from "../lock/file.ts";
import { parseJson } from "../text/json.ts";
import type { Content } from "../lock/file-records.ts";
import { readSavedPlan, type SavedPlan, staleness } from "./saved-plan.ts";
import { type ApplyOutcome, applyChanges } from "../io/apply/apply.ts";
import { readText } from "../io/text-file.ts";
import { digestAt } from "../io/tree.ts";
import { fail, hasErrors, type Outcome, ok } from "../model/problem.ts";
import type { Change } from "../model/plan.ts";
import type { Digest, RelativePath } from "../model/file.ts";
import { type Request, configure } from "./configure.ts";
import { finishEarlier } from "./earlier.ts";

/** A saved plan that still fits the tree at `root`. */
export type Saved = { readonly saved: SavedPlan; readonly root: string; readonly remarks: readonly string[] };

/**
 * Reads a saved plan and checks that config, templates and every file are as it found them.
 * Errors: `plan-unreadable`, `plan-invalid`, `plan-version`, `plan-edited`, `plan-stale`.
 */
export const openSaved = async (file: string, request: Request): Promise<Outcome<Saved>> => {
  const text = readText(resolve(request.cwd, file), file, "plan-unreadable");
  const parsed = text.ok ? parseJson(text.value, file) : text;
  const saved = parsed.ok ? readSavedPlan(parsed.value, file) : parsed;
  const configured = await configure(request);
  if (!saved.ok || !configured.ok) return fail(...saved.problems, ...configured.problems);
  const { root, configDigest, templates } = configured.value;
  const earlier = await finishEarlier(root);
  if (!earlier.ok) return earlier;
  const inputs = { config: configDigest, templates: templates.digest, lock: digestAt(root, lockPath) };
  const { plan } = saved.value;
  const stale = staleness(plan, inputs, (path) => digestAt(root, path), file);
  if (stale.length > 0 || hasErrors(plan.problems)) return fail(...plan.problems, ...stale);
  return ok({ saved: saved.value, root, remarks: earlier.value.remarks }, earlier.problems);
};

/** What is to be written: the changes, and the lock's new text but for the paths that were kept back. */
export type Work = {
  readonly root: string;
  readonly changes: readonly Change[];
  /** Left out where nothing is done that the lock remembers. */
  readonly lock?: {
    readonly before: Digest | null;
    readonly text: (kept: ReadonlySet<RelativePath>) => Content;
  };
};

/** How the work is done. */
export type Manner = {
  readonly fsync: boolean;
  readonly interrupted: () => boolean;
  /** Told before each file how many are done. */
  readonly step?: (done: number, total: number) => void;
};

/** Makes the changes of a plan, all or none, and writes the lock with them. */
export const apply = async ({ root, changes, lock }: Work, manner: Manner): Promise<ApplyOutcome> => {
  if (lock === undefined) return applyChanges({ root, changes, ...manner });
  const state = { path: lockPath, before: lock.before, content: lock.text(new Set()) };
  const outcome = await applyChanges({ root, changes, state: [state], ...manner });
  const kept = new Set(outcome.results.filter((result) => result.outcome === "kept").map(({ path }) => path));
  if (outcome.status !== "complete" || kept.size === 0) return outcome;
  // Somebody's save came in between: what wasn't written must not be remembered as made.
  const again = { path: lockPath, before: digestAt(root, lockPath), content: lock.text(kept) };
  const { problems } = await applyChanges({ root, changes: [], state: [again], ...manner });
  return { ...outcome, problems: [...outcome.problems, ...problems] };
};
