import type { Appearance } from "../../model/appearance.ts";
import type { Lock } from "../../model/lock.ts";
import { lineNumber } from "../../page/page.ts";
import { scanPage } from "../../page/scan.ts";
import { findRegion, placeName } from "../../page/region.ts";
import type { Place } from "../../config/settings.ts";
import { findEntries } from "../../page/wrapper.ts";
import type { Entry } from "../../model/entry.ts";
import { itemsOf, linkedIn, linkedItems, linkerOf } from "../../../generators/placing/links.ts";
import { navPlaces } from "../../../generators/navigation/places.ts";
import type { PageContext } from "../../../generators/output.ts";
import { claimBlocks, knownTitles, recordedEntries } from "../../../generators/section/claim.ts";
import { recordedRows } from "../../../generators/table/records.ts";
import { matchTable } from "../../../generators/table/match.ts";
import { subjectsOf } from "../../../generators/table/subjects.ts";
import { addTo } from "../../text/group-by.ts";

/** Finds for any entry the sections and tables that it belongs in, with the line where it stands; each page is read once. */
export const appearanceFinder = (
  request: Pick<PageContext, "settings" | "entries" | "jobs" | "snapshot" | "file" | "readers"> & {
    readonly lock: Lock;
  },
): ((entry: Entry) => readonly Appearance[]) => {
  const { settings, snapshot, entries, file, lock } = request;
  const linker = linkerOf(settings, request.jobs, [], lock);
  const appearance = (kind: "section" | "table", place: Place, line: number | undefined): Appearance => ({
    page: place.page,
    kind,
    place: placeName(place),
    line: line === undefined ? null : line + 1,
  });
  const pageOf = (place: Place) => {
    const { text = "", definitions } = snapshot.get(place.page) ?? {};
    const page = scanPage(place.page, text, definitions);
    return { page, region: findRegion(page, place, file) };
  };
  const sections = settings.sections.map((section) => {
    const items = linkedItems(linker, itemsOf({ ...request, renamings: [] }, section), section.page);
    const ids = new Set(items.map((item) => item.entry.id));
    const { page, region } = pageOf(section);
    const records = recordedEntries(lock, section);
    const titles = knownTitles(section, items, records);
    const found = region.ok ? findEntries(page, region.value, { section, titles, file }) : region;
    const claims = found.ok
      ? claimBlocks({ ...found.value, section, items, records, isThere: () => false })
      : new Map<string, { readonly first: number }>();
    return ({ id }: Entry) => (ids.has(id) ? [appearance("section", section, claims.get(id)?.first)] : []);
  });
  const tables = settings.tables
    .filter(({ distinct }) => distinct === undefined)
    .map((table) => {
      const { page, region } = pageOf(table);
      const linked = linkedIn(linker, entries, table.page);
      const matched = region.ok
        ? matchTable(
            { page, region: region.value, settings: table, file },
            subjectsOf(table, linked),
            recordedRows(lock, table),
          )
        : region;
      const lines = new Map<string, number[]>();
      const lineIn = (line: number): number => (matched.ok ? lineNumber(matched.value.page, line) - 1 : line);
      for (const [{ id }, { line }] of matched.ok ? matched.value.rows : []) addTo(lines, id, lineIn(line));
      return (entry: Entry) =>
        table.test(entry)
          ? (lines.get(entry.id) ?? [undefined]).map((line) => appearance("table", table, line))
          : [];
    });
  const navigation = (entry: Entry): readonly Appearance[] =>
    navPlaces({ ...request, linker }, entry).map(({ page, place, line }) => ({
      page,
      kind: "section",
      place,
      line: line === undefined ? null : line + 1,
    }));
  const finders = [...sections, ...tables, navigation];
  return (entry) => finders.flatMap((find) => find(entry));
};
