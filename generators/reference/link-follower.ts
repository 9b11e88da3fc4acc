import { dirname, join, relative } from "node:path/posix";
import { encodePath } from "../../src/page/links.ts";
import type { RelativePath } from "../../src/model/file.ts";
import { type Renaming, targetsOf, withoutEnding } from "./renaming.ts";

const decoded = (path: string): string => {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};

/** Where a link leads: the files that it may mean, and the link as it will be. */
export type Followed = { readonly from: readonly RelativePath[]; readonly text: string };

/**
 * Follows the relative links of pages to renamed files: a link with or without the ending of a page,
 * with a query or fragment or without. Undefined for a link that leads elsewhere.
 */
export const linkFollower = (
  renamings: readonly Renaming[],
): ((link: string, page: RelativePath) => Followed | undefined) => {
  const targets = targetsOf(renamings, withoutEnding);
  return (link, page) => {
    const folder = dirname(page);
    const [, dot = "", path = "", rest = ""] = /^(\.\/)?([^?#]*)(.*)$/s.exec(link) ?? [];
    if (path === "" || path.startsWith("/") || /^[a-z][a-z0-9+.-]*:/i.test(path)) return undefined;
    const target = targets.get(join(folder, decoded(path)));
    if (target === undefined) return undefined;
    const way = relative(join("/", folder), join("/", target.to));
    return { from: target.from, text: dot + encodePath(way) + rest };
  };
};
