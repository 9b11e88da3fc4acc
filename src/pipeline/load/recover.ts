import type { Pending } from "../../io/reader.ts";
import { hasJournal } from "../../io/tree.ts";
import { type Outcome, fail, ok } from "../../model/problem.ts";

/** What is left of an earlier apply that was stopped. */
export type Unfinished = {
  /** One-line information for people. */
  readonly remarks: readonly string[];
  /** What the next apply will do first: the tree is read as if it were done. */
  readonly pending: Pending;
};

const nothing: Unfinished = { remarks: [], pending: new Map() };

/** Foresees what finishing an earlier apply will do; writes nothing. */
export const inspectUnfinished = async (root: string): Promise<Outcome<Unfinished>> => {
  if (!hasJournal(root)) return ok(nothing);
  const { inspect } = await import("../../io/apply/inspect.ts");
  const unfinished = inspect({ root });
  if (unfinished === undefined) return ok(nothing);
  if (!unfinished.ok) return unfinished;
  return ok({ remarks: [unfinished.value.note], pending: unfinished.value.files });
};

/** Finishes an earlier apply, without asking. */
export const recoverUnfinished = async (root: string): Promise<Outcome<Unfinished>> => {
  if (!hasJournal(root)) return ok(nothing);
  const { recover } = await import("../../io/apply/apply.ts");
  const { status, problems, notes } = await recover({ root });
  return status === "complete" ? ok({ ...nothing, remarks: notes }, problems) : fail(...problems);
};
