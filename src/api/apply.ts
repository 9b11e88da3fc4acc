import { hasChanges } from "../model/plan.ts";
import { ok, type Outcome } from "../model/problem.ts";
import { apply as applyWork, openSaved } from "../pipeline/apply.ts";
import { emptyPlan } from "../pipeline/assemble.ts";
import { isBlocked } from "../pipeline/plan.ts";
import { planRun, planWhole, type PlanRun } from "./plan.ts";
import { requestOf, stepOf } from "./request.ts";
import type { ApplyOptions, ApplyResult } from "./types.ts";

const open = async ({ plan, ...options }: ApplyOptions<PlanRun>): Promise<Outcome<PlanRun>> => {
  const request = requestOf(options);
  if (plan === undefined) return ok(await planWhole(request, "apply", stepOf(options)));
  if (typeof plan !== "string") return ok({ loaded: undefined, ...plan });
  const opened = await openSaved(plan, request);
  if (!opened.ok) return opened;
  const { plan: saved, ...read } = opened.value;
  return ok(planRun({ plan: saved, loaded: undefined }, { tree: read, ...read }), opened.problems);
};

/** Applies a plan, or makes one and applies it: all of it or nothing. What is in the way stays as it is. */
export const apply = async (options: ApplyOptions<PlanRun> = {}): Promise<ApplyResult> => {
  const { signal, review, fsync = true } = options;
  const opened = await open(options);
  if (!opened.ok)
    return { status: "error", plan: emptyPlan([]), results: [], problems: opened.problems, notes: [] };
  const { plan, tree, status } = opened.value;
  const nothing = { plan, results: [], problems: [], notes: [] };
  // Of a run that nobody wants any more nothing is asked.
  if (signal?.aborted === true) return { status: "interrupted", ...nothing };
  const wanted = (await review?.(opened.value)) ?? true;
  if (tree === undefined || status === "error") return { status: "error", ...nothing };
  if (!wanted) return { status: "declined", ...nothing };
  const step = stepOf(options);
  step("Writing", 0, plan.changes.length);
  const outcome = await applyWork(
    { plan, ...tree },
    {
      fsync,
      interrupted: () => signal?.aborted === true,
      step: (done, total) => step("Writing", done, total),
    },
  );
  const { results, problems, notes } = outcome;
  const done = { plan, results, problems, notes };
  if (outcome.interrupted)
    return { status: outcome.status === "refused" ? "interrupted" : "unfinished", ...done };
  if (outcome.status !== "complete") return { status: "error", ...done };
  if (isBlocked(plan) || results.some((result) => result.outcome === "kept"))
    return { status: "blocked", ...done };
  return { status: hasChanges(plan) ? "applied" : "in-step", ...done };
};
