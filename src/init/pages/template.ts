import { pagePlaces } from "../../text/template/lint.ts";
import { isQuoted } from "../../text/template/page-lint.ts";
import type { PageContext } from "../../text/template/page-context.ts";
import { findTags } from "../../text/template/context.ts";
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

/** A value where a helper writes it; only running text takes markup of its own. */
const called = (helper: string, code: string, style = ""): string =>
  `<%= ${helper === "" ? code : `${helper}(${code.replace(/^rich\((.*)\)$/, "$1")}${style})`} %>`;

const holes = new RegExp(`${hole}([^${hole}]*)${hole}`, "g");

/** A text with fields as a sum of texts. */
const codeOf = (part: string): string => {
  const code = part
    .split(holes)
    .flatMap((each, at) => (at % 2 === 1 ? [each] : each === "" ? [] : [JSON.stringify(each)]))
    .join(" + ");
  // A sum that begins with numbers is none of texts.
  return !code.startsWith('"') && code.includes(" + ") ? `"" + ${code}` : code;
};

type LookOf = (code: string) => Look;

/** A value as the page has it without quotes: what the catalog has as the text of a number is one. */
const bare = (code: string, lookOf: LookOf): string => (lookOf(code) === "number" ? `Number(${code})` : code);

const mapValue = new RegExp(`(["'])([^"'${hole}]*${hole}[^"']*)\\1|${hole}([^${hole}]*)${hole}`, "g");

/** A map in one line: each of its values is one, texts between quotes. */
const inlineMap = (text: string, isToml: boolean, lookOf: LookOf): string =>
  text.replace(mapValue, (_, quote: string | undefined, quoted: string | undefined, code: string) => {
    const value = quoted === undefined ? bare(code, lookOf) : codeOf(quoted);
    return isToml
      ? called("toml", value)
      : called("yaml", value, quote === "'" ? ', "single"' : ', "double"');
  });

/** A line of front matter: the whole scalar is one value, with its quotes if it has some. */
const frontLine = (line: string, isToml: boolean, lookOf: LookOf): string => {
  const form = isToml ? /^(\s*[^\s=]+\s*=\s*)?(["']?)(.*)$/u : /^(\s*(?:[^\s:]+:\s+|-\s+))?(["']?)(.*)$/u;
  const [, before = "", quote = "", rest = ""] = form.exec(line) ?? [];
  if (rest.startsWith("{")) return before + inlineMap(rest, isToml, lookOf);
  const text = quote !== "" && rest.endsWith(quote) ? rest.slice(0, -1) : `${quote}${rest}`;
  const [, mark = "", inner] = /^\[(["']?)(.*)\1\]$/.exec(text) ?? [];
  const items = inner?.split(`${mark}, ${mark}`).map(codeOf) ?? [];
  // One value alone may be the whole list, or all that there is in it.
  const list = inner === undefined ? undefined : `[${items.join(", ")}]${items.length > 1 ? "" : ".flat()"}`;
  const isAlone = text === `${hole}${codeOf(text)}${hole}`;
  if (isToml)
    return before + called("toml", list ?? codeOf(text), quote === "" && isAlone ? ', "plain"' : "");
  const style = `${quote}${mark}` === '"' ? ', "double"' : `${quote}${mark}` === "'" ? ', "single"' : "";
  const value = isAlone && quote === "" ? bare(codeOf(text), lookOf) : codeOf(text);
  return before + called("yaml", list ?? value, style);
};

/** The lines of the front matter at the top of a template. */
const frontEnd = (lines: readonly string[]): number =>
  /^(?:---|\+\+\+)$/.test(lines[0] ?? "") ? lines.indexOf(lines[0] ?? "", 1) : 0;

/** A template of lines with fields between signs, each written as its place asks for; lines where none can stand are left out. */
export const templateOf = (lines: readonly string[], language: string, lookOf: LookOf): string => {
  const end = frontEnd(lines);
  const marked = lines
    .map((line, at) => (at < end && line.includes(hole) ? frontLine(line, lines[0] === "+++", lookOf) : line))
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
