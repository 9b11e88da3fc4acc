import type { Options } from "../options.ts";
import { planClientAlone } from "../../pipeline/client.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import { isApplicable } from "../../pipeline/plan.ts";
import { carryOut } from "./apply.ts";
import { showPlan, showProblems } from "./show.ts";
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
  await showPlan({ plan, loaded: { snapshot: existing, remarks: [] } }, options, terminal);
  return isApplicable(plan) ? carryOut({ plan, root, lock: emptyLock }, options, terminal) : exit.error;
};
