import { parseArgs } from "node:util";
import { didYouMean } from "./core/suggest.ts";
import { type Outcome, error, fail, ok } from "./problem.ts";

/** The commands that there are. */
export const commands = ["plan", "apply", "verify", "explain", "client"] as const;

/** A command's name. */
export type Command = (typeof commands)[number];

/** What a command may be limited to. */
export const parts = ["snippets", "sections", "tables", "client"] as const;

/** One of the parts. */
export type Part = (typeof parts)[number];

/** How an answer is printed. */
export type Format = "text" | "json";

/** The command line, understood. */
export type Options = {
  readonly command: Command;
  /** PLANFILE of apply, MODEL of explain. */
  readonly operand: string | undefined;
  readonly config: string | undefined;
  readonly root: string | undefined;
  readonly catalog: string | undefined;
  readonly only: ReadonlySet<Part>;
  readonly models: readonly string[];
  readonly replace: boolean;
  readonly prune: boolean;
  readonly acceptCatalog: boolean;
  readonly out: string | undefined;
  readonly format: Format;
  readonly diff: boolean;
  readonly check: boolean;
  readonly yes: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly fsync: boolean;
  /** plan and apply: run the snippets that would be written. */
  readonly verify: boolean;
  /** verify: run what passed before again. */
  readonly fresh: boolean;
  /** verify: leave out what passed before, just as it is now. */
  readonly changed: boolean;
};

/** What the command line asks for: a command, or one of the texts that need none. */
export type Asked =
  | { readonly type: "command"; readonly options: Options }
  | { readonly type: "help" }
  | { readonly type: "version" };

const known = {
  config: { type: "string" },
  root: { type: "string" },
  catalog: { type: "string" },
  only: { type: "string" },
  model: { type: "string", multiple: true },
  replace: { type: "boolean" },
  prune: { type: "boolean" },
  "accept-catalog": { type: "boolean" },
  out: { type: "string" },
  format: { type: "string" },
  diff: { type: "boolean" },
  check: { type: "boolean" },
  yes: { type: "boolean", short: "y" },
  quiet: { type: "boolean", short: "q" },
  verbose: { type: "boolean", short: "v" },
  "no-fsync": { type: "boolean" },
  verify: { type: "boolean" },
  fresh: { type: "boolean" },
  changed: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "V" },
} as const;

/** Options that mean something to some commands only. */
const limited: ReadonlyMap<string, readonly Command[]> = new Map([
  ["only", ["plan", "apply"]],
  ["model", ["plan", "apply", "verify"]],
  ["replace", ["plan", "apply", "client"]],
  ["prune", ["plan", "apply"]],
  ["accept-catalog", ["plan", "apply"]],
  ["diff", ["plan", "apply", "client"]],
  ["out", ["plan"]],
  ["check", ["plan"]],
  ["yes", ["apply", "client"]],
  ["no-fsync", ["apply", "client"]],
  ["verify", ["plan", "apply"]],
  ["fresh", ["verify"]],
  ["changed", ["verify"]],
]);

const usage = (message: string, fix: string) => fail(error("usage", "command line", message, fix));

const findCommand = (name: string): Command | undefined => commands.find((command) => command === name);

const parse = (argv: readonly string[]) => {
  try {
    return ok(parseArgs({ args: [...argv], options: known, allowPositionals: true, strict: true }));
  } catch (cause) {
    const message = cause instanceof Error ? (cause.message.split(". ", 1)[0] ?? "") : "";
    const option = /--?([\w-]+)/.exec(message)?.[1] ?? "";
    const unknown = message.startsWith("Unknown option");
    const fix = unknown ? didYouMean(option, Object.keys(known)) : "See `kluster-gen --help`.";
    return usage(`${message.replace(/\.$/, "")}.`, fix);
  }
};

const onlyParts = (given: string | undefined): Outcome<ReadonlySet<Part>> => {
  if (given === undefined) return ok(new Set(parts));
  const names = given.split(",").map((name) => name.trim());
  const chosen = parts.filter((part) => names.includes(part));
  const wrong = names.find((name) => !parts.some((part) => part === name));
  if (wrong === undefined) return ok(new Set(chosen));
  return usage(`--only doesn't know \`${wrong}\`.`, didYouMean(wrong, parts));
};

const operandOf = (command: Command, operands: readonly string[]): Outcome<string | undefined> => {
  const [operand, extra] = operands;
  if (extra !== undefined) return usage(`\`${extra}\` is one word too many.`, "See `kluster-gen --help`.");
  if ((command === "plan" || command === "client" || command === "verify") && operand !== undefined)
    return usage(
      `${command} takes no \`${operand}\`.`,
      command === "client" ? "See `kluster-gen --help`." : "Name a model with --model.",
    );
  if (command === "explain" && operand === undefined)
    return usage("explain needs a model's ID.", "kluster-gen explain MODEL");
  return ok(operand);
};

/** Understands the command line. Errors: `usage`, `command-unknown`. */
export const readOptions = (argv: readonly string[]): Outcome<Asked> => {
  const parsed = parse(argv);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.version === true) return ok({ type: "version" });
  const [name, ...operands] = positionals;
  if (values.help === true || name === undefined || name === "help") return ok({ type: "help" });
  const command = findCommand(name);
  if (command === undefined)
    return fail(
      error(
        "command-unknown",
        "command line",
        `There is no command \`${name}\`.`,
        didYouMean(name, commands),
      ),
    );
  const misplaced = Object.keys(values).find((option) => limited.get(option)?.includes(command) === false);
  if (misplaced !== undefined)
    return usage(
      `${command} doesn't take --${misplaced}.`,
      `It belongs to ${limited.get(misplaced)?.join(", ") ?? ""}.`,
    );
  const format = (["text", "json"] as const).find((each) => each === (values.format ?? "text"));
  if (format === undefined)
    return usage(`--format doesn't know \`${values.format ?? ""}\`.`, "Use text or json.");
  const only = onlyParts(values.only);
  if (!only.ok) return only;
  const operand = operandOf(command, operands);
  if (!operand.ok) return operand;
  const saved = command === "apply" && operand.value !== undefined;
  const limits = (["only", "model", "replace", "prune", "accept-catalog", "verify"] as const).find(
    (option) => values[option] !== undefined,
  );
  if (saved && limits !== undefined)
    return usage(`A saved plan is applied as it is: --${limits} can't change it.`, "Make another plan.");
  return ok({
    type: "command",
    options: {
      command,
      operand: operand.value,
      config: values.config,
      root: values.root,
      catalog: values.catalog,
      only: only.value,
      models: values.model ?? [],
      replace: values.replace ?? false,
      prune: values.prune ?? false,
      acceptCatalog: values["accept-catalog"] ?? false,
      out: values.out,
      format,
      diff: values.diff ?? false,
      check: values.check ?? false,
      yes: values.yes ?? false,
      quiet: values.quiet ?? false,
      verbose: values.verbose ?? false,
      fsync: values["no-fsync"] !== true,
      verify: values.verify ?? false,
      fresh: values.fresh ?? false,
      changed: values.changed ?? false,
    },
  });
};

/** What --help prints. */
export const helpText = `kluster-gen keeps a platform's documentation in step with its model catalog.

Usage: kluster-gen <command> [options]

  plan                  work out every change and show it; writes nothing
  apply [PLANFILE]      plan and apply, or apply exactly that saved plan
  verify                run every snippet against a mock of the API
  client                generate the typed client alone (also part of plan and apply)
  explain MODEL         how one model is seen: capabilities, slug, templates, places

Where
  --config FILE         the config; otherwise the nearest kluster-onboard.config.*
  --root DIR            the documentation, in place of the config's root
  --catalog FILE|URL    the catalog, in place of the config's sources

What
  --only PARTS          of snippets,sections,tables,client
  --model ID            this model only (repeatable)
  --replace             make snippets anew that are there, hand-edited ones too
  --prune               delete what the tool made for models that left the catalog
  --accept-catalog      trust a catalog that lost many models or fields
  --out FILE            plan: save the plan for apply
  --check               plan: exit with 2 when there are changes
  --yes, -y             apply: don't ask on a terminal
  --verify              run the snippets first; when one fails, nothing is written
  --changed             verify: only what hasn't passed yet as it is now
  --fresh               verify: run again what passed before
  --no-fsync            apply: don't wait for the disk

How it looks
  --format text|json    text for people (default), or JSON for programs
  --diff                show unified diffs
  --quiet, -q           say nothing but problems
  --verbose, -v         list unchanged files too, and give every reason
  --help, -h            this text
  --version, -V         the version

verify executes the snippets of the documentation, as its readers would, those that
people wrote too: on this machine, with your rights, without a key. Do it where you
would run them yourself.

Exit codes: 0 done or nothing to do, 1 error, 2 --check found changes or a snippet failed,
3 something is blocked, 130 interrupted.
`;
