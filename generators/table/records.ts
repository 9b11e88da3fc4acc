import type { Lock, RowRecord } from "../../src/model/lock.ts";
import { placeName } from "../../src/page/region.ts";
import type { TableSettings } from "../../src/config/settings.ts";
import type { Subject } from "./subjects.ts";

/** The rows of a table as they were made. */
export type Records = {
  readonly all: readonly RowRecord[];
  /** By variant and model. */
  readonly byVariant: ReadonlyMap<string, ReadonlyMap<string, RowRecord>>;
};

/** The rows of a table that the lock records. */
export const recordedRows = (lock: Lock, settings: TableSettings): Records => {
  const place = placeName(settings);
  const all: RowRecord[] = [];
  const byVariant = new Map<string, Map<string, RowRecord>>();
  for (const record of lock.rows.values()) {
    if (record.page !== settings.page || record.place !== place) continue;
    const { model, variant = "" } = record;
    all.push(record);
    byVariant.set(variant, (byVariant.get(variant) ?? new Map<string, RowRecord>()).set(model, record));
  }
  return { all, byVariant };
};

/** What tells the rows of a table apart. */
export const rowName = (model: string, variant = ""): string => JSON.stringify([model, variant]);

/** The record of a row. */
export const recordOf = (
  records: Records,
  { id, variant }: Pick<Subject, "id" | "variant">,
): RowRecord | undefined => records.byVariant.get(variant)?.get(id);

/** The text that a record has of a column. */
export const ownText = (
  texts: Readonly<Record<string, string>> | undefined,
  header: string,
): string | undefined => (texts !== undefined && Object.hasOwn(texts, header) ? texts[header] : undefined);

/** Whether nothing of a row was ever the tool's. */
export const isUnclaimed = (record: RowRecord | undefined): boolean =>
  record === undefined || (record.owner === "people" && Object.keys(record.cells).length === 0);

/** Whether the cells that a record has of these columns, by header and place, stand in a row. */
export const isMadeAs = (
  texts: readonly string[],
  cells: RowRecord["cells"] | undefined,
  owned: ReadonlyMap<string, number>,
): boolean => {
  const made = [...owned].filter(([header]) => ownText(cells, header) !== undefined);
  return made.length > 0 && made.every(([header, index]) => texts[index] === ownText(cells, header));
};
