import type { Model } from "../catalog/records.ts";
import { countEach } from "../../text/group-by.ts";

/** A text of the documentation and the model that it is about. */
export type Sample = { readonly model: Model; readonly raw: string };

/** How many of the texts are looked at closely; what they suggest is tried on all. */
const mostSamples = 40;

/** Samples from all over a list. */
export const spread = <T>(all: readonly T[], most = mostSamples): readonly T[] => {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]).filter(
    (each) => each !== undefined,
  );
};

/** The texts or numbers that recur, the commonest first. */
export const tally = <T extends string | number>(
  values: readonly T[],
): readonly (readonly [value: T, count: number])[] =>
  [...countEach(values)].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));

/** The commonest of the texts. */
export const commonest = (texts: readonly string[]): string => tally(texts)[0]?.[0] ?? "";

/** What stands before a list or a word, up to its colon or dash. */
export const headOf = (raw: string): string => /^.*(?::(?:\*\*|__)?|(?<!\S)[–—-])\s+/u.exec(raw)?.[0] ?? "";
