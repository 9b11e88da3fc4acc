import { readFiles } from "../io/tree.ts";
import { joinTable } from "./draft-table.ts";
import { tabledPage, tablesOf } from "./find/tables.ts";
import { draftNavigation, namedPages } from "./navigation.ts";
import { dataIn, navigationIn } from "./run-navigation.ts";
import { slugRulesOf } from "./slugs.ts";
import type { CatalogView } from "./types.ts";

/** Files of navigation that stand beside the folder of the pages. */
const menus = [
  ...["mkdocs.yml", "mkdocs.yaml", "docs.json", "mint.json", "_toc.yml", "astro.config.mjs"],
  ...["json", "js", "ts", "cjs", "mjs"].map((ending) => `sidebars.${ending}`),
];

/** What the page of a repository is called, which stands beside the folder of its documentation. */
const front = ["README", "Readme", "readme"].flatMap((name) =>
  ["md", "mdx", "rst", "adoc"].map((ending) => `${name}.${ending}`),
);

/** Whether navigation lists models, or a table of the front page shows some, that stand beside the folder of the pages. */
export const isShownBeside = (cwd: string, catalog: CatalogView): boolean =>
  navigationIn(dataIn(readFiles(cwd, menus)), new Map()).some((list) => {
    const rules = slugRulesOf([namedPages(list, catalog)]);
    return typeof draftNavigation(list, rules, catalog) === "object";
  }) ||
  [...readFiles(cwd, front)].some(([path, { text }]) =>
    tablesOf(tabledPage(path, text)).some((table) => joinTable(table, catalog) !== undefined),
  );
