import type { Options } from "../options.ts";
import { apply } from "../../api/apply.ts";
import type { PlanRun } from "../../api/plan.ts";
import type { ApplyResult } from "../../api/types.ts";
import { type Action, hasChanges } from "../../model/plan.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import { diffsOf, planTexts, showPlan, showProblems, shownOf, snippetsPass, writeReport } from "./show.ts";
import { exit, progressOn, type Run, type Terminal } from "./terminal.ts";

const doneLine = ({ plan, results }: ApplyResult): string => {
  const done = new Set(results.filter(({ outcome }) => outcome === "done").map(({ path }) => path));
  const count = (action: Action): number =>
    plan.changes.filter((change) => change.action === action && done.has(change.path)).length;
  return `Applied: ${count("create")} created, ${count("update")} updated, ${count("delete")} deleted, ${count("rename")} renamed.\n`;
};

/** Tells how applying went, and gives the exit code. */
const tell = (applied: ApplyResult, options: Options, terminal: Terminal): number => {
  const { status, plan, problems, notes } = applied;
  for (const note of notes) terminal.err(`${note}\n`);
  showProblems(problems, terminal, options);
  switch (status) {
    case "interrupted":
      terminal.err("The run was interrupted: nothing was changed.\n");
      return exit.interrupted;
    case "unfinished":
      terminal.err("The run was interrupted: no file is torn, and the next apply does the rest.\n");
      return exit.interrupted;
    case "error":
      return exit.error;
    case "declined":
      return terminal.signal.aborted ? exit.interrupted : exit.done;
    case "in-step":
    case "applied":
    case "blocked":
      if (hasChanges(plan) && !options.quiet && options.format === "text") terminal.out(doneLine(applied));
      return status === "blocked" ? exit.blocked : exit.done;
  }
};

/** Asks on a terminal whether to apply a plan; "d" shows what `details` gives. Without changes only the lock is brought up to date. */
const agree = async (
  { plan }: PlanRun,
  options: Options,
  terminal: Terminal,
  details?: () => Promise<string>,
): Promise<boolean> => {
  if (!hasChanges(plan) || terminal.ask === undefined || options.yes) return true;
  if (details !== undefined) terminal.err("d shows the diffs.\n");
  const agreed = await terminal.ask("Apply this plan?", details);
  if (!agreed) terminal.err("Nothing was changed.\n");
  return agreed;
};

/** Applies a plan that was made apart from others, such as the client's, when a person agrees. */
export const carryOut = async (
  plan: PlanRun,
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  const progress = progressOn(terminal, options.quiet);
  const applied = await apply({
    ...{ ...request, plan, fsync: options.fsync, signal: terminal.signal, progress: progress.step },
    review: (run) => agree(run, options, terminal),
  });
  progress.end();
  return tell(applied, options, terminal);
};

/** `apply [PLANFILE]`: plans and applies, or applies exactly that saved plan. */
export const applyCommand: Run = async (options, request, terminal) => {
  const progress = progressOn(terminal, options.quiet);
  const told = { failed: false };
  const review = async (run: PlanRun): Promise<boolean> => {
    progress.end();
    const shown = shownOf(run);
    await showPlan(shown, options, terminal);
    told.failed = !(await writeReport(planTexts(shown, options), options, request, terminal));
    if (told.failed) return false;
    if (run.status === "error") terminal.err("Nothing was written.\n");
    told.failed = run.status === "error" || (options.verify && !(await snippetsPass(run, request, terminal)));
    return !told.failed && agree(run, options, terminal, () => diffsOf(shown, terminal));
  };
  const { fsync, operand: plan } = options;
  const how = { plan, fsync, review, signal: terminal.signal, progress: progress.step };
  const applied = await apply({ ...request, ...how });
  progress.end();
  return told.failed ? exit.error : tell(applied, options, terminal);
};
