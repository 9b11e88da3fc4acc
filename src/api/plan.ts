import { withPlaces } from "../lock/next.ts";
import { type Plan, hasChanges, parts } from "../model/plan.ts";
import { hasErrors, tellsLeft } from "../model/problem.ts";
import type { Request } from "../pipeline/load/configure.ts";
import { isBlocked, plan as planFor, type Planned, type Purpose } from "../pipeline/plan.ts";
import type { Step } from "../pipeline/load/load.ts";
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

/** Plans; where all is asked for and nothing is to change, with what `check` finds nevertheless. */
export const planWhole = async (request: Request, purpose: Purpose, step: Step): Promise<PlanRun> => {
  const planned = await planFor(request, purpose, step);
  const run = planRun(planned);
  const { models, leave = [], only } = request;
  const limited = only.size < parts.length || models.length + leave.length > 0;
  if (planned.loaded === undefined || limited || run.status !== "in-step") return run;
  const { standingProblems } = await import("../check/standing.ts");
  const { problems } = planned.plan;
  const { loaded, mentions, standing = [] } = planned;
  const read = { ...loaded, mentions, lock: withPlaces(loaded.lock, standing) };
  const found = standingProblems(read, problems.some(tellsLeft));
  return planRun({ ...planned, plan: { ...planned.plan, problems: [...problems, ...found] } });
};

/** Works out every change; writes nothing. `purpose` "show" leaves out the lock, which a plan that is only shown doesn't need. */
export const plan = async (options: PlanOptions & { readonly purpose?: Purpose } = {}): Promise<PlanRun> =>
  planWhole(requestOf(options), options.purpose ?? "save", stepOf(options));
