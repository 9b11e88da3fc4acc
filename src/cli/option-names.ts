/** The commands that there are. */
export const commands = ["plan", "apply", "check", "verify", "explain", "client", "init"] as const;

/** A command's name. */
export type Command = (typeof commands)[number];

/** Every option, as `parseArgs` takes them. */
export const known = {
  config: { type: "string" },
  root: { type: "string" },
  catalog: { type: "string" },
  try: { type: "string" },
  only: { type: "string" },
  model: { type: "string", multiple: true },
  role: { type: "string" },
  replace: { type: "string", multiple: true },
  prune: { type: "boolean" },
  claim: { type: "string" },
  "accept-catalog": { type: "boolean" },
  date: { type: "string" },
  out: { type: "string" },
  format: { type: "string" },
  diff: { type: "boolean" },
  check: { type: "boolean" },
  fix: { type: "boolean" },
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
export const limited: ReadonlyMap<string, readonly Command[]> = new Map([
  ["try", ["init"]],
  ["only", ["plan", "apply"]],
  ["model", ["plan", "apply", "verify"]],
  ["role", ["plan", "apply"]],
  ["replace", ["plan", "apply", "client"]],
  ["prune", ["plan", "apply"]],
  ["claim", ["plan", "apply"]],
  ["accept-catalog", ["plan", "apply"]],
  ["date", ["plan", "apply"]],
  ["diff", ["plan", "apply", "client"]],
  ["out", ["plan"]],
  ["check", ["plan"]],
  ["fix", ["check"]],
  ["yes", ["apply", "client", "init"]],
  ["no-fsync", ["apply", "check", "client"]],
  ["verify", ["plan", "apply"]],
  ["fresh", ["verify"]],
  ["changed", ["verify"]],
]);
