import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether the command can be started here. */
export const has = (command: string): boolean =>
  spawnSync(command, ["--version"], { stdio: "ignore" }).error === undefined;

/** A test's title that says so when it can't run for want of a command. */
export const needs = (command: string, title: string): string =>
  has(command) ? title : `NOT RUN, ${command} is missing: ${title}`;

/** Runs a program to its end and answers with what it printed; a failure is thrown with its messages. */
export const run = (command: string, args: readonly string[], input = "", cwd = tmpdir()): string => {
  const done = spawnSync(command, args, { input, cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status !== 0)
    throw new Error(`${command} ended with ${done.status}: ${done.stderr.slice(0, 2000)}`);
  return done.stdout;
};

/** A new empty folder. */
export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), "kluster-gen-test-"));
