import type { RowRecord } from "../../src/model/lock.ts";
import { warning } from "../../src/model/problem.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Past } from "../placing/past.ts";
import { recordOf } from "./claim.ts";
import { type GoneRow, rowFinder, theirsOf } from "./gone.ts";
import type { Matched } from "./match.ts";

/** A row that was made, whose model is in the catalog and doesn't belong in the table any more. */
export type Departed = { readonly record: RowRecord; readonly entry: Entry };

/** The records of a table's rows that have no place in it any more although their models are in the catalog. */
export const departedOf = (
  { records, subjects }: Pick<Matched, "records" | "subjects">,
  entries: readonly Entry[],
): readonly Departed[] => {
  if (records.all.length === 0) return [];
  const wanted = new Set(subjects.map((subject) => recordOf(records, subject)));
  const byId = new Map(entries.map((entry) => [entry.id, entry] as const));
  return records.all.flatMap((record) => {
    const entry = byId.get(record.model);
    return entry === undefined || wanted.has(record) ? [] : [{ record, entry }];
  });
};

/** Whether every cell that people wrote in a row comes along to where its model has a row now. */
export type ComesAlong = (record: RowRecord, cells: ReadonlyMap<string, string>) => boolean;

/** What becomes of such rows: those that the tool made and nobody edited go, the others stay and are told. */
export const departedRows = (
  matched: Matched,
  entries: readonly Entry[],
  past: Past,
  comesAlong: ComesAlong,
): readonly GoneRow[] => {
  const departed = departedOf(matched, entries);
  if (departed.length === 0) return [];
  const { place, settings } = matched;
  const { page } = settings;
  const find = rowFinder(matched);
  return departed.flatMap(({ record, entry }): readonly GoneRow[] => {
    const row = find(record);
    if (row === undefined) return [];
    const stays: GoneRow = {
      model: entry.id,
      row,
      remove: false,
      edits: [],
      notes: [],
      record,
      problems: [],
    };
    if (!past.follows(entry)) return [stays];
    const fields = past.lock.models.get(entry.id)?.fields ?? Object.fromEntries(entry.fields);
    const { edited, cells } = theirsOf(matched, row, record, fields);
    if (record.owner === "tool" && !edited && comesAlong(record, cells))
      return [
        {
          ...stays,
          remove: true,
          record: undefined,
          notes: [
            {
              cause: "catalog",
              models: [entry.id],
              what: "row",
              action: "remove",
              text: `${record.key} in ${place}`,
            },
          ],
        },
      ];
    const why =
      record.owner === "people"
        ? "people wrote it"
        : edited
          ? "it was edited by hand"
          : "people wrote into it";
    const problem = warning(
      "row-left",
      `${page}, ${place}: ${record.key}`,
      `${JSON.stringify(entry.id)} doesn't belong in this table any more, but its row stays: ${why}.`,
      "Delete it by hand, or leave it.",
    );
    return [{ ...stays, problems: [problem] }];
  });
};
