import { groupedBy } from "../groups/lists.ts";
import type { CatalogView } from "../types.ts";
import type { Owned, Titled } from "./titles.ts";

const byTitle = ({ join }: Owned): number => (join.keys[0] === 0 ? 1 : 0);

/** Of several readings of the same lines the one that finds most, and says by the title itself whose an entry is. */
export const best = (all: readonly Titled[]): readonly Titled[] => {
  const span = ({ list }: Owned): number => list.entries.length;
  const marked = ({ entries }: Owned): number =>
    entries.filter(([{ title, at }]) => at.end - at.start !== title.length).length;
  // A name in front says more than the code behind it.
  const isOfCode = ({ list }: Owned): number => Number(list.format === "item-of-code");
  const isOwn = ({ list }: Owned): number => Number(list.own !== undefined);
  const ranked = all
    .map((each, index) => ({ each, index }))
    .sort(
      ({ each: a, index: i }, { each: b, index: j }) =>
        b.entries.length - a.entries.length ||
        isOfCode(a) - isOfCode(b) ||
        byTitle(b) - byTitle(a) ||
        span(a) - span(b) ||
        marked(a) - marked(b) ||
        isOwn(a) - isOwn(b) ||
        j - i,
    );
  const taken = new Set<string>();
  return ranked.flatMap(({ each }) => {
    const lines = each.entries.flatMap(([{ line, lines: own }]) =>
      own.map((_, index) => `${each.list.page}:${line + index}`),
    );
    if (lines.some((line) => taken.has(line))) return [];
    for (const line of lines) taken.add(line);
    return [each];
  });
};

/** The share of a list's entries that must be those of tabs, so that it is theirs. */
const leastTabbed = 0.8;

/** Whether entries of no model label others (`Chat` below each maker's item): no group says below which a new one goes. */
const hasLabels = ({ list, entries }: Titled): boolean => {
  const ofModels = new Set(entries.map(([entry]) => entry));
  const labels = list.entries.flatMap((entry) => (ofModels.has(entry) ? [] : [entry.title]));
  return list.groups !== undefined && new Set(labels).size < labels.length;
};

/** Without lists that are those of several tabs taken together, where no field tells these apart, or that have labels within. */
export const apart = (all: readonly Titled[], catalog: CatalogView): readonly Titled[] =>
  all.filter((wide) => {
    if (hasLabels(wide)) return false;
    const { page, place } = wide.list;
    const tabs = all.filter(({ list }) => list.page === page && list.place.tab !== undefined);
    const lines = new Set(tabs.flatMap(({ entries }) => entries.map(([{ line }]) => line)));
    const among = wide.entries.filter(([{ line }]) => lines.has(line)).length;
    return (
      place.tab !== undefined ||
      among < leastTabbed * wide.entries.length ||
      tabs.some(({ entries }) => entries.length >= among) ||
      groupedBy(wide, catalog) !== undefined
    );
  });
