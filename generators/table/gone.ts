import { cellText, codeSpan } from "../../src/core/emit/markdown.ts";
import { plainText } from "../../src/core/emit/plain-text.ts";
import { type Expression, fill } from "../../src/core/expression.ts";
import { keptProblem } from "../../src/core/gone.ts";
import { type ModelRecord, type RowRecord, placeKey } from "../../src/core/lock/types.ts";
import { placeName } from "../../src/core/region.ts";
import type { Edit } from "../../src/core/splice.ts";
import { atEdge, type Row } from "../../src/core/table.ts";
import { rewriteCell } from "../../src/core/table-style.ts";
import type { Problem } from "../../src/problem.ts";
import type { Note } from "../changes.ts";
import type { Past } from "../past.ts";
import type { Matched } from "./match.ts";

/** The row of a model that left: what is marked in it, or that it goes; and what the lock is to remember. */
export type GoneRow = {
  readonly model: string;
  readonly row: Row;
  readonly remove: boolean;
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
  readonly record: RowRecord | undefined;
  readonly problems: readonly Problem[];
};

/** A cell as it was made, as a person sees it. */
const madeText = (expression: Expression, { fields }: ModelRecord): string =>
  plainText(fill(expression, new Map(Object.entries(fields)), { text: cellText, code: codeSpan }));

/** Whether nobody edited a row: every cell is as it was made, and columns of no setting are empty. */
const isAsMade = ({ columns }: Matched, row: Row, record: RowRecord, model: ModelRecord): boolean => {
  const made = new Map(Object.entries(record.cells));
  return row.cells.every((cell, at) => {
    const text = plainText(cell.text);
    const column = columns.find((match) => match.at === at)?.column;
    if (column === undefined) return text === "";
    if (column.owner === "catalog") return text === made.get(plainText(column.header));
    return text === madeText(column.value, model) || text === madeText(column.otherwise, model);
  });
};

/** What becomes of the rows of models that left: by the policy they stay, are marked, or go if the tool made them. */
export const goneRows = (
  matched: Matched,
  past: Pick<Past, "lock" | "gone" | "mark">,
): readonly GoneRow[] => {
  const { table, columns, settings, styles, owners } = matched;
  const place = placeName(settings);
  const key = columns[settings.key];
  const at = key?.at ?? 0;
  const style = styles[at];
  const free = new Map<string, Row>();
  for (const row of past.gone.length === 0 ? [] : table.rows) {
    const text = owners.has(row) ? undefined : plainText(row.cells[at]?.text ?? "");
    if (text !== undefined && !free.has(text)) free.set(text, row);
  }
  return past.gone.flatMap(({ record: left, action }): readonly GoneRow[] => {
    const { model } = left;
    const record = past.lock.rows.get(placeKey(settings.page, place, model));
    const row = record === undefined ? undefined : free.get(record.key);
    const cell = row?.cells[at];
    if (record === undefined || row === undefined || cell === undefined || style === undefined) return [];
    const note = (did: Note["action"], text: string): readonly Note[] => [
      { cause: "catalog", models: [model], what: "row", action: did, text: `${text} in ${place}` },
    ];
    const stays: GoneRow = { model, row, remove: false, edits: [], notes: [], record, problems: [] };
    if (action === "prune") {
      const theirs = record.owner === "people" ? "people wrote it" : "it was edited by hand";
      if (record.owner === "people" || !isAsMade(matched, row, record, left)) {
        const where = `${settings.page}, ${place}: ${record.key}`;
        return [{ ...stays, problems: [keptProblem(where, model, theirs)] }];
      }
      return [{ ...stays, remove: true, notes: note("remove", record.key), record: undefined }];
    }
    // A row with another key than it was made with is marked already, or somebody edited it.
    const made = key === undefined ? undefined : madeText(key.column.value, left);
    if (action !== "deprecate" || record.key !== made) return [stays];
    // The mark goes around the cell as it is written, so that its own markup stays.
    const marked = past.mark(cell.text.trim());
    const text = plainText(marked);
    const edge = { first: cell === row.cells[0], last: cell === row.cells.at(-1) };
    const cells = { ...record.cells, ...(key === undefined ? {} : { [plainText(key.column.header)]: text }) };
    return [
      {
        ...stays,
        edits: [
          {
            start: cell.start,
            end: cell.end,
            text: atEdge(row, rewriteCell(style, marked, cell.text), edge),
          },
        ],
        notes: note("change", `${record.key} → ${text}`),
        record: { ...record, key: text, cells },
      },
    ];
  });
};
