import type { Options } from "../options.ts";
import { hasChanges } from "../report/text.ts";
import { savePlan } from "../run/save.ts";
import type { Request } from "../run/configure.ts";
import { isApplicable, isBlocked, plan } from "../run/plan.ts";
import { rootPrefix } from "../run/root-prefix.ts";
import { showPlan, showProblems } from "./show.ts";
import { snippetsPass } from "./verify-plan.ts";
import { exit, progressOn, type Terminal } from "./terminal.ts";

/** `plan`: works out every change and shows it; writes nothing but the plan file asked for. */
export const planCommand = async (
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  const progress = progressOn(terminal, options.quiet);
  const planned = await plan(request, options.out === undefined ? "show" : "save", progress.step);
  progress.end();
  const { ground } = planned;
  const prefix = ground === undefined ? "" : rootPrefix(request.cwd, ground.root);
  await showPlan({ ...planned, prefix }, options, terminal);
  if (!isApplicable(planned.plan)) return exit.error;
  if (options.verify && !(await snippetsPass(planned, request, terminal))) return exit.error;
  const unsaved = options.out === undefined ? undefined : savePlan(planned, options.out, request.cwd);
  if (unsaved !== undefined) {
    showProblems([unsaved], terminal);
    return exit.error;
  }
  if (isBlocked(planned)) return exit.blocked;
  return options.check && hasChanges(planned.plan) ? exit.changes : exit.done;
};
