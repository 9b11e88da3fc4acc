import type { Page } from "../../src/page/page.ts";
import { firstFrom } from "../../src/text/bisect.ts";
import type { Name } from "./names.ts";

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

/** What a place in a file is to readers, for `explain`. */
export type SiteKind =
  | "code"
  | "data"
  | "span"
  | "prose"
  | "heading"
  | "table"
  | "list"
  | "link"
  | "comment"
  | "placeholder";

/** What may become of a name there: a call site follows; a doubtful one would be wrong afterwards, and is listed; the rest stays. */
export type Verdict =
  | { readonly type: "call" }
  | { readonly type: "doubt"; readonly why: string }
  | { readonly type: "stay" };

/** Where a name stands, and what may become of it. */
export type Site = { readonly kind: SiteKind; readonly verdict: Verdict };

/** A name in a file: [start, end) of its text. */
export type Mention = Site & {
  readonly start: number;
  readonly end: number;
  /** Counts from 0. */
  readonly line: number;
  readonly name: Name;
  /** Whether people keep it as it is. */
  readonly kept: boolean;
};

/** What follows. */
export const call: Verdict = { type: "call" };

/** What stays without a word. */
export const stay: Verdict = { type: "stay" };

/** What is listed. */
export const doubt = (why: string): Verdict => ({ type: "doubt", why });
