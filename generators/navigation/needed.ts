import type { Settings } from "../../src/config/settings.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { LeavingFiles } from "../placing/past.ts";
import type { DataReaders } from "../../src/text/data/node.ts";
import { languageOf } from "../data/language.ts";
import { navReferences } from "./references.ts";
import { addTo } from "../../src/text/group-by.ts";

/** Those of the files that are to go, by key, that a navigation file names as it will be, with that file. */
export const neededByNav = (
  { navigation }: Pick<Settings, "navigation">,
  files: Snapshot,
  readers: DataReaders,
  leaving: LeavingFiles,
): ReadonlyMap<string, RelativePath> => {
  const keysOf = new Map<RelativePath, string[]>();
  for (const [key, { path }] of leaving) addTo(keysOf, path, key);
  const same = [...keysOf.keys()].map((path) => ({ from: path, to: path }));
  const needed = new Map<string, RelativePath>();
  for (const nav of navigation) {
    const root = readers[languageOf(nav.file)]?.(files.get(nav.file)?.text ?? "");
    if (root === undefined || "message" in root) continue;
    for (const { from } of navReferences(root, nav, same))
      for (const key of from.flatMap((path) => keysOf.get(path) ?? [])) needed.set(key, nav.file);
  }
  return needed;
};
