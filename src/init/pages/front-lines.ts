import type { Look } from "./desk.ts";
import { hole } from "./written.ts";

/** Whether files of a language are data as a whole, as front matter is. */
export const isOfData = (language: string): boolean => ["json", "toml", "yaml"].includes(language);

const depthOf = (line: string): number => line.search(/\S/);

/** The last line of a text that begins in a line and goes on below: a block of YAML, or what stands between three quotes in TOML. */
const lastOf = (lines: readonly string[], at: number, end: number): number => {
  const line = lines[at] ?? "";
  const [, quotes = ""] = /^[^#"']*=\s*("""|''')(?!.*\1)/.exec(line) ?? [];
  if (quotes !== "") return lines.findIndex((each, index) => index > at && each.includes(quotes));
  if (!/^\s*(?:-\s+)*(?:[^\s:]+:\s+)?[|>][-+\d]*\s*$/.test(line)) return at;
  const below = lines.findIndex(
    (each, index) => index > at && (index >= end || (each.trim() !== "" && depthOf(each) <= depthOf(line))),
  );
  const last = lines.slice(0, below === -1 ? end : below).findLastIndex((each) => each.trim() !== "");
  return Math.max(at, last);
};

/** The lines of front matter up to `end`, and all that follow, with each text of several lines as one. */
export const withTextsWhole = (lines: readonly string[], end: number): readonly string[] => {
  const all: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const last = at < end ? Math.max(at, lastOf(lines, at, end)) : at;
    all.push(lines.slice(at, last + 1).join("\n"));
    at = last;
  }
  return all;
};

/** A value where a helper writes it; only running text takes markup of its own. */
export const called = (helper: string, code: string, style = ""): string =>
  `<%= ${helper === "" ? code : `${helper}(${code.replace(/^rich\((.*)\)$/, "$1")}${style})`} %>`;

export const holes = new RegExp(`${hole}([^${hole}]*)${hole}`, "g");

/** A text with fields as a sum of texts. */
export const codeOf = (part: string): string => {
  const code = part
    .split(holes)
    .flatMap((each, at) => (at % 2 === 1 ? [each] : each === "" ? [] : [JSON.stringify(each)]))
    .join(" + ");
  // A sum that begins with numbers is none of texts.
  return !code.startsWith('"') && code.includes(" + ") ? `"" + ${code}` : code;
};

/** What is known of what a code of a template gives. */
export type LookOf = (code: string) => Look;

/** A value as the page has it without quotes: what the catalog has as the text of a number is one. */
export const bare = (code: string, lookOf: LookOf): string => {
  const look = lookOf(code);
  if (look === "flag") return `${code} === "true"`;
  return look === "number" ? `Number(${code})` : code;
};

const mapValue = new RegExp(`(["'])([^"'${hole}]*${hole}[^"']*)\\1|${hole}([^${hole}]*)${hole}`, "g");

/** A map in one line: each of its values is one, texts between quotes. */
const inlineMap = (text: string, isToml: boolean, lookOf: LookOf): string =>
  text.replace(mapValue, (_, quote: string | undefined, quoted: string | undefined, code: string) => {
    const value = quoted === undefined ? bare(code, lookOf) : codeOf(quoted);
    return isToml
      ? called("toml", value)
      : called("yaml", value, quote === "'" ? ', "single"' : ', "double"');
  });

/** A list in one line as code, and the quotes of its items; without a list where the text is none. */
export const listOf = (text: string): { readonly list?: string; readonly mark: string } => {
  const [, mark = "", inner] = /^\[(["']?)(.*)\1\]$/.exec(text) ?? [];
  const items = inner?.split(`${mark}, ${mark}`).map(codeOf) ?? [];
  // One value alone may be the whole list, or all that there is in it.
  return inner === undefined
    ? { mark }
    : { list: `[${items.join(", ")}]${items.length > 1 ? "" : ".flat()"}`, mark };
};

/** A line of front matter: the whole scalar is one value, with its quotes if it has some. */
export const frontLine = (line: string, isToml: boolean, lookOf: LookOf): string => {
  const form = isToml
    ? /^(\s*(?:[^\s=]+\s*=\s*)?)(["']?)(.*)$/u
    : /^(\s*(?:-\s+)*(?:[^\s:"']+:\s+)?)(["']?)(.*)$/u;
  const [, before = "", quote = "", rest = ""] = form.exec(line) ?? [];
  if (rest.startsWith("{")) return before + inlineMap(rest, isToml, lookOf);
  // An item of a list that goes over lines, in TOML, has a comma behind it.
  if (isToml && before.trim() === "" && rest.endsWith(`${quote},`))
    return `${frontLine(line.trimEnd().slice(0, -1), isToml, lookOf)},`;
  const text = quote !== "" && rest.endsWith(quote) ? rest.slice(0, -1) : `${quote}${rest}`;
  const { list, mark } = listOf(text);
  const isAlone = text === `${hole}${codeOf(text)}${hole}`;
  if (isToml)
    return before + called("toml", list ?? codeOf(text), quote === "" && isAlone ? ', "plain"' : "");
  const isDate = isAlone && quote === "" && lookOf(codeOf(text)) === "date";
  const style = isDate
    ? ', "plain"'
    : `${quote}${mark}` === '"'
      ? ', "double"'
      : `${quote}${mark}` === "'"
        ? ', "single"'
        : "";
  const value = isAlone && quote === "" ? bare(codeOf(text), lookOf) : codeOf(text);
  return before + called("yaml", list ?? value, style);
};
