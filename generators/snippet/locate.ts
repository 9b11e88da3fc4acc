import { onceEach } from "../../src/text/once.ts";
import { type Catalog, type LocatedJob, type Location, idsOf } from "../../src/catalog/entries.ts";
import { isOfKind } from "../../src/config/path-pattern.ts";
import type { Settings, SnippetSettings } from "../../src/config/settings.ts";
import { type Entry, formerEntry } from "../../src/model/entry.ts";
import type { RelativePath, Snapshot } from "../../src/model/file.ts";
import { type Lock, fileKey } from "../../src/model/lock.ts";
import { type MentionFinder, mentionFinder } from "../../src/text/mentions.ts";
import { isFor } from "../../src/text/template/needed.ts";

/** What the files of a kind are found by. */
export type LocateContext = {
  readonly snapshot: Snapshot;
  /** The IDs that a text names. */
  readonly mentions: MentionFinder;
  readonly isProtected: (path: RelativePath) => boolean;
  /** Where the lock has an entry's file. */
  readonly recorded: (entry: Entry) => RelativePath | undefined;
};

/** Finds each entry's snippet: as the lock has it, by its path, an alias, or an exact ID in a file that isn't protected. */
export const locateSnippets = (
  snippet: SnippetSettings,
  entries: readonly Entry[],
  { snapshot, mentions, isProtected, recorded }: LocateContext,
): ReadonlyMap<string, Location> => {
  const candidates = new Set(
    [...snapshot.keys()].filter((path) => isOfKind(snippet, path) && !isProtected(path)),
  );
  /** Only files that the lock doesn't know are read for the names in them: of a large tree hardly any. */
  const namesIn = onceEach((path: RelativePath) => mentions(snapshot.get(path)?.text ?? ""));
  const located = new Map<string, Location>();
  /** The files that have an owner, with its ID. */
  const claimed = new Map<RelativePath, string>();
  for (const entry of entries) {
    const path = recorded(entry);
    if (path === undefined || !snapshot.has(path)) continue;
    claimed.set(path, entry.id);
    located.set(entry.id, { state: "present", path });
  }
  const locate = (entry: Entry): void => {
    const { id } = entry;
    if (located.has(id)) return;
    for (const pattern of [snippet.path, ...snippet.aliases]) {
      const path = pattern.fill(entry);
      if (!candidates.has(path) || claimed.has(path)) continue;
      // A file that names no known model may still be this one's: people write IDs in many ways.
      const names = namesIn(path);
      if (names.length > 0 && !names.includes(id)) continue;
      claimed.set(path, id);
      if (!located.has(id)) located.set(id, { state: "present", path });
    }
  };
  for (const entry of entries) locate(entry);
  for (const former of entries.map(formerEntry)) if (former !== undefined) locate(former);
  const byName = new Map<string, RelativePath>();
  const free = [...candidates].filter((path) => !claimed.has(path));
  // A file about one model says more than a comparison that names several.
  for (const path of free.sort((a, b) => namesIn(a).length - namesIn(b).length || (a < b ? -1 : 1)))
    for (const name of namesIn(path)) if (!byName.has(name)) byName.set(name, path);
  // The lock knows whose a file is that names nobody.
  const ownersOf = (path: RelativePath): string => {
    const names = namesIn(path);
    return names.length > 0 ? names.join(", ") : (claimed.get(path) ?? "another model");
  };
  for (const entry of entries) {
    const { id } = entry;
    if (located.has(id)) continue;
    const named = byName.get(id);
    const path = snippet.path.fill(entry);
    if (named !== undefined) located.set(id, { state: "present", path: named });
    else if (candidates.has(path))
      located.set(id, { state: "taken", path, why: `is about ${ownersOf(path)}` });
    else if (isProtected(path))
      located.set(id, { state: "taken", path, why: "belongs to people by `protect`" });
    else located.set(id, { state: "absent", path });
  }
  return located;
};

/** Looks for every snippet that should exist: entry × snippet kind × language, in the order of the settings. */
export const locateJobs = (
  settings: Settings,
  catalog: Catalog,
  snapshot: Snapshot,
  lock: Lock,
): readonly LocatedJob[] => {
  const mentions = mentionFinder(idsOf(catalog));
  return settings.snippets.flatMap((snippet) => {
    const wanted = catalog.entries.filter((entry) => isFor(snippet, entry));
    const recorded = ({ id }: Entry): RelativePath | undefined =>
      lock.files.get(fileKey(snippet.id, id))?.path;
    const located = locateSnippets(snippet, wanted, {
      snapshot,
      mentions,
      isProtected: settings.isProtected,
      recorded,
    });
    return wanted.flatMap((entry) => {
      const location = located.get(entry.id);
      return location === undefined ? [] : [{ entry, snippet, location }];
    });
  });
};
