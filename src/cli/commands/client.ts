import { planRun } from "../../api/plan.ts";
import type { Options } from "../options.ts";
import { planClientAlone } from "../../pipeline/client.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import { carryOut } from "./apply.ts";
import { shownOf, showPlan, showProblems } from "./show.ts";
import { emptyLock } from "../../model/lock.ts";
import { exit, type Terminal } from "./terminal.ts";

/** `client`: generates the typed client alone; the catalog isn't read. */
export const clientCommand = async (
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  const made = await planClientAlone(request);
  if (!made.ok) {
    showProblems(made.problems, terminal);
    return exit.error;
  }
  const { plan, root, existing } = made.value;
  const run = planRun({ plan, loaded: undefined }, { tree: { root, lock: emptyLock }, snapshot: existing });
  await showPlan(shownOf(run), options, terminal);
  return run.status === "error" ? exit.error : carryOut(run, options, request, terminal);
};
