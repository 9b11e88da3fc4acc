import { type LinkPlace, linked, linksIn, withLinks } from "../../src/page/links.ts";
import type { Lock } from "../../src/model/lock.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { LocatedJob } from "../../src/catalog/job.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { Past } from "./past.ts";
import type { Renaming } from "../reference/renaming.ts";
import type { Item } from "../section/title.ts";

/** Gives entries and models that left the links to their files, as a page writes them. */
export type Linker = {
  readonly entries: (entries: readonly Entry[], place: LinkPlace) => readonly Entry[];
  readonly past: (past: Past, place: LinkPlace) => Past;
};

const unlinked: Linker = { entries: (entries) => entries, past: (past) => past };

/** Where the files of every model are, after renaming, by ID and snippet. */
const filesOf = (
  jobs: readonly LocatedJob[],
  renamings: readonly Renaming[],
  lock: Lock,
): ReadonlyMap<string, ReadonlyMap<string, RelativePath>> => {
  const renamed = new Map(renamings.map(({ from, to }) => [from, to]));
  const files = new Map<string, Map<string, RelativePath>>();
  const put = (model: string, snippet: string, path: RelativePath): void => {
    files.set(model, (files.get(model) ?? new Map<string, RelativePath>()).set(snippet, path));
  };
  for (const { model, snippet, path } of lock.files.values()) put(model, snippet, path);
  for (const { entry, snippet, location } of jobs)
    if (location.state !== "taken") put(entry.id, snippet.id, renamed.get(location.path) ?? location.path);
  return files;
};

/** Makes a linker; where the config links to nothing, it leaves everything as it is. */
export const linkerOf = (
  settings: Settings,
  jobs: readonly LocatedJob[],
  renamings: readonly Renaming[],
  lock: Lock,
): Linker => {
  if (!settings.links) return unlinked;
  const { snippets } = settings;
  const files = filesOf(jobs, renamings, lock);
  const of = (model: string): ReadonlyMap<string, RelativePath> => files.get(model) ?? new Map();
  return {
    entries: (entries, place) => entries.map((entry) => linked(entry, snippets, of(entry.id), place)),
    past: (past, place) => ({
      ...past,
      gone: past.gone.map((gone) => {
        const { record } = gone;
        const fields = withLinks(new Map(Object.entries(record.fields)), snippets, of(record.model), place);
        return { ...gone, record: { ...record, fields: Object.fromEntries(fields) } };
      }),
    }),
  };
};

/** Gives entries the links of a page. */
export const linkedIn = (linker: Linker, entries: readonly Entry[], page: RelativePath): readonly Entry[] =>
  linker.entries(entries, linksIn(page));

/** Gives the items of a section the links of its page. */
export const linkedItems = (linker: Linker, items: readonly Item[], page: RelativePath): readonly Item[] => {
  const entries = linkedIn(
    linker,
    items.map(({ entry }) => entry),
    page,
  );
  return items.map((item, index) => ({ ...item, entry: entries[index] ?? item.entry }));
};
