import type { Page } from "../../src/page/page.ts";
import { firstFrom } from "../../src/text/bisect.ts";

/** How far on a line is looked: what is farther away says nothing of a name. */
const reach = 400;

/** What stands before and after [start, end) on its line. */
export const placeAt = (
  { text, lines }: Page,
  index: number,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly before: string; readonly after: string } => {
  const line = lines[index] ?? { start, end };
  return {
    before: text.slice(Math.max(line.start, start - reach), start),
    after: text.slice(end, Math.min(line.end, end + reach)),
  };
};

/** Those of some names, given in their order, that are in the lines [first, last). */
export const onLines = <T extends { readonly line: number }>(
  all: readonly T[],
  first: number,
  last = first + 1,
): readonly T[] =>
  all.slice(
    firstFrom(all.length, (at) => (all[at]?.line ?? 0) >= first),
    firstFrom(all.length, (at) => (all[at]?.line ?? 0) >= last),
  );
