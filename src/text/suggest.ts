/** Edits from one word to another: a letter added, dropped or replaced, or two neighbours swapped (optimal string alignment). */
const distance = (a: string, b: string): number => {
  let older: readonly number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced);
      row.push(swapped ? Math.min(best, (older[j - 2] ?? 0) + 1) : best);
    }
    older = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
};

/** The candidate that was probably meant by a misspelt name; undefined when none is near. */
export const nearest = (name: string, candidates: Iterable<string>): string | undefined => {
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: { readonly candidate: string; readonly cost: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > limit) continue;
    const cost = distance(name.toLowerCase(), candidate.toLowerCase());
    if (cost <= limit && (best === undefined || cost < best.cost)) best = { candidate, cost };
  }
  return best?.candidate;
};

/** Names as a person would list them, at most ten. */
export const listNames = (names: Iterable<string>): string => {
  const all = [...names];
  const shown = all.slice(0, 10).map((name) => `\`${name}\``);
  return all.length > 10 ? `${shown.join(", ")} and ${all.length - 10} more` : shown.join(", ");
};

/** How to mend a name that isn't known: the likely one, or all that are. */
export const didYouMean = (name: string, candidates: readonly string[]): string => {
  const near = nearest(name, candidates);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  return candidates.length === 0 ? "There is none to choose from." : `Use one of ${listNames(candidates)}.`;
};
