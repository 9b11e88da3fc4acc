import { type Block, strayCites } from "../page/block.ts";
import type { Lock } from "../model/lock.ts";
import type { Page } from "../page/page.ts";
import { meantFile } from "../page/meant-file.ts";
import { scanPage } from "../page/scan.ts";
import { findRegion, type Region } from "../page/region.ts";
import type { Place, SectionSettings, TableSettings } from "../config/settings.ts";
import { type EntryPlace, findEntries } from "../page/wrapper.ts";
import { ok, type Outcome, type Problem } from "../model/problem.ts";
import type { Entry } from "../model/entry.ts";
import type { RelativePath } from "../model/file.ts";
import { type Linker, itemsOf, linkedIn, linkedItems, linkerOf } from "../../generators/placing/links.ts";
import { deeperEntries } from "../../generators/section/arrange.ts";
import { claimBlocks, knownTitles, recordedEntries } from "../../generators/section/claim.ts";
import { type Item, titleOf } from "../../generators/section/made.ts";
import { findHeaders } from "../../generators/placing/headers.ts";
import { partsOf } from "../../generators/table/split/parts.ts";
import { findLent, withLent } from "../../generators/table/split/lent.ts";
import { recordedRows } from "../../generators/table/records.ts";
import { rowEntries } from "../../generators/placing/values.ts";
import { matchTable } from "../../generators/table/match.ts";
import { cellMaker, type Subject, subjectsOf } from "../../generators/table/subjects.ts";
import { includesOf } from "./includes.ts";
import type { CheckInput, Found, Scene, SectionScene, TableScene } from "./types.ts";
import { addTo, toMap } from "../text/group-by.ts";

/** Whose each block is: as `plan` claims them, but every block and not only the first of each model. */
const ownersOf = (
  lock: Lock,
  section: SectionSettings,
  { page, blocks }: EntryPlace,
  items: readonly Item[],
): ReadonlyMap<Block, readonly Entry[]> => {
  const byInclude = new Map<string, Entry[]>();
  for (const { entry, includes } of items)
    for (const path of new Set(includes)) addTo(byInclude, path, entry);
  const byTitle = new Map<string, Entry>();
  for (const { entry } of items) {
    const title = titleOf(section, entry);
    if (!byTitle.has(title)) byTitle.set(title, entry);
  }
  const records = recordedEntries(lock, section);
  const claims = claimBlocks({ page, section, blocks, items, records, isThere: () => false });
  const byBlock = new Map([...claims].map(([id, block]) => [block, id]));
  const byId = new Map(items.map(({ entry }) => [entry.id, entry]));
  return toMap(blocks, (block) => {
    const cited = [...new Set(block.cites.flatMap((path) => byInclude.get(path) ?? []))];
    if (cited.length > 0) return [block, cited];
    const titled = byId.get(byBlock.get(block) ?? "") ?? byTitle.get(block.title);
    return [block, titled === undefined ? [] : [titled]];
  });
};

const missingPlace = (place: Place, { message, fix }: Problem): Found => ({
  path: place.page,
  line: 1,
  message,
  fix,
});

/** A place that the page has. */
type Located = { readonly page: Page; readonly region: Region };

const sectionScene = (
  input: CheckInput,
  linker: Linker,
  settings: SectionSettings,
  { page: whole, region: outer }: Located,
): Outcome<SectionScene> => {
  const { catalog, lock, file } = input;
  const plain = itemsOf({ ...input, entries: catalog.entries, renamings: [] }, settings);
  const items = linkedItems(linker, plain, whole.path);
  const titles = knownTitles(settings, items, recordedEntries(lock, settings));
  const found = findEntries(whole, outer, { section: settings, titles, file });
  if (!found.ok) return found;
  const { page, region, blocks } = found.value;
  const headers = findHeaders(
    found.value,
    settings.group,
    items.map(({ entry }) => entry),
  );
  const owners = ownersOf(lock, settings, found.value, items);
  const stray = strayCites(whole, outer, settings.format, blocks);
  const claimed = new Map([...owners].flatMap(([block, own]) => own.map(({ id }) => [id, block] as const)));
  const elsewhere = deeperEntries({ page, section: settings, items }, region, blocks, claimed);
  return ok({ settings, page, region, items, blocks, stray, elsewhere, headers, owners });
};

/** Scans every page once, and finds every place in it and what stands there. */
export const openScene = (input: CheckInput): Scene => {
  const { settings, snapshot, others, lock, catalog, file } = input;
  const linker = linkerOf(settings, input.jobs, [], lock);
  const pages = new Map<RelativePath, Page>();
  const missing: Found[] = [];
  const pageOf = (place: Place): Page | undefined => {
    const known = pages.get(place.page);
    const file = snapshot.get(place.page);
    if (known !== undefined || file === undefined) return known;
    const page = scanPage(place.page, file.text, file.definitions);
    pages.set(place.page, page);
    return page;
  };
  const locate = (place: Place): Located | undefined => {
    const page = pageOf(place);
    if (page === undefined) {
      if (!place.optional)
        missing.push({
          path: place.page,
          line: 1,
          message: "The config names this page, and it isn't there.",
          fix: `${meantFile(place.page, [...snapshot.keys(), ...others.keys()])}Correct \`page\` or \`root\`, or set \`optional\` for pages that may be missing.`,
        });
      return undefined;
    }
    const region = findRegion(page, place, file);
    if (region.ok) return { page, region: region.value };
    // What a fence that is never closed swallows is reported once, by the fence.
    if (!place.optional && page.unclosed === undefined)
      missing.push(...region.problems.map((problem) => missingPlace(place, problem)));
    return undefined;
  };
  const sections = settings.sections.flatMap((section) => {
    const found = locate(section);
    const scene = found === undefined ? undefined : sectionScene(input, linker, section, found);
    if (scene?.ok === false) missing.push(...scene.problems.map((problem) => missingPlace(section, problem)));
    return scene?.ok === true ? [scene.value] : [];
  });
  const maker = cellMaker();
  const matchIn = (table: TableSettings, found: Located, subjects: readonly Subject[]) => {
    const known = recordedRows(lock, table);
    const matched = matchTable({ ...found, settings: table, file }, subjects, known);
    return { table, found, matched };
  };
  const tableScenes = ({ table, found, matched }: ReturnType<typeof matchIn>): readonly TableScene[] => {
    if (matched.ok) return [{ matched: matched.value, ...found }];
    if (!table.optional && found.page.unclosed === undefined)
      missing.push(...matched.problems.map((problem) => missingPlace(table, problem)));
    return [];
  };
  /** The tables of all groups, each with the rows of others that stand in it. */
  const groupScenes = ({ page, region }: Located, table: TableSettings, entries: readonly Entry[]) => {
    const siblings = partsOf(page, region, table, entries).map((part) => {
      const subjects = subjectsOf(part.settings, entries, maker);
      const place = part.region === undefined ? undefined : { page, region: part.region };
      const scene = place === undefined ? undefined : matchIn(part.settings, place, subjects);
      return { part, subjects, scene, matched: scene?.matched.ok === true ? scene.matched.value : undefined };
    });
    const lent = findLent(siblings, new Set());
    return siblings.flatMap(({ scene, ...sibling }) => {
      const { header } = sibling.part;
      // A header without models may be one of something else.
      if (scene === undefined || header === undefined || (!scene.matched.ok && sibling.subjects.length === 0))
        return [];
      return tableScenes(
        lent.length === 0 ? scene : matchIn(scene.table, scene.found, withLent(sibling, lent)),
      ).map((each) => ({ ...each, header }));
    });
  };
  const tables = settings.tables.flatMap((table): readonly TableScene[] => {
    const found = locate(table);
    if (found === undefined) return [];
    const entries = rowEntries(table, linkedIn(linker, catalog.entries, table.page));
    if (table.split !== undefined) return groupScenes(found, table, entries);
    return tableScenes(matchIn(table, found, subjectsOf(table, entries, maker)));
  });
  settings.counters.forEach(locate);
  const includes = [...snapshot, ...others].flatMap(([path, { text }]) => includesOf(path, text));
  return { ...input, pages, sections, tables, includes, missing };
};
