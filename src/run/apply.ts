import { resolve } from "node:path";
import { parseJson } from "../core/json.ts";
import { readSavedPlan, staleness } from "../core/saved-plan.ts";
import { type ApplyOutcome, applyChanges } from "../io/apply/apply.ts";
import { readText } from "../io/text-file.ts";
import { digestAt } from "../io/tree.ts";
import { type Outcome, fail, hasErrors, ok } from "../problem.ts";
import type { Change, Plan } from "../types.ts";
import { type Request, configure } from "./configure.ts";
import { finishEarlier } from "./earlier.ts";

/** A saved plan that still fits the tree at `root`. */
export type Saved = { readonly plan: Plan; readonly root: string; readonly remarks: readonly string[] };

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
  const inputs = { config: configDigest, templates: templates.digest, lock: null };
  const stale = staleness(saved.value, inputs, (path) => digestAt(root, path), file);
  if (stale.length > 0 || hasErrors(saved.value.problems)) return fail(...saved.value.problems, ...stale);
  return ok({ plan: saved.value, root, remarks: earlier.value.remarks }, earlier.problems);
};

/** Makes the changes of a plan, all or none. */
export const apply = (
  root: string,
  changes: readonly Change[],
  how: { readonly fsync: boolean; readonly interrupted: () => boolean },
): Promise<ApplyOutcome> => applyChanges({ root, changes, ...how });
