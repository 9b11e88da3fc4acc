import type { MentionSettings } from "../../src/config/mention-settings.ts";
import { type Page, lineAt, lineIndexAt, plainPage } from "../../src/page/page.ts";
import { scanPage } from "../../src/page/scan.ts";
import type { Token } from "../../src/text/mentions.ts";
import { codeSite, saysModel } from "./code-site.ts";
import { keptLines } from "./keep.ts";
import type { Name, Names } from "./names.ts";
import { pageForSites, pageSites } from "./page-sites.ts";
import { type Mention, type Site, doubt, placeAt, stay } from "./site.ts";

/** What a file's text is read as. */
type FileKind = "page" | "code" | "text";

const pages = /\.(?:mdx?|markdown|qmd|rmd|mdc|html?|rst|adoc|asciidoc)$/i;
const texts = /\.(?:txt|tex|csv|tsv|xml|svg)$/i;

/** What a file's text is read as, by its name; a notebook is a page where it is one. */
const fileKind = ({ path, file }: Pick<Page, "path" | "file">): FileKind =>
  pages.test(path) || file !== undefined ? "page" : texts.test(path) ? "text" : "code";

const endings: ReadonlyMap<string, string> = new Map([
  ["ipynb", "json"],
  ["yml", "yaml"],
]);

const languageOf = (path: string): string => {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (/^(?:dockerfile|makefile)\b/.test(name)) return name.replace(/\W.*/, "");
  if (/^\.env\b/.test(name)) return "env";
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return endings.get(ending) ?? ending;
};

/** The lines of what can't be read as a notebook that are what a cell once printed. */
const outputLines = (page: Page): ReadonlySet<number> => {
  const found = new Set<number>();
  let closing: string | undefined;
  for (let index = 0; index < page.lines.length; index += 1) {
    const line = lineAt(page, index);
    const indent = /^(\s*)"outputs": \[\s*$/.exec(line)?.[1];
    if (indent !== undefined) closing = `${indent}]`;
    if (closing === undefined) continue;
    found.add(index);
    if (line.startsWith(closing)) closing = undefined;
  }
  return found;
};

const codeSites = (page: Page, tokens: readonly Token<Name>[]): readonly Site[] => {
  const language = languageOf(page.path);
  const printed = /\.ipynb$/i.test(page.path) ? outputLines(page) : new Set();
  return tokens.map((token) => {
    const index = lineIndexAt(page, token.start);
    if (printed.has(index)) return { kind: "data", verdict: stay };
    return codeSite({ ...placeAt(page, index, token), language });
  });
};

/** A line that is nothing but an element of a list. */
const element = /^\s*(?:[|-]\s*)?\\?["'`][^"'`]{1,200}["'`]\s*[,|]?\s*(?:(?:\/\/|#).{0,200})?$/;

/** Names one below the other, each alone on its line, enumerate. */
const besideOthers = (page: Page, tokens: readonly Token<Name>[], at: number): boolean => {
  const own = tokens[at];
  if (own === undefined) return false;
  const line = lineIndexAt(page, own.start);
  return (
    element.test(lineAt(page, line)) &&
    [tokens[at - 1], tokens[at + 1]].some((other) => {
      if (other === undefined || other.value.model === own.value.model) return false;
      const beside = lineIndexAt(page, other.start);
      return Math.abs(beside - line) === 1 && element.test(lineAt(page, beside));
    })
  );
};

/** What the names of a file are, in their order. */
export const fileSites = (page: Page, tokens: readonly Token<Name>[]): readonly Site[] => {
  const kind = fileKind(page);
  const sites =
    kind === "page"
      ? pageSites(page, tokens)
      : kind === "code"
        ? codeSites(page, tokens)
        : tokens.map((): Site => ({ kind: "prose", verdict: stay }));
  return sites.map((site, at) => {
    if (site.verdict.type !== "call" || site.kind === "span") return site;
    if (besideOthers(page, tokens, at)) return { ...site, verdict: doubt("it is one of a list") };
    const token = tokens[at];
    const word = token !== undefined && /^[A-Za-z_]+$/.test(page.text.slice(token.start, token.end));
    if (!word) return site;
    const { before } = placeAt(page, lineIndexAt(page, token.start), token);
    return saysModel(before) ? site : { ...site, verdict: stay };
  });
};

/** A place that a site fills in when it is built: `{{model:chat}}`. */
const placeholder = /\{\{\s*model:([\w.-]+)\s*\}\}/g;

/** A placeholder in a file; the line counts from 0. */
export type Placeholder = { readonly role: string; readonly line: number };

/** The placeholders of a page. */
export const placeholdersIn = (page: Page): readonly Placeholder[] =>
  [...page.text.matchAll(placeholder)].map(({ 1: role = "", index }) => ({
    role,
    line: lineIndexAt(page, index),
  }));

/** A file of code, in which no line is a page's. */
const codePage = (path: string, text: string): Page => plainPage({ path, markup: "markdown", text }, true);

/** A file as names are judged in it. */
export const mentionPage = (path: string, text: string): Page =>
  // Code may be long, and is no page whatever it holds.
  fileKind({ path }) === "page" || /\.ipynb$/i.test(path)
    ? asMentionPage(scanPage(path, text))
    : codePage(path, text);

/** The same of a file that was scanned. */
export const asMentionPage = (page: Page): Page =>
  fileKind(page) === "page" ? pageForSites(page) : codePage(page.path, page.text);

/** The names of models in a file, and what may become of them. */
export const mentionsIn = (page: Page, names: Names, settings: MentionSettings): readonly Mention[] => {
  const tokens = names.find(page.text);
  if (tokens.length === 0) return [];
  const kept = keptLines(page, fileKind(page) === "page", settings);
  const sites = fileSites(page, tokens);
  return tokens.flatMap(({ start, end, value: name }, at): readonly Mention[] => {
    const line = lineIndexAt(page, start);
    const site = sites[at] ?? { kind: "prose", verdict: stay };
    // A word that is an ID too is nobody's name but where a program is given it as a model.
    if (site.verdict.type !== "call" && /^[A-Za-z_]+$/.test(page.text.slice(start, end))) return [];
    const spanned = site.kind === "span" && !settings.spans ? { ...site, verdict: stay } : site;
    return [{ ...spanned, start, end, line, name, kept: kept(line) }];
  });
};
