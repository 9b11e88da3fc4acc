import { pagePlaces } from "../../text/template/lint.ts";
import { isQuoted } from "../../text/template/page-lint.ts";
import type { PageContext } from "../../text/template/page-context.ts";
import { findTags } from "../../text/template/context.ts";
import { bare, called, frontLine, holes, isOfData, type LookOf } from "./front-lines.ts";
import { type Layout, jsonTemplate } from "./json-files.ts";
import type { Look } from "./desk.ts";
import { hole } from "./written.ts";

/** The helper that a place takes, besides those that take plain words alone. */
const helpers: Readonly<Partial<Record<PageContext, string>>> = {
  text: "",
  "front matter": "yaml",
  "front matter of TOML": "toml",
  comment: "comment",
  attribute: "attribute",
  address: "url",
};

/** The helper that a place takes; undefined where no value of that sort can stand. */
const helperFor = (context: PageContext, look: Look): string | undefined =>
  helpers[context] ?? (look !== "other" ? "word" : context === "shell" ? "bash" : undefined);

/** The helper that writes the signs around a value too; undefined where those aren't its. */
const wrapperFor = (context: PageContext, before: string, after: string): "code" | "json" | undefined => {
  if (context === "closed") return /(?<!`)`$/.test(before) && /^`(?!`)/.test(after) ? "code" : undefined;
  return context === "fence" && before.endsWith('"') && after.startsWith('"') ? "json" : undefined;
};

/** The lines of the front matter at the top of a template; a file of data is such as a whole. */
export const frontEnd = (lines: readonly string[], language: string): number => {
  if (isOfData(language)) return lines.length;
  return /^(?:---|\+\+\+)$/.test(lines[0] ?? "") ? lines.indexOf(lines[0] ?? "", 1) : 0;
};

/** What files are written in: their language, and how those of JSON are laid out. */
export type Form = { readonly language: string; readonly layout?: Layout | undefined };

/** A template of lines with fields between signs, each written as its place asks for; lines where none can stand are left out. */
export const templateOf = (
  lines: readonly string[],
  { language, layout }: Form,
  lookOf: LookOf,
): string | undefined => {
  if (layout !== undefined) return jsonTemplate(lines, layout, lookOf);
  const end = frontEnd(lines, language);
  const isToml = lines[0] === "+++" || language === "toml";
  const marked = lines
    .map((line, at) => (at < end && line.includes(hole) ? frontLine(line, isToml, lookOf) : line))
    .map((line) => line.replace(holes, (_, code: string) => `<%= word(${code}) %>`));
  const text = marked.join("\n");
  const { tags } = findTags(text);
  const places = pagePlaces(text, tags, language) ?? [];
  const bad = new Set<number>();
  let made = "";
  let from = 0;
  for (const [at, tag] of tags.entries()) {
    const code = /^ word\((.+)\) $/.exec(tag.code)?.[1];
    if (code === undefined) continue;
    const context = places[at] ?? "text";
    const line = text.slice(text.lastIndexOf("\n", tag.start) + 1, tag.start);
    const wrapper = wrapperFor(context, text.slice(0, tag.start), text.slice(tag.end));
    const isLiteral = context === "braces" && !isQuoted(line);
    const own = isLiteral ? "json" : helperFor(context, lookOf(code));
    const helper = own ?? wrapper;
    if (helper === undefined) bad.add(tag.line - 1);
    const cut = own === undefined && wrapper !== undefined ? 1 : 0;
    made +=
      text.slice(from, tag.start - cut) + called(helper ?? "word", isLiteral ? bare(code, lookOf) : code);
    from = tag.end + cut;
  }
  made += text.slice(from);
  return `${made
    .split("\n")
    .filter((_, at) => !bad.has(at))
    .join("\n")}\n`;
};
