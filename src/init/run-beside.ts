import { readFiles, readMatching } from "../io/tree.ts";
import { isPage, menus } from "../page/scan.ts";
import { dataTablesOf } from "./find/data-tables.ts";
import { nameFinder } from "./find/examples.ts";
import { listsOf } from "./find/entries.ts";
import { tabledPage, tablesOf } from "./find/tables.ts";
import { calledFinder } from "./join/known-models.ts";
import { draftLists } from "./lists/draft.ts";
import { counted } from "../text/counted.ts";
import { draftNavigation, namedPages } from "./navigation.ts";
import { draftTables } from "./pool.ts";
import { dataIn, modulesBelow, navigationIn, objectsIn } from "./run-navigation.ts";
import { slugRulesOf } from "./slugs.ts";
import { isOfPast, tellsPast } from "./texts.ts";
import type { CatalogView } from "./types.ts";

/** What people read first, which stands beside that folder too. */
const readmes = ["md", "mdx", "rst", "adoc"].map((ending) => `README.${ending}`);

/** The files beside the folder of the pages that are of some kind, and of now. */
const besides = (cwd: string, root: string, isOfKind: (path: string) => boolean) =>
  readMatching(
    cwd,
    (path) => isOfKind(path) && !path.startsWith(`${root}/`) && !isOfPast(path) && !tellsPast(path),
  );

/** Whether a page has a table of models, or, where people read it first, a list of them. */
const showsModels = (path: string, text: string, catalog: CatalogView): boolean =>
  draftTables(tablesOf(tabledPage(path, text, undefined)), catalog).length > 0 ||
  (readmes.includes(path) && draftLists(listsOf(path, text), catalog).length > 0);

/** Whether modules beside the folder of the pages have tables of models. */
const isInModules = (cwd: string, root: string, catalog: CatalogView): boolean => {
  const called = calledFinder(catalog.shape.models);
  const data = modulesBelow(cwd, (path) => !path.startsWith(`${root}/`));
  const tables = [...data, ...objectsIn(data)].flatMap((each) => dataTablesOf(each, called));
  return draftTables(tables, catalog).length > 0;
};

/** Whether a menu or a page that stands beside the folder of the pages lists models, or a module. */
export const isShownBeside = (cwd: string, root: string, catalog: CatalogView): boolean =>
  navigationIn(dataIn(readFiles(cwd, menus)), new Map()).some((list) => {
    const rules = slugRulesOf([namedPages(list, catalog)]);
    return typeof draftNavigation(list, rules, catalog) === "object";
  }) ||
  [...besides(cwd, root, isPage)].some(([path, { text }]) => showsModels(path, text, catalog)) ||
  isInModules(cwd, root, catalog);

/** Files that are told beside the folder of the pages. */
const mostBeside = 5;

/** Data that people write: a description of an API, values of a chart. */
const isWritten =
  /^(?!(?:.*\/)?(?:package(?:-lock)?|pnpm-lock|tsconfig)\.)[^.].*\.(?:ya?ml|jsonc?|toml|[ct]sv)$/i;

/** What is said of files beside the folder of the pages that name several models, but the catalog's: they aren't looked at. */
export const unsaidBesideRoot = (
  cwd: string,
  { root, catalog }: { readonly root: string; readonly catalog: string },
  models: CatalogView["shape"]["models"],
): readonly string[] => {
  const others = besides(cwd, root, (path) => (isPage(path) || isWritten.test(path)) && path !== catalog);
  const find = nameFinder(models);
  const naming = [...others].flatMap(([path, { text }]) =>
    new Set(find(text).map((name) => text.slice(name.start, name.end))).size > 1 ? [path] : [],
  );
  if (naming.length === 0) return [];
  const more = naming.length > mostBeside ? ` and ${naming.length - mostBeside} more` : "";
  const paths = naming.toSorted().slice(0, mostBeside).join(", ");
  return [
    `Not looked at: ${counted(naming.length, "file")} beside ${root} with names of models (${paths}${more}). \`init --root .\` looks there, too.`,
  ];
};
