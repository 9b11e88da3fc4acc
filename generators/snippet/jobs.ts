import type { LocatedJob } from "../../src/catalog/job.ts";
import { type Catalog, idsOf } from "../../src/catalog/entries.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { RelativePath } from "../../src/model/file.ts";
import { fileKey, type Lock } from "../../src/model/lock.ts";
import { isFor } from "../../src/text/template/needed.ts";
import { locateSnippets } from "./locate.ts";
import { mentionFinder } from "../../src/text/mentions.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";

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
