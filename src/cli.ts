#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { exit, type Terminal } from "./commands/terminal.ts";
import { packageFolder } from "./io/package-folder.ts";
import { helpText } from "./help.ts";
import { type Options, readOptions } from "./options.ts";
import { formatProblems } from "./report/problems.ts";
import { colour, type Paint, plain } from "./report/style.ts";
import type { Request } from "./run/configure.ts";

const version = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const has = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return has ? String(manifest.version) : "unknown";
};

const paintFor = (stream: { readonly isTTY?: boolean }): Paint =>
  stream.isTTY === true && (process.env.NO_COLOR ?? "") === "" ? colour : plain;

let interruptions = 0;
let deferring = false;

const ask = async (question: string): Promise<boolean> => {
  const { createInterface } = await import("node:readline/promises");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C and the end of the input are a no.
  const stopped = new AbortController();
  lines.on("SIGINT", () => {
    interruptions += 1;
    stopped.abort();
  });
  lines.on("close", () => stopped.abort());
  try {
    const answer = await lines.question(`${question} [y/N] `, { signal: stopped.signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch {
    process.stderr.write("\n");
    return false;
  } finally {
    lines.close();
  }
};

const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  paintOut: paintFor(process.stdout),
  paintErr: paintFor(process.stderr),
  ask: process.stdin.isTTY && process.stderr.isTTY ? ask : undefined,
  ...(process.stderr.isTTY ? { progress: (line) => process.stderr.write(`\r\u001b[K${line}`) } : {}),
  interrupted: () => interruptions > 0,
  deferInterrupts: () => {
    deferring = true;
  },
};

const run = async (options: Options): Promise<number> => {
  const request: Request = { ...options, cwd: process.cwd(), env: process.env, version: version() };
  (await import("./io/compile-cache.ts")).keepCompiledCode(process.env);
  switch (options.command) {
    case "plan":
      return (await import("./commands/plan.ts")).planCommand(options, request, terminal);
    case "apply":
      return (await import("./commands/apply.ts")).applyCommand(options, request, terminal);
    case "verify":
      return (await import("./commands/verify.ts")).verifyCommand(options, request, terminal);
    case "client":
      return (await import("./commands/client.ts")).clientCommand(options, request, terminal);
    case "check":
      return (await import("./commands/check.ts")).checkCommand(options, request, terminal);
    case "init":
      return (await import("./commands/init.ts")).initCommand(options, request, terminal);
    case "explain":
      return (await import("./commands/explain.ts")).explainCommand(options, request, terminal);
  }
};

const main = async (): Promise<number> => {
  const asked = readOptions(process.argv.slice(2));
  if (!asked.ok) {
    terminal.err(formatProblems(asked.problems, terminal.paintErr));
    return exit.error;
  }
  if (asked.value.type === "version") terminal.out(`${version()}\n`);
  else if (asked.value.type === "help") terminal.out(helpText);
  else return run(asked.value.options);
  return exit.done;
};

process.on("SIGINT", () => {
  interruptions += 1;
  // While files are written the first one ends the run between two of them; whoever insists is let go at once:
  // the next start finishes the rest.
  if (!deferring || interruptions > 1) process.exit(exit.interrupted);
});

// A reader such as `head` that has seen enough is no error.
process.stdout.on("error", (cause: NodeJS.ErrnoException) => {
  if (cause.code === "EPIPE") process.exit(exit.done);
  throw cause;
});

void main().then((code) => {
  process.exitCode = code;
});
