import { targetsOf } from "../check/includes.ts";
import { readMatching } from "../io/tree.ts";
import type { RelativePath } from "../model/file.ts";
import type { Loaded } from "../pipeline/load/load.ts";
import type { VerifySettings } from "../config/settings.ts";
import { findLanguage } from "../text/emit/languages.ts";
import { codeOfPage, type Included } from "./fences/fences.ts";
import { unmarked } from "./fences/marks.ts";
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
