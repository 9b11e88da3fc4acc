import type { CriterionConfig, OrderConfig } from "../../config/config.gen.ts";
import { order as toOrder } from "../../config/to-settings/place.ts";
import type { FieldValue } from "../../model/entry.ts";
import { comparator, type SortKey } from "../../text/order.ts";
import { toText } from "../../config/expression.ts";
import type { Model, Shape } from "../catalog/records.ts";
import { readingOf } from "../columns/readings.ts";
import type { CatalogView, Fields } from "../types.ts";
import { groupingPaths, type Sorting, sortingsFor } from "./criteria.ts";

/** How the rows of a table are sorted, and the fields that it is told by. */
export type OrderDraft = { readonly order: OrderConfig; readonly fields: Fields };

/** The share of rows that must be in order for it to say where a new one goes. */
const nearShare = 0.7;

type Known = {
  readonly sortings: readonly Sorting[];
  readonly grouping: readonly string[];
  readonly position: ReadonlyMap<Model, number>;
};

const known = new WeakMap<CatalogView, Known>();

const knownOf = (catalog: CatalogView): Known => {
  const before = known.get(catalog);
  if (before !== undefined) return before;
  const { shape } = catalog;
  const made = {
    sortings: sortingsFor(shape),
    grouping: groupingPaths(shape),
    position: new Map(shape.models.map((model, index) => [model, index] as const)),
  };
  known.set(catalog, made);
  return made;
};

const valueOf = (
  { criterion: { by = "name", source = false }, fields }: Sorting,
  model: Model,
  { shape: { id }, position }: { readonly shape: Shape; readonly position: Known["position"] },
): FieldValue => {
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
const groupings = (
  models: readonly Model[],
  shape: Shape,
  { grouping }: Pick<Known, "grouping">,
): readonly Sorting[] =>
  grouping.flatMap((path): readonly Sorting[] => {
    const runs: string[] = [];
    for (const { leaves } of models) {
      const value = toText(leaves.get(path));
      if (runs.at(-1) !== value) runs.push(value);
    }
    const distinct = new Set(runs).size;
    if (distinct < 2 || distinct !== runs.length || distinct * 2 > models.length) return [];
    const { name } = readingOf(shape, path, "", []);
    const fields = { [name]: { path } };
    const isSorted = runs.every((value, index) => index === 0 || (runs[index - 1] ?? "") <= value);
    return [
      { criterion: isSorted ? { by: name } : { by: name, list: runs.filter((run) => run !== "") }, fields },
    ];
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

/** The order that explains how models stand in a page; `near` where it explains most of it. */
export const draftOrder = (models: readonly Model[], catalog: CatalogView): OrderDraft | undefined => {
  if (models.length < 2) return undefined;
  const knownHere = knownOf(catalog);
  const { sortings, position } = knownHere;
  const { shape } = catalog;
  const score = (parts: readonly Sorting[]) => {
    const order = configOf(parts.map(({ criterion }) => criterion));
    const keys = models.map((model) => parts.map((part) => valueOf(part, model, { shape, position })));
    // What is missing everywhere, or the same, sorts nothing.
    const kinds = new Set(keys.map((key) => JSON.stringify(key))).size;
    const count = kinds * 2 > models.length ? inOrder(keys, comparator(toOrder(order))) : 0;
    const fields = parts.reduce<Fields>((all, part) => ({ ...all, ...part.fields }), {});
    return { order, fields, count };
  };
  let best: ReturnType<typeof score> | undefined;
  const first = groupings(models, shape, knownHere);
  for (const parts of [
    ...sortings.map((sorting) => [sorting]),
    ...first.flatMap((group) => sortings.map((sorting) => [group, sorting])),
  ]) {
    const scored = score(parts);
    if (scored.count > (best?.count ?? 0)) best = scored;
    if (best?.count === models.length) break;
  }
  if (best === undefined) return { order: { position: "end" }, fields: {} };
  const { order, fields, count } = best;
  if (count === models.length) return { order, fields };
  return count >= nearShare * models.length
    ? { order: { ...order, position: "near" }, fields }
    : { order: { position: "end" }, fields: {} };
};
