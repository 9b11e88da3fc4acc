import { groupBy } from "../text/group-by.ts";
import { plainText } from "../text/emit/plain-text.ts";
import { withCopies } from "./columns/copies.ts";
import { withDashes } from "./columns/dashes.ts";
import { withKnownMarks } from "./columns/known-marks.ts";
import { remarkOn } from "./columns/text-draft.ts";
import { draftTable } from "./draft-table.ts";
import { draftOrders } from "./order/orders.ts";
import type { Model } from "./catalog/records.ts";
import type { CatalogView, ColumnDraft, FoundTable, TableDraft } from "./types.ts";

/** Tables that say the same of their models, on whatever page: one script, or one hand, made them all. */
const kindOf = ({ table, join }: TableDraft): string =>
  JSON.stringify([table.headers.map((header) => plainText(header)), join.by, join.keys]);

/** The share of a table's cells that a column of all tables together must give. */
const leastShare = 0.6;

const isPeoples = ({ owner }: ColumnDraft): boolean => owner === "people";

/** The column of one table: as all tables together explain it, where that gives most of its cells and no fewer than its own. */
const choose = (
  own: ColumnDraft,
  pooled: ColumnDraft | undefined,
  models: ReadonlySet<Model>,
): ColumnDraft => {
  if (pooled === undefined || isPeoples(pooled)) return own;
  const differing = pooled.differing.filter(({ model }) => models.has(model));
  const explained = models.size - differing.length;
  if (explained < models.size * leastShare) return own;
  if (!isPeoples(own) && differing.length > own.differing.length) return own;
  // The remark counts the cells of all tables, and stands over those of one.
  return { ...pooled, explained, differing, remark: remarkOn(explained, differing.length) };
};

/**
 * Drafts tables, those of one kind with the cells of all of them at hand: a few rows follow from a catalog in many
 * ways, and only all together show which it is.
 */
export const draftTables = (tables: readonly FoundTable[], catalog: CatalogView): readonly TableDraft[] => {
  const drafts = tables.flatMap((table) => draftTable(table, catalog) ?? []);
  const kinds = groupBy(drafts, kindOf);
  const pools = new Map(
    [...kinds].map(([kind, alike]) => {
      const [first, second] = alike;
      if (first === undefined || second === undefined) return [kind, undefined] as const;
      const rows = alike.flatMap(({ table }) => table.rows);
      return [kind, draftTable({ ...first.table, rows }, catalog)] as const;
    }),
  );
  const orders = draftOrders(
    drafts.map(({ table: { page }, models }) => ({ page, models })),
    catalog,
  );
  const chosen = drafts.map((unsorted, index) => {
    const order = orders[index];
    const draft =
      order === undefined
        ? unsorted
        : { ...unsorted, ...order, fields: { ...unsorted.fields, ...order.fields } };
    const pool = pools.get(kindOf(draft));
    if (pool === undefined) return draft;
    const models = new Set(draft.models);
    const columns = draft.columns.map((own) =>
      choose(
        own,
        pool.columns.find(({ at }) => at === own.at),
        models,
      ),
    );
    return { ...draft, columns };
  });
  return withCopies(withDashes(withKnownMarks(chosen, catalog), catalog.shape), catalog);
};
