import { planRun } from "../../api/plan.ts";
import { planClientAlone } from "../../pipeline/client.ts";
import { carryOut } from "./apply.ts";
import { failed, shownOf, showPlan } from "./show.ts";
import { emptyLock } from "../../model/lock.ts";
import { exit, type Run } from "./terminal.ts";

/** `client`: generates the typed client alone; the catalog isn't read. */
export const clientCommand: Run = async (options, request, terminal) => {
  const made = await planClientAlone(request);
  if (!made.ok) return failed(made.problems, terminal);
  const { plan, root, existing } = made.value;
  const run = planRun({ plan, loaded: undefined }, { tree: { root, lock: emptyLock }, snapshot: existing });
  await showPlan(shownOf(run), options, terminal);
  return run.status === "error" ? exit.error : carryOut(run, options, request, terminal);
};
