import type { SectionSettings, Settings } from "../src/core/settings.ts";
import type { SurveyedJob } from "../src/core/survey.ts";
import type { RelativePath } from "../src/types.ts";
import type { Renaming } from "./references.ts";
import type { Item } from "./section/claim.ts";

/** The path that a page includes a file by. */
export const includeOf = (base: string, path: RelativePath): string =>
  base !== "" && path.startsWith(`${base}/`) ? path.slice(base.length + 1) : path;

/** The snippets that a section should show, with the include paths that each may be cited by: the one to be first. */
export const itemsOf = (
  {
    settings,
    jobs,
    renamings,
  }: {
    readonly settings: Settings;
    readonly jobs: readonly SurveyedJob[];
    readonly renamings: readonly Renaming[];
  },
  section: SectionSettings,
): readonly Item[] => {
  const renamed = new Map(renamings.map(({ from, to }) => [from, to]));
  return jobs
    .filter(
      ({ entry, snippet, location }) =>
        snippet.id === section.snippet && location.state !== "taken" && section.test(entry),
    )
    .map(({ entry, snippet, location: { path } }) => {
      const include = (each: RelativePath): string => includeOf(settings.includeBase, each);
      const known = [path, ...[snippet.path, ...snippet.aliases].map((pattern) => pattern.fill(entry.slug))];
      return { entry, includes: [include(renamed.get(path) ?? path), ...known.map(include), ...known] };
    });
};
