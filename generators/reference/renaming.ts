import type { RelativePath } from "../../src/model/file.ts";
import { isPage, pageName, withoutPageEnding } from "../../src/page/scan.ts";

/** A file that gets another name. */
export type Renaming = {
  readonly from: RelativePath;
  readonly to: RelativePath;
  /** Labels of a page of reStructuredText, by which `:ref:` leads to it, with those that it has later. */
  readonly labels?: ReadonlyMap<string, string>;
};

/** A label as it is looked for: case and runs of white space mean nothing. */
export const labelKey = (label: string): string => label.trim().toLowerCase().replace(/\s+/g, " ");

/** Whether a page may have labels. */
export const hasLabels = (path: RelativePath): boolean => /\.(?:rst|rest)$/i.test(path);

const labelsIn = (path: RelativePath, text: string): readonly string[] =>
  hasLabels(path)
    ? [...text.matchAll(/^[ \t]*\.\. _(`?)([^`:\n]+)\1:[ \t]*\r?$/gm)].map(([, , label = ""]) => label.trim())
    : [];

/** A file that is called otherwise later, or is to have another text: with other labels, where there are as many of them. */
export const renamingOf = (from: RelativePath, to: RelativePath, before: string, after: string): Renaming => {
  const [was, is] = [labelsIn(from, before), labelsIn(to, after)];
  return {
    from,
    to,
    labels: new Map(
      was.map((label, at) => [labelKey(label), was.length === is.length ? (is[at] ?? label) : label]),
    ),
  };
};

/** A file that keeps its name, by which what leads to it is found. */
export const sameName = (path: RelativePath, text = ""): Renaming => renamingOf(path, path, text, text);

/** What a way to name a file leads to: the files that it may mean, and how the last of them is named so later. */
export type Target = { readonly from: readonly RelativePath[]; readonly to: string };

/** Targets by the names that they go by. */
export const targetsOf = (
  renamings: readonly Renaming[],
  namesOf: (renaming: Renaming) => readonly (readonly [name: string, to: string])[],
): ReadonlyMap<string, Target> => {
  const targets = new Map<string, Target>();
  for (const renaming of renamings)
    for (const [name, to] of namesOf(renaming))
      targets.set(name, { from: [...(targets.get(name)?.from ?? []), renaming.from], to });
  return targets;
};

/** A page's names where links may leave out its ending, and that of a folder's own page. */
export const withoutEnding = ({ from, to }: Renaming): readonly (readonly [string, string])[] => [
  ...(isPage(from) ? [[withoutPageEnding(from), withoutPageEnding(to)] as const] : []),
  ...(pageName(from) === withoutPageEnding(from) ? [] : [[pageName(from), pageName(to)] as const]),
  [from, to],
];
