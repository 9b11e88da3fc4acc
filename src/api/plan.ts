import { hasChanges, type Plan } from "../model/plan.ts";
import { hasErrors } from "../model/problem.ts";
import { isBlocked, plan as planFor, type Planned, type Purpose } from "../pipeline/plan.ts";
import { requestOf, stepOf } from "./request.ts";
import type { PlanOptions, PlanResult } from "./types.ts";

/** A plan with all that was read for it, which the command line shows; nothing of a saved one. */
export type PlanRun = PlanResult & Pick<Planned, "loaded">;

const statusOf = (plan: Plan, unsettled: boolean): PlanResult["status"] => {
  // A problem that is an error stops it as a whole.
  if (hasErrors(plan.problems)) return "error";
  if (isBlocked(plan)) return "blocked";
  return hasChanges(plan) || unsettled ? "changes" : "in-step";
};

/** A plan as callers get it. */
export const planRun = (
  { plan, loaded, unsettled = false }: Planned,
  { tree, snapshot, remarks }: Read = { tree: loaded, ...loaded },
): PlanRun => ({
  status: statusOf(plan, unsettled),
  plan,
  tree,
  files: snapshot ?? new Map(),
  remarks: remarks ?? [],
  loaded,
});

type Read = {
  readonly tree: PlanResult["tree"];
  readonly snapshot?: PlanResult["files"];
  readonly remarks?: PlanResult["remarks"];
};

/** Works out every change; writes nothing. `purpose` "show" leaves out the lock, which a plan that is only shown doesn't need. */
export const plan = async (options: PlanOptions & { readonly purpose?: Purpose } = {}): Promise<PlanRun> =>
  planRun(await planFor(requestOf(options), options.purpose ?? "save", stepOf(options)));
