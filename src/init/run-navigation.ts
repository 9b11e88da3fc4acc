import { readYaml } from "../../generators/data/yaml.ts";
import { languageOf } from "../../generators/data/language.ts";
import { frontMatterOf } from "../../generators/navigation/front-matter.ts";
import { readFiles, readMatching } from "../io/tree.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { hasFrontMatter } from "../page/page-path.ts";
import { scanPage } from "../page/scan.ts";
import { readJsonc } from "../text/data/json.ts";
import { readJsModule } from "../text/data/js-module.ts";
import { type FoundNav, menusOf, navListsOf } from "./find/navigation.ts";
import { draftNavigation, namedPages } from "./navigation.ts";
import { draftOrders } from "./order/orders.ts";
import { slugRulesOf } from "./slugs.ts";
import type { CatalogView, NavigationDraft } from "./types.ts";

/** Larger files are data that no person keeps. */
const mostLength = 500_000;

/** What modules of JavaScript with navigation are called: `sidebars.ts`, `.vitepress/config.mts`. */
const navModule = /(?:^|\/)(?:[\w.-]*(?:sidebar|nav|menu)[\w.-]*|(?:astro\.)?config)\.[cm]?[jt]s$/i;

const isData = (path: string): boolean =>
  (/\.(?:ya?ml|jsonc?)$/i.test(path) || navModule.test(path)) &&
  !/(?:^|\/)(?:package(?:-lock)?|tsconfig|node_modules|\.kluster-gen)\b/.test(path);

const readers = { json: readJsonc, js: readJsModule, yaml: readYaml } as const;

const listsIn = (files: Snapshot): readonly FoundNav[] =>
  [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, { text }]) => {
      if (text.length > mostLength) return [];
      const root = readers[languageOf(path)](text);
      return "message" in root ? [] : navListsOf(path, root);
    });

/** The lists in the front matter of a page. */
const frontLists = (path: string, text: string): readonly FoundNav[] => {
  if (!/^---\s*\n/.test(text) || !hasFrontMatter(path)) return [];
  const front = frontMatterOf(scanPage(path, text)).text;
  // Most have no list.
  const root = /^\s*-\s|:\s*\[/m.test(front) ? readYaml(front) : undefined;
  return root === undefined || "message" in root ? [] : navListsOf(path, root);
};

/** Every list below `root` that may be navigation or data, but those of the catalog itself. */
export const navigationIn = (root: string, pages: Snapshot, catalog: string): readonly FoundNav[] => [
  ...listsIn(readMatching(root, (path) => isData(path) && path !== catalog)),
  ...[...pages].flatMap(([path, { text }]) => [...menusOf(path, text), ...frontLists(path, text)]),
];

/** What the config can say of lists, and of those that it can't, why. */
export const draftNavigations = (
  lists: readonly FoundNav[],
  catalog: CatalogView,
  rules: Parameters<typeof draftNavigation>[1],
) => {
  const drafts = lists.map((list) => draftNavigation(list, rules, catalog));
  const found = drafts.filter((each): each is NavigationDraft => typeof each === "object");
  const orders = draftOrders(
    found.map(({ config: { file }, models }) => ({ page: file, models })),
    catalog,
  );
  return {
    drafts: found.map((each, index): NavigationDraft => {
      const { order, fields } = orders[index] ?? {};
      if (order === undefined) return each;
      return { ...each, config: { ...each.config, order }, fields: { ...each.fields, ...fields } };
    }),
    unsaid: drafts.filter((each) => typeof each === "string"),
  };
};

/** Files of navigation that stand beside the folder of the pages. */
const beside = [
  ...["mkdocs.yml", "mkdocs.yaml", "docs.json", "mint.json", "_toc.yml", "astro.config.mjs"],
  ...["json", "js", "ts", "cjs", "mjs"].map((ending) => `sidebars.${ending}`),
];

/** Whether navigation that stands beside the folder of the pages lists models. */
export const isListedBeside = (cwd: string, catalog: CatalogView): boolean =>
  listsIn(readFiles(cwd, beside)).some((list) => {
    const rules = slugRulesOf([namedPages(list, catalog)]);
    return typeof draftNavigation(list, rules, catalog) === "object";
  });
