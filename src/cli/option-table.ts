/** The commands that there are. */
export const commands = [
  "plan",
  "apply",
  "check",
  "verify",
  "status",
  "explain",
  "client",
  "init",
  "forget",
] as const;

/** A command's name. */
export type Command = (typeof commands)[number];

/** One option: what `parseArgs` needs of it, whose it is, and what help and completion show. */
export type OptionSpec = {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: boolean;
  /** The commands that take it; left out: all. */
  readonly for?: readonly Command[];
  /** What its value is; of values that can be listed, those. */
  readonly value?: string;
  readonly text: string;
};

/** Every option, in the order in which help lists them. */
export const optionTable = {
  config: {
    type: "string",
    value: "FILE",
    text: "the config; otherwise the nearest kluster-onboard.config.*, or kluster-gen.config.*; init: the file to write, .ts or .json",
  },
  root: { type: "string", value: "DIR", text: "the documentation, in place of the config's root" },
  catalog: { type: "string", value: "FILE|URL", text: "the catalog, in place of the config's sources" },
  try: {
    type: "string",
    for: ["init"],
    value: "CATALOG",
    text: "shows what that catalog would change under the config that would be written",
  },
  only: {
    type: "string",
    for: ["plan", "apply"],
    value: "PARTS",
    text: "of snippets,sections,tables,client,mentions,documents; counters and navigation files are sections",
  },
  model: {
    type: "string",
    multiple: true,
    for: ["plan", "apply", "verify"],
    value: "ID",
    text: "this model only (repeatable)",
  },
  leave: {
    type: "string",
    multiple: true,
    for: ["plan", "apply"],
    value: "ID",
    text: "all models but this one, which stays as it is (repeatable)",
  },
  role: {
    type: "string",
    for: ["plan", "apply"],
    value: "NAME",
    text: "move what stands for this role of `mentions` to its model now",
  },
  replace: {
    type: "string",
    multiple: true,
    for: ["plan", "apply", "client"],
    value: "[PATH]",
    text: "make snippets anew that are there, hand-edited ones and those in pages too; PATH (repeatable): of that file, page or folder only",
  },
  prune: {
    type: "boolean",
    for: ["plan", "apply"],
    text: "delete what the tool made for models that left the catalog",
  },
  claim: {
    type: "string",
    for: ["plan", "apply"],
    value: "as-made|all|none",
    text: "whose is what was there before the tool",
  },
  "accept-catalog": {
    type: "boolean",
    for: ["plan", "apply"],
    text: "trust a catalog that lost many models or fields",
  },
  accept: {
    type: "string",
    multiple: true,
    for: ["plan", "apply"],
    value: "GUARD[:ID]",
    text: "let through what a guard holds, of that model only (repeatable)",
  },
  filter: {
    type: "string",
    multiple: true,
    for: ["plan"],
    value: "KEY=VALUE,…",
    text: "show only changes of that action, cause, class, kind, model or path",
  },
  "group-by": {
    type: "string",
    for: ["plan"],
    value: "FIELD",
    text: "say in JSON which models change, by what they have in that field",
  },
  date: { type: "string", for: ["plan", "apply"], value: "YYYY-MM-DD", text: "the date that counters show" },
  out: { type: "string", for: ["plan"], value: "FILE", text: "save the plan for apply" },
  report: {
    type: "string",
    for: ["plan", "apply", "check", "verify", "status"],
    value: "FILE",
    text: "write the report there too, in the form of its ending: .html, .json; plan, apply: .md",
  },
  check: { type: "boolean", for: ["plan"], text: "exit with 2 when there are changes" },
  fix: { type: "boolean", for: ["check"], text: "mend what is mechanical" },
  yes: {
    type: "boolean",
    short: "y",
    for: ["apply", "client", "init", "forget"],
    text: "don't ask on a terminal",
  },
  verify: {
    type: "boolean",
    for: ["plan", "apply"],
    text: "run the snippets first; when one fails, nothing is written",
  },
  watch: {
    type: "boolean",
    for: ["plan", "check", "verify"],
    text: "again whenever something that is read has changed",
  },
  changed: { type: "boolean", for: ["verify"], text: "only what hasn't passed yet as it is now" },
  fresh: { type: "boolean", for: ["verify"], text: "run again what passed before" },
  live: {
    type: "boolean",
    for: ["verify"],
    text: "ask the real service too, within the limits of `verify.live`: one request a model and kind",
  },
  "no-fsync": {
    type: "boolean",
    for: ["apply", "check", "client", "forget"],
    text: "don't wait for the disk",
  },
  format: {
    type: "string",
    value: "text|json|html|github|markdown|commit",
    text: "text (default); json for programs; html, one file to look at (plan, apply, check, verify, status); github, annotations (plan, check, verify); markdown, a pull request's body, and commit, a commit's message (plan, apply)",
  },
  diff: { type: "boolean", for: ["plan", "apply", "client"], text: "show unified diffs" },
  quiet: { type: "boolean", short: "q", text: "print nothing but problems" },
  verbose: {
    type: "boolean",
    short: "v",
    text: "list unchanged files and every warning too, and give every reason",
  },
  help: { type: "boolean", short: "h", text: "this text; after a command: that command's" },
  version: { type: "boolean", short: "V", text: "the version" },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The table by name, for those who only read it. */
export const optionSpecs: ReadonlyMap<string, OptionSpec> = new Map(Object.entries(optionTable));

/** The names of a command's options, in the table's order. */
export const optionsFor = (command: Command): readonly string[] =>
  [...optionSpecs].filter(([, spec]) => spec.for?.includes(command) ?? true).map(([name]) => name);
