import { readToml } from "../../generators/data/toml.ts";
import { readYaml } from "../../generators/data/yaml.ts";
import { languageOf } from "../../generators/data/language.ts";
import { frontMatterOf } from "../../generators/navigation/menu.ts";
import { readUnlinked } from "../io/tree.ts";
import type { Snapshot } from "../model/file.ts";
import { hasFrontMatter, scanPage } from "../page/scan.ts";
import { readJsonc } from "../text/data/json.ts";
import type { FoundData } from "./find/data-tables.ts";
import { readJsModule, readJsObjects } from "../text/data/js-module.ts";
import { type FoundNav, menusOf, navListsOf } from "./find/navigation.ts";
import { groupNavs } from "./groups/navigation.ts";
import { labelledOrder } from "./groups/labels.ts";
import { draftNavigation } from "./navigation.ts";
import { draftOrders, ofGroups } from "./order/orders.ts";
import type { CatalogView, NavigationDraft } from "./types.ts";

/** Larger files are data that no person keeps. */
const mostLength = 500_000;

/** What modules of JavaScript with navigation are called: `sidebars.ts`, `.vitepress/config.mts`. */
const navModule = /(?:^|\/)(?:[\w.-]*(?:sidebar|nav|menu)[\w.-]*|_?meta|(?:astro\.)?config)\.[cm]?[jt]s$/i;

/** What such are called that hold data of pages or of models: `src/data/models.ts`, `providers/acme.ts`, `shared/api.ts`. */
const dataModule =
  /(?:^|\/)(?:(?:_?data|[\w-]*models?|providers?)\/(?:[^/]+\/)*[^/]+|[\w-]*(?:model|catalog|pric)[\w-]*|api)(?<!\.(?:d|test|spec))\.[cm]?[jt]s$/i;

const isData = (path: string): boolean =>
  (/(?:^|\/)\.pages$|\.(?:ya?ml|jsonc?|toml)$/i.test(path) ||
    navModule.test(path) ||
    dataModule.test(path)) &&
  !/(?:^|\/)(?:package(?:-lock)?|tsconfig|node_modules|\.kluster-gen)\b/.test(path);

const readers = { json: readJsonc, js: readJsModule, yaml: readYaml, toml: readToml } as const;

/** A file of data that can't be read, and why. */
export type UnreadData = { readonly file: string; readonly text: string; readonly message: string };

/** What files of data hold, and those that can't be read. */
const readData = (
  files: Snapshot,
): { readonly data: readonly FoundData[]; readonly unread: readonly UnreadData[] } => {
  const data: FoundData[] = [];
  const unread: UnreadData[] = [];
  for (const [file, { text }] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (text.length > mostLength) continue;
    const root = readers[languageOf(file)](text);
    if ("message" in root) unread.push({ file, text, message: root.message });
    else data.push({ file, text, root, line: 0 });
  }
  return { data, unread };
};

/** The data in files, where it can be read. */
export const dataIn = (files: Snapshot): readonly FoundData[] => readData(files).data;

/** The objects of modules that have a name, where maps may be tables. */
export const objectsIn = (data: readonly FoundData[]): readonly FoundData[] =>
  data.flatMap((each) => {
    const root = languageOf(each.file) === "js" ? readJsObjects(each.text) : undefined;
    return root === undefined || "message" in root ? [] : [{ ...each, root }];
  });

/** The front matter of a page, where that may hold lists. */
const frontIn = (file: string, page: string): readonly FoundData[] => {
  if (!/^(?:---|\+\+\+)\s*\n/.test(page) || !hasFrontMatter(file)) return [];
  const { text, language } = frontMatterOf(scanPage(file, page));
  // Most have no list.
  const root = /^\s*-\s|[:=]\s*\[|^\s*\[\[/m.test(text) ? readers[language](text) : undefined;
  return root === undefined || "message" in root ? [] : [{ file, text, root, line: 1 }];
};

/** Whether a path is that of a file of a kind. */
type IsFile = (path: string) => boolean;

/** All data below `root`, but that of the catalog itself: files, and front matter of pages; and the files that can't be read. */
export const dataBelow = (root: string, pages: Snapshot, isCatalog: IsFile): ReturnType<typeof readData> => {
  const { data, unread } = readData(readUnlinked(root, (path) => isData(path) && !isCatalog(path)));
  return { data: [...data, ...[...pages].flatMap(([path, { text }]) => frontIn(path, text))], unread };
};

/** The data of modules below `root`, of those that are wanted. */
export const modulesBelow = (root: string, isWanted: (path: string) => boolean): readonly FoundData[] =>
  dataIn(readUnlinked(root, (path) => dataModule.test(path) && isData(path) && isWanted(path)));

/** Tables of comma-separated values, which pages may show. */
export const isValues = /\.csv$/i;

/** Files of code, and of data that isn't read, which pages may show. */
export const isCode = /\.(?:tsv|xml|py|[cm]?[jt]sx?|sh|go|rs|rb|java|kt|php|cs|swift)$/i;

/** Folders that generators of sites write into. */
const built = /(?:^|\/)(?:_?build|_?site|dist|out|target|htmlcov|coverage)\//i;

/** The pages of HTML below `root` that people write: none that a generator made. */
export const writtenHtml = (root: string): Snapshot =>
  new Map(
    [...readUnlinked(root, (path) => /\.html?$/i.test(path) && !built.test(path))].filter(
      ([, { text }]) => text.length <= mostLength && !/<meta\s[^>]*\bgenerator\b/i.test(text),
    ),
  );

/** The files of a kind below `root` that sites show, but the catalog itself. */
export const shownBelow = (
  root: string,
  kind: RegExp,
  isCatalog: IsFile,
): readonly (readonly [path: string, text: string])[] =>
  [...readUnlinked(root, (path) => kind.test(path) && !isCatalog(path))]
    .flatMap(([path, { text }]) => (text.length > mostLength ? [] : [[path, text] as const]))
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Every list that may be navigation. */
export const navigationIn = (data: readonly FoundData[], pages: Snapshot): readonly FoundNav[] => [
  ...data.flatMap(({ file, root, text }) => navListsOf(file, root, text)),
  ...[...pages].flatMap(([path, { text }]) => menusOf(path, text)),
];

/** What tells the lists of all files apart. */
export const placeOf = ({ file, path }: Pick<FoundNav, "file" | "path">): string =>
  JSON.stringify([file, path]);

/** What is said of what only some elements of a list have: it stays. */
const saidOfBesides = ({ file, context, besides }: FoundNav): readonly string[] =>
  [...besides].map(
    ([key, count]) =>
      `\`${key}\` of ${count} element${count === 1 ? "" : "s"} in ${[file, ...context].join(" › ")} stays as it is, and new ones get none.`,
  );

/** What the config can say of lists, and of those that it can't, why. */
export const draftNavigations = (
  lists: readonly FoundNav[],
  catalog: CatalogView,
  rules: Parameters<typeof draftNavigation>[1],
) => {
  const grouped = groupNavs(lists, rules, catalog);
  const inGroups = new Set(grouped.flatMap((group) => group.lists));
  const drafts = lists.map((list) =>
    inGroups.has(list) ? undefined : draftNavigation(list, rules, catalog),
  );
  const alone = drafts.filter((each): each is NavigationDraft => typeof each === "object");
  const found = [...grouped.map(({ draft }) => draft), ...alone];
  const orders = draftOrders(
    found.map(({ config: { file }, models, labelled }, index) => ({
      page: file,
      ...ofGroups(grouped[index]?.models ?? labelled?.groups ?? [models]),
    })),
    catalog,
  );
  return {
    /** Where the lists are, those of groups too. */
    places: [...alone.map(({ config }) => config), ...inGroups].map(placeOf),
    drafts: found.map((each, index): NavigationDraft => {
      const own = orders[index];
      const { order, fields } = (each.labelled && labelledOrder(each.labelled, own)) ?? own ?? {};
      if (order === undefined) return each;
      return { ...each, config: { ...each.config, order }, fields: { ...each.fields, ...fields } };
    }),
    /** Those of which it is said that they are left. */
    left: lists.filter((_, index) => typeof drafts[index] === "string"),
    unsaid: lists.flatMap((list, index) => {
      const draft = drafts[index];
      const place = placeOf(list);
      if (typeof draft === "string") return [{ place, said: draft }];
      return draft === undefined && !inGroups.has(list)
        ? []
        : saidOfBesides(list).map((said) => ({ place, said }));
    }),
  };
};
