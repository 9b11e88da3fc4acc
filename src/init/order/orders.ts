import type { Model } from "../catalog/records.ts";
import type { CatalogView } from "../types.ts";
import { bestOf, groupedBy, type OrderDraft, type Scored, scoreOf, type Standing } from "./order.ts";

/** The share of rows that must be in order for it to say where a new one goes. */
const nearShare = 0.7;

/** A table or list, as far as its order is told: its page, and its models from the first on. */
export type Listed = Standing & {
  readonly page: string;
  /** The models of its other groups, where these are those of one. */
  readonly others?: readonly (readonly Model[])[];
};

/** A list of groups: the largest shows how each is sorted, and the others whether it is so by chance. */
export const ofGroups = (groups: readonly (readonly Model[])[]): Pick<Listed, "models" | "others"> => {
  const [models = [], ...others] = groups.toSorted((a, b) => b.length - a.length);
  return { models, others };
};

/** What a table on the same page says of a table's order weighs so much more than what one on another page does. */
const nearer = 10;

/** How many orders of tables are tried on all of them. */
const mostShared = 6;

/** What an order sorts by without the list of what comes first, which is one table's own. */
const commonParts = (scored: Scored | undefined): Scored["parts"] =>
  (scored?.parts ?? []).filter(({ criterion: { list } }) => list === undefined);

const nameOf = (scored: Scored): string =>
  JSON.stringify(commonParts(scored).map(({ criterion }) => criterion));

/** Orders that explain all of a table, with the tables that each explains; those of most rows. */
const sharedOrders = (
  tables: readonly Listed[],
  found: readonly (Scored | undefined)[],
  catalog: CatalogView,
): readonly (readonly (Scored | undefined)[])[] => {
  const rows = new Map<string, { readonly parts: Scored["parts"]; readonly size: number }>();
  for (const [index, best] of found.entries()) {
    const size = tables[index]?.models.length ?? 0;
    const parts = commonParts(best);
    if (best === undefined || parts.length === 0 || best.count < size) continue;
    const name = nameOf(best);
    rows.set(name, { parts, size: (rows.get(name)?.size ?? 0) + size });
  }
  return [...rows.values()]
    .sort((a, b) => b.size - a.size)
    .slice(0, mostShared)
    .map(({ parts }) =>
      tables.map(({ models }) => {
        const scored = scoreOf(models, parts, catalog);
        return scored.count === models.length ? scored : undefined;
      }),
    );
};

/** The orders that explain tables, `near` where most of one; of those of few rows it is the one that other tables have. */
export const draftOrders = (
  lists: readonly Listed[],
  catalog: CatalogView,
): readonly (OrderDraft | undefined)[] => {
  const tables = [
    ...lists,
    ...lists.flatMap(({ page, shown = {}, others = [] }) =>
      others.map((models): Listed => ({ page, models, shown })),
    ),
  ];
  const found = tables.map((table) =>
    bestOf(
      table,
      catalog,
      tables.filter(({ page }) => page === table.page),
    ),
  );
  const shared = found.length < 2 ? [] : sharedOrders(tables, found, catalog);
  // Two rows are in some order in one case of two, and five in one of a hundred.
  const weights = tables.map(({ models: { length } }) => length * (length - 1));
  const totals = shared.map((scores) => {
    const near = new Map<string, number>();
    let all = 0;
    for (const [index, { page }] of tables.entries()) {
      const weight = scores[index] === undefined ? 0 : (weights[index] ?? 0);
      near.set(page, (near.get(page) ?? 0) + weight);
      all += weight;
    }
    return { near, all };
  });
  const mostShown = (page: string, index: number): Scored | undefined => {
    let best: Scored | undefined;
    let most = 0;
    for (const [at, scores] of shared.entries()) {
      const { near, all = 0 } = totals[at] ?? {};
      // What it has itself says no more than any other.
      const rest = (near?.get(page) ?? 0) - (weights[index] ?? 0);
      const total = all + rest * (nearer - 1);
      if (scores[index] === undefined || total <= most) continue;
      best = scores[index];
      most = total;
    }
    return best;
  };
  return lists.map(({ page, models }, index) => {
    const own = found[index];
    // One row is in every order.
    if (models.length === 1) {
      const { order, fields } = mostShown(page, index) ?? { order: { source: true }, fields: {} };
      return { order, fields };
    }
    if (own === undefined) return models.length < 2 ? undefined : { order: { position: "end" }, fields: {} };
    const { order, fields, count, isChance } = own;
    if (count === models.length) {
      const best = mostShown(page, index);
      if (best === undefined || nameOf(best) === nameOf(own)) return { order, fields };
      return { order: best.order, fields: best.fields };
    }
    const near = count >= nearShare * models.length && !isChance ? own : groupedBy(models, catalog);
    return near === undefined
      ? { order: { position: "end" }, fields: {} }
      : { order: { ...near.order, position: "near" }, fields: near.fields };
  });
};
