import { type Command, commands, optionSpecs, optionsFor } from "./option-table.ts";
import { groupBy } from "../text/group-by.ts";
import { wrapWords } from "../text/emit/wrap.ts";

/** What help says of a command. */
type CommandHelp = {
  /** What stands after its name. */
  readonly operand?: string;
  readonly text: string;
  readonly examples: readonly string[];
  /** Its exit codes but 1, an error, and 130, interrupted. */
  readonly codes: string;
  readonly note?: string;
};

const blockedCode = "3 something is blocked, and the rest was done";

const executes = `verify executes the snippets of the documentation, as its readers would, those that
people wrote too: on this machine, with your rights, without a key. Do it where you
would run them yourself.`;

const commandHelp: Readonly<Record<Command, CommandHelp>> = {
  init: {
    text: "write a starting config for the documentation that is here",
    examples: ["init --catalog models.json", "init --catalog https://api.acme.example/v1/models --root docs"],
    codes: "0 written, or not wanted",
  },
  plan: {
    text: "work out every change and show it; writes nothing",
    examples: ["plan --diff", "plan --out plan.json", "plan --check --format github"],
    codes: "0 done or nothing to do, 2 --check found changes, 3 something is blocked",
  },
  apply: {
    operand: "[PLANFILE]",
    text: "plan and apply, or apply exactly that saved plan",
    note: `On a terminal apply asks once; "d" shows the diffs and asks again.`,
    examples: ["apply", "apply plan.json", "apply --model acme/large-2 --only snippets"],
    codes: `0 done or nothing to do, ${blockedCode}`,
  },
  check: {
    text: "judge the documentation as it stands",
    examples: ["check", "check --fix", "check --watch"],
    codes: "0 nothing found, 2 errors found, 3 a file wasn't mended",
  },
  verify: {
    text: "run every snippet against a mock of the API",
    examples: ["verify", "verify --model acme/large-2 --fresh", "verify --live"],
    codes: "0 all passed, 2 a snippet failed",
    note: executes,
  },
  client: {
    text: "generate the typed client alone (also part of plan and apply)",
    examples: ["client", "client --replace"],
    codes: `0 done or nothing to do, ${blockedCode}`,
  },
  forget: {
    operand: "MODEL|PATH",
    text: "take a model, or what is in a file, out of the lock; pages stay as they are",
    examples: ["forget acme/large-2", "forget models.md"],
    codes: "0 forgotten",
  },
  status: {
    text: "what each model has in the documentation, place by place; writes nothing",
    examples: ["status", "status --report status.html"],
    codes: "0 shown",
  },
  explain: {
    operand: "MODEL",
    text: "how one model is seen: capabilities, slug, templates, places",
    examples: ["explain acme/large-2", "explain acme/large-2 --format json"],
    codes: "0 explained",
  },
};

const width = 88;
const indent = 24;

const row = (head: string, text: string): string => {
  const start = `  ${head}`;
  const lines = wrapWords(text, width - indent);
  const first =
    start.length < indent - 1
      ? [start.padEnd(indent) + (lines[0] ?? "")]
      : [start, " ".repeat(indent) + (lines[0] ?? "")];
  return [...first, ...lines.slice(1).map((line) => " ".repeat(indent) + line)].join("\n");
};

const optionRow = (name: string): string => {
  const { short, value, text } = optionSpecs.get(name) ?? { text: "" };
  return row(
    `--${name}${short === undefined ? "" : `, -${short}`}${value === undefined ? "" : ` ${value}`}`,
    text,
  );
};

const commandRow = (name: Command): string => {
  const { operand, text } = commandHelp[name];
  return row(operand === undefined ? name : `${name} ${operand}`, text);
};

/** The options that some commands take, headed by those. */
const limitedRows = (): readonly string[] =>
  [...groupBy([...optionSpecs], ([, { for: takers }]) => takers?.join(", "))].flatMap(([takers, options]) =>
    takers === undefined ? [] : [`Of ${takers}`, ...options.map(([name]) => optionRow(name)), ""],
  );

/** What --help prints. */
export const helpText = (): string =>
  [
    "kluster-gen keeps a platform's documentation in step with its model catalog.",
    "",
    "Usage: kluster-gen <command> [options]; `kluster-gen help COMMAND` says more about one",
    "",
    ...commands.map(commandRow),
    row("completion SHELL", "a completion script for bash, zsh or fish"),
    "",
    "Of all commands",
    ...[...optionSpecs.keys()].filter((name) => optionSpecs.get(name)?.for === undefined).map(optionRow),
    "",
    ...limitedRows(),
    executes,
    "",
    "A problem's `at:` is a file below the documentation's root, a part of the config (with its line where an",
    "error is there), or what the command line names.",
    "",
    "Exit codes: 0 done or nothing to do, 1 error, 2 --check found changes, check found errors",
    "or a snippet failed, 3 something is blocked, 130 interrupted.",
    "",
  ].join("\n");

/** What `help COMMAND` and `COMMAND --help` print. */
export const commandHelpText = (command: Command): string => {
  const { operand, text, examples, codes, note } = commandHelp[command];
  const usage = [command, ...(operand === undefined ? [] : [operand])].join(" ");
  return [
    `kluster-gen ${usage}: ${text}.`,
    "",
    `Usage: kluster-gen ${usage} [options]`,
    "",
    ...optionsFor(command).map(optionRow),
    "",
    "Examples",
    ...examples.map((example) => `  kluster-gen ${example}`),
    "",
    ...(note === undefined ? [] : [note, ""]),
    `Exit codes: ${codes}, 1 error, 130 interrupted.`,
    "",
  ].join("\n");
};
