import { resolve } from "node:path";
import { applyCommand } from "../../src/cli/commands/apply.ts";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { clientCommand } from "../../src/cli/commands/client.ts";
import { explainCommand } from "../../src/cli/commands/explain.ts";
import { forgetCommand } from "../../src/cli/commands/forget.ts";
import { initCommand } from "../../src/cli/commands/init.ts";
import { planCommand } from "../../src/cli/commands/plan.ts";
import type { Terminal } from "../../src/cli/commands/terminal.ts";
import { statusCommand } from "../../src/cli/commands/status.ts";
import { verifyCommand } from "../../src/cli/commands/verify.ts";
import { readOptions } from "../../src/cli/options.ts";
import { plain } from "../../src/report/style.ts";

/** How a command ended and what it printed. */
export type Ran = { readonly code: number; readonly out: string; readonly err: string };

const run = {
  plan: planCommand,
  apply: applyCommand,
  check: checkCommand,
  client: clientCommand,
  explain: explainCommand,
  forget: forgetCommand,
  init: initCommand,
  status: statusCommand,
  verify: verifyCommand,
} as const;

/** Runs a command of the sources in this process, without a terminal, as if it had been started in the repository. */
export const command = (...argv: readonly string[]): Promise<Ran> => commandWith({}, ...argv);

/** The same with these environment variables. */
export const commandWith = (
  env: Readonly<Record<string, string>>,
  ...argv: readonly string[]
): Promise<Ran> => start(resolve("."), env, argv);

/** The same, started in another folder. */
export const commandIn = (cwd: string, ...argv: readonly string[]): Promise<Ran> => start(cwd, {}, argv);

/** The same with the `PATH` of this process, for what runs programs, and a cache of the folder's own. */
export const commandWithPrograms = (cwd: string, ...argv: readonly string[]): Promise<Ran> =>
  start(cwd, { PATH: process.env.PATH ?? "", XDG_CACHE_HOME: `${cwd}/.cache` }, argv);

const start = async (
  cwd: string,
  env: Readonly<Record<string, string>>,
  argv: readonly string[],
): Promise<Ran> => {
  const asked = readOptions(argv);
  if (!asked.ok || asked.value.type !== "command") throw new Error(`not a command: ${argv.join(" ")}`);
  const { options } = asked.value;
  let out = "";
  let err = "";
  const terminal: Terminal = {
    out: (text) => (out += text),
    err: (text) => (err += text),
    paintOut: plain,
    paintErr: plain,
    ask: undefined,
    progress: undefined,
    deferInterrupts: () => undefined,
    signal: new AbortController().signal,
  };
  const request = { ...options, cwd, env, version: "0.0.0" };
  const code = await run[options.command](options, request, terminal);
  return { code, out, err };
};
