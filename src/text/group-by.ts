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
