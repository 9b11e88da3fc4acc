import { plainText } from "../../src/core/emit/plain-text.ts";
import { type RowRecord, placeKey } from "../../src/core/lock/types.ts";
import { placeName } from "../../src/core/region.ts";
import type { Edit } from "../../src/core/splice.ts";
import { atEdge, type Row } from "../../src/core/table.ts";
import { rewriteCell } from "../../src/core/table-style.ts";
import type { Note } from "../changes.ts";
import type { Past } from "../past.ts";
import type { Matched } from "./match.ts";

/** The row of a model that left: what is marked in it, or that it goes; and what the lock is to remember. */
export type GoneRow = {
  readonly row: Row;
  readonly remove: boolean;
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
  readonly record: RowRecord | undefined;
};

/** What becomes of the rows of models that left: by the policy they stay, are marked, or go if the tool made them. */
export const goneRows = (matched: Matched, past: Past): readonly GoneRow[] => {
  const { table, columns, settings, styles, owners } = matched;
  const place = placeName(settings);
  const at = columns[settings.key]?.at ?? 0;
  const style = styles[at];
  return past.gone.flatMap(({ record: { model }, action }): readonly GoneRow[] => {
    const record = past.lock.rows.get(placeKey(settings.page, place, model));
    const row = table.rows.find(
      (each) => !owners.has(each) && plainText(each.cells[at]?.text ?? "") === record?.key,
    );
    const cell = row?.cells[at];
    if (record === undefined || row === undefined || cell === undefined || style === undefined) return [];
    const note = (did: Note["action"], text: string): readonly Note[] => [
      { cause: "catalog", models: [model], what: "row", action: did, text: `${text} in ${place}` },
    ];
    if (action === "prune" && record.owner === "tool")
      return [{ row, remove: true, edits: [], notes: note("remove", record.key), record: undefined }];
    const stays: GoneRow = { row, remove: false, edits: [], notes: [], record };
    // The key as it was made: a row with another one is marked already, or somebody edited it.
    const made = record.cells[plainText(settings.columns[settings.key]?.header ?? "")];
    if (action !== "deprecate" || record.key !== made) return [stays];
    // The mark goes around the cell as it is written, so that its own markup stays.
    const marked = past.mark(cell.text.trim());
    const edge = { first: cell === row.cells[0], last: cell === row.cells.at(-1) };
    return [
      {
        row,
        remove: false,
        edits: [
          {
            start: cell.start,
            end: cell.end,
            text: atEdge(row, rewriteCell(style, marked, cell.text), edge),
          },
        ],
        notes: note("change", `${record.key} → ${plainText(marked)}`),
        record: { ...record, key: plainText(marked) },
      },
    ];
  });
};
