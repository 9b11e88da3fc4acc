import type { Options } from "../options.ts";
import { hasChanges } from "../../report/text.ts";
import { apply, openSaved, type Work } from "../../pipeline/apply.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import { isApplicable, isBlocked, plan } from "../../pipeline/plan.ts";
import type { Action, Change, Result } from "../../model/plan.ts";
import { diffsOf, showPlan, showProblems, writeReport } from "./show.ts";
import { snippetsPass } from "./verify-plan.ts";
import { exit, progressOn, type Terminal } from "./terminal.ts";

const doneLine = (changes: readonly Change[], results: readonly Result[]): string => {
  const done = new Set(results.filter(({ outcome }) => outcome === "done").map(({ path }) => path));
  const count = (action: Action): number =>
    changes.filter((change) => change.action === action && done.has(change.path)).length;
  return `Applied: ${count("create")} created, ${count("update")} updated, ${count("delete")} deleted, ${count("rename")} renamed.\n`;
};

/** Carries a plan out and tells how it went. A plan without changes still brings the lock up to date. */
export const carryOut = async (
  work: Work,
  options: Options,
  terminal: Terminal,
  details?: () => Promise<string>,
): Promise<number> => {
  const changing = hasChanges(work.plan);
  if (changing && terminal.ask !== undefined && !options.yes) {
    if (details !== undefined) terminal.err("d shows the diffs.\n");
    if (!(await terminal.ask("Apply this plan?", details))) {
      terminal.err("Nothing was changed.\n");
      return terminal.interrupted() ? exit.interrupted : exit.done;
    }
  }
  terminal.deferInterrupts();
  const progress = progressOn(terminal, options.quiet);
  const step = (done: number, total: number): void => progress.step("Writing", done, total);
  const outcome = await apply(work, { fsync: options.fsync, interrupted: terminal.interrupted, step });
  progress.end();
  for (const note of outcome.notes) terminal.err(`${note}\n`);
  showProblems(outcome.problems, terminal);
  if (outcome.interrupted) {
    const left =
      outcome.status === "refused"
        ? "nothing was changed"
        : "no file is torn, and the next apply does the rest";
    terminal.err(`The run was interrupted: ${left}.\n`);
    return exit.interrupted;
  }
  if (outcome.status !== "complete") return exit.error;
  if (changing && !options.quiet && options.format === "text")
    terminal.out(doneLine(work.plan.changes, outcome.results));
  return isBlocked(work.plan) || outcome.results.some((result) => result.outcome === "kept")
    ? exit.blocked
    : exit.done;
};

const applySaved = async (
  file: string,
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  const opened = await openSaved(file, request);
  if (!opened.ok) {
    showProblems(opened.problems, terminal);
    return exit.error;
  }
  const { plan: saved, snapshot, remarks } = opened.value;
  const shown = { plan: saved, loaded: { snapshot, remarks } };
  await showPlan(shown, options, terminal);
  if (!(await writeReport(shown, options, request, terminal))) return exit.error;
  return carryOut(opened.value, options, terminal, () => diffsOf(shown, terminal));
};

/** `apply [PLANFILE]`: plans and applies, or applies exactly that saved plan. */
export const applyCommand = async (
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  if (options.operand !== undefined) return applySaved(options.operand, options, request, terminal);
  const progress = progressOn(terminal, options.quiet);
  const planned = await plan(request, "apply", progress.step);
  progress.end();
  await showPlan(planned, options, terminal);
  if (!(await writeReport(planned, options, request, terminal))) return exit.error;
  if (planned.loaded === undefined || !isApplicable(planned.plan)) {
    terminal.err("Nothing was written.\n");
    return exit.error;
  }
  if (options.verify && !(await snippetsPass(planned, request, terminal))) return exit.error;
  const { root, lock } = planned.loaded;
  return carryOut({ plan: planned.plan, root, lock }, options, terminal, () => diffsOf(planned, terminal));
};
