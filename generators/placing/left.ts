import type { Claim } from "../../src/model/lock.ts";
import type { Note } from "../../src/model/note.ts";
import { decodeCell } from "../../src/page/lifted.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import type { Orphan, Past } from "./past.ts";

/** Whether what no lock knows may go where it is as it would be made: adopting takes nothing out unless asked to. */
export const isLeavable = (
  { claim, prunes }: Pick<Past, "claim" | "prunes">,
  own: Claim,
  model: string,
): boolean => {
  const asked = claim(own, model);
  return asked === "all" || (asked === "as-made" && prunes);
};

/**
 * Whether all of what is there of a model is the tool's: what was there before it, and what people edited since
 * where the run asks for that.
 */
export const isClaimed = (
  { claim, reclaims }: Pick<Past, "claim" | "reclaims">,
  own: Claim,
  { model, isTheirs }: { readonly model: string; readonly isTheirs: boolean },
): boolean => claim(own, model) === "all" && (isTheirs || reclaims);

/** Whether it goes where no lock knows it: to claim all takes nothing out that differs, unless that is asked for too. */
export const isClaimedUnknown = (
  { claim, prunes }: Pick<Past, "claim" | "prunes">,
  own: Claim,
  model: string,
): boolean => prunes && claim(own, model) === "all";

/** What stays of a model of the catalog in a place that doesn't ask for it. */
type Left = {
  readonly code: "entry-left" | "row-left";
  readonly where: string;
  readonly model: string;
  /** The kind of place and what it has of the model, in words. */
  readonly place: string;
  readonly what: string;
  /** Why it is people's; undefined where no lock tells whose it is. */
  readonly theirs: string | undefined;
};

/** What is said of what stays although its place doesn't ask for it, or not any more. */
export const leftProblem = ({ code, where, model, place, what, theirs }: Left): Problem => {
  // Where no lock knows it, it may never have belonged there.
  const gone = `${JSON.stringify(model)} doesn't belong in this ${place}${theirs === undefined ? "" : " any more"}`;
  return warning(
    code,
    where,
    `${gone}, but its ${what} stays: ${theirs ?? "no lock tells whose it is"}.`,
    theirs === undefined
      ? "Run with --prune, which takes it out where it is as it would be made, or with --claim all too; otherwise delete it by hand, or leave it."
      : "Delete it by hand, or leave it.",
  );
};

/** What people wrote in what goes, behind its name; "" where there is none. */
export const withTexts = (texts: readonly string[]): string =>
  texts.length === 0 ? "" : ` (with ${texts.map((text) => JSON.stringify(decodeCell(text))).join(", ")})`;

/** The note of what goes because its place doesn't ask for its model. */
export const leavingNote = (what: Note["what"], model: string, text: string): Note => ({
  cause: "catalog",
  models: [model],
  what,
  action: "remove",
  text,
});

/** Key of an entry or row of no known model: what of it people see, in its place. */
export const leftoverKey = ({ what, page, place, title, names }: Omit<Orphan, "line">): string =>
  JSON.stringify([what, page, place, title, names]);

/** What becomes of what is left of an unknown model: it goes where claimed, else is in the way; undefined if people's. */
export const leftoverStatus = (
  orphan: Omit<Orphan, "line"> & { readonly said?: () => string },
  own: Claim,
  { leftovers, claim }: Pick<Past, "leftovers" | "claim">,
): { readonly remove: boolean; readonly notes: readonly Note[] } | undefined => {
  const left = leftovers.get(leftoverKey(orphan));
  if (left === undefined) return undefined;
  const claimed = claim(own, left.model);
  const remove = claimed === "all";
  if (claimed === "none" || (!left.isSure && !remove)) return undefined;
  const at = `${orphan.title} in ${orphan.place}`;
  const note: Note = {
    cause: "catalog",
    models: left.model === "" ? [] : [left.model],
    what: orphan.what === "row" ? "row" : "entry",
    action: remove ? "remove" : "blocked",
    text: remove
      ? `${orphan.title}${orphan.said?.() ?? ""} in ${orphan.place}`
      : `${at}, which is no model's of the catalog, and no lock tells whose: --claim all lets it go`,
  };
  return { remove, notes: [note] };
};
