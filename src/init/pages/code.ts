import { hashLanguage, slashLanguage } from "../../page/code-spans.ts";
import { todo } from "./rows.ts";

/** How a comment begins in a language; undefined where that isn't known. */
const signOf = (language: string): string | undefined =>
  hashLanguage.test(language) ? "#" : slashLanguage.test(language) ? "//" : undefined;

/** The conditions around lines of a template; undefined where something stands there whatever holds. */
const conditionsOf = (lines: readonly string[]): readonly string[] | undefined => {
  const found = new Set<string>();
  let depth = 0;
  for (const line of lines) {
    const [, condition] = /^<% if \((.*)\) \{ -%>$/.exec(line) ?? [];
    if (depth === 0 && condition !== undefined) found.add(`(${condition})`);
    else if (depth === 0 && line !== "") return undefined;
    else if (depth === 1 && line === "<% } else { -%>") return undefined;
    if (/^<% (?:if|for) /.test(line)) depth += 1;
    if (line === "<% } -%>") depth -= 1;
  }
  return [...found];
};

/** Asks people for the code of a model for which a template has no line between fences, where pages have lines there. */
export const codeToWrite = (opening: string, lines: readonly string[]): readonly string[] => {
  const language = /^\s*(?:`{3,}|~{3,})\s*([\w+-]*)/.exec(opening)?.[1] ?? "";
  const sign = signOf(language.toLowerCase());
  const conditions = sign === undefined ? undefined : conditionsOf(lines);
  if (sign === undefined || conditions === undefined) return [];
  const text = `${sign} ${todo}`;
  return conditions.length === 0 ? [text] : [`<% if (!(${conditions.join(" || ")})) { -%>`, text, "<% } -%>"];
};
