import { basename } from "node:path/posix";
import type { RelativePath } from "../model/file.ts";

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
