/** What becomes of a small value that was made as `base`, stands there as `present` and should be `wanted`. */
export type Verdict = "same" | "write" | "hand-edited" | "conflict";

/** The verdict when hand edits that are in the way are to give way. */
export const givingWay = (verdict: Verdict, replace: boolean): Verdict =>
  verdict === "conflict" && replace ? "write" : verdict;

/** Judges by what each side changed; without a base nobody knows, and `unknown` decides. */
export const judge = (
  base: string | undefined,
  present: string,
  wanted: string,
  unknown: Verdict,
): Verdict => {
  if (present === wanted) return "same";
  if (base === undefined) return unknown;
  if (present === base) return "write";
  return wanted === base ? "hand-edited" : "conflict";
};
