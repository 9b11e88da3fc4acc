import { diff3Merge } from "node-diff3";

/** Lines with their endings, so that a merge keeps each as it was. */
const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/**
 * Merges what two sides made of one text, line by line.
 * @returns the merged text; undefined where both changed the same lines in different ways
 */
export const merge3 = (base: string, mine: string, theirs: string): string | undefined => {
  const regions = diff3Merge(lines(mine), lines(base), lines(theirs), { excludeFalseConflicts: true });
  if (regions.some((region) => region.conflict !== undefined)) return undefined;
  return regions.flatMap((region) => region.ok ?? []).join("");
};
