import type { Gone } from "../../src/lock/gone.ts";
import type { Lock } from "../../src/model/lock.ts";
import type { NavigationSettings, Settings } from "../../src/config/settings.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { Scope } from "../output.ts";
import { isClaimed } from "../placing/left.ts";
import type { LeavingFiles } from "../placing/past.ts";
import { claimElements } from "./claim.ts";
import { isOwnElement, recordIn } from "./statuses.ts";
import { findNavList } from "./find.ts";
import type { DataReaders } from "../../src/text/data/node.ts";
import { languageOf } from "../data/language.ts";
import { contentEnd, type DataNode } from "../../src/text/data/node.ts";
import { navReferences } from "./references.ts";
import { addTo } from "../../src/text/group-by.ts";

/** What navigation files are looked through with. */
export type NavNeeds = {
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  readonly lock: Lock;
  readonly scope: Pick<Scope, "claim" | "reclaims">;
  readonly readers: DataReaders;
  /** Whether the run takes out the elements that go. */
  readonly planned: boolean;
  /** Name of the config, for problems. */
  readonly file: string;
};

const nobody = { entries: [], unwanted: [] };

type Span = { readonly start: number; readonly end: number };

/** The elements of models that left and that go, because they are as they were made: by model. */
const goingIn = (
  root: DataNode,
  nav: NavigationSettings,
  { lock, file, scope }: NavNeeds,
  gone: readonly Gone[],
): readonly (Span & { readonly model: string })[] => {
  const found = findNavList(root, nav, file);
  if (!found.ok || found.value.type !== "list") return [];
  const { items } = found.value;
  return [...claimElements(found.value, nav, nobody, { lock, gone }).owned].flatMap(([model, index]) => {
    const item = items[index];
    const { record, made } = recordIn(nav, model, { lock });
    if (item === undefined) return [];
    const claimed = isClaimed(scope, nav.claim, { model, isTheirs: made === undefined });
    if (!claimed && (made === undefined || !isOwnElement(record, made, item))) return [];
    return [{ model, start: item.start, end: contentEnd(item.node) }];
  });
};

/** Those of the files that are to go, by key, that a navigation file would still name, with that file. */
export const neededByNav = (
  needs: NavNeeds,
  gone: readonly Gone[],
  leaving: LeavingFiles,
): ReadonlyMap<string, RelativePath> => {
  const { settings, snapshot, readers, planned } = needs;
  const pruned = gone.filter(({ action }) => action === "prune");
  const keysOf = new Map<RelativePath, string[]>();
  for (const [key, { path }] of leaving) addTo(keysOf, path, key);
  const same = [...keysOf.keys()].map((path) => ({ from: path, to: path }));
  const needed = new Map<string, RelativePath>();
  for (const nav of settings.navigation) {
    const root = readers[languageOf(nav.file)]?.(snapshot.get(nav.file)?.text ?? "");
    if (root === undefined || "message" in root) continue;
    const own = settings.navigation.filter(({ file }) => file === nav.file);
    const going = new Map<string, Span[]>();
    for (const each of planned ? own : [])
      for (const { model, ...span } of goingIn(root, each, needs, pruned)) addTo(going, model, span);
    const goes = (model: string, start: number): boolean =>
      going.get(model)?.some((span) => start >= span.start && start < span.end) === true;
    for (const { start, from } of navReferences(root, nav, same))
      for (const key of from.flatMap((path) => keysOf.get(path) ?? []))
        if (!goes(leaving.get(key)?.model ?? "", start)) needed.set(key, nav.file);
  }
  return needed;
};
