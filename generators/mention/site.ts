import type { Name } from "./names.ts";

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
