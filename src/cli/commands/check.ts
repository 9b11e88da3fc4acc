import type { Options } from "../options.ts";
import {
  findingsToGithub,
  findingsToJson,
  formatFindings,
  summaryOf,
  type Verdict,
} from "../../report/findings.ts";
import { type Checked, runCheck } from "../../check/run.ts";
import { emptyLock } from "../../model/lock.ts";
import { emptyPlan } from "../../pipeline/assemble.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import { showProblems } from "./show.ts";
import { exit, type Terminal } from "./terminal.ts";

type Written = { readonly verdict: Verdict; readonly code: number | undefined };

/** Writes what mends the documentation; a file that somebody saved meanwhile stays as it is, and isn't mended. */
const write = async (checked: Checked, options: Options, terminal: Terminal): Promise<Written> => {
  const { root, changes, findings, mended } = checked;
  if (changes.length === 0) return { verdict: { findings, mended }, code: undefined };
  // Without a mend nothing of what writes is loaded.
  const { apply } = await import("../../pipeline/apply.ts");
  terminal.deferInterrupts();
  const how = { fsync: options.fsync, interrupted: terminal.interrupted };
  const work = { plan: { ...emptyPlan([]), changes }, root, lock: emptyLock };
  const { notes, problems, results, status, interrupted } = await apply(work, how);
  for (const note of notes) terminal.err(`${note}\n`);
  showProblems(problems, terminal);
  const kept = new Set(results.filter(({ outcome }) => outcome === "kept").map(({ path }) => path));
  const verdict = { findings, mended: mended.filter(({ path }) => !kept.has(path)) };
  if (interrupted) return { verdict, code: exit.interrupted };
  if (status !== "complete") return { verdict, code: exit.error };
  return { verdict, code: kept.size > 0 ? exit.blocked : undefined };
};

const show = (verdict: Verdict, { prefix, kept }: Checked, options: Options, terminal: Terminal): void => {
  switch (options.format) {
    case "json":
      terminal.out(findingsToJson(verdict));
      break;
    case "github":
      terminal.out(findingsToGithub(verdict, prefix));
      if (!options.quiet) terminal.err(`${summaryOf(verdict)}\n`);
      break;
    case "text":
    case "markdown":
    case "html":
      terminal.out(formatFindings({ ...verdict, kept }, terminal.paintOut, options));
  }
};

/** `check`: judges the documentation as it stands; with --fix mends what is mechanical. */
export const checkCommand = async (
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  const checked = await runCheck(request, options.fix);
  if (!checked.ok) {
    showProblems(checked.problems, terminal);
    return exit.error;
  }
  for (const remark of checked.value.remarks) terminal.err(`${remark}\n`);
  showProblems(checked.problems, terminal);
  const { verdict, code } = await write(checked.value, options, terminal);
  if (code === exit.error || code === exit.interrupted) return code;
  show(verdict, checked.value, options, terminal);
  const failed = verdict.findings.some(({ severity }) => severity === "error");
  return code ?? (failed ? exit.changes : exit.done);
};
