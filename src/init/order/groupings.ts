import type { Model } from "../catalog/records.ts";
import { fieldsOf } from "../columns/agreement.ts";
import type { Reading } from "../columns/readings.ts";
import type { Sorting } from "./criteria.ts";

/** The most stretches of rows of one sort for each sort: a few rows stand apart from the others of theirs. */
const mostStretches = 1.25;

/** So many groups stand in the order of the catalog by no chance. */
const leastAsFirst = 4;

/** Where the catalog has the first model of each value; of none where it doesn't have those of one together. */
const firstsIn = (all: readonly Model[], { text }: Reading): ReadonlyMap<string, number> => {
  const firsts = new Map<string, number>();
  let before: string | undefined;
  for (const [at, model] of all.entries()) {
    const value = text(model);
    if (value === before) continue;
    if (firsts.has(value)) return new Map();
    firsts.set(value, at);
    before = value;
  }
  return firsts;
};

/** Whether values stand as the catalog has them. */
const isAsFirst = (values: readonly string[], firsts: ReadonlyMap<string, number>): boolean =>
  values.length >= leastAsFirst &&
  values.every((value, at) => {
    const before = at === 0 ? undefined : firsts.get(values[at - 1] ?? "");
    return (before ?? -1) < (firsts.get(value) ?? -1);
  });

/** Rows that stand together by what sort they are, in an order of the page's own; the longest stretch is the sort's. */
export const groupings = (
  models: readonly Model[],
  grouping: readonly Reading[],
  all: readonly Model[],
): readonly Sorting[] =>
  grouping.flatMap((reading): readonly Sorting[] => {
    const runs: { readonly value: string; length: number }[] = [];
    for (const model of models) {
      const value = reading.text(model);
      const run = runs.at(-1);
      if (run?.value === value) run.length += 1;
      else runs.push({ value, length: 1 });
    }
    const longest = new Map<string, (typeof runs)[number]>();
    for (const run of runs)
      if (run.length > (longest.get(run.value)?.length ?? 0)) longest.set(run.value, run);
    const distinct = longest.size;
    if (distinct < 2 || runs.length > mostStretches * distinct || distinct * 2 > models.length) return [];
    const values = runs.filter((run) => longest.get(run.value) === run).map(({ value }) => value);
    const isSorted = (all: readonly string[]): boolean =>
      all.every((value, index) => index === 0 || (all[index - 1] ?? "") <= value);
    const sorting = { criterion: { by: reading.name }, fields: fieldsOf([reading]), reading };
    const named = values.filter((value) => value !== "");
    if (isSorted(named)) return [sorting];
    if (isSorted(named.map((value) => value.toLowerCase())))
      return [{ ...sorting, criterion: { ...sorting.criterion, ignoreCase: true } }];
    const firsts = firstsIn(all, reading);
    return [
      isAsFirst(values, firsts)
        ? { ...sorting, firsts, criterion: { ...sorting.criterion, appearance: true } }
        : { ...sorting, criterion: { ...sorting.criterion, list: named } },
    ];
  });

/** Whether a catalog may have new models of a sort elsewhere than beside those of it: not where it holds them together. */
export const isLoose = ({ reading }: Sorting): boolean => !/^\$(?:key|parent)\b/.test(reading?.path ?? "");
