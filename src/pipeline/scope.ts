import { doubtOf, findGone, type Gone } from "../lock/gone.ts";
import type { Claim } from "../model/claim.ts";
import type { Entry } from "../model/entry.ts";
import type { Request } from "./configure.ts";
import type { Ground } from "./survey.ts";

/** What a run is about: the entries that it is for, the models that left, and whether the catalog is to be believed. */
export type Scope = {
  readonly selected: (entry: Entry) => boolean;
  /** Whose is what was there of a model before: as its place says, unless the run was told for it. */
  readonly claim: (own: Claim, model: string) => Claim;
  /** Whether what is the tool's goes with its model: by the policy, or because the run was told so. */
  readonly prunes: boolean;
  readonly gone: readonly Gone[];
  /** Models that left and that the run isn't about: what is theirs stays as it is, and theirs. */
  readonly others: readonly Gone[];
  /** Why the catalog is doubtful; undefined when it isn't. */
  readonly doubt: string | undefined;
};

/** Finds out what a run is about: everything, or the models that were chosen. */
export const scopeOf = (
  { lock, catalog, settings }: Ground,
  { models, prune, claim, acceptCatalog }: Request,
): Scope => {
  const chosen = new Set(models);
  const gone = findGone(lock, catalog, settings.removal, prune);
  const isChosen = (id: string): boolean => chosen.size === 0 || chosen.has(id);
  return {
    selected: ({ id }) => isChosen(id),
    prunes: prune || settings.removal.policy === "prune",
    claim: (own, model) => (claim !== undefined && isChosen(model) ? claim : own),
    gone: gone.filter(({ record }) => isChosen(record.model)),
    others: gone.filter(({ record }) => !isChosen(record.model)).map((each) => ({ ...each, action: "keep" })),
    doubt: acceptCatalog ? undefined : doubtOf(lock, catalog, gone, settings),
  };
};
