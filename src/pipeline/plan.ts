import { type Change, isBlockedChange, type Plan } from "../model/plan.ts";
import { pointAt } from "../io/config/point-at.ts";
import { type Problem, isDoubtful } from "../model/problem.ts";
import { classed } from "../policy/classes.ts";
import { emptyPlan } from "./assemble.ts";
import type { Request } from "./load/configure.ts";
import { load, type Step } from "./load/load.ts";
import { inspectUnfinished, recoverUnfinished } from "./load/recover.ts";
import type { Planned } from "./plan-from.ts";
import { planGuarded } from "./guarded.ts";

export type { Planned } from "./plan-from.ts";

/** What a plan is made for: a plan that will be applied also finds out whose files without a record are. */
export type Purpose = "show" | "save" | "apply";

/** What stands in the way of files that are to come. */
const unreachable = async (root: string, changes: readonly Change[]): Promise<readonly Problem[]> => {
  const fresh = changes.flatMap(({ path, action }) =>
    action === "create" || action === "rename" ? [path] : [],
  );
  if (fresh.length === 0) return [];
  const { diskFileSystem } = await import("../io/fs.ts");
  const { inTheWay } = await import("../io/apply/verify.ts");
  return [...new Set(inTheWay(diskFileSystem, root, fresh))];
};

/** The straight line: read everything, then work out every change. Writes nothing, but recovers before an apply. */
export const plan = async (
  request: Request,
  purpose: Purpose,
  step: Step = () => undefined,
): Promise<Planned> => {
  const settle = purpose === "apply" ? recoverUnfinished : inspectUnfinished;
  const loaded = await load(request, { settle, step, seeks: true });
  if (!loaded.ok) return { plan: emptyPlan(loaded.problems), loaded: undefined };
  const adopt = purpose !== "show";
  const planned = await planGuarded({
    loaded: loaded.value,
    warnings: loaded.problems,
    request,
    adopt,
    step,
  });
  const { settings, lock, catalog, root } = loaded.value;
  const own =
    request.draft === undefined ? await pointAt(planned.plan.problems, loaded.value) : planned.plan.problems;
  const problems = [...own, ...(await unreachable(root, planned.plan.changes))];
  const changes =
    settings.policy.classes === undefined
      ? planned.plan.changes
      : classed(planned.plan.changes, { settings, lock, entries: catalog.entries });
  return { ...planned, plan: { ...planned.plan, changes, problems } };
};

/** Whether something should change and can't: a path, a part of a page, or a model that nobody can tell enough of. */
export const isBlocked = ({ changes, problems }: Pick<Plan, "changes" | "problems">): boolean =>
  changes.some(isBlockedChange) || problems.some(isDoubtful);
