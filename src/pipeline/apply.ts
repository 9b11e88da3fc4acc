import { replacerOf } from "./replacing.ts";
import { resolve } from "node:path";
import { type ApplyOutcome, applyChanges } from "../io/apply/apply.ts";
import { readText } from "../io/text-file.ts";
import { digestAt, readFiles, readLock } from "../io/tree.ts";
import { formatLock, lockPath, parseLock } from "../lock/file.ts";
import { withoutKept } from "../lock/revise.ts";
import type { Lock } from "../model/lock.ts";
import type { Plan } from "../model/plan.ts";
import { fail, hasErrors, type Outcome, ok } from "../model/problem.ts";
import type { Snapshot } from "../model/file.ts";
import { parseJson } from "../text/json.ts";
import { configure, type Request } from "./load/configure.ts";
import { digestOfFiles } from "./load/records.ts";
import { recoverUnfinished } from "./load/recover.ts";
import { readSavedPlan, staleness } from "./saved/saved-plan.ts";
import { untrusted } from "./saved/trust.ts";

/** A plan to carry out, where, and the lock that it was made with. */
export type Work = { readonly plan: Plan; readonly root: string; readonly lock: Lock };

/** A saved plan that still fits the tree. */
export type Saved = Work & { readonly snapshot: Snapshot; readonly remarks: readonly string[] };

/**
 * Reads a saved plan, and checks that config, templates, lock, every file and a catalog in files are as it found them,
 * and that it asks for nothing that config and lock don't allow.
 * Errors: `plan-unreadable`, `plan-invalid`, `plan-version`, `plan-edited`, `plan-stale`, `plan-untrusted`, and those of
 * a catalog that can't be read.
 */
export const openSaved = async (file: string, request: Request): Promise<Outcome<Saved>> => {
  const text = readText(resolve(request.cwd, file), file, "plan-unreadable");
  const parsed = text.ok ? parseJson(text.value, file) : text;
  const saved = parsed.ok ? readSavedPlan(parsed.value, file) : parsed;
  const configured = await configure(request);
  if (!saved.ok || !configured.ok) return fail(...saved.problems, ...configured.problems);
  const plan = saved.value;
  const { root, folder, settings, configDigest, templates } = configured.value;
  const earlier = await recoverUnfinished(root);
  if (!earlier.ok) return earlier;
  const { source } = plan.inputs;
  const records = await digestOfFiles(
    configured.value,
    request.catalog === undefined ? { ...request, catalog: source, cwd: folder } : request,
  );
  const inputs = { config: configDigest, templates: templates.digest, lock: digestAt(root, lockPath) };
  const known = records.ok && records.value !== undefined ? { ...inputs, catalog: records.value } : inputs;
  const stale = staleness(plan, known, (path) => digestAt(root, path), file);
  if (!records.ok || stale.length > 0 || hasErrors(plan.problems))
    return fail(...plan.problems, ...(records.ok ? [] : records.problems), ...stale);
  const bytes = readLock(root, new Map());
  const lock = bytes.ok ? parseLock(bytes.value ?? new Uint8Array()) : bytes;
  if (!lock.ok) return lock;
  const snapshot = readFiles(
    root,
    plan.changes.map(({ path, from }) => from ?? path),
  );
  const claimed = (request.claim ?? settings.claim) === "all";
  const trust = { settings, lock: lock.value, snapshot, replaces: replacerOf(request, root), claimed, file };
  const wrong = untrusted(plan, trust);
  if (wrong.length > 0) return fail(...wrong);
  return ok({ plan, root, lock: lock.value, snapshot, remarks: earlier.value.remarks }, earlier.problems);
};

/** How the work is done. */
export type ApplyOptions = {
  readonly fsync: boolean;
  readonly interrupted: () => boolean;
  /** Called before each file how many are done. */
  readonly step?: (done: number, total: number) => void;
};

/** Makes the changes of a plan, all or none, and writes the lock with them. */
export const apply = async ({ plan, root, lock }: Work, options: ApplyOptions): Promise<ApplyOutcome> => {
  const { changes, inputs, lock: next } = plan;
  if (next === undefined) return applyChanges({ root, changes, ...options });
  const state = { path: lockPath, before: inputs.lock, content: formatLock(next) };
  const outcome = await applyChanges({ root, changes, state: [state], ...options });
  const kept = new Set(outcome.results.filter((result) => result.outcome === "kept").map(({ path }) => path));
  if (outcome.status !== "complete" || kept.size === 0) return outcome;
  // Somebody's save came in between: what wasn't written must not be recorded as made.
  const content = formatLock(withoutKept(lock, next, kept));
  const again = { path: lockPath, before: digestAt(root, lockPath), content };
  const { problems } = await applyChanges({ root, changes: [], state: [again], ...options });
  return { ...outcome, problems: [...outcome.problems, ...problems] };
};
