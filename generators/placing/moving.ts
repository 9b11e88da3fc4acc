import { comparator, inOrder, isSorted, slotFinder, type SortKey } from "../../src/text/order.ts";
import type { Order } from "../../src/config/order-settings.ts";

/**
 * Something that stands in a sorted list: what it is sorted by now, and what it was sorted by when it was last applied.
 * What is no model's is `tied` to the place where it stands, and in nobody's way. What was another's when it was
 * applied is `handed` on: nobody knows what place its model had in the catalog.
 */
export type Sorted = {
  readonly sortedBy: SortKey;
  readonly wasSortedBy: SortKey;
  readonly tied?: boolean;
  readonly handed?: boolean;
  /** Whether the config has it elsewhere among those of its model. */
  readonly turned?: boolean;
};

/** In an order that shows what is no model's has its place as well, but for what is `bound`. */
export const untied = <T extends Sorted>(
  items: readonly T[],
  order: Order,
  isBound: (item: T) => boolean,
): readonly T[] => {
  const keys = items.filter((item) => !isBound(item)).map(({ wasSortedBy }) => wasSortedBy);
  const isAmong = order.position === "sorted" || order.position === "near";
  if (!isAmong || !isSorted(keys, comparator(order))) return items;
  return items.map((item) => (isBound(item) ? item : { ...item, tied: false }));
};

/**
 * The items, given in the order of the page, that have to move because what they are sorted by changed; none where
 * people keep another order, and all that are out of order where that is the tool's (`resorted`).
 */
export const findMovers = <T extends Sorted>(
  all: readonly T[],
  order: Order,
  resorted = false,
): ReadonlySet<T> => {
  if (order.position !== "sorted") return new Set();
  const compare = comparator(order);
  const items = all.filter(({ tied }) => tied !== true);
  if (resorted) {
    const kept = inOrder(
      items.map(({ sortedBy }) => sortedBy),
      compare,
    );
    return new Set(items.filter((_, at) => !kept.has(at)));
  }
  const changed = new Set(
    items.filter(
      ({ sortedBy, wasSortedBy, handed }) => handed === true || compare(sortedBy, wasSortedBy) !== 0,
    ),
  );
  const before = items.flatMap(({ wasSortedBy, handed }) => (handed === true ? [] : [wasSortedBy]));
  if (changed.size === 0 || !isSorted(before, compare)) return new Set();
  const staying = items.filter((item) => !changed.has(item)).map(({ sortedBy }) => sortedBy);
  const slotOf = slotFinder(staying, order);
  const moving = new Set<T>();
  let above = 0;
  // Of those that changed between two others, as many stay as are in order among themselves.
  let fitting: T[] = [];
  const settle = (): void => {
    const kept = inOrder(
      fitting.map(({ sortedBy }) => sortedBy),
      compare,
    );
    for (const [at, item] of fitting.entries()) if (!kept.has(at)) moving.add(item);
    fitting = [];
  };
  for (const item of items) {
    if (!changed.has(item)) {
      settle();
      above += 1;
    } else {
      // Among equals it stays where it is.
      const [first, last] = [staying[above - 1] ?? item.sortedBy, staying[above] ?? item.sortedBy];
      const fits = compare(first, item.sortedBy) <= 0 && compare(item.sortedBy, last) <= 0;
      if (fits) fitting.push(item);
      else if (slotOf(item.sortedBy) !== above) moving.add(item);
    }
  }
  settle();
  return moving;
};
