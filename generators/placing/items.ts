import type { InlineSettings, SectionSettings, Settings } from "../../src/config/settings.ts";
import type { LocatedJob } from "../../src/catalog/job.ts";
import { isFor } from "../../src/text/template/needed.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { Renaming } from "../reference/renaming.ts";
import type { Item } from "../section/title.ts";

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
