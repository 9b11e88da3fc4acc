import type { PlanRun } from "../../api/plan.ts";
import { error } from "../../model/problem.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import { showProblems } from "./show.ts";
import { snippetsOn, type Terminal } from "./terminal.ts";

/** Runs the snippets that the plan would write and tells how that went; whether they may be written. */
export const snippetsPass = async (
  { loaded, plan }: Pick<PlanRun, "loaded" | "plan">,
  request: Request,
  terminal: Terminal,
): Promise<boolean> => {
  if (loaded === undefined) return false;
  const { verifyPlan } = await import("../../api/verify.ts");
  const { status, verdicts, problems } = await verifyPlan(loaded, plan, {
    ...request,
    progress: snippetsOn(terminal),
  });
  terminal.progress?.("");
  showProblems(problems, terminal);
  if (status === "error") return false;
  if (verdicts.length === 0) return true;
  const { formatVerdicts } = await import("../../report/verify.ts");
  terminal.err(formatVerdicts(verdicts, { paint: terminal.paintErr, verbose: false }));
  if (status === "passed") return true;
  const failed = verdicts.filter(({ result }) => result === "failed");
  const message = `${failed.length} of the snippets that would be written fail.`;
  showProblems(
    [error("verify-failed", "plan", message, "Correct their templates; nothing was written.")],
    terminal,
  );
  return false;
};
