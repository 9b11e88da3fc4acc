import type { FieldConfig } from "../../config/config.gen.ts";
import { toText } from "../../config/expression.ts";
import { pagePlaces } from "../../text/template/lint.ts";
import type { PageContext } from "../../text/template/page-context.ts";
import { findTags } from "../../text/template/tags.ts";
import { compileRules } from "../../text/text-rules.ts";
import type { CatalogView, Fields } from "../types.ts";
import { hole } from "./lines.ts";

/** What values are judged by: whether a field's are all plain words. */
const wordsIn = ({ shape }: CatalogView, fields: Fields): ((name: string) => boolean) => {
  const isWord = (text: string): boolean => text === "" || /^[A-Za-z0-9][\w./:@+-]*$/.test(text);
  const all = ({ path, rules, when, default: other = "" }: FieldConfig): boolean => {
    if (path === undefined || when !== undefined || !isWord(toText(other))) return false;
    const pipeline = rules === undefined ? undefined : compileRules([...rules]);
    return shape.models.every(({ leaves }) => {
      const value = leaves.get(path) ?? null;
      return typeof value !== "object"
        ? isWord(pipeline?.apply(toText(value)) ?? toText(value))
        : value === null;
    });
  };
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const config =
      name === "id" ? { path: shape.id } : name === "name" ? { path: shape.name ?? shape.id } : fields[name];
    const made = config !== undefined && all(config);
    known.set(name, made);
    return made;
  };
};

/** The helper that a place takes, besides those that take plain words alone. */
const helpers: Readonly<Partial<Record<PageContext, string>>> = {
  text: "",
  "front matter": "yaml",
  comment: "comment",
  attribute: "attribute",
  address: "url",
};

/** The helper that a place takes; undefined where no value of that sort can stand. */
const helperFor = (context: PageContext, isWord: boolean): string | undefined =>
  helpers[context] ?? (isWord ? "word" : context === "shell" ? "bash" : undefined);

/** The helper that writes the signs around a value too; undefined where those aren't its. */
const wrapperFor = (context: PageContext, before: string, after: string): "code" | "json" | undefined => {
  if (context === "closed") return /(?<!`)`$/.test(before) && /^`(?!`)/.test(after) ? "code" : undefined;
  return context === "fence" && before.endsWith('"') && after.startsWith('"') ? "json" : undefined;
};

const valueOf = (name: string): string => `it.fields.${name}`;

const called = (helper: string, code: string, style = ""): string =>
  `<%= ${helper === "" ? code : `${helper}(${code}${style})`} %>`;

const holes = new RegExp(`${hole}([^${hole}]*)${hole}`, "g");

/** A line of front matter: the whole scalar is one value, with its quotes if it has some. */
const frontLine = (line: string): string => {
  const [, before = "", quote = "", rest = ""] = /^(\s*(?:[^\s:]+:\s+|-\s+))?(["']?)(.*)$/u.exec(line) ?? [];
  const text = quote !== "" && rest.endsWith(quote) ? rest.slice(0, -1) : `${quote}${rest}`;
  const code = text
    .split(holes)
    .flatMap((part, at) => (at % 2 === 1 ? [valueOf(part)] : part === "" ? [] : [JSON.stringify(part)]))
    .join(" + ");
  const style = quote === '"' ? ', "double"' : quote === "'" ? ', "single"' : "";
  return (
    before + called("yaml", code.startsWith("it.") && code.includes(" + ") ? `"" + ${code}` : code, style)
  );
};

/** The lines of the front matter at the top of a template. */
const frontEnd = (lines: readonly string[]): number =>
  lines[0] === "---" ? lines.findIndex((line, at) => at > 0 && line === "---") : 0;

/**
 * A template of lines with fields between signs: each is written as its place in the page asks for. Lines in which one
 * can't stand are left out.
 */
export const templateOf = (
  lines: readonly string[],
  language: string,
  fields: Fields,
  catalog: CatalogView,
): string => {
  const isWord = wordsIn(catalog, fields);
  const end = frontEnd(lines);
  const marked = lines
    .map((line, at) => (at < end && line.includes(hole) ? frontLine(line) : line))
    .map((line) => line.replace(holes, (_, name: string) => called("word", valueOf(name))));
  const text = marked.join("\n");
  const { tags } = findTags(text);
  const places = pagePlaces(text, tags, language) ?? [];
  const bad = new Set<number>();
  let made = "";
  let from = 0;
  for (const [at, tag] of tags.entries()) {
    const name = /^ word\(it\.fields\.(\w+)\) $/.exec(tag.code)?.[1];
    if (name === undefined) continue;
    const context = places[at] ?? "text";
    const helper =
      helperFor(context, isWord(name)) ?? wrapperFor(context, text.slice(0, tag.start), text.slice(tag.end));
    if (helper === undefined) bad.add(tag.line - 1);
    const cut = helper === "code" || helper === "json" ? 1 : 0;
    made += text.slice(from, tag.start - cut) + called(helper ?? "word", valueOf(name));
    from = tag.end + cut;
  }
  made += text.slice(from);
  return `${made
    .split("\n")
    .filter((_, at) => !bad.has(at))
    .join("\n")}\n`;
};
