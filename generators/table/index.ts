import type { Page } from "../../src/core/markdown.ts";
import type { Region } from "../../src/core/region.ts";
import type { TableSettings } from "../../src/core/settings.ts";
import { type Outcome, ok } from "../../src/problem.ts";
import type { Entry } from "../../src/types.ts";
import { type Changes, mergeChanges } from "../changes.ts";
import { editColumns } from "./columns.ts";
import { matchTable } from "./match.ts";
import { addRows, updateRow } from "./rows.ts";

/**
 * Plans one table of a page: rows for entries that have none, cells whose catalog value changed,
 * columns that the config added or renamed. Rows of no entry, columns of no setting and cells that
 * people own are left alone. `selected` limits what changes, not what is recognised.
 */
export const planTable = (
  page: Page,
  region: Region,
  settings: TableSettings,
  entries: readonly Entry[],
  selected: (entry: Entry) => boolean,
  file: string,
): Outcome<Changes> => {
  const outcome = matchTable(page, region, settings, entries, file);
  if (!outcome.ok) return outcome;
  const matched = outcome.value;
  const changing = matched.entries.filter(selected);
  const updates = changing.flatMap((entry) => {
    const row = matched.rows.get(entry.id);
    return row === undefined ? [] : [updateRow(matched, row, entry)];
  });
  const missing = changing.filter(({ id }) => !matched.rows.has(id));
  return ok(mergeChanges([...editColumns(matched), ...updates, addRows(matched, missing)]));
};
