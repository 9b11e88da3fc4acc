import type { Options } from "../options.ts";
import { hasChanges } from "../report/text.ts";
import type { Request } from "../run/configure.ts";
import { isApplicable, plan, savePlan } from "../run/plan.ts";
import { showPlan, showProblems } from "./show.ts";
import { type Terminal, exit } from "./terminal.ts";

/** `plan`: works out every change and shows it; writes nothing but the plan file asked for. */
export const planCommand = async (
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  const planned = await plan(request);
  await showPlan(planned, options, terminal);
  if (!isApplicable(planned.plan)) return exit.error;
  const unsaved = options.out === undefined ? undefined : savePlan(planned.plan, options.out, request.cwd);
  if (unsaved !== undefined) {
    showProblems([unsaved], terminal);
    return exit.error;
  }
  if (planned.plan.summary.blocked > 0) return exit.blocked;
  return options.check && hasChanges(planned.plan) ? exit.changes : exit.done;
};
