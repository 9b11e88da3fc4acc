import { unsaidRecords } from "../catalog/repeated.ts";
import { linesOf } from "../find/tables.ts";
import { keptIn, unsaidLines, unsaidRest } from "../find/unsaid-lines.ts";
import { countNamed, unsaidCode, unsaidData, unsaidLists, unsaidUnread } from "../find/unsaid-lists.ts";
import { unsaidElements, unsaidTables } from "../find/unsaid-tables.ts";
import { scanPage } from "../../page/scan.ts";
import { pageOf } from "../part-name.ts";
import { tellsPast } from "../texts.ts";
import { unsaidPages } from "../pages/find.ts";
import { type draftNavigations, placeOf } from "../run-navigation.ts";
import type { FoundTable, ListDraft, TableDraft } from "../types.ts";
import type { Lists } from "./lists.ts";
import type { ModelPages } from "./pages.ts";
import type { Site } from "./site.ts";
import type { Tables } from "./tables.ts";

/** Whether a sentence is about a file: another's path may end with its own. */
const namesPath = (text: string, path: string): boolean =>
  text
    .split(path)
    .slice(0, -1)
    .some((before) => !/[\w./-]$/.test(before));

/** What was recognised, of each kind. */
type Kinds = {
  readonly modelPages: ModelPages;
  readonly navigation: ReturnType<typeof draftNavigations>;
  readonly tables: Tables;
  readonly drafts: readonly TableDraft[];
  readonly lists: Lists;
  readonly runs: readonly ListDraft[];
};

/** Whether a line is one of a row that is kept. */
export const rowLinesOf = (drafts: readonly TableDraft[]): ReadonlySet<string> =>
  new Set(drafts.flatMap(({ table }) => linesOf(table)));

const unsaidNavigation = ({ navigation, drafts }: Kinds): readonly string[] => {
  const asTables = new Set(
    drafts.flatMap(({ table: { page, place } }) =>
      place.data === undefined ? [] : [placeOf({ file: page, path: place.data })],
    ),
  );
  return navigation.unsaid.flatMap(({ place, said }) => (asTables.has(place) ? [] : [said]));
};

/** The tables in pages that aren't kept, neither by their rows nor by their columns, nor each row as a list. */
const openTables = ({ tables, drafts, runs }: Kinds): readonly FoundTable[] => {
  const drafted = new Set(drafts.map(({ table }) => table));
  const isTurned = ({ page, place }: FoundTable): boolean =>
    drafts.some(
      ({ table: { page: other, place: own } }) =>
        other === page && JSON.stringify(own) === JSON.stringify({ ...place, across: true }),
    );
  const isLists = ({ page, rows }: FoundTable): boolean =>
    rows.length > 0 &&
    rows.every(({ line }) =>
      runs.some(({ config, lines }) => config.page === page && lines.first <= line && line < lines.last),
    );
  return tables.all.filter(
    (table) => table.place.data === undefined && !drafted.has(table) && !isTurned(table) && !isLists(table),
  );
};

/** A sentence for each place that shows models and can't be said in a config. */
export const unsaidIn = (site: Site, kinds: Kinds): readonly string[] => {
  const { texts, namedInPast, data, unread, catalog } = site;
  const { modelPages, navigation, tables, drafts, lists, runs } = kinds;
  const { shape } = catalog;
  const { made } = modelPages;
  const rowLines = rowLinesOf(drafts);
  const inTables = new Set(tables.all.flatMap(linesOf));
  const parts = [...runs, ...navigation.drafts, ...lists.sections, ...lists.found];
  const listed = [...navigation.drafts.map(({ config }) => config), ...navigation.left];
  const kept = [
    ...drafts.map(({ table }) => table),
    ...listed.map(({ file, path }) => ({ page: file, place: { data: [...path] } })),
  ];
  const countOf = (path: string): number =>
    [
      ...drafts.map(({ table: { page }, models }) => (page === path ? models.length : 0)),
      ...navigation.drafts.map(({ config: { file }, models }) => (file === path ? models.length : 0)),
    ].reduce((sum, count) => sum + count, 0);
  // Other data that names models is told as such.
  const inData = new Set(
    data.flatMap(({ file, root }) => (countOf(file) === 0 && countNamed(root, shape) > 0 ? [file] : [])),
  );
  const said = [
    ...unsaidRecords(shape),
    ...unsaidUnread(unread, shape),
    ...unsaidNavigation(kinds),
    ...modelPages.pages.flatMap(({ each, draft }) => (draft === undefined ? [unsaidPages(each)] : [])),
    ...texts.flatMap(([path, text]) => {
      if (made.has(path)) return [];
      const page = scanPage(path, text);
      const isKept = keptIn(page, inTables, parts);
      return [
        ...unsaidElements(page, shape, isKept),
        ...unsaidLists(page, shape, keptIn(page, rowLines, [...runs, ...navigation.drafts])),
        ...unsaidLines(page, shape, isKept),
      ];
    }),
    ...unsaidData([...data.filter(({ file }) => !made.has(file)), ...tables.literals], shape, kept),
    ...unsaidCode(
      site.code.filter(([path]) => !inData.has(path) && !made.has(path)),
      shape,
      countOf,
    ),
    ...lists.unsaid,
    ...namedInPast.map((page) => `${page} is of the past by its path, and stays as it is.`),
    ...unsaidTables(openTables(kinds), shape),
  ];
  const known = new Set([
    ...drafts.map(({ table: { page } }) => page),
    ...[...parts, ...lists.items].map(pageOf),
  ]);
  const rest = texts.filter(
    ([path]) =>
      !made.has(path) && !known.has(path) && !tellsPast(path) && !said.some((text) => namesPath(text, path)),
  );
  return [
    ...said,
    ...unsaidRest(
      rest.map(([path, text]) => scanPage(path, text)),
      shape,
    ),
  ];
};
