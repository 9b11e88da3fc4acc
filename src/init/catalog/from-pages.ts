import { plainText } from "../../text/emit/plain-text.ts";
import type { FoundTable } from "../types.ts";
import { fieldName } from "./field-name.ts";

/** A record that a table's row makes: texts as people see them. */
export type PageRecord = Readonly<Record<string, string>>;

/** Fewer rows may be about anything. */
const leastRows = 3;

const looksLikeId = (text: string): boolean =>
  /^[\w@~][\w.\-/:@+]*$/.test(text) && /[a-z]/i.test(text) && /[\d/.-]/.test(text);

/** The column that holds IDs of models: nearly all of its texts look so, and no two are the same. */
const idColumn = ({ headers, rows }: FoundTable): number | undefined => {
  const columns = headers.flatMap((header, at) => {
    const texts = rows.map((row) => row.cells[at]?.shown ?? "");
    const ids = texts.filter(looksLikeId);
    const isWhole = ids.length >= 0.9 * rows.length && new Set(ids).size === ids.length;
    return isWhole ? [{ at, named: /model|\bid\b|slug|name/i.test(plainText(header)) }] : [];
  });
  return columns.find(({ named }) => named)?.at;
};

/** The models that tables of pages show, one record for each ID, in the order of the pages. */
export const recordsFrom = (tables: readonly FoundTable[]): readonly PageRecord[] => {
  const records = new Map<string, Record<string, string>>();
  for (const table of tables) {
    const at = idColumn(table);
    if (at === undefined || table.rows.length < leastRows) continue;
    for (const { cells } of table.rows) {
      const id = cells[at]?.shown ?? "";
      if (!looksLikeId(id)) continue;
      const record = records.get(id) ?? { id };
      records.set(id, record);
      for (const [index, header] of table.headers.entries()) {
        const field = fieldName(plainText(header));
        const text = cells[index]?.shown ?? "";
        if (index !== at && text !== "" && field !== "id") record[field] ??= text;
      }
    }
  }
  return [...records.values()];
};
