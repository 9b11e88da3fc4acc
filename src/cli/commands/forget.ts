import { planRun } from "../../api/plan.ts";
import { planForgetting } from "../../pipeline/forget.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import { counted } from "../../text/counted.ts";
import { printable } from "../../text/emit/printable.ts";
import type { Options } from "../options.ts";
import { carryOut } from "./apply.ts";
import { showProblems } from "./show.ts";
import { exit, type Terminal } from "./terminal.ts";

/** `forget MODEL|PATH`: takes it out of the lock; no page is touched. */
export const forgetCommand = async (
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  const what = options.operand ?? "";
  const planned = await planForgetting(request, what);
  if (!planned.ok) {
    showProblems(planned.problems, terminal);
    return exit.error;
  }
  const { work, count } = planned.value;
  const run = planRun({ plan: work.plan, loaded: undefined }, { tree: work });
  const code = await carryOut(run, options, request, terminal);
  if (code === exit.done && !options.quiet)
    terminal.out(`Forgotten: ${counted(count, "record")} of ${printable(what)}; pages stay as they are.\n`);
  return code;
};
