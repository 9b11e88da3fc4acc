/** Adds to what stands under a key. */
export const addTo = <K, V>(groups: Map<K, V[]>, key: K, ...more: readonly V[]): void => {
  const same = groups.get(key);
  if (same === undefined) groups.set(key, [...more]);
  else same.push(...more);
};

/** Several under each key, keys and members in the order in which they come. */
export const groupBy = <T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const one of all) addTo(groups, keyOf(one), one);
  return groups;
};

/** How often each value comes, the first that comes first. */
export const countEach = <T>(values: Iterable<T>): Map<T, number> => {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/** What is made of each, by key; nothing of those of which that is undefined. */
export const toMap = <T, K, V>(
  items: Iterable<T>,
  pairOf: (item: T, index: number) => readonly [K, V] | undefined,
): Map<K, V> => {
  const made = new Map<K, V>();
  let index = 0;
  for (const item of items) {
    const pair = pairOf(item, index);
    if (pair !== undefined) made.set(...pair);
    index += 1;
  }
  return made;
};
