import { readFiles } from "../io/tree.ts";
import { menus } from "../page/page-path.ts";
import { dataTablesOf } from "./find/data-tables.ts";
import { listsOf } from "./find/entries.ts";
import { tabledPage, tablesOf } from "./find/tables.ts";
import { calledFinder } from "./join/known-models.ts";
import { draftLists } from "./lists/draft.ts";
import { draftNavigation, namedPages } from "./navigation.ts";
import { draftTables } from "./pool.ts";
import { dataIn, modulesBelow, navigationIn, objectsIn } from "./run-navigation.ts";
import { slugRulesOf } from "./slugs.ts";
import type { CatalogView } from "./types.ts";

/** What people read first, which stands beside that folder too. */
const readmes = ["md", "mdx", "rst", "adoc"].map((ending) => `README.${ending}`);

/** Whether a page has a table or a list of models. */
const showsModels = (path: string, text: string, catalog: CatalogView): boolean =>
  draftTables(tablesOf(tabledPage(path, text, undefined)), catalog).length > 0 ||
  draftLists(listsOf(path, text), catalog).length > 0;

/** Whether modules beside the folder of the pages have tables of models. */
const isInModules = (cwd: string, root: string, catalog: CatalogView): boolean => {
  const called = calledFinder(catalog.shape.models);
  const data = modulesBelow(cwd, (path) => !path.startsWith(`${root}/`));
  const tables = [...data, ...objectsIn(data)].flatMap((each) => dataTablesOf(each, called));
  return draftTables(tables, catalog).length > 0;
};

/** Whether a menu or a README that stands beside the folder of the pages lists models, or a module. */
export const isShownBeside = (cwd: string, root: string, catalog: CatalogView): boolean =>
  navigationIn(dataIn(readFiles(cwd, menus)), new Map()).some((list) => {
    const rules = slugRulesOf([namedPages(list, catalog)]);
    return typeof draftNavigation(list, rules, catalog) === "object";
  }) ||
  [...readFiles(cwd, readmes)].some(([path, { text }]) => showsModels(path, text, catalog)) ||
  isInModules(cwd, root, catalog);
