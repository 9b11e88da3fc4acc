import type { Options } from "../options.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import { watchRuns } from "../../pipeline/watch.ts";
import { printable } from "../../text/emit/printable.ts";
import { showProblems } from "./show.ts";
import { exit, type Terminal } from "./terminal.ts";

/** So many files of a change are named. */
const named = 3;

/** `--watch`: runs the command again, without it, whenever something changed. */
export const watchCommand = async (
  args: readonly string[],
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  terminal.deferInterrupts();
  const say = terminal.progress ?? ((line: string) => terminal.err(`${line}\n`));
  const problems = await watchRuns(request, {
    args: args.filter((arg) => arg !== "--watch"),
    written: [options.out, options.report],
    signal: terminal.signal,
    waiting: () => say("Waiting for changes; Ctrl-C ends."),
    changed: (paths) => {
      const rest = paths.length > named ? ` and ${paths.length - named} more` : "";
      terminal.progress?.("");
      terminal.err(`Changed: ${printable(paths.slice(0, named).join(", "))}${rest}\n`);
    },
  });
  terminal.progress?.("");
  showProblems(problems, terminal);
  return problems.length > 0 ? exit.error : exit.interrupted;
};
