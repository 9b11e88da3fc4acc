import { lineAt, lineIndexAt, type Page } from "../../src/page/page.ts";
import type { Token } from "../../src/text/tokens.ts";
import { codeSite, saysModel } from "./code-site.ts";
import { type Site, doubt, placeAt, stay } from "./site.ts";
import type { Name } from "./names.ts";
import { pageSites } from "./page-sites.ts";

/** What a file's text is read as. */
export type FileKind = "page" | "code" | "text";

const pages = /\.(?:mdx?|markdown|qmd|rmd|mdc|html?|rst|adoc|asciidoc)$/i;
const texts = /\.(?:txt|tex|csv|tsv|xml|svg)$/i;

/** What a file's text is read as, by its name; a notebook is a page where it is one. */
export const fileKind = ({ path, file }: Pick<Page, "path" | "file">): FileKind =>
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
