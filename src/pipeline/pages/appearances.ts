import type { Appearance } from "../../model/appearance.ts";
import type { Lock } from "../../model/lock.ts";
import { scanPage } from "../../page/scan.ts";
import { findRegion, placeName } from "../../page/region.ts";
import type { Place } from "../../config/settings.ts";
import { findEntries } from "../../page/wrapper.ts";
import type { Entry } from "../../model/entry.ts";
import { itemsOf } from "../../../generators/placing/items.ts";
import { linkedIn, linkedItems, linkerOf } from "../../../generators/placing/links.ts";
import { navPlaces } from "../../../generators/navigation/places.ts";
import type { PageContext } from "../../../generators/output.ts";
import { claimBlocks, knownTitles, recordedEntries } from "../../../generators/section/claim.ts";
import { recordedRows } from "../../../generators/table/claim.ts";
import { matchTable } from "../../../generators/table/match.ts";
import { subjectsOf } from "../../../generators/table/subjects.ts";

/** Every section and table that an entry belongs in, with the line where it stands. */
export const findAppearances = (
  request: Pick<PageContext, "settings" | "entries" | "jobs" | "snapshot" | "file" | "readers"> & {
    readonly lock: Lock;
  },
  entry: Entry,
): readonly Appearance[] => {
  const { settings, snapshot, entries, file, lock } = request;
  const linker = linkerOf(settings, request.jobs, [], lock);
  const appearance = (kind: "section" | "table", place: Place, line: number | undefined): Appearance => ({
    page: place.page,
    kind,
    place: placeName(place),
    line: line === undefined ? null : line + 1,
  });
  const pageOf = (place: Place) => {
    const page = scanPage(place.page, snapshot.get(place.page)?.text ?? "");
    return { page, region: findRegion(page, place, file) };
  };
  const sections = settings.sections.flatMap((section) => {
    const items = linkedItems(linker, itemsOf({ ...request, renamings: [] }, section), section.page);
    if (!items.some((item) => item.entry.id === entry.id)) return [];
    const { page, region } = pageOf(section);
    const records = recordedEntries(lock, section);
    const titles = knownTitles(section, items, records);
    const found = region.ok ? findEntries(page, region.value, { section, titles, file }) : region;
    if (!found.ok) return [appearance("section", section, undefined)];
    const claims = claimBlocks({ ...found.value, section, items, records, isThere: () => false });
    return [appearance("section", section, claims.get(entry.id)?.first)];
  });
  const tables = settings.tables.flatMap((table) => {
    if (!table.test(entry)) return [];
    const { page, region } = pageOf(table);
    const linked = linkedIn(linker, entries, table.page);
    const matched = region.ok
      ? matchTable(
          { page, region: region.value, settings: table, file },
          subjectsOf(table, linked),
          recordedRows(lock, table),
        )
      : region;
    const rows = matched.ok ? [...matched.value.rows] : [];
    const own = rows.flatMap(([{ id }, { line }]) => (id === entry.id ? [line] : []));
    return (own.length === 0 ? [undefined] : own).map((line) => appearance("table", table, line));
  });
  const navigation = navPlaces({ ...request, linker }, entry).map(
    ({ page, place, line }): Appearance => ({
      page,
      kind: "section",
      place,
      line: line === undefined ? null : line + 1,
    }),
  );
  return [...sections, ...tables, ...navigation];
};
