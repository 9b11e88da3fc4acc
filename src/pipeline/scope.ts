import type { Scope } from "../../generators/output.ts";
import { doubtOf, findGone } from "../lock/gone.ts";
import type { Request } from "./load/configure.ts";
import type { Loaded } from "./load/load.ts";

/** Finds out what a run is about: everything, or the models that were chosen. */
export const scopeOf = (
  { lock, catalog, settings, unknown, unsure, hasUnnamed }: Loaded,
  { models, leave, prune, claim, acceptCatalog }: Request,
): Scope => {
  const chosen = new Set(models);
  const gone = findGone(lock, catalog, settings.removal, prune);
  const left = new Set(leave);
  const isChosen = (id: string): boolean =>
    (chosen.size === 0 || chosen.has(id)) && !left.has(id) && !unsure.has(id);
  // A model that seems to have left may be what has no name.
  const isGone = ({ record }: (typeof gone)[number]): boolean => isChosen(record.model) && !hasUnnamed;
  return {
    limited: chosen.size + left.size > 0,
    strays: [...unknown.keys()],
    selected: ({ id }) => isChosen(id),
    prunes: prune || settings.removal.policy === "prune",
    claim: (own, model) => (claim !== undefined && isChosen(model) ? claim : own),
    reclaims: claim !== undefined,
    gone: gone.filter(isGone),
    others: gone.filter((each) => !isGone(each)).map((each) => ({ ...each, action: "keep" })),
    doubt: acceptCatalog ? undefined : doubtOf(lock, catalog, gone, settings),
  };
};
