import { dataTablesOf, type FoundData, fencesIn, literalsIn } from "../find/data-tables.ts";
import { tabledPage, tablesAcross, tablesOf } from "../find/tables.ts";
import { isBare } from "../find/unsaid-tables.ts";
import { calledFinder } from "../join/known-models.ts";
import { isOfEntries } from "../lists/beside-snippets.ts";
import { draftTables } from "../pool.ts";
import { objectsIn, placeOf } from "../run-navigation.ts";
import type { FoundTable, SectionDraft, TableDraft } from "../types.ts";
import type { ModelPages } from "./pages.ts";
import type { Site } from "./site.ts";

/** A fence with fewer models, or less than half of them, is an example: no new ones belong there. */
const leastInFence = 3;

/** All that may be a table, wherever it stands. */
export type Tables = {
  readonly pages: readonly ReturnType<typeof tabledPage>[];
  readonly all: readonly FoundTable[];
  /** Those of data in fences and of literals in pages. */
  readonly inFences: ReadonlySet<FoundTable>;
  /** The literals of pages that may hold such. */
  readonly literals: readonly FoundData[];
};

/** Finds tables in pages, files of data, fences and literals; `listed` are the places that are navigation. */
export const tablesIn = (site: Site, { made }: ModelPages, listed: ReadonlySet<string>): Tables => {
  const { texts, values, data, pages: read, catalog } = site;
  const called = calledFinder(catalog.shape.models);
  const isCalled = (text: string): boolean => called(text).size > 0;
  const rest = texts.filter(([path]) => !made.has(path));
  const literals = rest.flatMap(([path, text]) => literalsIn(path, text));
  const inFences = [...rest.flatMap(([path, text]) => fencesIn(path, text)), ...literals].flatMap((each) =>
    dataTablesOf(each, called),
  );
  const inData = [...data, ...objectsIn(data)]
    .filter(({ file }) => !made.has(file))
    .flatMap((each) => dataTablesOf(each, called))
    .filter(({ page, place }) => !listed.has(placeOf({ file: page, path: place.data ?? [] })));
  const pages = [...texts, ...values].map(([path, text]) =>
    tabledPage(path, text, read.get(path)?.definitions),
  );
  const inPages = pages.flatMap((each) =>
    made.has(each.page.path) ? [] : [...tablesOf(each), ...tablesAcross(each, isCalled)],
  );
  return { pages, all: [...inPages, ...inData, ...inFences], inFences: new Set(inFences), literals };
};

/** The tables that are about models, but those that stand in entries of `items`. */
export const tableDrafts = (
  { all, inFences }: Tables,
  items: readonly SectionDraft[],
  { catalog }: Site,
): readonly TableDraft[] =>
  draftTables(all, catalog).filter(
    ({ table, models }) =>
      !isOfEntries(table, items) &&
      !isBare(table, catalog.shape) &&
      (!inFences.has(table) ||
        (models.length >= leastInFence && models.length * 2 >= catalog.shape.models.length)),
  );
