import { plainText } from "../text/emit/plain-text.ts";
import { draftText } from "./columns/text-draft.ts";
import { joinRows } from "./join/rows.ts";
import type { CatalogView, ColumnDraft, FoundTable, TableDraft } from "./types.ts";

/** What the config can say of a table: whose its rows are, and how its cells follow from the catalog; undefined where that isn't known. */
export const draftTable = (table: FoundTable, catalog: CatalogView): TableDraft | undefined => {
  const join = joinRows(table, catalog.shape.models);
  if (join === undefined) return undefined;
  const owners = [...join.owners];
  const models = new Set(join.owners.values());
  // A model with several rows needs more than a config can guess.
  if (owners.length < 2 || owners.length * 2 < table.rows.length || models.size < owners.length)
    return undefined;
  const shown = table.headers.map((header) => plainText(header));
  const columns = table.headers.flatMap((header, at): readonly ColumnDraft[] => {
    // A column that can't be told by its header stays people's.
    if (shown[at] === "" || shown.indexOf(shown[at] ?? "") !== at) return [];
    const samples = owners.map(([row, model]) => ({ model, raw: row.cells[at]?.text ?? "" }));
    return [
      {
        header,
        at,
        ...draftText(samples, header, catalog),
        ...(join.keys.includes(at) ? { key: true } : {}),
      },
    ];
  });
  const key = columns.find((column) => column.key);
  if (key === undefined || key.owner === "people" || Object.keys(key.fields).length === 0) return undefined;
  return { type: "table", table, join, columns, fields: {}, models: [...models] };
};
