import { calledApart, draftPool } from "./pages/draft.ts";
import { filesOfModels, foldersOfModels, unsaidPages } from "./pages/find.ts";
import { poolFolders } from "./pages/pool.ts";
import { formats } from "../../generators/section/formats.ts";
import { entryGroupsOf, compileFormats, type EntryGroup } from "./find/sections.ts";
import { groupLists } from "./groups/lists.ts";
import { groupTables } from "./groups/tables.ts";
import { draftTables } from "./pool.ts";
import { listsOf } from "./find/entries.ts";
import { draftLists } from "./lists/draft.ts";
import { besideLists, isOfEntries } from "./lists/beside-snippets.ts";
import { isReadAgain, unsaidList } from "./lists/readable.ts";
import { draftRuns } from "./runs.ts";
import { runsOf } from "./find/runs.ts";
import { keptIn, unsaidLines } from "./find/unsaid-lines.ts";
import { unsaidData, unsaidLists, unsaidUnread } from "./find/unsaid-lists.ts";
import { unsaidElements, unsaidTables } from "./find/unsaid-tables.ts";
import { countTables, linesOf, tabledPage, tablesAcross, tablesOf } from "./find/tables.ts";
import { dataTablesOf, fencesIn, literalsIn } from "./find/data-tables.ts";
import {
  dataBelow,
  draftNavigations,
  navigationIn,
  objectsIn,
  placeOf,
  valuesBelow,
} from "./run-navigation.ts";
import { namedPages } from "./navigation.ts";
import type { CatalogView, FoundTable, PartDraft, SectionDraft } from "./types.ts";
import { readingsOf } from "./columns/readings.ts";
import { calledFinder, modelFinder } from "./join/known-models.ts";
import { settleFields } from "./columns/settle-fields.ts";
import { findModels, type Shape, unsaidRecords } from "./catalog/records.ts";
import { filesOf, sectionsOf } from "./sections.ts";
import { slugRulesOf } from "./slugs.ts";
import { namedIn, tellsPast } from "./texts.ts";
import { mentionFinder } from "../text/mentions.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { TextRule } from "../config/config.gen.ts";
import { withDefinitions } from "../pipeline/load/definitions.ts";
import { readOtherPages, textReader } from "../io/tree.ts";
import { readOf } from "./run-read.ts";
import type { Read } from "./tell.ts";
import type { RelativePath } from "../model/file.ts";

/** What was recognised in a documentation, before it is tried out. */
export type Recognised = {
  readonly shape: Shape;
  readonly catalog: CatalogView;
  /** What was found and can't be said in a config, and why. */
  readonly unsaid: readonly string[];
  readonly found: readonly PartDraft[];
  readonly slug: readonly TextRule[];
  readonly includeBase: string;
  readonly pages: Snapshot;
  readonly read: Read;
};

const join = (base: string, path: string): string => (base === "" ? path : `${base}/${path}`);

/** A fence with fewer models, or less than half of them, is an example: no new ones belong there. */
const leastInFence = 3;

/** What is known of a documentation beside its files. */
type Surroundings = {
  /** Folders that include paths may start from. */
  readonly includeBases: readonly string[];
  /** The snippet kinds that the package has templates for. */
  readonly kinds: readonly string[];
  /** The catalog's file, as the documentation's root has it. */
  readonly catalogFile: string;
};

/** Looks through all pages below `root` for what shows the models of a catalog's document. */
export const recognise = async (
  root: string,
  document: unknown,
  { includeBases, kinds, catalogFile }: Surroundings,
): Promise<Recognised | undefined> => {
  const all = readOtherPages(root, new Set());
  const read = textReader(root, new Map());
  const pages = await withDefinitions(all, all.keys(), read);
  const texts = [...pages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { text }]) => [path, text] as const);
  const named = namedIn(texts.map(([, text]) => text));
  const shape = findModels(document, named.isId, named.isName);
  if (shape === undefined) return undefined;
  const { models } = shape;
  const mentions = mentionFinder(models.map(({ id }) => id));
  const compiled = compileFormats(formats);
  const byId = new Map(models.map((model) => [model.id, model]));
  const find = modelFinder(models);
  const called = calledFinder(models);
  const isCalled = (text: string): boolean => called(text).size > 0;
  const groupsWith = (base: string): readonly EntryGroup[] => {
    const around = {
      byId,
      find,
      resolve: (include: string) => {
        const path = join(base, include.replace(/^(?:\.?\/)+/, ""));
        return path.includes("..") || read(path) === undefined ? undefined : path;
      },
      textOf: (path: RelativePath) => read(path) ?? "",
      mentions,
    };
    return texts.flatMap(([path, text]) => entryGroupsOf(path, text, compiled, around));
  };
  const entriesIn = (groups: readonly EntryGroup[]): number =>
    groups.reduce((sum, { entries }) => sum + entries.length, 0);
  const attempts = includeBases.map((base) => ({ base, groups: groupsWith(base) }));
  // The first of those with most entries: they are in the order of likelihood.
  const [best] = attempts.toSorted((a, b) => entriesIn(b.groups) - entriesIn(a.groups));
  const groups = best?.groups ?? [];
  const cited = new Set(groups.flatMap(({ entries }) => entries.map(({ path }) => path)));
  const catalog = { shape, readings: readingsOf(shape) };
  const folders = foldersOfModels(
    texts.flatMap(([path]) => (cited.has(path) ? [] : [path])),
    models,
  );
  const ofModels = poolFolders(folders, catalog);
  const { data, unread } = dataBelow(root, pages, catalogFile);
  const navs = navigationIn(data, pages);
  const slug = slugRulesOf([
    ...groups.map(({ entries }) => filesOf(entries)),
    ...navs.map((nav) => namedPages(nav, catalog)),
    ...ofModels.flatMap(({ parts, whole }) =>
      (parts.length > 0 || whole === undefined ? parts : [whole]).map(({ pages: own }) =>
        [...own].map(([model, path]) => ({ model, path })),
      ),
    ),
  ]);
  const around = { slug, catalog, navs, textOf: (path: RelativePath) => pages.get(path)?.text ?? "" };
  const modelPages = ofModels.flatMap((pool) => draftPool(pool, around));
  // What stands in those pages is their template's.
  const made = new Set(
    modelPages.flatMap(({ each, draft }) => (draft === undefined ? [] : [...each.pages.values()])),
  );
  const rest = texts.filter(([path]) => !made.has(path));
  const navigation = draftNavigations(
    navs.filter(({ file }) => !made.has(file)),
    catalog,
    slug,
  );
  const listed = new Set(navigation.places);
  const inData = [...data, ...objectsIn(data)]
    .filter(({ file }) => !made.has(file))
    .flatMap((each) => dataTablesOf(each, called))
    .filter(({ page, place }) => !listed.has(placeOf({ file: page, path: place.data ?? [] })));
  const literals = rest.flatMap(([path, text]) => literalsIn(path, text));
  const inFences = [...rest.flatMap(([path, text]) => fencesIn(path, text)), ...literals].flatMap((each) =>
    dataTablesOf(each, called),
  );
  const tabled = [...texts, ...valuesBelow(root, catalogFile)].map(([path, text]) =>
    tabledPage(path, text, pages.get(path)?.definitions),
  );
  const tables = [
    ...tabled.flatMap((each) =>
      made.has(each.page.path) ? [] : [...tablesOf(each), ...tablesAcross(each, isCalled)],
    ),
    ...inData,
    ...inFences,
  ];
  const lists = rest.flatMap(([path, text]) => listsOf(path, text));
  const ofSnippets = sectionsOf(
    groups.filter(({ page }) => !made.has(page)),
    slug,
    catalog,
    kinds,
  );
  const allLined = draftLists(lists, catalog);
  const isPast = ({ config: { page = "" }, models: own }: SectionDraft): boolean =>
    tellsPast(page) && own.length < models.length;
  const lined = allLined.filter((list) => !isPast(list) && isReadAgain(list));
  const { sections, items } = besideLists(ofSnippets, lined, kinds);
  const fenced = new Set(inFences);
  const drafts = draftTables(tables, catalog).filter(
    ({ table, models: own }) =>
      !isOfEntries(table, items) &&
      (!fenced.has(table) || (own.length >= leastInFence && own.length * 2 >= models.length)),
  );
  const drafted = new Set(drafts.map(({ table }) => table));
  /** Whether a table is one whose columns are kept. */
  const isTurned = ({ page, place }: FoundTable): boolean =>
    drafts.some(
      ({ table: { page: other, place: own } }) =>
        other === page && JSON.stringify(own) === JSON.stringify({ ...place, across: true }),
    );
  const asTables = new Set(
    drafts.flatMap(({ table: { page, place } }) =>
      place.data === undefined ? [] : [placeOf({ file: page, path: place.data })],
    ),
  );
  const rowLines = new Set(drafts.flatMap(({ table }) => linesOf(table)));
  const inTables = new Set(tables.flatMap(linesOf));
  const listing = new Set([...sections, ...items].map(({ config: { page } }) => page));
  const runs = draftRuns(
    rest.flatMap(([path, text]) => runsOf(path, text)),
    (page) => pages.get(page)?.text ?? "",
    ({ page, line, kind }) =>
      rowLines.has(`${page}:${line}`) || (listing.has(page) && /^line [-*+]/.test(kind)),
    catalog,
  );
  const found = settleFields([
    ...sections,
    ...groupTables(drafts, shape),
    ...groupLists(items, shape),
    ...navigation.drafts,
    ...runs,
    ...calledApart(modelPages.flatMap(({ draft }) => draft ?? [])),
  ]);
  return {
    shape,
    catalog,
    unsaid: [
      ...unsaidRecords(shape),
      ...unsaidUnread(unread, shape),
      ...navigation.unsaid.flatMap(({ place, said }) => (asTables.has(place) ? [] : [said])),
      ...new Set(
        allLined
          .filter(isPast)
          .map(({ config: { page } }) => `${page} tells of models as they came, and stays as it is.`),
      ),
      ...filesOfModels(
        data.flatMap(({ file, line }) => (line === 0 ? [file] : [])),
        models,
      ),
      ...modelPages.flatMap(({ each, draft }) => (draft === undefined ? [unsaidPages(each)] : [])),
      ...rest.flatMap(([path, text]) => [
        ...unsaidElements(path, text, shape),
        ...unsaidLists(path, text, shape, keptIn(path, rowLines, runs)),
        ...unsaidLines(path, text, shape, keptIn(path, inTables, [...found, ...allLined])),
      ]),
      ...unsaidData([...data.filter(({ file }) => !made.has(file)), ...literals], shape, [
        ...drafts.map(({ table }) => table),
        ...navigation.drafts.map(({ config: { file } }) => ({ page: file, place: {} })),
      ]),
      ...allLined.flatMap((list) => (isPast(list) || isReadAgain(list) ? [] : [unsaidList(list)])),
      ...unsaidTables(
        tables.filter((table) => table.place.data === undefined && !drafted.has(table) && !isTurned(table)),
        shape,
      ),
    ],
    found,
    slug,
    includeBase: best?.base ?? "",
    pages,
    read: readOf(root, pages, countTables(tabled)),
  };
};
