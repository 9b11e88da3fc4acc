/**
 * `--replace` takes a path, or none: it gets an equals sign for `parseArgs`, which knows no value that may be left out.
 * A word that is a command isn't its path where none came before.
 */
export const withValues = (argv: readonly string[], isCommand: (word: string) => boolean): string[] => {
  const args: string[] = [];
  const end = argv.indexOf("--");
  let hasCommand = false;
  for (let at = 0; at < argv.length; at += 1) {
    const arg = argv[at] ?? "";
    const next = argv[at + 1] ?? "-";
    const passed = end !== -1 && at > end;
    if (arg !== "--replace" || passed) {
      hasCommand ||= isCommand(arg);
      args.push(arg);
    } else if (next.startsWith("-") || (!hasCommand && isCommand(next))) args.push("--replace=");
    else {
      args.push(`--replace=${next}`);
      at += 1;
    }
  }
  return args;
};
