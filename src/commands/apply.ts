import type { Options } from "../options.ts";
import { hasChanges } from "../report/text.ts";
import { apply, openSaved } from "../run/apply.ts";
import type { Request } from "../run/configure.ts";
import { isApplicable, plan } from "../run/plan.ts";
import type { Action, Change, Plan, Result } from "../types.ts";
import { showPlan, showProblems } from "./show.ts";
import { type Terminal, exit } from "./terminal.ts";

const doneLine = (changes: readonly Change[], results: readonly Result[]): string => {
  const done = new Set(results.filter(({ outcome }) => outcome === "done").map(({ path }) => path));
  const count = (action: Action): number =>
    changes.filter((change) => change.action === action && done.has(change.path)).length;
  return `Applied: ${count("create")} created, ${count("update")} updated, ${count("delete")} deleted, ${count("rename")} renamed.\n`;
};

/** Carries a plan out and tells how it went. */
const carryOut = async (
  wanted: Plan,
  root: string,
  options: Options,
  terminal: Terminal,
): Promise<number> => {
  const blocked = wanted.summary.blocked > 0;
  if (!hasChanges(wanted)) return blocked ? exit.blocked : exit.done;
  if (terminal.ask !== undefined && !options.yes && !(await terminal.ask("Apply this plan?"))) {
    terminal.err("Nothing was changed.\n");
    return terminal.interrupted() ? exit.interrupted : exit.done;
  }
  const { fsync } = options;
  const outcome = await apply(root, wanted.changes, { fsync, interrupted: terminal.interrupted });
  for (const note of outcome.notes) terminal.err(`${note}\n`);
  showProblems(outcome.problems, terminal);
  if (outcome.interrupted) return exit.interrupted;
  if (outcome.status !== "complete") return exit.error;
  if (!options.quiet && options.format === "text") terminal.out(doneLine(wanted.changes, outcome.results));
  return blocked || outcome.results.some((result) => result.outcome === "kept") ? exit.blocked : exit.done;
};

const applySaved = async (
  file: string,
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  const saved = await openSaved(file, request);
  if (!saved.ok) {
    showProblems(saved.problems, terminal);
    return exit.error;
  }
  for (const remark of saved.value.remarks) terminal.err(`${remark}\n`);
  await showPlan({ plan: saved.value.plan, notes: new Map(), ground: undefined }, options, terminal);
  return carryOut(saved.value.plan, saved.value.root, options, terminal);
};

/** `apply [PLANFILE]`: plans and applies, or applies exactly that saved plan. */
export const applyCommand = async (
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  if (options.operand !== undefined) return applySaved(options.operand, options, request, terminal);
  const planned = await plan(request, true);
  await showPlan(planned, options, terminal);
  if (planned.ground === undefined || !isApplicable(planned.plan)) return exit.error;
  return carryOut(planned.plan, planned.ground.root, options, terminal);
};
