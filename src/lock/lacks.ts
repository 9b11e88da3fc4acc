import type { RelativePath } from "../model/file.ts";
import type { LackRecord, Lock } from "../model/lock.ts";
import { addTo } from "../text/group-by.ts";

/** A page that is gone, or what something leads to in one, as a key. */
export type Lost = { readonly page: RelativePath; readonly anchor: string | undefined };

/** Which pages lacked which models when the lock was written. */
export const modelsLacking = ({ lacks }: Pick<Lock, "lacks">): ReadonlyMap<RelativePath, readonly string[]> =>
  new Map([...lacks.values()].flatMap(({ page, models }) => (models === undefined ? [] : [[page, models]])));

/** The lock's records of what pages lack. */
export const lackRecords = (
  unplaced: ReadonlyMap<RelativePath, readonly string[]>,
  lost: readonly Lost[],
): readonly LackRecord[] => {
  const anchors = new Map<RelativePath, string[]>();
  for (const { page, anchor } of lost) if (anchor !== undefined) addTo(anchors, page, anchor);
  const pages = new Set([...unplaced.keys(), ...lost.map(({ page }) => page)]);
  return [...pages].map((page): LackRecord => {
    const [own, models] = [anchors.get(page), unplaced.get(page)];
    return {
      ...{ type: "lack", page },
      ...(own === undefined ? {} : { anchors: [...new Set(own)].sort() }),
      ...(models === undefined ? {} : { models: models.toSorted() }),
    };
  });
};
