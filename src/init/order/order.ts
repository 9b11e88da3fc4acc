import type { CriterionConfig, OrderConfig } from "../../config/config.gen.ts";
import { order as toOrder } from "../../config/to-settings/place.ts";
import type { FieldValue } from "../../model/entry.ts";
import { comparator, type SortKey } from "../../text/order.ts";
import type { Model, Shape } from "../catalog/records.ts";
import { fieldsOf } from "../columns/agreement.ts";
import type { Reading } from "../columns/readings.ts";
import type { CatalogView, Fields } from "../types.ts";
import { groupingReadings, type Sorting, sortingsFor } from "./criteria.ts";

/** How the rows of a table are sorted, and the fields that it is told by. */
export type OrderDraft = { readonly order: OrderConfig; readonly fields: Fields };

/** The share of rows that must be in order for it to say where a new one goes. */
const nearShare = 0.7;

/** Fewer rows than this are in one of many orders by chance. */
const telling = 4;

type Known = {
  readonly sortings: readonly Sorting[];
  readonly grouping: readonly Reading[];
  readonly position: ReadonlyMap<Model, number>;
};

const known = new WeakMap<CatalogView, Known>();

const knownOf = (catalog: CatalogView): Known => {
  const before = known.get(catalog);
  if (before !== undefined) return before;
  const { shape } = catalog;
  const made = {
    sortings: sortingsFor(shape),
    grouping: groupingReadings(shape),
    position: new Map(shape.models.map((model, index) => [model, index] as const)),
  };
  known.set(catalog, made);
  return made;
};

const valueOf = (
  { criterion: { by = "name", source = false }, fields, reading }: Sorting,
  model: Model,
  { shape: { id }, position }: { readonly shape: Shape; readonly position: Known["position"] },
): FieldValue => {
  if (reading !== undefined) return reading.text(model) || null;
  if (source) return position.get(model) ?? null;
  if (by === "id") return model.leaves.get(id) ?? null;
  if (by === "name") return model.name;
  const { path = "", as } = fields[by] ?? {};
  const value = model.leaves.get(path) ?? null;
  return as === "number" && value !== null ? Number(value) : value === "" ? null : value;
};

/** How many of the keys are in order: the longest run of those that are, with gaps. */
const inOrder = (keys: readonly SortKey[], compare: (a: SortKey, b: SortKey) => number): number => {
  const ends: SortKey[] = [];
  for (const key of keys) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(ends[middle] ?? [], key) <= 0) low = middle + 1;
      else high = middle;
    }
    ends[low] = key;
  }
  return ends.length;
};

/** Rows that stand together by what sort they are, in an order of the page's own. */
const groupings = (models: readonly Model[], { grouping }: Pick<Known, "grouping">): readonly Sorting[] =>
  grouping.flatMap((reading): readonly Sorting[] => {
    const runs: string[] = [];
    for (const model of models) {
      const value = reading.text(model);
      if (runs.at(-1) !== value) runs.push(value);
    }
    const distinct = new Set(runs).size;
    if (distinct < 2 || distinct !== runs.length || distinct * 2 > models.length) return [];
    const isSorted = runs.every((value, index) => index === 0 || (runs[index - 1] ?? "") <= value);
    const list = isSorted ? {} : { list: runs.filter((run) => run !== "") };
    return [{ criterion: { by: reading.name, ...list }, fields: fieldsOf([reading]), reading }];
  });

const configOf = (criteria: readonly CriterionConfig[]): OrderConfig => {
  const [only, another] = criteria;
  if (only !== undefined && another === undefined) return only;
  return {
    by: criteria.map((each) => {
      const { by, ...rest } = each;
      return by !== undefined && Object.keys(rest).length === 0 ? by : each;
    }),
  };
};

type Scored = OrderDraft & { readonly parts: readonly Sorting[]; readonly count: number };

/** How many of the models stand as some sortings together have them. */
const scoreOf = (models: readonly Model[], parts: readonly Sorting[], catalog: CatalogView): Scored => {
  const { shape } = catalog;
  const { position } = knownOf(catalog);
  const order = configOf(parts.map(({ criterion }) => criterion));
  const keys = models.map((model) => parts.map((part) => valueOf(part, model, { shape, position })));
  // What is missing everywhere, or the same, sorts nothing.
  const kinds = new Set(keys.map((key) => JSON.stringify(key))).size;
  const count = kinds * 2 > models.length ? inOrder(keys, comparator(toOrder(order))) : 0;
  const fields = parts.reduce<Fields>((all, part) => ({ ...all, ...part.fields }), {});
  return { order, fields, parts, count };
};

/** The sortings that explain where most of the models stand; undefined where there is nothing to sort. */
const bestOf = (models: readonly Model[], catalog: CatalogView): Scored | undefined => {
  if (models.length < 2) return undefined;
  const here = knownOf(catalog);
  const sortings = here.sortings.filter(({ seldom = false }) => !seldom || models.length >= telling);
  let best: Scored | undefined;
  for (const parts of [
    ...sortings.map((sorting) => [sorting]),
    ...groupings(models, here).flatMap((group) => sortings.map((sorting) => [group, sorting])),
  ]) {
    const scored = scoreOf(models, parts, catalog);
    if (scored.count > (best?.count ?? 0)) best = scored;
    if (best?.count === models.length) break;
  }
  return best;
};

/** What tables are sorted by, as far as a table tells: its page, and its models from the first row on. */
export type Listed = { readonly page: string; readonly models: readonly Model[] };

/** What a table on the same page says of a table's order weighs so much more than what one on another page does. */
const nearer = 10;

/**
 * The orders that explain how models stand in tables, `near` where it explains most of a table; undefined for one row.
 * Few rows are in many orders by chance: of those that explain all of them it is the one that the other tables have.
 */
export const draftOrders = (
  tables: readonly Listed[],
  catalog: CatalogView,
): readonly (OrderDraft | undefined)[] => {
  const found = tables.map(({ models }) => bestOf(models, catalog));
  const whole = tables.flatMap(({ page, models }, index) => {
    const best = found[index];
    // A list of what comes first is one table's own.
    const isOwn = best?.parts.some(({ criterion: { list } }) => list !== undefined) ?? true;
    return best === undefined || isOwn || best.count < models.length
      ? []
      : [{ page, size: models.length, parts: best.parts, name: JSON.stringify(best.order) }];
  });
  const choicesFor = new Map<string, readonly (readonly Sorting[])[]>();
  for (const { page } of tables) {
    if (choicesFor.has(page)) continue;
    const votes = new Map<string, { readonly parts: readonly Sorting[]; readonly rows: number }>();
    for (const each of whole) {
      const rows = (votes.get(each.name)?.rows ?? 0) + each.size * (each.page === page ? nearer : 1);
      votes.set(each.name, { parts: each.parts, rows });
    }
    choicesFor.set(
      page,
      [...votes.values()].sort((a, b) => b.rows - a.rows).map(({ parts }) => parts),
    );
  }
  return tables.map(({ page, models }, index) => {
    const own = found[index];
    if (own === undefined) return models.length < 2 ? undefined : { order: { position: "end" }, fields: {} };
    const { order, fields, count } = own;
    if (count === models.length) {
      const shared = (choicesFor.get(page) ?? [])
        .slice(0, 4)
        .map((parts) => scoreOf(models, parts, catalog))
        .find((scored) => scored.count === models.length);
      return { order: shared?.order ?? order, fields: shared?.fields ?? fields };
    }
    return count >= nearShare * models.length
      ? { order: { ...order, position: "near" }, fields }
      : { order: { position: "end" }, fields: {} };
  });
};

/** The order of one list alone. */
export const draftOrder = (models: readonly Model[], catalog: CatalogView): OrderDraft | undefined =>
  draftOrders([{ page: "", models }], catalog)[0];
