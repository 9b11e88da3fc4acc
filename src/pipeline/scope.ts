import type { Scope } from "../../generators/output.ts";
import { doubtOf, findGone } from "../lock/gone.ts";
import type { Request } from "./load/configure.ts";
import type { Loaded } from "./load/load.ts";

/** Finds out what a run is about: everything, or the models that were chosen. */
export const scopeOf = (
  { lock, catalog, settings, unknown, repeated }: Loaded,
  { models, leave, prune, claim, acceptCatalog }: Request,
): Scope => {
  const chosen = new Set(models);
  const gone = findGone(lock, catalog, settings.removal, prune);
  const left = new Set(leave);
  const isChosen = (id: string): boolean =>
    (chosen.size === 0 || chosen.has(id)) && !left.has(id) && !repeated.has(id);
  return {
    limited: chosen.size + left.size > 0,
    strays: [...unknown.keys()],
    selected: ({ id }) => isChosen(id),
    prunes: prune || settings.removal.policy === "prune",
    claim: (own, model) => (claim !== undefined && isChosen(model) ? claim : own),
    reclaims: claim !== undefined,
    gone: gone.filter(({ record }) => isChosen(record.model)),
    others: gone.filter(({ record }) => !isChosen(record.model)).map((each) => ({ ...each, action: "keep" })),
    doubt: acceptCatalog ? undefined : doubtOf(lock, catalog, gone, settings),
  };
};
