import type { RelativePath } from "../model/file.ts";
import { asciidoc } from "./asciidoc/markup.ts";
import { markdown, mdx } from "./markdown/markup.ts";
import type { Markup } from "./markup.ts";
import { rst } from "./rst/markup.ts";
import type { Page } from "./page.ts";

/** By the ending of a name; all else is Markdown. */
const markups: readonly (readonly [RegExp, Markup])[] = [
  [/\.mdx$/i, mdx],
  [/\.(?:rst|rest|rst\.txt)$/i, rst],
  [/\.(?:adoc|asciidoc|asc)$/i, asciidoc],
];

/** What a file is written in, by its name. */
export const markupOf = (path: RelativePath): Markup =>
  markups.find(([ending]) => ending.test(path))?.[1] ?? markdown;

/** Scans a page, by what its name says that it is written in. */
export const scanPage = (path: RelativePath, text: string): Page => markupOf(path).scan(path, text);
