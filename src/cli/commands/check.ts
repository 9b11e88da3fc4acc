import { check, type CheckRun } from "../../api/check.ts";
import type { Options } from "../options.ts";
import { findingsToGithub, findingsToJson, formatFindings, summaryOf } from "../../report/findings.ts";
import { showProblems, writeReport } from "./show.ts";
import { exit, progressOn, type Run, type Terminal } from "./terminal.ts";

/** The forms that are made for a file; neither is loaded before it is asked for. */
const toHtml = async (run: CheckRun): Promise<string> =>
  (await import("../../report/html/check.ts")).findingsToHtml(run);

const show = async (run: CheckRun, options: Options, terminal: Terminal): Promise<void> => {
  switch (options.format) {
    case "json":
      terminal.out(findingsToJson(run));
      break;
    case "github":
      terminal.out(findingsToGithub(run, run.prefix));
      if (!options.quiet) terminal.err(`${summaryOf(run)}\n`);
      break;
    case "html":
      terminal.out(await toHtml(run));
      break;
    case "text":
    case "markdown":
    case "commit":
      terminal.out(formatFindings(run, terminal.paintOut, options));
  }
};

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
  await show(run, options, terminal);
  const texts = { html: () => toHtml(run), json: () => findingsToJson(run) };
  return (await writeReport(texts, options, request, terminal)) ? code : exit.error;
};
