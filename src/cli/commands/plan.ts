import type { Options } from "../options.ts";
import { hasChanges } from "../../report/text.ts";
import { savePlan } from "../../pipeline/saved/save.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import { isApplicable, isBlocked, plan, type Planned } from "../../pipeline/plan.ts";
import { rootPrefix } from "../../pipeline/load/root-prefix.ts";
import { showPlan, showProblems, writeReport } from "./show.ts";
import { snippetsPass } from "./verify-plan.ts";
import { exit, progressOn, type Terminal } from "./terminal.ts";

/** Plans, and shows the plan. */
const showNewPlan = async (
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<{ readonly planned: Planned; readonly code: number }> => {
  const progress = progressOn(terminal, options.quiet);
  const planned = await plan(request, options.out === undefined ? "show" : "save", progress.step);
  progress.end();
  const { loaded } = planned;
  const prefix = loaded === undefined ? "" : rootPrefix(request.cwd, loaded.root);
  await showPlan({ ...planned, prefix }, options, terminal);
  if (!(await writeReport(planned, options, request, terminal))) return { planned, code: exit.error };
  if (!isApplicable(planned.plan)) return { planned, code: exit.error };
  if (isBlocked(planned.plan)) return { planned, code: exit.blocked };
  return { planned, code: options.check && hasChanges(planned.plan) ? exit.changes : exit.done };
};

/** `plan`: works out every change and shows it; writes nothing but the plan file asked for. */
export const planCommand = async (
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  const { planned, code } = await showNewPlan(options, request, terminal);
  if (code === exit.error) return code;
  if (options.verify && !(await snippetsPass(planned, request, terminal))) return exit.error;
  const unsaved = options.out === undefined ? undefined : savePlan(planned.plan, options.out, request.cwd);
  if (unsaved === undefined) return code;
  showProblems([unsaved], terminal);
  return exit.error;
};
