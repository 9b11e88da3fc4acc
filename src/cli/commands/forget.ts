import { planRun } from "../../api/plan.ts";
import { planForgetting } from "../../pipeline/forget.ts";
import { counted } from "../../text/counted.ts";
import { printable } from "../../text/emit/printable.ts";
import { carryOut } from "./apply.ts";
import { failed } from "./show.ts";
import { exit, type Run } from "./terminal.ts";

/** `forget MODEL|PATH`: takes it out of the lock; no page is touched. */
export const forgetCommand: Run = async (options, request, terminal) => {
  const what = options.operand ?? "";
  const planned = await planForgetting(request, what);
  if (!planned.ok) return failed(planned.problems, terminal);
  const { work, count } = planned.value;
  const run = planRun({ plan: work.plan, loaded: undefined }, { tree: work });
  const code = await carryOut(run, options, request, terminal);
  if (code === exit.done && !options.quiet)
    terminal.out(`Forgotten: ${counted(count, "record")} of ${printable(what)}; pages stay as they are.\n`);
  return code;
};
