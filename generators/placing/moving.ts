import { comparator, isSorted, slotFinder, type SortKey } from "../../src/text/order.ts";
import type { Order } from "../../src/config/order-settings.ts";

/**
 * Something that stands in a sorted list: what it is sorted by now, and what it was sorted by when it was last applied.
 * What isn't sorted by anything of its own is `tied` to the one before it, and in nobody's way.
 */
export type Sorted = { readonly sortedBy: SortKey; readonly wasSortedBy: SortKey; readonly tied?: boolean };

/**
 * The items, given in the order of the page, that have to move because what they are sorted by changed.
 * None where people keep another order, or new ones aren't sorted in.
 */
export const findMovers = <T extends Sorted>(items: readonly T[], order: Order): ReadonlySet<T> => {
  if (order.position !== "sorted") return new Set();
  const compare = comparator(order);
  const changed = new Set(items.filter(({ sortedBy, wasSortedBy }) => compare(sortedBy, wasSortedBy) !== 0));
  if (
    changed.size === 0 ||
    !isSorted(
      items.map(({ wasSortedBy }) => wasSortedBy),
      compare,
    )
  )
    return new Set();
  const sorted = items.filter(({ tied }) => tied !== true);
  const staying = sorted.filter((item) => !changed.has(item)).map(({ sortedBy }) => sortedBy);
  const slotOf = slotFinder(staying, order);
  const moving = new Set<T>();
  let before = 0;
  for (const item of sorted) {
    if (!changed.has(item)) before += 1;
    else {
      // Among equals it stays where it is.
      const [above, below] = [staying[before - 1] ?? item.sortedBy, staying[before] ?? item.sortedBy];
      const fits = compare(above, item.sortedBy) <= 0 && compare(item.sortedBy, below) <= 0;
      if (!fits && slotOf(item.sortedBy) !== before) moving.add(item);
    }
  }
  return moving;
};
