import { type Shell, shells } from "./shells.ts";
import { type Command, commands, optionSpecs, optionTable, optionsFor } from "./option-table.ts";
import { withValues } from "./replace-values.ts";
import type { Request } from "../pipeline/load/configure.ts";
import type { Filter } from "../report/filter.ts";
import { acceptedOf, claimOf, filtersOf, onlyParts, usage } from "./option-values.ts";
import { parseArgs } from "node:util";
import { didYouMean, nearest } from "../text/suggest.ts";
import { ok, type Outcome, refuse } from "../model/problem.ts";

/** How an answer is printed. */
export type Format = "text" | "json" | "markdown" | "html" | "github" | "commit";

/** Options that are a run's request as they are. */
type Passed =
  | ("config" | "root" | "catalog" | "date" | "only" | "models" | "leave" | "role")
  | ("replace" | "replacePaths" | "prune" | "claim" | "acceptCatalog");

/** The command line, understood. */
export type Options = Required<Pick<Request, Passed>> & {
  readonly command: Command;
  /** PLANFILE of apply, MODEL of explain. */
  readonly operand: string | undefined;
  /** init: a catalog whose changes are shown before anything is written. */
  readonly tries: string | undefined;
  /** What guards let through: `GUARD` or `GUARD:MODEL`. */
  readonly accept: readonly string[];
  /** plan: the changes that are shown. */
  readonly filters: readonly Filter[];
  /** plan: the field whose values group the models in JSON. */
  readonly groupBy: string | undefined;
  readonly out: string | undefined;
  /** Where a report goes beside what is printed, in the form of its ending. */
  readonly report: string | undefined;
  readonly format: Format;
  readonly diff: boolean;
  readonly check: boolean;
  readonly fix: boolean;
  readonly yes: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly fsync: boolean;
  /** plan, check and verify: again whenever something changed. */
  readonly watch: boolean;
  /** plan and apply: run the snippets that would be written. verify: ask the service too; run again what passed. */
  readonly verify: boolean;
  readonly live: boolean;
  readonly fresh: boolean;
  /** verify: leave out what passed before, just as it is now. */
  readonly changed: boolean;
};

/** What the command line asks for: a command, or one of the texts that need none. */
export type Asked =
  | { readonly type: "command"; readonly options: Options }
  | { readonly type: "help"; readonly of: Command | undefined }
  | { readonly type: "completion"; readonly shell: Shell }
  | { readonly type: "version" };

const findCommand = (name: string): Command | undefined => commands.find((command) => command === name);

const parse = (argv: readonly string[]) => {
  try {
    return ok(
      parseArgs({
        args: withValues(argv, (word) => findCommand(word) !== undefined),
        options: optionTable,
        allowPositionals: true,
        strict: true,
      }),
    );
  } catch (cause) {
    const message = cause instanceof Error ? (cause.message.split(". ", 1)[0] ?? "") : "";
    const option = /--?([\w-]+)/.exec(message)?.[1] ?? "";
    const command = argv.flatMap((word) => findCommand(word) ?? [])[0];
    const known = command === undefined ? Object.keys(optionTable) : optionsFor(command);
    const unknown = message.startsWith("Unknown option");
    const near = unknown ? nearest(option, known) : undefined;
    const help = unknown && command !== undefined ? `kluster-gen help ${command}` : "kluster-gen --help";
    const fix = near === undefined ? `See \`${help}\`.` : `Did you mean \`--${near}\`?`;
    return usage(`${message.replace(/\.$/, "")}.`, fix);
  }
};

/** The forms of a command's report. */
const reports: ReadonlyMap<Command, readonly string[]> = new Map<Command, readonly string[]>([
  ["plan", [".html", ".md", ".json"]],
  ["apply", [".html", ".md", ".json"]],
  ["check", [".html", ".json"]],
  ["verify", [".html", ".json"]],
  ["status", [".html", ".json"]],
]);

/** The formats that a command has. */
const formatsOf = (command: Command): readonly Format[] => [
  "text",
  "json",
  ...(command === "plan" || command === "apply" ? (["markdown"] as const) : []),
  ...(reports.get(command)?.includes(".html") === true ? (["html"] as const) : []),
  ...(command === "plan" || command === "apply" ? (["commit"] as const) : []),
  ...(command === "plan" || command === "check" || command === "verify" ? (["github"] as const) : []),
];

const formatOf = (command: Command, name: string): Outcome<Format> => {
  const known = formatsOf(command);
  const format = known.find((each) => each === name);
  if (format !== undefined) return ok(format);
  const all = `${known.slice(0, -1).join(", ")} or ${known.at(-1) ?? ""}`;
  const near = nearest(name, known);
  return usage(
    `--format doesn't know \`${name}\`.`,
    near === undefined ? `Use ${all}.` : `Did you mean \`${near}\`?`,
  );
};

const operandOf = (command: Command, operands: readonly string[]): Outcome<string | undefined> => {
  const [operand, extra] = operands;
  if (extra !== undefined) return usage(`\`${extra}\` is one word too many.`, "See `kluster-gen --help`.");
  if (["plan", "check", "verify", "status", "client", "init"].includes(command) && operand !== undefined)
    return usage(
      `${command} takes no \`${operand}\`.`,
      ["plan", "verify"].includes(command) ? "Name a model with --model." : "See `kluster-gen --help`.",
    );
  if (command === "explain" && operand === undefined)
    return usage("explain needs a model's ID.", "kluster-gen explain MODEL");
  if (command === "forget" && operand === undefined)
    return usage("forget needs a model's ID, or a path.", "kluster-gen forget MODEL|PATH");
  return ok(operand);
};

const completionOf = (name: string): Outcome<Asked> => {
  const shell = shells.find((each) => each === name);
  if (shell !== undefined) return ok({ type: "completion", shell });
  return usage(`There is no completion for \`${name}\`.`, didYouMean(name, shells));
};

const unknownCommand = (name: string) =>
  refuse("command-unknown", "command line", `There is no command \`${name}\`.`, didYouMean(name, commands));

/** Where reports and saved plans go: a report has the form of its ending, and a saved plan is no page. */
const filesFault = (command: Command, out: string | undefined, report: string | undefined) => {
  const forms = reports.get(command) ?? [];
  if (out !== undefined && /\.(?:html?|md)$/i.test(out))
    return usage(`--out saves a plan for apply, and \`${out}\` looks like a report.`, `Use --report ${out}.`);
  if (report !== undefined && !forms.some((form) => report.toLowerCase().endsWith(form)))
    return usage(`--report can't write \`${report}\`.`, `Give it one of the endings ${forms.join(", ")}.`);
  return undefined;
};

/** Understands the command line. Errors: `usage`, `command-unknown`. */
export const readOptions = (argv: readonly string[]): Outcome<Asked> => {
  const parsed = parse(argv);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.version === true) return ok({ type: "version" });
  const [name, ...operands] = positionals;
  if (name === undefined || name === "help") {
    const [topic] = operands;
    const of = topic === undefined ? undefined : findCommand(topic);
    return topic === undefined || of !== undefined ? ok({ type: "help", of }) : unknownCommand(topic);
  }
  if (name === "completion") return completionOf(operands[0] ?? "");
  const command = findCommand(name);
  if (command === undefined) return unknownCommand(name);
  if (values.help === true) return ok({ type: "help", of: command });
  const misplaced = Object.keys(values).find(
    (option) => optionSpecs.get(option)?.for?.includes(command) === false,
  );
  if (misplaced !== undefined)
    return usage(
      `${command} doesn't take --${misplaced}.`,
      `It belongs to ${optionSpecs.get(misplaced)?.for?.join(", ") ?? ""}.`,
    );
  const misnamed = filesFault(command, values.out, values.report);
  if (misnamed !== undefined) return misnamed;
  const format = formatOf(command, values.format ?? "text");
  if (!format.ok) return format;
  const only = onlyParts(values.only);
  if (!only.ok) return only;
  const claim = claimOf(values.claim);
  if (!claim.ok) return claim;
  const accept = acceptedOf(values.accept);
  if (!accept.ok) return accept;
  const filters = filtersOf(values.filter);
  if (!filters.ok) return filters;
  const operand = operandOf(command, operands);
  if (!operand.ok) return operand;
  const saved = command === "apply" && operand.value !== undefined;
  const limits = (
    ["only", "model", "leave", "prune", "accept-catalog", "accept", "date", "verify"] as const
  ).find((option) => values[option] !== undefined);
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
      tries: values.try,
      only: only.value,
      models: values.model ?? [],
      leave: values.leave ?? [],
      groupBy: values["group-by"],
      role: values.role,
      replace: values.replace !== undefined,
      replacePaths: (values.replace ?? []).filter((path) => path !== ""),
      prune: values.prune ?? false,
      claim: claim.value,
      acceptCatalog: values["accept-catalog"] ?? false,
      accept: accept.value,
      filters: filters.value,
      date: values.date,
      out: values.out,
      report: values.report,
      format: format.value,
      diff: values.diff ?? false,
      check: values.check ?? false,
      fix: values.fix ?? false,
      yes: values.yes ?? false,
      quiet: values.quiet ?? false,
      verbose: values.verbose ?? false,
      fsync: values["no-fsync"] !== true,
      watch: values.watch === true,
      verify: values.verify ?? false,
      live: values.live ?? false,
      fresh: values.fresh ?? false,
      changed: values.changed ?? false,
    },
  });
};
