import picomatch from "picomatch";
import type { MentionsConfig, TextRule } from "../config/config.gen.ts";
import { countEndings, readOtherPages, textReader } from "../io/tree.ts";
import type { RelativePath, Snapshot } from "../model/file.ts";
import { withDefinitions } from "../pipeline/load/definitions.ts";
import { groupBy, toMap } from "../text/group-by.ts";
import { type Shape, findModels } from "./catalog/records.ts";
import { readingsOf } from "./columns/readings.ts";
import { settleFields } from "./columns/settle-fields.ts";
import { draftMentions, nameFinder } from "./find/examples.ts";
import { runsOf } from "./find/runs.ts";
import { countTables } from "./find/tables.ts";
import { groupLists } from "./groups/lists.ts";
import { groupTables } from "./groups/tables.ts";
import { calledApart } from "./pages/draft.ts";
import { draftMakerTables } from "./recognise/makers.ts";
import { entriesOf } from "./recognise/entries.ts";
import { listsIn } from "./recognise/lists.ts";
import { modelPagesOf } from "./recognise/pages.ts";
import type { Site } from "./recognise/site.ts";
import { tableDrafts, tablesIn } from "./recognise/tables.ts";
import { rowLinesOf, unsaidIn } from "./recognise/unsaid.ts";
import {
  dataBelow,
  draftNavigations,
  isCode,
  isValues,
  navigationIn,
  shownBelow,
  writtenHtml,
} from "./run-navigation.ts";
import { draftRuns } from "./runs.ts";
import type { Read } from "./tell.ts";
import { isOfPast, namedIn } from "./texts.ts";
import type { CatalogView, FoundTable, PartDraft } from "./types.ts";

/** Endings of pages that documentations are written in, and of their translations. */
const endings =
  ".md .mdx .markdown .qmd .rst .inc .adoc .asciidoc .html .htm .ipynb .org .textile .wiki .po".split(" ");

/** What of a documentation was read. */
const readOf = (root: string, pages: Snapshot, tables: Read["tables"]): Read => {
  const all = countEndings(root);
  const read = groupBy([...pages.keys()], (path) => /\.\w+$/.exec(path)?.[0].toLowerCase() ?? "");
  const order = [...endings, ...read.keys()];
  const unread = endings.filter((ending) => all.has(ending) && !read.has(ending));
  return {
    pages: toMap(order, (ending) => (read.has(ending) ? [ending, read.get(ending)?.length ?? 0] : undefined)),
    unread: new Map(unread.map((ending) => [ending, all.get(ending) ?? 0])),
    tables,
  };
};

/** What was recognised in a documentation, before it is tried out. */
export type Recognised = {
  readonly shape: Shape;
  readonly catalog: CatalogView;
  /** What was found and can't be said in a config, and why. */
  readonly unsaid: readonly string[];
  readonly found: readonly PartDraft[];
  readonly slug: readonly TextRule[];
  readonly mentions: MentionsConfig | undefined;
  readonly includeBase: string;
  readonly pages: Snapshot;
  readonly read: Read;
};

/** What is known of a documentation beside its files. */
type Surroundings = {
  /** Folders that include paths may start from. */
  readonly includeBases: readonly string[];
  /** The snippet kinds that the package has templates for. */
  readonly kinds: readonly string[];
  /** The catalog's file, or the pattern of its files, as the documentation's root has it. */
  readonly catalogFile: string;
};

/** Windows' line ends and a byte order mark are no part of what a page shows: an apply leaves each file its own. */
const unixLines = (text: string): string => text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");

/** Reads a documentation; undefined where the document of the catalog has no models. */
const readSite = async (root: string, document: unknown, catalogFile: string): Promise<Site | undefined> => {
  const matches = picomatch(catalogFile);
  const isCatalog = (path: RelativePath): boolean => path === catalogFile || matches(path);
  const all = toMap([...readOtherPages(root, new Set()), ...writtenHtml(root)], ([path, file]) => [
    path,
    { ...file, text: unixLines(file.text) },
  ]);
  const read = textReader(root, new Map());
  const textOf = (path: string): string | undefined => {
    const text = read(path);
    return text === undefined ? undefined : unixLines(text);
  };
  const pages = await withDefinitions(all, all.keys(), textOf);
  const every = [...pages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { text }]) => [path, text] as const);
  const present = every.filter(([path]) => !isOfPast(path));
  const texts = present.length === 0 ? every : present;
  const named = namedIn(texts.map(([, text]) => text));
  const shape = findModels(document, named.isId, named.isName);
  if (shape === undefined) return undefined;
  const names = (text: string): boolean =>
    shape.models.filter(({ id, name }) => text.includes(id) || text.includes(name)).length > 1;
  const isPast = (path: string): boolean => texts !== every && isOfPast(path);
  const past = every.filter(([path]) => isPast(path));
  const findNames = nameFinder(shape.models);
  const { data, unread } = dataBelow(root, pages, isCatalog);
  return {
    pages: new Map([...pages].filter(([path]) => !isPast(path))),
    ...{ texts, textOf, catalog: { shape, readings: readingsOf(shape) } },
    past: past.map(([path]) => path),
    namedInPast: past.flatMap(([path, text]) => (names(text) ? [path] : [])),
    values: shownBelow(root, isValues, isCatalog),
    code: shownBelow(root, isCode, isCatalog).filter(([, text]) => findNames(text).length > 0),
    data: data.filter(({ file }) => !isPast(file)),
    unread: unread.filter(({ file }) => !isPast(file)),
  };
};

/** Looks through all pages below `root` for what shows the models of a catalog's document. */
export const recognise = async (
  root: string,
  document: unknown,
  { includeBases, kinds, catalogFile }: Surroundings,
): Promise<Recognised | undefined> => {
  const site = await readSite(root, document, catalogFile);
  if (site === undefined) return undefined;
  const { pages, texts, data, catalog } = site;
  const entries = entriesOf(site, includeBases);
  const navs = navigationIn(data, pages);
  const modelPages = modelPagesOf(site, entries, navs);
  const { made, slug } = modelPages;
  const navigation = draftNavigations(
    navs.filter(({ file }) => !made.has(file)),
    catalog,
    slug,
  );
  const tables = tablesIn(site, modelPages, new Set(navigation.places));
  const navigated = new Set(navigation.drafts.map(({ config: { file } }) => file));
  const lists = listsIn(site, entries, modelPages, { kinds, navigated });
  const { sections, items } = lists;
  const drafts = tableDrafts(tables, items, site);
  const rowLines = rowLinesOf(drafts);
  const listing = new Set([...sections, ...items].map(({ config: { page } }) => page));
  const runs = draftRuns(
    texts.flatMap(([path, text]) => (made.has(path) ? [] : runsOf(path, text))),
    (page) => pages.get(page)?.text ?? "",
    ({ page, line, kind }) =>
      rowLines.has(`${page}:${line}`) || (listing.has(page) && /^line [-*+]/.test(kind)),
    catalog,
  );
  const taken = new Set(drafts.map(({ table }) => table));
  const isListed = ({ page, rows }: FoundTable): boolean =>
    runs.some(({ config, lines: { first, last } }) =>
      rows.some(({ line }) => config.page === page && first <= line && line < last),
    );
  const makers = draftMakerTables(
    tables.all.filter((table) => !taken.has(table) && !tables.inFences.has(table) && !isListed(table)),
    catalog,
  );
  const found = settleFields([
    ...sections,
    ...groupTables(drafts, catalog.shape),
    ...makers,
    ...groupLists(items, catalog.shape),
    ...navigation.drafts,
    ...runs,
    ...calledApart(modelPages.pages.flatMap(({ draft }) => draft ?? [])),
  ]);
  return {
    ...{ shape: catalog.shape, catalog, found, slug, pages },
    unsaid: unsaidIn(site, { modelPages, navigation, tables, drafts: [...drafts, ...makers], lists, runs }),
    mentions: draftMentions(site, catalog.shape.models),
    includeBase: entries.base,
    read: readOf(root, pages, countTables(tables.pages)),
  };
};
