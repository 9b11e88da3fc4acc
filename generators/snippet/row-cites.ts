import { basename } from "node:path/posix";
import type { RelativePath } from "../../src/model/file.ts";
import type { FileRecord, Lock } from "../../src/model/lock.ts";
import { withoutPageEnding } from "../../src/page/page-path.ts";
import type { Row } from "../../src/page/table.ts";
import { lineAt, type Page } from "../../src/page/page.ts";
import { scanPage } from "../../src/page/scan.ts";
import { findRegion, type Region } from "../../src/page/region.ts";
import { ruleSlug } from "../../src/catalog/slug.ts";
import type { Settings, TableSettings } from "../../src/config/settings.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import type { Entry } from "../../src/model/entry.ts";
import { groupBy } from "../../src/text/group-by.ts";
import type { Scope } from "../output.ts";
import { citeCounter } from "../reference/index.ts";
import { citeKey } from "../section/edited.ts";
import { recordedRows } from "../table/records.ts";
import { goneRows } from "../table/gone.ts";
import { type Matched, matchTable } from "../table/match.ts";
import { rowFields, updateRow } from "../table/rows.ts";
import { isStanding, partsOf } from "../table/split/parts.ts";
import { type Subject, subjectsOf } from "../table/subjects.ts";

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

/** The cells of a row that get another text, as where its model has another ID now. */
const changingCells = (
  matched: Matched,
  [row, subject]: readonly [Row, Subject],
  { lock, scope, settings: { slug } }: GoneRowsRequest,
): readonly string[] => {
  const slugOf = (id: string): string => ruleSlug(slug, id);
  const { changed } = updateRow(matched, row, subject, {
    ...{ replace: false, claim: scope.claim(matched.settings.claim, subject.id), pins: false },
    fields: rowFields(matched, { lock, slugOf })(subject),
  });
  return changed.flatMap(({ cell, verdict }) => (verdict === "write" ? [cell.text] : []));
};

/**
 * In how many links a page cites the files of models that left from rows that go with them, or from cells that won't:
 * by `citeKey`.
 */
export const citesInGoneRows = (request: GoneRowsRequest): ReadonlyMap<string, number> => {
  const { settings, snapshot, lock, entries, file, scope } = request;
  const cites = new Map<string, number>();
  const filesOf = groupBy([...lock.files.values()], ({ model }) => model);
  const left = scope.gone.flatMap(({ record }) => filesOf.get(record.model) ?? []);
  const countIn = (page: RelativePath, text: string, files: readonly FileRecord[]): void => {
    for (const { path } of files) {
      const found = citeCounter(path, snapshot, settings.includeBase)(text, page);
      const key = citeKey(page, path);
      if (found > 0) cites.set(key, (cites.get(key) ?? 0) + found);
    }
  };
  for (const table of settings.tables) {
    const { text = "", definitions } = snapshot.get(table.page) ?? {};
    const page = scanPage(table.page, text, definitions);
    const region = findRegion(page, table, file);
    if (!region.ok) continue;
    const subjects = subjectsOf(table, entries);
    for (const site of tablesAt(page, region.value, table, entries)) {
      const own = subjects.filter(site.settings.test);
      const found = matchTable({ page, ...site, file }, own, recordedRows(lock, site.settings));
      if (!found.ok) continue;
      const matched = found.value;
      for (const { row, model, remove } of goneRows(matched, { ...scope, mark: (title) => title }))
        if (remove) countIn(table.page, lineAt(page, row.line), filesOf.get(model) ?? []);
      for (const owned of matched.owners) {
        const line = lineAt(page, owned[0].line);
        const cited = left.filter(({ path }) => line.includes(withoutPageEnding(basename(path))));
        if (cited.length > 0) countIn(table.page, changingCells(matched, owned, request).join("\n"), cited);
      }
    }
  }
  return cites;
};
