import { check } from "../../api/check.ts";
import { findingsToGithub, findingsToJson, formatFindings, summaryOf } from "../../report/findings.ts";
import { showProblems, giveReport } from "./show.ts";
import { exit, progressOn, type Run } from "./terminal.ts";

const codes = {
  passed: exit.done,
  found: exit.changes,
  blocked: exit.blocked,
  interrupted: exit.interrupted,
  unfinished: exit.interrupted,
  error: exit.error,
} as const;

/** `check`: judges the documentation as it stands; with --fix mends what is mechanical. */
export const checkCommand: Run = async (options, request, terminal) => {
  const { fix, fsync, quiet } = options;
  const progress = progressOn(terminal, quiet);
  const run = await check({ ...request, fix, fsync, signal: terminal.signal, progress: progress.step });
  progress.end();
  for (const note of run.notes) terminal.err(`${note}\n`);
  showProblems(run.problems, terminal, options);
  const code = codes[run.status];
  if (code === exit.error || code === exit.interrupted) return code;
  const texts = {
    html: async () => (await import("../../report/html/check.ts")).findingsToHtml(run),
    json: () => findingsToJson(run),
    github: () => findingsToGithub(run, run.prefix),
    text: () => formatFindings(run, terminal.paintOut, options),
  };
  const isWritten = await giveReport(texts, options, request, terminal);
  if (options.format === "github" && !quiet) terminal.err(`${summaryOf(run)}\n`);
  return isWritten ? code : exit.error;
};
