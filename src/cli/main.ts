import process from "node:process";
import { exit, type Run, type Terminal } from "./commands/terminal.ts";
import { commandHelpText, helpText } from "./help.ts";
import { type Options, readOptions } from "./options.ts";
import { errorOutput, type Output, output } from "./output.ts";
import { formatProblems } from "../report/problems.ts";
import { colour, type Paint, plain } from "../report/style.ts";
import type { Request } from "../pipeline/load/configure.ts";

const paintFor = ({ isTerminal }: Output): Paint =>
  isTerminal() && (process.env.NO_COLOR ?? "") === "" ? colour : plain;

const interruption = new AbortController();
let deferring = false;

const ask = async (question: string, details?: () => Promise<string>): Promise<boolean> => {
  const { createInterface } = await import("node:readline/promises");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C and the end of the input are a no.
  const stopped = new AbortController();
  lines.on("SIGINT", () => {
    interruption.abort();
    stopped.abort();
  });
  lines.on("close", () => stopped.abort());
  try {
    for (;;) {
      const answer = await lines.question(`${question} [y/N] `, { signal: stopped.signal });
      if (details === undefined || !/^d(iffs?)?$/i.test(answer.trim()))
        return /^y(es)?$/i.test(answer.trim());
      errorOutput.write(await details());
    }
  } catch {
    process.stderr.write("\n");
    return false;
  } finally {
    lines.close();
  }
};

// What is asked of the streams is asked when it is needed: each costs milliseconds.
const terminal: Terminal = {
  out: output.write,
  err: errorOutput.write,
  get paintOut() {
    return paintFor(output);
  },
  get paintErr() {
    return paintFor(errorOutput);
  },
  get ask() {
    return process.stdin.isTTY && errorOutput.isTerminal() ? ask : undefined;
  },
  get progress() {
    return errorOutput.isTerminal() ? (line: string) => errorOutput.write(`\r\u001b[K${line}`) : undefined;
  },
  signal: interruption.signal,
  deferInterrupts: () => {
    deferring = true;
  },
};

/** The tool's version, and the folder that it was started in. */
type Process = { readonly version: string; readonly cwd: string };

/** Each is loaded when it is asked for. */
const commands: Readonly<Record<Options["command"], () => Promise<Run>>> = {
  plan: async () => (await import("./commands/plan.ts")).planCommand,
  apply: async () => (await import("./commands/apply.ts")).applyCommand,
  verify: async () => (await import("./commands/verify.ts")).verifyCommand,
  status: async () => (await import("./commands/status.ts")).statusCommand,
  client: async () => (await import("./commands/client.ts")).clientCommand,
  check: async () => (await import("./commands/check.ts")).checkCommand,
  forget: async () => (await import("./commands/forget.ts")).forgetCommand,
  init: async () => (await import("./commands/init.ts")).initCommand,
  explain: async () => (await import("./commands/explain.ts")).explainCommand,
};

const run = async (args: readonly string[], options: Options, own: Process): Promise<number> => {
  const { version, cwd } = own;
  const request: Request = { ...options, cwd, env: process.env, version };
  if (options.watch)
    return (await import("./commands/watch.ts")).watchCommand(args, options, request, terminal);
  return (await commands[options.command]())(options, request, terminal);
};

const answer = async (args: readonly string[], own: Process): Promise<number> => {
  const asked = readOptions(args);
  if (!asked.ok) {
    terminal.err(formatProblems(asked.problems, terminal.paintErr, true));
    return exit.error;
  }
  if (asked.value.type === "version") terminal.out(`${own.version}\n`);
  else if (asked.value.type === "help")
    terminal.out(asked.value.of === undefined ? helpText() : commandHelpText(asked.value.of));
  else if (asked.value.type === "completion")
    terminal.out((await import("./completion.ts")).completionFor(asked.value.shell));
  else return run(args, asked.value.options, own);
  return exit.done;
};

/** Runs what the arguments ask for, and sets the exit code. */
export const main = async (args: readonly string[], own: Process): Promise<void> => {
  process.on("SIGINT", () => {
    // While files are written the first one ends the run between two of them; whoever insists is let go at once:
    // the next start finishes the rest.
    if (!deferring || interruption.signal.aborted) process.exit(exit.interrupted);
    interruption.abort();
  });
  process.exitCode = await answer(args, own);
  // What is written is out, and taking the heap down in order would take longer than reading the catalog.
  if (output.isPlain() && errorOutput.isPlain()) process.exit();
};
