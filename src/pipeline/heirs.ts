import { fileKey } from "../model/lock.ts";
import type { RelativePath } from "../model/file.ts";
import { applyMoves } from "../lock/moves.ts";
import type { Loaded } from "./load/load.ts";

/**
 * The new ID of each model of the lock that has gone while its file is now another's: an ID that changed and kept its
 * slug, as when a vendor is called otherwise. What two models would take over, or one from two, is nobody's.
 */
const heirsOf = ({ lock, jobs, catalog }: Loaded): ReadonlyMap<string, string> => {
  const present = new Set([
    ...catalog.entries.map(({ id }) => id),
    ...catalog.excluded.map(({ record }) => record.id),
  ]);
  const former = new Map<RelativePath, string>();
  for (const { model, path } of lock.files.values()) if (!present.has(model)) former.set(path, model);
  if (former.size === 0) return former;
  const heirs = new Map<string, Set<string>>();
  const whose = new Map<string, Set<string>>();
  for (const { entry, snippet, location } of jobs) {
    const gone = former.get(location.path);
    if (gone === undefined || lock.models.has(entry.id) || lock.files.has(fileKey(snippet.id, entry.id)))
      continue;
    heirs.set(gone, (heirs.get(gone) ?? new Set()).add(entry.id));
    whose.set(entry.id, (whose.get(entry.id) ?? new Set()).add(gone));
  }
  return new Map(
    [...heirs].flatMap(([gone, [heir, another]]) =>
      heir !== undefined && another === undefined && whose.get(heir)?.size === 1
        ? [[gone, heir] as const]
        : [],
    ),
  );
};

/** What was read, with a lock in which models whose ID changed under their files have had the new one all along. */
export const withHeirs = (loaded: Loaded): Loaded => ({
  ...loaded,
  lock: applyMoves(loaded.lock, heirsOf(loaded)),
});
