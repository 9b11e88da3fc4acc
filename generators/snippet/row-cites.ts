import type { Lock } from "../../src/model/lock.ts";
import { lineAt, type Page } from "../../src/page/page.ts";
import { scanPage } from "../../src/page/scan.ts";
import { findRegion, type Region } from "../../src/page/region.ts";
import type { Settings, TableSettings } from "../../src/config/settings.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import type { Entry } from "../../src/model/entry.ts";
import { groupBy } from "../../src/text/group-by.ts";
import type { Scope } from "../output.ts";
import { citeCounter } from "../reference/index.ts";
import { citeKey } from "../section/edited.ts";
import { recordedRows } from "../table/records.ts";
import { goneRows } from "../table/gone.ts";
import { matchTable } from "../table/match.ts";
import { isStanding, partsOf } from "../table/split/parts.ts";
import { subjectsOf } from "../table/subjects.ts";

/** What the rows of models that left are looked for in. */
export type GoneRowsRequest = {
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  readonly lock: Lock;
  readonly entries: readonly Entry[];
  readonly scope: Pick<Scope, "gone" | "claim" | "reclaims">;
  /** Name of the config, for problems. */
  readonly file: string;
};

/** The table of a place, or that of each group where groups have one. */
const tablesAt = (page: Page, region: Region, table: TableSettings, entries: readonly Entry[]) =>
  table.split === undefined
    ? [{ region, settings: table }]
    : partsOf(page, region, table, entries).filter(isStanding);

/** In how many links a page cites the files of models that left from rows that go with them: by `citeKey`. */
export const citesInGoneRows = ({
  settings,
  snapshot,
  lock,
  entries,
  file,
  scope,
}: GoneRowsRequest): ReadonlyMap<string, number> => {
  const cites = new Map<string, number>();
  const filesOf = groupBy([...lock.files.values()], ({ model }) => model);
  for (const table of settings.tables) {
    const { text = "", definitions } = snapshot.get(table.page) ?? {};
    const page = scanPage(table.page, text, definitions);
    const region = findRegion(page, table, file);
    if (!region.ok) continue;
    const subjects = subjectsOf(table, entries);
    const goes = tablesAt(page, region.value, table, entries).flatMap((site) => {
      const own = subjects.filter(site.settings.test);
      const matched = matchTable({ page, ...site, file }, own, recordedRows(lock, site.settings));
      if (!matched.ok) return [];
      return goneRows(matched.value, { ...scope, mark: (title) => title }).filter(({ remove }) => remove);
    });
    for (const { row, model } of goes)
      for (const { path } of filesOf.get(model) ?? []) {
        const count = citeCounter(path, snapshot, settings.includeBase);
        const found = count(lineAt(page, row.line), table.page);
        const key = citeKey(table.page, path);
        if (found > 0) cites.set(key, (cites.get(key) ?? 0) + found);
      }
  }
  return cites;
};
