import { diff3Merge } from "node-diff3";

/** The lines of a text with their endings. */
export const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

/** Whether every line ends as Windows writes it: an editor's or git's doing, and no change of any line. */
const isCrlf = (text: string): boolean => text.includes("\r\n") && !/(?<!\r)\n/.test(text);

const toLf = (text: string): string => text.replaceAll("\r\n", "\n");

const isEnded = (text: string): boolean => text === "" || text.endsWith("\n");

const ended = (text: string): string => (isEnded(text) ? text : `${text}\n`);

/**
 * Merges what two sides made of one text, line by line, with the line endings of `mine`.
 * @returns the merged text; undefined where both changed the same lines in different ways
 */
export const merge3 = (base: string, mine: string, theirs: string): string | undefined => {
  if (isCrlf(mine) && !isCrlf(base)) return merge3(base, toLf(mine), theirs)?.replaceAll("\n", "\r\n");
  // What follows a last line doesn't change it.
  const regions = diff3Merge(linesOf(ended(mine)), linesOf(ended(base)), linesOf(ended(theirs)));
  if (regions.some((region) => region.conflict !== undefined)) return undefined;
  const merged = regions.flatMap((region) => region.ok ?? []).join("");
  const endsOpen = !isEnded(isEnded(mine) === isEnded(base) ? theirs : mine);
  return endsOpen ? merged.replace(/\n$/, "") : merged;
};
