import { remember } from "../io/settled/remember.ts";
import type { Said } from "../io/settled/record.ts";
import { beginWitness, endWitness } from "../io/witness.ts";
import type { Change } from "../model/plan.ts";
import type { Request } from "./configure.ts";
import type { Planned } from "./plan.ts";

/** Begins to note what a plan reads, where the run may be remembered. */
export const beginNoting = ({ start }: Request): void => {
  if (start !== undefined) beginWitness(Date.now());
};

const isKept = ({ action }: Change): boolean => action === "keep";

/** Whether there is nothing to do and nothing to be said: no change, no problem, no remark. */
const isSettled = ({ plan, conflicts, ground }: Planned): boolean =>
  ground?.remarks.length === 0 &&
  plan.problems.length === 0 &&
  conflicts.size === 0 &&
  plan.changes.every(isKept);

/** Has the next plan answer at once while everything is as it was, when this one found nothing to do. */
export const rememberSettled = ({ start, env }: Request, planned: Planned, said: Said): void => {
  const testimony = endWitness();
  if (start !== undefined && testimony !== undefined && isSettled(planned))
    remember(start, said, testimony, env);
};
