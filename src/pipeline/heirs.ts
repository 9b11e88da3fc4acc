import { fileKey } from "../model/lock.ts";
import type { RelativePath } from "../model/file.ts";
import { applyMoves } from "../lock/moves.ts";
import { groupBy } from "../text/group-by.ts";
import type { Loaded } from "./load/load.ts";
import { idsOf } from "../catalog/entries.ts";

/**
 * The new ID of each model of the lock that has gone while its file is now another's: an ID that changed and kept its
 * slug, as when a vendor is called otherwise. What two models would take over, or one from two, is nobody's.
 */
const heirsOf = ({ lock, jobs, catalog }: Loaded): ReadonlyMap<string, string> => {
  const present = new Set(idsOf(catalog));
  const former = new Map<RelativePath, string>();
  for (const { model, path } of lock.files.values()) if (!present.has(model)) former.set(path, model);
  const pairs = (former.size === 0 ? [] : jobs).flatMap(({ entry: { id }, snippet, location }) => {
    const gone = former.get(location.path);
    const isNew = !lock.models.has(id) && !lock.files.has(fileKey(snippet.id, id));
    return gone !== undefined && isNew ? [[gone, id] as const] : [];
  });
  const heirs = groupBy(pairs, ([gone]) => gone);
  const whose = groupBy(pairs, ([, heir]) => heir);
  return new Map(
    pairs.filter(
      ([gone, heir]) =>
        heirs.get(gone)?.every(([, other]) => other === heir) &&
        whose.get(heir)?.every(([other]) => other === gone),
    ),
  );
};

/** What was read, with a lock in which models whose ID changed under their files have had the new one all along. */
export const withHeirs = (loaded: Loaded): Loaded => ({
  ...loaded,
  lock: applyMoves(loaded.lock, heirsOf(loaded)),
});
