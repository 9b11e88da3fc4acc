import type { CriterionConfig, OrderConfig } from "../../config/config.gen.ts";
import { order as toOrder } from "../../config/to-settings/place.ts";
import type { FieldValue } from "../../model/entry.ts";
import { groupBy } from "../../text/group-by.ts";
import { once } from "../../text/once.ts";
import { comparator, inOrder, type SortKey } from "../../text/order.ts";
import type { Model, Shape } from "../catalog/records.ts";
import type { Reading } from "../columns/readings.ts";
import type { CatalogView, Fields } from "../types.ts";
import { groupingReadings, type Sorting, sortingsFor } from "./criteria.ts";
import { groupings, isLoose } from "./groupings.ts";
import { newestFirst } from "./versions.ts";

/** How the rows of a table are sorted, and the fields that it is told by. */
export type OrderDraft = { readonly order: OrderConfig; readonly fields: Fields };

/** Fewer rows than this are in one of many orders by chance. */
const telling = 4;

type Known = {
  readonly sortings: readonly Sorting[];
  readonly grouping: readonly Reading[];
  readonly position: ReadonlyMap<Model, number>;
};

const knownOf = once(
  ({ shape }: CatalogView): Known => ({
    sortings: sortingsFor(shape),
    grouping: groupingReadings(shape),
    position: new Map(shape.models.map((model, index) => [model, index] as const)),
  }),
);

const valueOf = (
  { criterion: { by = "name", source = false }, fields, reading, firsts }: Sorting,
  model: Model,
  { shape: { id }, position }: { readonly shape: Shape; readonly position: Known["position"] },
): FieldValue => {
  if (reading !== undefined) {
    const text = reading.text(model);
    return firsts === undefined ? text || null : (firsts.get(text) ?? null);
  }
  if (source) return position.get(model) ?? null;
  if (by === "id") return model.leaves.get(id) ?? null;
  if (by === "name") return model.name;
  const { path = "", as } = fields[by] ?? {};
  const value = model.leaves.get(path) ?? null;
  return as === "number" && value !== null ? Number(value) : value === "" ? null : value;
};

/** The sorts that rows stand together by, with the newest of one first where they do; undefined where neither is so. */
export const groupedBy = (models: readonly Model[], catalog: CatalogView): OrderDraft | undefined => {
  const { shape } = catalog;
  const [group] = groupings(models, knownOf(catalog).grouping, shape.models);
  const lists = group?.reading === undefined ? [models] : [...groupBy(models, group.reading.text).values()];
  const parts = [group, newestFirst(lists, shape)].flatMap((part) => part ?? []);
  if (parts.length === 0) return undefined;
  const fields = parts.reduce<Fields>((all, part) => ({ ...all, ...part.fields }), {});
  return { order: configOf(parts.map(({ criterion }) => criterion)), fields };
};

/** An order by several things, as the config has it. */
export const configOf = (criteria: readonly CriterionConfig[]): OrderConfig => {
  const [only, another] = criteria;
  // What appears first is only said of one of several.
  if (only !== undefined && another === undefined && only.appearance !== true) return only;
  return {
    by: criteria.map((each) => {
      const { by, ...rest } = each;
      return by !== undefined && Object.keys(rest).length === 0 ? by : each;
    }),
  };
};

/** An order, how it is made, how many of the models stand as it has them, and whether so many may do by chance. */
export type Scored = OrderDraft & {
  readonly parts: readonly Sorting[];
  readonly count: number;
  readonly isChance: boolean;
};

/** Above this many runs as long as the one found, expected among rows that are in no order, it says nothing. */
const mostByChance = { often: 0.25, seldom: 0.002 };

/** How many runs of so many rows in order there are among rows in no order, on average. */
const byChance = (rows: number, run: number): number =>
  Array.from({ length: run }, (_, index) => (rows - index) / (index + 1) ** 2).reduce((a, b) => a * b, 1);

/** Rows of so many different keys are all in order by no chance, though many have the same. */
const leastKinds = 8;

/** How many rows stand in order; none where most have the key of another, but where all rows of many keys stand so. */
const countInOrder = (keys: readonly SortKey[], compare: (a: SortKey, b: SortKey) => number): number => {
  const kinds = new Set<string>();
  if (keys.some((key) => kinds.add(JSON.stringify(key)).size * 2 > keys.length))
    return inOrder(keys, compare).size;
  const isWhole = keys.every((key, at) => compare(keys[at - 1] ?? key, key) <= 0);
  return isWhole && kinds.size >= leastKinds ? keys.length : 0;
};

/** How many of the models stand as some sortings together have them. */
export const scoreOf = (
  models: readonly Model[],
  parts: readonly Sorting[],
  catalog: CatalogView,
): Scored => {
  const { shape } = catalog;
  const { position } = knownOf(catalog);
  const order = configOf(parts.map(({ criterion }) => criterion));
  const keys = models.map((model) => parts.map((part) => valueOf(part, model, { shape, position })));
  // What is missing everywhere, or the same, sorts nothing.
  const compare = comparator(toOrder(order));
  const count = countInOrder(keys, compare);
  const fields = parts.reduce<Fields>((all, part) => ({ ...all, ...part.fields }), {});
  const isSeldom = parts.some(({ seldom = false }) => seldom);
  // Rows that stand together by what sort they are say nothing of the order within.
  const isGrouped = parts.length > 1 && parts[0]?.reading !== undefined;
  const groups = isGrouped ? [...groupBy(keys, ([sort]) => sort ?? null).values()] : [keys];
  const isWithin = count > 0 && count < models.length;
  const expected = isWithin
    ? groups.reduce((all, own) => all * byChance(own.length, inOrder(own, compare).size), 1)
    : 0;
  const isChance = expected > mostByChance[isSeldom ? "seldom" : "often"];
  return { order, fields, parts, count, isChance };
};

/** What is sorted by the same stands as in the catalog, or by its name, where the page has such models and they do. */
const tied = (models: readonly Model[], best: Scored, catalog: CatalogView): Scored => {
  const { shape } = catalog;
  const { position, sortings } = knownOf(catalog);
  const isAlone = best.parts.every(({ criterion: { source = false } }) => !source);
  const keys = models.map((model) =>
    JSON.stringify(best.parts.map((part) => valueOf(part, model, { shape, position }))),
  );
  if (!isAlone || new Set(keys).size === keys.length) return best;
  // A list that is reversed as a whole has what is the same the other way round, too.
  const isReversed = best.parts.every(({ criterion: { descending } }) => descending === true);
  const isOf = ({ criterion: { by = "", source, descending = false } }: Sorting): boolean =>
    (!descending || isReversed) && (source === true || by === "name" || by === "id");
  const likely = ({ criterion: { source, descending } }: Sorting): number =>
    Number(source === true) - 2 * Number(descending === true);
  const scored = sortings
    .filter((sorting) => isOf(sorting) && !best.parts.includes(sorting))
    .sort((a, b) => likely(b) - likely(a))
    .map((sorting) => scoreOf(models, [...best.parts, sorting], catalog));
  return scored.find(({ count }) => count === best.count) ?? best;
};

/** Models as they stand somewhere, and what readers see of each there. */
export type Standing = { readonly models: readonly Model[]; readonly shown?: Fields };

const shows = (shown: Fields = {}, { fields }: Sorting): boolean => {
  const paths = new Set(Object.values(shown).map(({ path }) => path));
  return Object.values(fields).some(({ path }) => paths.has(path));
};

/** In fewer ways than this several lists may stand for one of them to be no chance: as many as the rows of one that tells. */
const fewWays = 4 * 3 * 2;

/** What small lists are all sorted by that show it, where so many are by no chance, and not by their names as well. */
const sortingsOfAll = (
  sortings: readonly Sorting[],
  lists: readonly Standing[],
  catalog: CatalogView,
): ReadonlySet<Sorting> => {
  const sorts = (sorting: Sorting, own: readonly Standing[]): boolean =>
    own.every(
      ({ models }) => models.length < 2 || scoreOf(models, [sorting], catalog).count === models.length,
    );
  const isNamed = ({ fields, criterion }: Sorting): boolean =>
    Object.keys(fields).length === 0 && criterion.descending !== true;
  if (sortings.some((sorting) => isNamed(sorting) && sorts(sorting, lists))) return new Set();
  const found = sortings.filter((sorting) => {
    const own = lists.filter(({ shown }) => shows(shown, sorting));
    const ways = own.reduce((all, { models }) => models.reduce((count, _, at) => count * (at + 1), all), 1);
    return ways >= fewWays && sorts(sorting, own);
  });
  return new Set(found);
};

/** Of how many values a list is that isn't the page's choice but nearly sorted: so much an order by it explains less. */
const leastListed = 12;

/** How many values of such a list stand elsewhere than sorted. */
const listed = ({ parts }: Scored): number => {
  const list = parts.flatMap((part) => part.criterion.list ?? []);
  if (list.length < leastListed) return 0;
  return (
    list.length -
    inOrder(
      list.map((value) => [value]),
      comparator(toOrder({ by: "name" })),
    ).size
  );
};

/** The sortings that explain where most of the models stand: of seldom ones rather what the rows show. */
export const bestOf = (
  { models, shown }: Standing,
  catalog: CatalogView,
  beside: readonly Standing[] = [],
): Scored | undefined => {
  if (models.length < 2) return undefined;
  const here = knownOf(catalog);
  const ofAll = models.length < telling ? sortingsOfAll(here.sortings, beside, catalog) : new Set<Sorting>();
  // A day that the rows show and stand by is why they stand so, also where the catalog stands so today.
  const likely = (sorting: Sorting): number => {
    if (sorting.seldom === true && !ofAll.has(sorting)) return shows(shown, sorting) ? 1 : 2;
    return ofAll.has(sorting) || (models.length >= telling && shows(shown, sorting)) ? -1 : 0;
  };
  const sortings = here.sortings
    .filter(
      (sorting) =>
        (sorting.seldom !== true || models.length >= telling || ofAll.has(sorting)) &&
        (sorting.unnamed !== true || shows(shown, sorting)),
    )
    .toSorted((a, b) => likely(a) - likely(b));
  const groups = groupings(models, here.grouping, catalog.shape.models);
  let best: Scored | undefined;
  for (const parts of [
    // A catalog has its new models at its end; in a page they go to those of their sort.
    ...sortings.flatMap((sorting) => [
      ...(sorting.criterion.source === true && sorting.criterion.descending !== true
        ? groups.filter(isLoose).map((group) => [group, sorting])
        : []),
      [sorting],
    ]),
    ...groups.flatMap((group) =>
      sortings.filter(({ criterion }) => criterion.source !== true).map((sorting) => [group, sorting]),
    ),
  ]) {
    const scored = scoreOf(models, parts, catalog);
    const isBetter = scored.count - listed(scored) > (best === undefined ? 0 : best.count - listed(best));
    if (best === undefined || best.isChance === scored.isChance ? isBetter : best.isChance) best = scored;
    if (best?.count === models.length) break;
  }
  return best === undefined ? undefined : tied(models, best, catalog);
};
