import type { RelativePath } from "../../src/model/file.ts";
import type { Edit } from "../../src/page/splice.ts";
import { pathFinder } from "../../src/text/path-finder.ts";
import { markupOf } from "../../src/page/scan.ts";
import { destinations } from "./destinations.ts";
import { type Followed, linkFollower } from "./link-follower.ts";
import { labelKey, type Renaming, targetsOf } from "./renaming.ts";

/** A place where a page refers to a renamed file, and what it is to be there; a short path may mean several files. */
export type Reference = Edit & { readonly from: readonly RelativePath[] };

/** Finds the references in the text of a page; no two of them overlap. */
export type ReferenceFinder = (
  text: string,
  /** The page, which relative links start from; without it they are left alone. */
  page?: RelativePath,
) => readonly Reference[];

const followedIn = (
  text: string,
  destination: RegExp,
  follow: (link: string) => Followed | undefined,
): readonly Reference[] =>
  [...text.matchAll(destination)].flatMap(({ 0: link, index: start }): readonly Reference[] => {
    const to = follow(link);
    return to === undefined ? [] : [{ start, end: start + link.length, text: to.text, from: to.from }];
  });

/** What leads to pages by the labels in them. */
const labelledIn = (text: string, labels: ReadonlyMap<string, RelativePath>): readonly Reference[] =>
  [...text.matchAll(/(?<=:ref:`(?:[^`<>]{0,200}<)?)[^`<>]+(?=>?`)/g)].flatMap(
    ({ 0: label, index: start }) => {
      const from = labels.get(labelKey(label));
      return from === undefined ? [] : [{ start, end: start + label.length, text: label, from: [from] }];
    },
  );

/**
 * Makes a finder of references: include paths, whole or with a line range, from `base` or from the root, with a slash
 * before them or without, and links relative to the page. A longer path that only ends or begins like one of them is another file.
 */
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
    renamings.flatMap(({ from, labels: own = [] }) => own.map((label) => [label, from] as const)),
  );
  return (text, page) => {
    const { name: markup } = markupOf(page ?? "");
    const links =
      page === undefined
        ? []
        : [
            ...followedIn(text, destinations[markup], (written) => follow({ written, page, markup })),
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
