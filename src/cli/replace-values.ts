/** `--replace` takes a path, or none: `parseArgs` knows no such option, so the path gets an equals sign. */
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
