import type { RelativePath } from "../../src/model/file.ts";
import type { Edit, MarkupName } from "../../src/page/page.ts";
import { pathFinder } from "../../src/text/path-finder.ts";
import { markupOf } from "../../src/page/scan.ts";
import { toLabels } from "./anchors.ts";
import { type Followed, destinations, linkFollower } from "./destinations.ts";
import { labelKey, type Renaming, targetsOf } from "./renaming.ts";

/** A place where a page refers to a renamed file, and what it is to be there; a short path may mean several files. */
export type Reference = Edit & { readonly from: readonly RelativePath[] };

/** Finds the references in the text of a page; no two of them overlap. */
export type ReferenceFinder = (
  text: string,
  /** The page, which relative links start from; without it they are left alone. */
  page?: RelativePath,
) => readonly Reference[];

/** The pages that toctrees lead to, with titles or without. */
const inToctrees = (text: string): readonly { readonly link: string; readonly start: number }[] =>
  [...text.matchAll(/^([ \t]*)\.\. toctree::[^\n]*\n((?:\1[ \t]+\S[^\n]*(?:\n|$)|[ \t]*\r?\n)*)/gm)].flatMap(
    ({ 0: all, 2: body = "", index }) =>
      [...body.matchAll(/^[ \t]+(?![ \t:])(.+)/gm)].map(({ 0: line, 1: own = "", index: at }) => {
        const item = own.trimEnd();
        const from = item.endsWith(">") ? item.lastIndexOf("<") + 1 : 0;
        return {
          link: item.slice(from, from === 0 ? undefined : -1),
          start: index + all.length - body.length + at + line.length - own.length + from,
        };
      }),
  );

const followedIn = (
  text: string,
  markup: MarkupName,
  follow: (link: string) => Followed | undefined,
): readonly Reference[] =>
  [
    ...[...text.matchAll(destinations[markup])].map(({ 0: link, index: start }) => ({ link, start })),
    ...(markup === "rst" ? inToctrees(text) : []),
  ].flatMap(({ link, start }): readonly Reference[] => {
    const to = follow(link);
    return to === undefined ? [] : [{ start, end: start + link.length, text: to.text, from: to.from }];
  });

/** What leads to pages by the labels in them. */
const labelledIn = (
  text: string,
  labels: ReadonlyMap<string, { readonly from: RelativePath; readonly label: string }>,
): readonly Reference[] =>
  [...text.matchAll(toLabels)].flatMap(({ 0: label, index: start }) => {
    const found = labels.get(labelKey(label));
    if (found === undefined) return [];
    const to = labelKey(found.label) === labelKey(label) ? label : found.label;
    return [{ start, end: start + label.length, text: to, from: [found.from] }];
  });

/** Makes a finder of references: include paths, whole or with lines, from `base` or the root, and relative links. */
export const referenceFinder = (renamings: readonly Renaming[], base: RelativePath): ReferenceFinder => {
  if (renamings.length === 0) return () => [];
  const prefix = base === "" ? "" : `${base}/`;
  const targets = targetsOf(renamings, ({ from, to }) => {
    const names: readonly (readonly [string, string])[] = [
      [from, to],
      ...(prefix !== "" && from.startsWith(prefix) && to.startsWith(prefix)
        ? [[from.slice(prefix.length), to.slice(prefix.length)] as const]
        : []),
    ];
    return [...names, ...names.map(([name, next]) => [`/${name}`, `/${next}`] as const)];
  });
  const find = pathFinder(targets.keys());
  const follow = linkFollower(renamings);
  const labels = new Map(
    renamings.flatMap(({ from, labels: own = [] }) =>
      [...own].map(([key, label]) => [key, { from, label }] as const),
    ),
  );
  return (text, page) => {
    const { name: markup } = markupOf(page ?? "");
    const links =
      page === undefined
        ? []
        : [
            ...followedIn(text, markup, (written) => follow({ written, page, markup })),
            ...(markup === "rst" && labels.size > 0 ? labelledIn(text, labels) : []),
          ].sort((a, b) => a.start - b.start);
    let next = 0;
    const named = find(text).flatMap(({ path, start }): readonly Reference[] => {
      const target = targets.get(path);
      const end = start + path.length;
      while ((links[next]?.end ?? end) <= start) next += 1;
      // What stands in a link that was followed is read as a link alone, and one from the root is the site's.
      if (target === undefined || (links[next]?.start ?? end) < end) return [];
      if (path.startsWith("/") && /[(<]/.test(text[start - 1] ?? "")) return [];
      return [{ start, end, text: target.to, from: target.from }];
    });
    return [...links, ...named];
  };
};
