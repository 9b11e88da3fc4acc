import type { FieldValue } from "../model/entry.ts";
import { firstFrom } from "./bisect.ts";
import { groupBy, toMap } from "./group-by.ts";
import { toText } from "../config/expression.ts";
import type { Criterion, Order } from "../config/order-settings.ts";
import { byCodeUnit, naturally } from "./natural.ts";
import { once } from "./once.ts";

/** Where a key goes in a list that isn't sorted: the last place with the fewest existing keys on the wrong side. */
export const leastDisorder = <K>(
  keys: readonly K[],
  compare: (a: K, b: K) => number,
): ((key: K) => number) => {
  const sorted = keys.map((key, index) => ({ key, index })).sort((a, b) => compare(a.key, b.key));
  const ranks = new Int32Array(keys.length);
  for (const [rank, { index }] of sorted.entries()) ranks[index] = rank;
  return (key) => {
    const orderOf = (rank: number): number => {
      const one = sorted[rank];
      return one === undefined ? 1 : compare(one.key, key);
    };
    const equal = firstFrom(sorted.length, (rank) => orderOf(rank) >= 0);
    const greater = firstFrom(sorted.length, (rank) => orderOf(rank) > 0);
    // What comes before the place is on the wrong side where it is greater, and on the right one where it is smaller.
    let [cost, least, place] = [0, 0, 0];
    for (let at = 0; at < ranks.length; at += 1) {
      const rank = ranks[at] ?? 0;
      if (rank >= greater) cost += 1;
      else if (rank < equal) cost -= 1;
      if (cost > least) continue;
      least = cost;
      place = at + 1;
    }
    return place;
  };
};

/** What an entry or a row is sorted by: a value for each criterion. */
export type SortKey = readonly FieldValue[];

/** Compares two keys: negative where the first one comes first, 0 where they are equal. */
export type Compare = (a: SortKey, b: SortKey) => number;

/** Compares texts as a criterion asks. */
const textual = ({ natural, ignoreCase, locale }: Criterion): ((a: string, b: string) => number) => {
  if (locale !== undefined)
    return new Intl.Collator(locale, { numeric: natural, sensitivity: ignoreCase ? "accent" : "variant" })
      .compare;
  const compare = natural ? naturally : byCodeUnit;
  return ignoreCase ? (a, b) => compare(a.toLowerCase(), b.toLowerCase()) : compare;
};

const byValue = (criterion: Criterion): ((a: FieldValue, b: FieldValue) => number) => {
  const compare = textual(criterion);
  return (a, b) => {
    if (a === b) return 0;
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const numbers = typeof a === "number" && typeof b === "number";
    const order = numbers ? a - b : compare(toText(a), toText(b));
    return criterion.descending ? -order : order;
  };
};

/** Listed values come first, as they are listed; the others are equal where `isLast` is false: then what follows decides. */
const byCriterion = (criterion: Criterion, isLast: boolean): ((a: FieldValue, b: FieldValue) => number) => {
  const compare = byValue(criterion);
  const { list } = criterion;
  if (list.size === 0) return compare;
  const placeOf = (value: FieldValue): number => list.get(toText(value)) ?? list.size;
  return (a, b) => {
    if (a === b) return 0;
    const left = placeOf(a);
    const right = placeOf(b);
    return left - right || (left === list.size && isLast ? compare(a, b) : 0);
  };
};

/** The comparisons by their criteria: to make one for a language costs more than to use it. */
const compareBy = once((criteria: Order["criteria"]): Compare => {
  const parts = criteria.map((criterion, index) => byCriterion(criterion, index === criteria.length - 1));
  return (a, b) => {
    let order = 0;
    for (let index = 0; order === 0 && index < parts.length; index += 1)
      order = parts[index]?.(a[index] ?? null, b[index] ?? null) ?? 0;
    return order;
  };
});

/** The comparison of a target's order; what is missing comes last. */
export const comparator = ({ criteria }: Pick<Order, "criteria">): Compare => compareBy(criteria);

/** An order in words: `name`, `provider and released`. */
export const orderName = ({ criteria }: Order): string =>
  criteria
    .map(({ by, source, appearance }) => {
      if (source) return "its place in the catalog";
      return appearance ? `the place of its ${by} in the catalog` : by;
    })
    .join(" and ");

/** Whether the keys are in order; equal ones may follow each other. */
export const isSorted = (keys: readonly SortKey[], compare: Compare): boolean =>
  keys.every((key, index) => index === 0 || compare(keys[index - 1] ?? [], key) <= 0);

/** The places of the most keys that are in order already: all others are the least that must move. */
export const inOrder = (keys: readonly SortKey[], compare: Compare): ReadonlySet<number> => {
  // The end of the best run of each length so far, and what stands before each key in its best run.
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [at, key] of keys.entries()) {
    const place = firstFrom(ends.length, (length) => compare(keys[ends[length] ?? 0] ?? [], key) > 0);
    before.push(ends[place - 1]);
    ends[place] = at;
  }
  const kept = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = before[at]) kept.add(at);
  return kept;
};

const upperBound = (keys: readonly SortKey[], key: SortKey, compare: Compare): number =>
  firstFrom(keys.length, (index) => compare(keys[index] ?? [], key) > 0);

/** The place of a new key in a list, whether that is sorted or not. */
const placeIn = (keys: readonly SortKey[], compare: Compare): ((key: SortKey) => number) =>
  isSorted(keys, compare) ? (key) => upperBound(keys, key, compare) : leastDisorder(keys, compare);

/** A place beside the keys that have the same as the first thing that is listed; all decide where there are none. */
const besideGroup = (keys: readonly SortKey[], { criteria }: Order, compare: Compare) => {
  const among = placeIn(keys, compare);
  const [{ list, appearance } = { list: new Map(), appearance: false }, next] = criteria;
  const isGrouped = next !== undefined && (appearance || list.size > 0);
  if (!isGrouped || isSorted(keys, compare)) return among;
  const groups = groupBy([...keys.entries()], ([, [value = null]]) => value);
  const finders = toMap(groups, ([value, own]) => {
    const slotOf = placeIn(
      own.map(([, key]) => key),
      compare,
    );
    return [
      value,
      (key: SortKey): number => {
        const slot = slotOf(key);
        return slot === 0 ? (own[0]?.[0] ?? 0) : (own[slot - 1]?.[0] ?? keys.length) + 1;
      },
    ];
  });
  return (key: SortKey): number => (finders.get(key[0] ?? null) ?? among)(key);
};

/**
 * Where a new key goes among existing ones that are never moved: the slot's number is the count
 * of existing keys before it. In a sorted list that is its sorted place; in a list that people
 * keep in another order, the place that adds the least disorder.
 */
export const slotFinder = (keys: readonly SortKey[], order: Order): ((key: SortKey) => number) => {
  if (order.position === "start" || order.position === "end")
    return () => (order.position === "start" ? 0 : keys.length);
  return besideGroup(keys, order, comparator(order));
};
