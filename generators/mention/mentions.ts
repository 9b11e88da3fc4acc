import type { MentionSettings } from "../../src/config/mention-settings.ts";
import { lineIndexAt, type Page, plainPage } from "../../src/page/page.ts";
import { scanPage } from "../../src/page/scan.ts";
import { fileKind, fileSites } from "./file-sites.ts";
import { keptLines } from "./keep.ts";
import type { Names } from "./names.ts";
import { pageForSites } from "./page-sites.ts";
import { type Mention, stay } from "./site.ts";

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
