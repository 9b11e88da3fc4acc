import type { Lock, RowRecord } from "../../src/model/lock.ts";
import { groupBy, toMap } from "../../src/text/group-by.ts";
import type { Row } from "../../src/page/table.ts";
import { placeName } from "../../src/page/region.ts";
import type { TableSettings } from "../../src/config/settings.ts";
import { rowOf, type Subject } from "./subjects.ts";
import { once } from "../../src/text/once.ts";

/** The rows of a table as they were made. */
export type Records = {
  readonly all: readonly RowRecord[];
  /** By variant and model. */
  readonly byVariant: ReadonlyMap<string, ReadonlyMap<string, RowRecord>>;
};

/** Whether a row leaves the first of its key cells empty, as one that continues another does. */
const isNameless = (key: string): boolean => /^(?: \||$)/.test(key);

/** What a row was called, for people: by its model's name where that has several. */
export const recordTitle = (
  { key, variant = "" }: Pick<RowRecord, "key" | "variant">,
  name: string,
): string => (variant === "" ? key : `${name} (${variant})`);

const variantOf = ({ variant = "" }: RowRecord): string => variant;

/** The records of a model's rows as the config calls these now: the one row left over that has a key is the first. */
const calledAnew = (records: readonly RowRecord[], settings: TableSettings): readonly RowRecord[] => {
  const [first] = settings.rows;
  const name = first?.name ?? "";
  const isOne = first?.each === undefined && first?.template === undefined;
  const unknown = records.filter(
    (record) => variantOf(record) !== name && rowOf(settings, variantOf(record)) === undefined,
  );
  const [keyed, another] = unknown.filter(({ key }) => !isNameless(key));
  if (!isOne || keyed === undefined || another !== undefined) return records;
  if (records.some((record) => variantOf(record) === name)) return records;
  const { type, model, page, place, key, cells, found, owner } = keyed;
  const anew: RowRecord = {
    ...{ type, model, page, place, key, cells, owner },
    ...(name === "" ? {} : { variant: name }),
    ...(found === undefined ? {} : { found }),
  };
  return records.map((record) => (record === keyed ? anew : record));
};

const tableName = (page: string, place: string): string => JSON.stringify([page, place]);

/** The rows of each table of a lock, gathered once for all tables. */
const gather = once((rows: Lock["rows"]) =>
  groupBy([...rows.values()], ({ page, place }) => tableName(page, place)),
);

/** The rows of a table that the lock records. */
export const recordedRows = (lock: Lock, settings: TableSettings): Records => {
  const own = gather(lock.rows).get(tableName(settings.page, placeName(settings))) ?? [];
  const all = [...groupBy(own, ({ model }) => model).values()].flatMap((same) => calledAnew(same, settings));
  const byVariant = toMap(groupBy(all, variantOf), ([variant, same]) => [
    variant,
    new Map(same.map((record) => [record.model, record])),
  ]);
  return { all, byVariant };
};

/** What tells the rows of a table apart. */
export const rowName = (model: string, variant = ""): string => JSON.stringify([model, variant]);

/** The record of a row. */
export const recordOf = (
  records: Records,
  { id, variant }: Pick<Subject, "id" | "variant">,
): RowRecord | undefined => records.byVariant.get(variant)?.get(id);

/** The records as those who have the rows now have them: one whose model has another ID now was made for the former one. */
export const handedOn = (
  { all, byVariant }: Records,
  rows: ReadonlyMap<Subject, Row>,
  keyOf: (row: Row) => string,
): Records => {
  const own = new Map([...byVariant].map(([variant, same]) => [variant, new Map(same)] as const));
  const wanted = new Set([...rows.keys()].map(({ id, variant }) => rowName(id, variant)));
  const gone = groupBy(
    all.filter((record) => !wanted.has(rowName(record.model, record.variant))),
    ({ key, variant }) => rowName(key, variant),
  );
  for (const [{ id, variant }, row] of rows) {
    const [former, another] = gone.get(rowName(keyOf(row), variant)) ?? [];
    if (former !== undefined && another === undefined && own.get(variant)?.has(id) !== true)
      own.get(variant)?.set(id, former);
  }
  return { all, byVariant: own };
};

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
