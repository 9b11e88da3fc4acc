/** How many of one kind are shown unless all are asked for. */
const shown = 5;

/** The first of many alike, and how many more there are: never one, which would take as many lines. */
export const firstOf = <T>(
  all: readonly T[],
  verbose: boolean,
): { readonly first: readonly T[]; readonly rest: number } => {
  const first = verbose || all.length === shown + 1 ? all : all.slice(0, shown);
  return { first, rest: all.length - first.length };
};

/** What is said of those that aren't shown. */
export const moreLine = (count: number, kind: string): string =>
  `… and ${count} more [${kind}] (--verbose lists each)`;
