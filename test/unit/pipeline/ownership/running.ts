import { applyCommand } from "../../../../src/cli/commands/apply.ts";
import { planCommand } from "../../../../src/cli/commands/plan.ts";
import type { Terminal } from "../../../../src/cli/commands/terminal.ts";
import { parseJson } from "../../../../src/text/json.ts";
import { readOptions } from "../../../../src/cli/options.ts";
import { plain } from "../../../../src/report/style.ts";

/** How a command ended: its exit code, and what it printed. */
export type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** A change as a test names it: `update guide.md`, `rename a.py → b.py`. */
export type Told = { readonly what: string; readonly cause: string; readonly reason: string };

/** A plan as a test sees it: what would change, what is wrong, and how it ended. */
export type Plan = {
  readonly code: number;
  /** Every change but those that keep, as text. */
  readonly changes: readonly string[];
  readonly told: readonly Told[];
  /** Codes of the problems. */
  readonly problems: readonly string[];
  readonly err: string;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The objects of a list in an object. */
export const listIn = (value: unknown, key: string): readonly Readonly<Record<string, unknown>>[] => {
  const list = isRecord(value) ? value[key] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : [];
};

const toldOf = (change: Readonly<Record<string, unknown>>): Told => {
  const from = typeof change.from === "string" ? `${change.from} → ` : "";
  return {
    what: `${String(change.action)} ${from}${String(change.path)}`,
    cause: String(change.cause),
    reason: String(change.reason),
  };
};

/** Runs a command of the tool in a folder, as the command line would; Ctrl-C comes when `interrupted` says so. */
export const runIn = async (
  folder: string,
  argv: readonly string[],
  interrupted: () => boolean = () => false,
): Promise<Ran> => {
  const asked = readOptions(argv);
  if (!asked.ok || asked.value.type !== "command") throw new Error(`not a command: ${argv.join(" ")}`);
  const { options } = asked.value;
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    paintOut: plain,
    paintErr: plain,
    ask: undefined,
    progress: undefined,
    deferInterrupts: () => undefined,
    signal: Object.defineProperty(new AbortController().signal, "aborted", { get: interrupted }),
  };
  const request = { ...options, cwd: folder, env: {}, version: "0.0.0" };
  const command = options.command === "plan" ? planCommand : applyCommand;
  const code = await command(options, request, terminal);
  return { code, out: out.join(""), err: err.join("") };
};

/** Runs `plan` or `apply` and reads the plan that it printed. */
export const planIn = async (folder: string, argv: readonly string[]): Promise<Plan> => {
  const { code, out, err } = await runIn(folder, [...argv, "--format", "json"]);
  const parsed = parseJson(out, "plan");
  const printed = parsed.ok ? parsed.value : undefined;
  const told = listIn(printed, "changes")
    .filter(({ action }) => action !== "keep")
    .map(toldOf);
  const problems = listIn(printed, "problems").map((problem) => String(problem.code));
  return { code, changes: told.map(({ what }) => what), told, problems, err };
};
