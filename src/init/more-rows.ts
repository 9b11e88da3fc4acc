import type { RowConfig } from "../config/config.gen.ts";
import { groupBy } from "../text/group-by.ts";
import type { Model } from "./catalog/records.ts";
import { literal } from "./columns/expressions.ts";
import { draftText } from "./columns/text-draft.ts";
import { slugOf } from "./find/counters.ts";
import type { CatalogView, ColumnDraft, Fields, FoundRow, FoundTable, Join } from "./types.ts";

/** The rows of a model after its first one, the fields that they read, and what tells all of them apart. */
type MoreRows = {
  readonly rows: readonly RowConfig[];
  readonly fields: Fields;
  readonly columns: readonly ColumnDraft[];
  readonly keys: Join["keys"];
};

type Below = { readonly model: Model; readonly row: FoundRow };

/** The rows without a key below those of models, each with its model. */
const rowsBelow = ({ rows }: FoundTable, { keys, owners }: Join): readonly Below[] => {
  let model: Model | undefined;
  return rows.flatMap((row) => {
    const own = owners.get(row);
    const isContinuing = keys.every((key) => row.cells[key]?.text === "");
    if (own !== undefined || !isContinuing) model = own;
    return isContinuing && model !== undefined ? [{ model, row }] : [];
  });
};

/** The rows after the first one of the same model. */
const rowsAgain = ({ owners }: Join): readonly Below[] => {
  const seen = new Set<Model>();
  return [...owners].flatMap(([row, model]) => {
    if (seen.has(model)) return [{ model, row }];
    seen.add(model);
    return [];
  });
};

/**
 * The other rows of models that have several, by what the first column says that people own: `Standard`, `Batch`.
 * They continue the first, or have its key again. Undefined where there are none, or where the catalog doesn't give
 * them as they stand for each model.
 */
export const moreRows = (
  table: FoundTable,
  join: Join,
  columns: readonly ColumnDraft[],
  catalog: CatalogView,
): MoreRows | undefined => {
  const continuing = rowsBelow(table, join);
  const continues = continuing.length > 0;
  const below = continues ? continuing : rowsAgain(join);
  const label = columns.find(({ key, owner }) => key !== true && owner === "people");
  if (below.length === 0 || label === undefined) return undefined;
  const models = new Set(join.owners.values());
  const groups = [...groupBy(below, ({ row }) => row.cells[label.at]?.text ?? "")];
  const fields: Record<string, Fields[string]> = {};
  // The key of a row that continues none is as the first one's.
  const own = columns.filter(({ key }) => continues || key !== true);
  const made = groups.map(([said, members]): RowConfig | undefined => {
    const name = slugOf(said);
    const isEachs =
      members.length === models.size && new Set(members.map(({ model }) => model)).size === models.size;
    if (name === "" || !isEachs) return undefined;
    const cells = own.map(({ header, at, key, owner }): readonly [string, string] | undefined => {
      if (key === true) return [header, ""];
      if (at === label.at) return [header, literal(said)];
      const samples = members.map(({ model, row }) => ({ model, raw: row.cells[at]?.text ?? "" }));
      if (samples.every(({ raw }) => raw === "")) return [header, ""];
      const {
        value: text,
        when,
        owner: whose,
        differing,
        fields: read,
      } = draftText(samples, header, catalog);
      if (owner === "people" || whose === "people" || when !== undefined || differing.length > 0)
        return undefined;
      Object.assign(fields, read);
      return [header, text];
    });
    return cells.every((cell) => cell !== undefined)
      ? { name, ...(continues ? { continues } : {}), cells: Object.fromEntries(cells) }
      : undefined;
  });
  if (!made.every((row) => row !== undefined)) return undefined;
  const rows = [{ name: "first" }, ...made];
  if (continues) return { rows, fields, columns, keys: join.keys };
  return {
    rows,
    fields,
    columns: columns.map((column) => (column === label ? { ...column, key: true } : column)),
    keys: [...join.keys, label.at],
  };
};
