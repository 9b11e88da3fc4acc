/** How readers take a fence that nothing is said of: what of it they type in, and whether that can be run as it stands. */

type Prompts = { readonly first: RegExp; readonly next: RegExp };

/** What a session shows before what is typed in: a prompt, and before lines that go on. */
const prompts: ReadonlyMap<string, Prompts> = new Map<string, Prompts>([
  ["bash", { first: /^(?:\([\w.-]+\) )?(?:[\w.-]+@[\w.-]+(?::\S*)? ?)?\$(?: |$)/, next: /^>(?: |$)/ }],
  ["python", { first: /^>>>(?: |$)/, next: /^\.\.\.(?: |$)/ }],
  ["ruby", { first: /^irb(?:\([^)]*\):\d+(?::\d+)?)?> ?/, next: /^irb\([^)]*\):\d+(?::\d+)?[*"'] ?/ }],
  ["javascript", { first: /^> /, next: /^(?:\.\.\.|\|)(?: |$)/ }],
]);

const isComment = (line: string): boolean => /^\s*(?:#|$)/.test(line);

/** Shell text without what stands in quotes, comments or here-documents that end. */
const bare = (text: string): string =>
  text
    .replace(/(?<!<)<<-?[ \t]*(['"]?)(\w+)\1(.*)\n(?:[^]*?\n)??[ \t]*\2$/gm, "$3")
    .replace(/\\[^\n]|'[^']*'|"(?:\\[^]|[^"\\])*"|(?<!\S)#.*/g, "");

/** Whether a shell waits for more after that. */
const isOpen = (text: string): boolean =>
  /['"]|(?:\\|\||&&)\s*$|(?<!<)<<-?[ \t]*[A-Za-z_]/.test(bare(text)) || /(?<!\\)\\$/.test(text);

/** What is typed in where a fence shows a session, at its lines; undefined where it shows none. */
export const typedIn = (language: string, code: string): string | undefined => {
  const prompt = prompts.get(language === "typescript" ? "javascript" : language);
  const lines = code.split("\n");
  if (prompt?.first.test(lines.find((line) => !isComment(line)) ?? "") !== true) return undefined;
  let command: string | undefined;
  const typed = lines.map((line): string => {
    if (command !== undefined && language === "bash" && isOpen(command)) {
      const more = line.replace(prompt.next, "");
      command += `\n${more}`;
      return more;
    }
    const next = command !== undefined && prompt.next.test(line);
    if (!next && !prompt.first.test(line)) {
      command = undefined;
      return "";
    }
    const own = line.replace(next ? prompt.next : prompt.first, "");
    command = next ? `${command ?? ""}\n${own}` : own;
    return own;
  });
  return typed.join("\n");
};

const installs =
  /^(?:sudo\s+)?(?:(?:python3?\s+-m\s+)?pip3?\s+install|(?:npm|pnpm|yarn|bun)\s+(?:install|i|ci|add)|yarn|uv\s+(?:add|pip\s+install)|poetry\s+add|pipx\s+install|brew\s+install|apt(?:-get)?\s+(?:update|install)|go\s+(?:get|install)|cargo\s+(?:add|install)|(?:gem|bundle)\s+(?:install|add)|composer\s+require|dotnet\s+add\s+package)(?=\s|$)/;

const commandsOf = (code: string): readonly string[] =>
  code
    .replace(/\\\n/g, " ")
    .split(/\n|&&|;/)
    .map((command) => command.trim())
    .filter((command) => !isComment(command));

/** Texts of several lines, in which `...` is text: their lines stay, and end with a quote. */
const withoutTexts = (code: string): string =>
  code.replace(/("""|'''|`)[^]*?\1/g, (text) => text.replace(/[^\n]/g, '"'));

/** Whether `...` after that line is a value of Python's: a body, or an argument. */
const takesEllipsis = (before: string): boolean => /(?::|["'([{])$|^[^=:]*,$/.test(before);

/** The line that stands for what is left out, counted from 1; 0 when none does. */
const elision = (language: string, code: string): number => {
  const lines = (language === "bash" ? code : withoutTexts(code)).split("\n");
  return (
    1 +
    lines.findIndex((line, index) => {
      if (/\\\s+(?:\.{3}|…)\s*$/.test(line)) return true;
      const dots = line.trim().replace(/(?<!\s)\s*\\$/, "");
      if (dots !== "..." || language !== "python") return /^(?:(?:#|\/\/)\s*)?(?:\.{3}|…)$/.test(dots);
      const before = lines.slice(0, index).findLast((each) => !isComment(each)) ?? "";
      return !takesEllipsis(before.replace(/(?<!\s)\s+#.*$/, "").trim());
    })
  );
};

/** Not within quotes, where it is a text like any other, and no two redirections: `<a 2>b`, `<a >b`. */
const placeholder = /(?<!<)<[A-Za-z][\w.\- ]*(?<!\s|\s\d)>(?![\w&>|$])/;

/** Why code can't be run as it stands, as any reader sees; undefined where nothing tells. */
export const whyNotRun = (language: string, code: string): string | undefined => {
  const commands = language === "bash" ? commandsOf(code) : [];
  if (commands.length > 0 && commands.every((command) => installs.test(command)))
    return "It installs packages.";
  const line = elision(language, code);
  if (line > 0) return `It leaves something out (line ${line}).`;
  const stands = language === "bash" ? placeholder.exec(bare(code))?.[0] : undefined;
  return stands === undefined ? undefined : `\`${stands}\` stands for something of the reader's.`;
};
