import type { Tag } from "./template-tags.ts";

/** What a place in a file is: code, a comment, a quoted string, or raw text where `$(…)` still runs. */
export type Context = "code" | "comment" | "quoted" | "expanding";

type Delimiter = { readonly open: string; readonly close: string; readonly context: Context };

const span = (open: string, close: string, context: Context): Delimiter => ({ open, close, context });

const QUOTES = [span('"', '"', "quoted"), span("'", "'", "quoted")];
const SLASHES = [span("//", "\n", "comment"), span("/*", "*/", "comment")];
const HASH = [span("#", "\n", "comment")];

/** Longer openings come first. A quote that isn't closed on its line ends there, save in bash. */
const DELIMITERS: ReadonlyMap<string, readonly Delimiter[]> = new Map([
  ["bash", [...HASH, span('"', '"', "expanding"), span("'", "'", "quoted")]],
  ["json", [span('"', '"', "quoted")]],
  ["python", [...HASH, span('"""', '"""', "quoted"), span("'''", "'''", "quoted"), ...QUOTES]],
  ["ruby", [...HASH, ...QUOTES]],
  ["php", [...SLASHES, ...HASH, ...QUOTES]],
  ["rust", [...SLASHES, span('"', '"', "quoted")]],
]);
const OTHERS = [...SLASHES, span('"""', '"""', "quoted"), ...QUOTES, span("`", "`", "quoted")];

/**
 * In which context each tag stands, by reading the template's fixed text: a value inside quotes would
 * get a second pair of quotes, and its text would be run as code.
 */
export const tagContexts = (text: string, tags: readonly Tag[], language: string): readonly Context[] => {
  const delimiters = DELIMITERS.get(language) ?? OTHERS;
  const contexts: Context[] = [];
  let inside: Delimiter | undefined;
  let heredoc: Delimiter | undefined;
  let at = 0;

  const step = (): void => {
    const rest = text.slice(at, at + 80);
    if (inside !== undefined) {
      const escaped = rest.startsWith("\\") && inside.context !== "comment" && inside.open !== "<<";
      const raw = language === "bash" && inside.open === "'";
      if (escaped && !raw) at += 2;
      else if (text.startsWith(inside.close, at)) {
        at += inside.close.length;
        // The line end that closes a comment may also begin a heredoc's body.
        if (inside.close === "\n") at -= 1;
        inside = undefined;
      } else if (rest.startsWith("\n") && language !== "bash" && isOneLine(inside)) inside = undefined;
      else at += 1;
      return;
    }
    if (rest.startsWith("\n") && heredoc !== undefined) {
      inside = heredoc;
      heredoc = undefined;
      return;
    }
    const here = language === "bash" ? /^<<-?(["']?)(\w+)\1/.exec(rest) : null;
    if (here !== null) {
      heredoc = span("<<", `\n${here[2] ?? ""}\n`, here[1] === "" ? "expanding" : "quoted");
      at += here[0].length;
      return;
    }
    const opened = delimiters.find((d) => rest.startsWith(d.open) && opensHere(d, text[at - 1], language));
    if (opened === undefined) at += rest.startsWith("\\") ? 2 : 1;
    else {
      inside = opened;
      at += opened.open.length;
    }
  };

  for (const tag of tags) {
    while (at < tag.start) step();
    contexts.push(inside?.context ?? "code");
    at = tag.end;
  }
  return contexts;
};

const isOneLine = (delimiter: Delimiter): boolean => /^["']$/.test(delimiter.close);

// In bash `#` begins a comment only at the start of a word: not in `$#` or `${x#y}`.
const opensHere = (delimiter: Delimiter, before: string | undefined, language: string): boolean =>
  delimiter.open !== "#" || language !== "bash" || before === undefined || /[\s;&|()]/.test(before);
