import { pageHelperNames } from "../emit/page.ts";
import { error, type Problem } from "../../model/problem.ts";
import { asciidocContexts } from "./asciidoc-context.ts";
import { pageContexts } from "./page-context.ts";
import { lintPageTag } from "./page-lint.ts";
import { rstContexts } from "./rst-context.ts";
import { type Context, type Tag, tagContexts } from "./context.ts";

/** Names that would let a template reach the machine, the network, the clock or chance. */
export const FORBIDDEN_NAMES = [
  "Buffer",
  "Date",
  "EventSource",
  "Function",
  "Intl",
  "WebSocket",
  "XMLHttpRequest",
  "clearInterval",
  "clearTimeout",
  "console",
  "crypto",
  "document",
  "exports",
  "fetch",
  "global",
  "globalThis",
  "include",
  "localStorage",
  "module",
  "navigator",
  "performance",
  "process",
  "queueMicrotask",
  "require",
  "self",
  "sessionStorage",
  "setImmediate",
  "setInterval",
  "setTimeout",
  "window",
] as const;

const BARE = new RegExp(`(?<![.\\w$])(?:${FORBIDDEN_NAMES.join("|")}|eval|import|arguments)\\b`);
const ANYWHERE = /\b(?:constructor|prototype|Math\s*\.\s*random|toLocale\w+|localeCompare)\b|\b__\w+/;
const ENGINE = /(?<![.\w$])(?:escapeFn|rethrow)\b/;

/** The name of a partial, as `partial("…")` has to spell it. */
const PARTIAL = /(?<![.\w$])partial\s*\(\s*(?:"([\w./-]+)"|'([\w./-]+)')\s*\)/g;
const ANY_PARTIAL = /(?<![.\w$])partial\b/g;

/** The names in a tag's `partial("name")` calls. */
export const partialNames = (code: string): readonly string[] =>
  Array.from(code.matchAll(PARTIAL), (match) => match[1] ?? match[2] ?? "");

/** JavaScript without its comments and the contents of its plain strings. */
const codeOnly = (code: string): string =>
  code.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, (part) =>
    part.startsWith("/") ? " " : '""',
  );

/** The places of a page that the tags stand in; undefined where the language is none of pages. */
export const pagePlaces = (text: string, tags: readonly Tag[], language: string) => {
  if (language === "rst") return rstContexts(text, tags);
  if (language === "asciidoc") return asciidocContexts(text, tags);
  return language === "markdown" || language === "mdx"
    ? pageContexts(text, tags, language === "mdx")
    : undefined;
};

/** What is wrong with a template before it's compiled. `place` turns a line into a place for people. */
export const lintTemplate = (
  text: string,
  tags: readonly Tag[],
  language: string,
  place: (line: number) => string,
): readonly Problem[] => {
  const places = pagePlaces(text, tags, language);
  const contexts = places === undefined ? tagContexts(text, tags, language) : [];
  return tags.flatMap((tag, index) => {
    const where = place(tag.line);
    const page = places?.[index];
    const found = lintTag(tag, where);
    if (tag.kind !== "value") return found;
    const context =
      page === undefined
        ? lintContext(tag, contexts[index] ?? "code", language, where)
        : lintPageTag(
            page,
            helperOf(tag, PAGE_CALL),
            text.slice(text.lastIndexOf("\n", tag.start) + 1, tag.start),
            where,
          );
    return [...found, ...context];
  });
};

const lintTag = (tag: Tag, where: string): readonly Problem[] => {
  if (tag.kind === "remark") return [];
  if (tag.kind === "raw")
    return [
      error(
        "template-forbidden",
        where,
        "`<%-` writes text without escaping it.",
        "Write `<%= value %>`, or `<%= raw(text) %>` where unescaped text is really meant.",
      ),
    ];
  const code = codeOnly(tag.code);
  const name = (BARE.exec(code) ?? ANYWHERE.exec(code) ?? ENGINE.exec(code))?.[0];
  const problems: Problem[] = [];
  if (name !== undefined)
    problems.push(
      error(
        "template-forbidden",
        where,
        `A template can't use \`${name}\`: its output depends on the catalog and the config alone.`,
        name === "include" ? 'Use `partial("name")`.' : "Take the value from `it.fields` or `it.vars`.",
      ),
    );
  const named = partialNames(tag.code);
  if (Array.from(tag.code.matchAll(ANY_PARTIAL)).length > named.length || named.some(leavesFolder))
    problems.push(
      error(
        "template-forbidden",
        where,
        "A partial is named by a literal, inside the template folder.",
        'Write `partial("name")`, with letters, digits, `-`, `_`, `.` and `/` in the name.',
      ),
    );
  return problems;
};

const leavesFolder = (name: string): boolean =>
  name.startsWith("/") || name.split("/").some((part) => part === "" || part.startsWith("."));

/** The helpers by whose call a value may be written in files of all languages. */
export const helperNames = ["json", "jsonl", "raw", "comment", "partial"] as const;

const callOf = (names: readonly string[]): RegExp => new RegExp(`^(${names.join("|")})\\s*\\(`);
const CALL = callOf(helperNames);
const PAGE_CALL = callOf([...helperNames, ...pageHelperNames]);

/** The helper whose call is the whole code: `json(a) + b` is a text that needs its own quotes. */
const soleCall = (code: string, pattern: RegExp): string | undefined => {
  const call = pattern.exec(code);
  if (call === null) return undefined;
  let depth = 1;
  let at = call[0].length;
  for (; at < code.length && depth > 0; at++) {
    if (code[at] === "(") depth++;
    else if (code[at] === ")") depth--;
  }
  return at === code.length && depth === 0 ? call[1] : undefined;
};

const helperOf = (tag: Tag, pattern: RegExp): string | undefined =>
  soleCall(codeOnly(tag.code).trim(), pattern);

const lintContext = (tag: Tag, context: Context, language: string, where: string): readonly Problem[] => {
  const helper = helperOf(tag, CALL);
  if (helper === "raw" || helper === "partial") return [];
  const wrong = (message: string, fix: string): readonly Problem[] => [
    error("template-context", where, message, fix),
  ];
  if (context === "comment" || helper === "comment")
    return context === "comment" && helper === "comment"
      ? []
      : wrong(
          "`comment()` is for comments, and in a comment nothing else can stand: it could end it.",
          "Write `<%= comment(value) %>` in a comment, `<%= value %>` elsewhere.",
        );
  if (helper !== undefined && language === "bash")
    return context === "quoted"
      ? []
      : wrong(
          "JSON in bash has to stand where bash changes nothing in it.",
          "Put it between single quotes, or in a heredoc whose delimiter is quoted.",
        );
  return context === "code"
    ? []
    : wrong(
        "A value inside quotes would get a second pair, and its text would become code.",
        'Write `<%= value %>` without quotes around it; join texts inside the tag, as in `"a" + value`.',
      );
};
