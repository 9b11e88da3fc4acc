import type { Definitions, RelativePath } from "../model/file.ts";
import { type Edit, type Page, plainPage } from "./page.ts";
import { asciidocMarkup } from "./asciidoc/markup.ts";
import { csv } from "./rows/csv.ts";
import { markdown, mdx } from "./markdown/markup.ts";
import type { Markup } from "./markup.ts";
import { scanNotebook } from "./notebook/scan.ts";
import { rstMarkup } from "./rst/markup.ts";
import { basename } from "node:path/posix";

const endings = /\.(?:mdx?|markdown|qmd|rst|rest|adoc|asciidoc|asc|ipynb)$/i;

/** What a site tells language models of its pages is Markdown, whatever its name ends in. */
const forModels = /(?:^|\/)llms(?:-full)?\.txt$/i;

/** Whether a file is a page by its name. */
export const isPage = (path: RelativePath): boolean => endings.test(path) || forModels.test(path);

/** Whether a file is a page by its name, or a part of some that these include. */
export const isPageOrPart = (path: RelativePath): boolean => isPage(path) || /\.inc$/i.test(path);

/** A page's path as links and menus may write it: without the ending. Of any other file the path as it is. */
export const withoutPageEnding = (path: string): string => path.replace(endings, "");

/** A page as addresses name it: without its ending, and a folder's own page as the folder. */
export const pageName = (path: string): string =>
  withoutPageEnding(path).replace(/(?:^|\/)(?:_?index|README)$/, "");

/** Whether a file is a page of Markdown, which may have front matter with lists. */
export const hasFrontMatter = (path: RelativePath): boolean => /\.(?:mdx?|markdown|qmd)$/i.test(path);

/** Files of navigation, which may stand beside the folder of the pages. */
export const menus: readonly string[] = [
  ...["mkdocs.yml", "mkdocs.yaml", "docs.json", "mint.json", "_toc.yml", "astro.config.mjs"],
  ...["json", "js", "ts", "cjs", "mjs"].map((ending) => `sidebars.${ending}`),
];

/** Whether a file other than a page leads to pages of a site: a menu, a list of redirects, a template or a component. */
export const leadsToPages = (path: RelativePath): boolean =>
  menus.includes(basename(path)) ||
  /(?:^|\/)(?:_redirects|_sidebar\.md|\.pages|netlify\.toml|vercel\.json|docusaurus\.config\.\w+|\.vitepress\/config\.\w+)$/.test(
    path,
  ) ||
  /(?:^|\/)(?:overrides|theme|layouts|_layouts|_includes|_templates|partials|src\/(?:pages|components|theme))\/.*\.(?:html?|jinja2?|j2|njk|liquid|[cm]?[jt]sx?|vue|astro|svelte)$/.test(
    path,
  );

/** Files that are read as a whole: nothing in them is a heading, a table or code of a page. */
const data: Markup = {
  ...markdown,
  name: "data",
  menus: undefined,
  scan: (path, text) => plainPage({ path, markup: "data", text }, false),
  tables: () => [],
};

const notebook: Markup = { ...markdown, scan: scanNotebook };

/** By the ending of a name; all else is Markdown. */
const markups: readonly (readonly [RegExp, () => Markup])[] = [
  [/\.mdx$/i, () => mdx],
  [/\.ipynb$/i, () => notebook],
  [/\.(?:rst|rest|rst\.txt|inc)$/i, rstMarkup],
  [/\.(?:adoc|asciidoc|asc)$/i, asciidocMarkup],
  [/\.csv$/i, () => csv],
  [/\.(?:ya?ml|jsonc?|toml|[cm]?[jt]sx?)$/i, () => data],
];

/** What a file is written in, by its name. */
export const markupOf = (path: RelativePath): Markup =>
  markups.find(([ending]) => ending.test(path))?.[1]() ?? markdown;

/** What the way to a menu of a page of Markdown begins with: the way to a list of its front matter has keys alone. */
export const menuStep = "{toctree}";

/** Whether a list of navigation is a menu of a page. */
export const isMenu = ({
  file,
  path,
}: {
  readonly file: string;
  readonly path: readonly unknown[];
}): boolean => {
  const { name, menus } = markupOf(file);
  return name === "markdown" ? path[0] === menuStep : menus !== undefined;
};

/** What a merge leaves in a file where two sides changed the same, outside of code. */
const conflict = /^<{7} .*\r?\n(?:.*\r?\n)*?={7}\r?\n(?:.*\r?\n)*?>{7} /m;

const conflictIn = ({ text, opaque, lines }: Page): Pick<Page, "fault"> => {
  const at = text.includes("<<<<<<< ") ? conflict.exec(text)?.index : undefined;
  const line = at === undefined ? -1 : lines.findIndex(({ start }) => start === at);
  return line === -1 || opaque[line] === true
    ? {}
    : { fault: `has the conflict of a merge from line ${line + 1} on: each side says something else.` };
};

/** Scans a page, by what its name says that it is written in; `outside` are values that other files give names to. */
export const scanPage = (path: RelativePath, text: string, outside?: Definitions): Page => {
  const scanned = markupOf(path).scan(path, text);
  const page = { ...scanned, ...conflictIn(scanned) };
  if (outside === undefined) return page;
  const fixed = [...outside].filter(([, definition]) => definition.fixed);
  return { ...page, definitions: new Map([...outside, ...(page.definitions ?? []), ...fixed]) };
};

/** A file's text as its readers have it, and edits to that as edits to the file. */
export const readerText = (path: RelativePath, text: string): Pick<Page, "text" | "file" | "numbers"> =>
  /\.ipynb$/i.test(path) ? scanNotebook(path, text) : { text };

/** Edits to what readers have of a file as edits to the file. */
export const fileEdits = (
  { file }: Pick<Page, "file">,
  edits: readonly Edit[],
): readonly Edit[] | undefined => (file === undefined ? edits : file(edits));
