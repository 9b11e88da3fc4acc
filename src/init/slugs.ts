import type { TextRule } from "../config/config.gen.ts";
import { safeSlug } from "../model/safe-slug.ts";
import { compileRules } from "../text/text-rules.ts";
import type { RelativePath } from "../model/file.ts";
import type { Model } from "./catalog/records.ts";
import { tally } from "./columns/samples.ts";

/** A file of the documentation and the model that it is about. */
export type OwnedFile = { readonly model: Model; readonly path: RelativePath };

const starts: readonly (readonly TextRule[])[] = [
  [{ op: "take", separator: "/", part: -1 }],
  [],
  [{ op: "replace", find: "/", with: "_" }],
  [{ op: "replace", find: "/", with: "--" }],
];
const cases: readonly (readonly TextRule[])[] = [[{ op: "lowercase" }], []];
/** Where no name shows it, a dot stays. */
const dots: readonly (readonly TextRule[])[] = [
  [],
  [{ op: "replace", find: ".", with: "-" }],
  [{ op: "replace", find: ".", with: "" }],
  [{ op: "replace", find: ".", with: "_" }],
];
const ends: readonly (readonly TextRule[])[] = [
  [],
  [{ op: "replace", find: "_", with: "-" }],
  [{ op: "replace", find: "-", with: "_" }],
];

/** A page may be of a model's newest version, whose date the ID has. */
const dates: readonly (readonly TextRule[])[] = [
  [],
  [{ op: "regex", pattern: "-(?:\\d{4}|\\d{8}|\\d{4}-\\d\\d-\\d\\d)$", with: "" }],
];

/** The rules that names of files are tried with, the commonest first. */
const candidates: readonly (readonly TextRule[])[] = dates.flatMap((date) =>
  starts.flatMap((start) =>
    ends.flatMap((end) =>
      dots.flatMap((dot) => cases.map((change) => [...start, ...date, ...change, ...dot, ...end])),
    ),
  ),
);

/** The path with a hole for the slug; undefined when the slug isn't part of the file's name. */
const patternOf = (path: RelativePath, slug: string): string | undefined => {
  const at = path.lastIndexOf(slug);
  const end = at + slug.length;
  // A slug that goes on in the name is another one: `r1` isn't `r1-0528`.
  if (at === -1 || /[A-Za-z0-9]/.test(path[at - 1] ?? "") || /^(?:[A-Za-z0-9]|-\d)/.test(path.slice(end)))
    return undefined;
  return `${path.slice(0, at)}{slug}${path.slice(end)}`;
};

/** The slug that rules give an ID. */
export const slugger = (rules: readonly TextRule[]): ((model: Model) => string) => {
  const { apply } = compileRules([...rules]);
  return ({ id }) => safeSlug(apply(id), id);
};

/** The patterns of files, with how many follow each; the commonest first. */
export const patternsOf = (
  files: readonly OwnedFile[],
  rules: readonly TextRule[],
): readonly (readonly [pattern: string, count: number])[] => {
  const slugOf = slugger(rules);
  return tally(files.flatMap(({ model, path }) => patternOf(path, slugOf(model)) ?? []));
};

/** The rules by which most names of files follow from IDs, each group of files having one pattern. */
export const slugRulesOf = (groups: readonly (readonly OwnedFile[])[]): readonly TextRule[] => {
  const scored = candidates.map((rules, index) => {
    const best = groups.map((files) => patternsOf(files, rules)[0] ?? (["", 0] as const));
    const score = best.reduce((sum, [, count]) => sum + count, 0);
    // Of two that explain as much, the one that leaves less of the name to the pattern.
    const rest = best.reduce((sum, [pattern]) => sum + pattern.length, 0);
    return { rules, index, score, rest };
  });
  return scored.sort((a, b) => b.score - a.score || a.rest - b.rest || a.index - b.index)[0]?.rules ?? [];
};
