/** Numbers in a row, to which ranges are added, and of which the least is asked for: both in logarithmic time. */
type Costs = {
  /** Adds to all from `first` up to `last`, exclusive. */
  readonly add: (first: number, last: number, amount: number) => void;
  /** The last place of the least. */
  readonly lastLeast: () => number;
};

/** Costs 0, 1, … `count` - 1, as a tree: each node has the least below it, without what was added to nodes above. */
const countingUp = (count: number): Costs => {
  let leaves = 1;
  while (leaves < count) leaves *= 2;
  const least = new Float64Array(2 * leaves).fill(Number.POSITIVE_INFINITY);
  const added = new Float64Array(2 * leaves);
  const at = (list: Float64Array, node: number): number => list[node] ?? 0;
  const pull = (node: number): void => {
    least[node] = Math.min(at(least, 2 * node), at(least, 2 * node + 1)) + at(added, node);
  };
  for (let place = 0; place < count; place += 1) least[leaves + place] = place;
  for (let node = leaves - 1; node > 0; node -= 1) pull(node);
  const add = (first: number, last: number, amount: number, node = 1, from = 0, size = leaves): void => {
    if (last <= from || from + size <= first) return;
    if (first <= from && from + size <= last) {
      least[node] = at(least, node) + amount;
      added[node] = at(added, node) + amount;
      return;
    }
    add(first, last, amount, 2 * node, from, size / 2);
    add(first, last, amount, 2 * node + 1, from + size / 2, size / 2);
    pull(node);
  };
  return {
    add: (first, last, amount) => {
      add(first, last, amount);
    },
    lastLeast: () => {
      let node = 1;
      while (node < leaves) node = at(least, 2 * node + 1) <= at(least, 2 * node) ? 2 * node + 1 : 2 * node;
      return node - leaves;
    },
  };
};

/** Where a key goes in a list that isn't sorted: the last place with the fewest existing keys on the wrong side. */
export const leastDisorder = <K>(
  keys: readonly K[],
  compare: (a: K, b: K) => number,
): ((key: K) => number) => {
  const sorted = keys.map((key, index) => ({ key, index })).sort((a, b) => compare(a.key, b.key));
  const start = () => ({ costs: countingUp(keys.length + 1), smaller: 0, reached: 0 });
  let state = start();
  return (key) => {
    const [reached, smaller] = [sorted[state.reached - 1], sorted[state.smaller - 1]];
    const isBehind =
      (reached !== undefined && compare(reached.key, key) > 0) ||
      (smaller !== undefined && compare(smaller.key, key) >= 0);
    if (isBehind) state = start();
    const { costs } = state;
    // A key is on the wrong side of those before it while it is greater, and of those after it once it is smaller.
    for (
      let next = sorted[state.reached];
      next !== undefined && compare(next.key, key) <= 0;
      next = sorted[state.reached]
    ) {
      costs.add(next.index + 1, keys.length + 1, -1);
      state.reached += 1;
    }
    for (
      let next = sorted[state.smaller];
      next !== undefined && compare(next.key, key) < 0;
      next = sorted[state.smaller]
    ) {
      costs.add(0, next.index + 1, 1);
      state.smaller += 1;
    }
    return costs.lastLeast();
  };
};
