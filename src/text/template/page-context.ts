import { type Tag, tagContexts } from "./context.ts";

/** What a place in a page is. `closed` is one in which no value can stand safely. */
export type PageContext =
  | "text"
  | "front matter"
  | "front matter of TOML"
  | "comment"
  | "fence"
  | "shell"
  | "shell quotes"
  | "prompt"
  | "attribute"
  | "address"
  | "braces"
  | "closed";

// Its parts are tried with the flag `m`: `(?![^])` is the end of the text, and `$` that of a line.
const FENCE =
  /^[ \t]*(?<mark>`{3,}|~{3,})(?<info>[^\n]*)\n[^]*?(?:(?<=\n)[ \t]*\k<mark>[`~]*[ \t]*(?=\n|$)|(?![^]))/m;
const COMMENT = /<!--[^]*?(?:-->|(?![^]))|\{\/\*[^]*?(?:\*\/\}|(?![^]))/;
const SPAN = /(?<!`)(?<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[^])*?(?<!`)\k<ticks>(?!`)/;
const ELEMENT = /<\/?[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>/;
/** Hugo's: what is given to one is read as it is, entities and all. */
const SHORTCODE = /\{\{[<%](?:[^"`]|"[^"\n]*"|`[^`]*`)*?[%>]\}\}/;
const BRACES = /(?<=(?<!\\)(?:\\\\)*)\{(?:[^{}]|\{[^{}]*\})*\}/;

/** Shells whose words are bash's; `console` shows prompts before them. */
export const BASH = /^\s*(?:bash|sh|shell|zsh|curl)\b/i;
const OTHER_SHELL = /^\s*(?:console|powershell|cmd|bat)\b/i;

/** The text with its tags blotted out: what they write is part of the place that they stand in. */
export const blotted = (text: string, tags: readonly Tag[]): string => {
  let result = "";
  let at = 0;
  for (const { kind, start, end } of tags) {
    const char = kind === "value" || kind === "raw" ? "x" : " ";
    result += text.slice(at, start) + text.slice(start, end).replace(/[^\n]/g, char).replaceAll("\n", char);
    at = end;
  }
  return result + text.slice(at);
};

const frontMatterEnd = (text: string): number => {
  const match =
    /^---[ \t]*\n[^]*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)|^\+\+\+[ \t]*\n[^]*?\n\+\+\+[ \t]*(?:\n|$)/.exec(text);
  return match?.[0].length ?? 0;
};

/** In a tag of HTML: between double quotes, in an expression of MDX, or anywhere else. */
const inElement = (before: string, mdx: boolean): PageContext => {
  if (mdx && /=\{[^{}]*$/.test(before)) return "braces";
  const rest = before.replace(/"[^"]*"|'[^']*'/g, "");
  return rest.includes('"') && !rest.includes("'") ? "attribute" : "closed";
};

/** Blocks of MyST that hold text as the page does. */
const TEXT =
  /^[ \t]*\{(?:admonition|attention|card|caution|danger|dropdown|error|hint|important|note|seealso|tip|warning)\}/;

/** In a code block: where a value would be read as part of the block's first line, or as a command, it can't stand. */
const inFence = (
  text: string,
  { info, start, end }: { readonly info: string; readonly start: number; readonly end: number },
  tag: Tag,
  tags: readonly Tag[],
): PageContext => {
  const body = text.indexOf("\n", start) + 1;
  if (body === 0 || tag.start < body) return "closed";
  const line = text.slice(text.lastIndexOf("\n", tag.start - 1) + 1, tag.start);
  if (TEXT.test(info)) return line.includes("`") ? "closed" : "text";
  if (OTHER_SHELL.test(info)) return "prompt";
  if (!BASH.test(info)) return "fence";
  const inside = tags.filter((each) => each.start >= body && each.start < end);
  const shifted = inside.map((each) => ({ ...each, start: each.start - body, end: each.end - body }));
  const context = tagContexts(text.slice(body, end), shifted, "bash")[inside.indexOf(tag)];
  return context === "code" ? "shell" : context === "quoted" ? "shell quotes" : "closed";
};

/** In which place of a page each tag of a template stands, by reading its fixed text. */
export const pageContexts = (text: string, tags: readonly Tag[], mdx: boolean): readonly PageContext[] => {
  const plain = blotted(text, tags);
  const body = frontMatterEnd(plain);
  const parts = [FENCE, COMMENT, SPAN, ELEMENT, mdx ? BRACES : SHORTCODE].map(({ source }) => source);
  // Each part is known by its own named or numbered beginning.
  const spans = [
    ...plain.slice(body).matchAll(new RegExp(parts.map((part, i) => named(part, i)).join("|"), "gm")),
  ].map(({ 0: found, index }) => ({ found, start: body + index, end: body + index + found.length }));
  return tags.map((tag): PageContext => {
    const { start } = tag;
    if (start < body) return plain.startsWith("+") ? "front matter of TOML" : "front matter";
    const inside = spans.find((span) => start >= span.start && start < span.end);
    if (inside === undefined) {
      const line = plain.slice(plain.lastIndexOf("\n", start - 1) + 1, start);
      return /\]\(\s*<?[^()\s]*$|^ {0,3}\[[^\]]+\]:\s*<?\S*$/.test(line) ? "address" : "text";
    }
    const { found } = inside;
    const fence = /^[ \t]*(?:`{3,}|~{3,})([^\n]*)/.exec(found);
    if (fence !== null) return inFence(text, { info: fence[1] ?? "", ...inside }, tag, tags);
    if (found.startsWith("<!--") || found.startsWith("{/*")) return "comment";
    if (found.startsWith("{")) return mdx ? "braces" : "closed";
    if (found.startsWith("`")) return "closed";
    return inElement(found.slice(0, start - inside.start), mdx);
  });
};

/** Gives the groups of a part names of its own, so that the parts can stand beside each other. */
const named = (part: string, index: number): string =>
  part.replaceAll(/\(\?<(\w+)>|\\k<(\w+)>/g, (_, group: string | undefined, back: string | undefined) =>
    group === undefined ? `\\k<${back ?? ""}${index}>` : `(?<${group}${index}>`,
  );
