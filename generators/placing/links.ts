import type { LocatedJob } from "../../src/catalog/entries.ts";
import type { InlineSettings, SectionSettings, Settings } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { Lock } from "../../src/model/lock.ts";
import { type LinkPlace, linked, linksIn, withLinks } from "../../src/page/links.ts";
import { isFor } from "../../src/text/template/needed.ts";
import type { Renaming } from "../reference/renaming.ts";
import type { Item } from "../section/made.ts";
import type { Past } from "./past.ts";

/** The path that a page includes a file by. */
export const includeOf = (base: string, path: RelativePath): string =>
  base !== "" && path.startsWith(`${base}/`) ? path.slice(base.length + 1) : path;

/** The snippet that a section shows, whether or not it is a file; undefined where entries are made from fields alone. */
export const snippetOf = (
  { snippets, inline }: Pick<Settings, "snippets" | "inline">,
  section: SectionSettings,
): InlineSettings | undefined => [...snippets, ...inline].find(({ id }) => id === section.snippet);

const addNew = (texts: string[], text: string): void => {
  if (!texts.includes(text)) texts.push(text);
};

/** What a section should show, with the include paths that each snippet may be cited by: the one to be first. */
export const itemsOf = (
  {
    settings,
    entries,
    jobs,
    renamings,
  }: {
    readonly settings: Settings;
    readonly entries: readonly Entry[];
    readonly jobs: readonly LocatedJob[];
    readonly renamings: readonly Renaming[];
  },
  section: SectionSettings,
): readonly Item[] => {
  const inline = snippetOf(settings, section);
  const isFile = settings.snippets.some(({ id }) => id === section.snippet);
  if (!isFile)
    return entries
      .filter((entry) => section.test(entry) && (inline === undefined || isFor(inline, entry)))
      .map((entry) => ({ entry, includes: [] }));
  const renamed = new Map(renamings.map(({ from, to }) => [from, to]));
  return jobs
    .filter(
      ({ entry, snippet, location }) =>
        snippet.id === section.snippet && location.state !== "taken" && section.test(entry),
    )
    .map(({ entry, snippet, location: { path } }) => {
      const include = (each: RelativePath): string => includeOf(settings.includeBase, each);
      // Most files are where the pattern says, and their paths the same in several ways.
      const known = [path];
      for (const pattern of [snippet.path, ...snippet.aliases]) addNew(known, pattern.fill(entry));
      const includes = [include(renamed.get(path) ?? path)];
      for (const each of known) addNew(includes, include(each));
      for (const each of known) addNew(includes, each);
      return { entry, includes };
    });
};

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
