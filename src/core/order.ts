import type { FieldValue } from "../types.ts";
import { toText } from "./expression.ts";
import type { Order } from "./settings.ts";

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Runs of digits compare as numbers, everything else by code unit. */
const naturally = (a: string, b: string): number => {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const numbers = /^\d/.test(part) && /^\d/.test(other);
    const order = (numbers ? Number(part) - Number(other) : 0) || byCodeUnit(part, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
};

/** Compares two values of the field that a target is sorted by; what is missing comes last. */
export const comparator = ({
  descending,
  natural,
  ignoreCase,
}: Order): ((a: FieldValue, b: FieldValue) => number) => {
  const fold = (value: FieldValue): string => (ignoreCase ? toText(value).toLowerCase() : toText(value));
  return (a, b) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const numbers = typeof a === "number" && typeof b === "number";
    const order = numbers ? a - b : natural ? naturally(fold(a), fold(b)) : byCodeUnit(fold(a), fold(b));
    return descending ? -order : order;
  };
};

type Compare = (a: FieldValue, b: FieldValue) => number;

/** Whether the keys are in order; equal ones may follow each other. */
export const isSorted = (keys: readonly FieldValue[], compare: Compare): boolean =>
  keys.every((key, index) => index === 0 || compare(keys[index - 1] ?? null, key) <= 0);

const upperBound = (keys: readonly FieldValue[], key: FieldValue, compare: Compare): number => {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(keys[middle] ?? null, key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The last of the places where the fewest existing keys are on the wrong side. */
const leastDisorder = (keys: readonly FieldValue[], key: FieldValue, compare: Compare): number => {
  let cost = keys.filter((existing) => compare(existing, key) < 0).length;
  let best = { slot: 0, cost };
  for (const [index, existing] of keys.entries()) {
    const order = compare(existing, key);
    cost += order > 0 ? 1 : order < 0 ? -1 : 0;
    if (cost <= best.cost) best = { slot: index + 1, cost };
  }
  return best.slot;
};

/**
 * Where a new key goes among existing ones that are never moved: the slot's number is the count
 * of existing keys before it. In a sorted list that is its sorted place; in a list that people
 * keep in another order, the place that adds the least disorder.
 */
export const slotFinder = (keys: readonly FieldValue[], compare: Compare): ((key: FieldValue) => number) => {
  const find = isSorted(keys, compare) ? upperBound : leastDisorder;
  return (key) => find(keys, key, compare);
};
