import type { LocatedJob } from "../catalog/entries.ts";
import { targetsOf } from "../check/includes.ts";
import type { VerifySettings } from "../config/settings.ts";
import { readMatching } from "../io/tree.ts";
import type { RelativePath } from "../model/file.ts";
import type { Change } from "../model/plan.ts";
import type { Loaded } from "../pipeline/load/load.ts";
import { findLanguage } from "../text/emit/languages.ts";
import { type Included, codeOfPage } from "./fences/fences.ts";
import { unmarked } from "./fences/marks.ts";
import type { Documentation } from "./run.ts";
import { runnerOf } from "./toolchains.ts";
import type { Subject } from "./types.ts";

/** Pages that hold snippets themselves, which are no files of their own. */
const inlinePages = ({ settings: { sections, inline } }: Loaded): ReadonlySet<RelativePath> => {
  const ids = new Set(inline.map(({ id }) => id));
  return new Set(sections.flatMap(({ page, snippet }) => (ids.has(snippet ?? "") ? [page] : [])));
};

const kindOf = (path: string): string | undefined => {
  const language = findLanguage(/\.(\w+)$/.exec(path)?.[1] ?? "")?.name;
  return language !== undefined && runnerOf(language) !== undefined ? language : undefined;
};

const common = { kind: "fence", model: undefined, image: false } as const;

/** The files that pages include, unless they are `known` as snippets. */
const includedSubjects = (
  loaded: Loaded,
  included: readonly Included[],
  known: ReadonlySet<RelativePath>,
): readonly Subject[] => {
  const { root, settings } = loaded;
  const wanted = new Set(included.flatMap(({ path }) => targetsOf(settings.includeBase, path)));
  const files = readMatching(
    root,
    (path) => wanted.has(path) && !known.has(path) && kindOf(path) !== undefined,
  );
  return [...files].map(([path, { text }]) => ({
    ...common,
    path,
    language: kindOf(path) ?? "",
    text,
    calls: [],
    fence: { marks: unmarked, shown: undefined },
  }));
};

/** The code fences of declared pages and of files that those include, and pages that hold snippets; but `known`. */
export const fenceSubjects = (
  loaded: Loaded,
  { fences }: VerifySettings,
  known: ReadonlySet<RelativePath>,
): readonly Subject[] => {
  const holding = inlinePages(loaded);
  const pages = readMatching(loaded.root, (path) => fences(path) || holding.has(path));
  const all = [...pages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { text }]) => codeOfPage(path, text));
  const own = all
    .flatMap((page) => page.fences)
    .filter(({ language }) => !["json", "markdown", "mdx"].includes(language))
    .map(({ path, line, language, text, marks, shown, notRun }): Subject => {
      // Where the tool's own snippets stand, nothing is let off but by marks.
      const fence = { marks, shown, notRun: holding.has(path) ? undefined : notRun };
      return { ...common, path, line, language, text, calls: marks.calls, fence };
    });
  return [
    ...own,
    ...includedSubjects(
      loaded,
      all.flatMap(({ included }) => included),
      known,
    ),
  ];
};

const subject = (
  verify: VerifySettings,
  { entry, snippet }: LocatedJob,
  path: RelativePath,
  text: string,
): Subject => ({
  path,
  kind: snippet.kind,
  language: findLanguage(snippet.language)?.name ?? snippet.language,
  text,
  model: entry.id,
  calls: verify.calls.get(snippet.kind) ?? [],
  image: verify.image(entry),
});

/** What the snippets of a plan, or of the tree, belong to. */
export const documentationOf = (
  { folder, file, catalog }: Loaded,
  settings: VerifySettings,
): Documentation => ({
  folder,
  file,
  models: catalog.entries.map(({ id }) => id),
  settings,
});

const byPath = (a: Subject, b: Subject): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** The snippets of the documentation as they stand, located as a plan locates them; `models` limits them when it names any. */
export const standingSubjects = (
  { jobs, snapshot }: Loaded,
  verify: VerifySettings,
  models: readonly string[],
): readonly Subject[] =>
  jobs
    .filter(({ entry }) => models.length === 0 || models.includes(entry.id))
    .flatMap((job) => {
      const { state, path } = job.location;
      const file = snapshot.get(path);
      return state === "present" && file !== undefined ? [subject(verify, job, path, file.text)] : [];
    })
    .sort(byPath);

/** The snippets as a plan would write them. */
export const plannedSubjects = (
  { jobs }: Loaded,
  verify: VerifySettings,
  changes: readonly Change[],
): readonly Subject[] =>
  changes.flatMap(({ kind, path, from, models, content }) => {
    if (kind !== "snippet" || content === undefined) return [];
    const job = jobs.find(
      ({ entry, location, snippet }) =>
        models.includes(entry.id) && (location.path === (from ?? path) || snippet.path.fill(entry) === path),
    );
    return job === undefined ? [] : [subject(verify, job, path, content)];
  });
