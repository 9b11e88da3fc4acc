import { dirname, join, relative } from "node:path/posix";
import { encodePath } from "../../src/page/links.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { Renaming } from "./renaming.ts";

const ending = /\.(?:mdx?|markdown)$/i;

const decoded = (path: string): string => {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};

/**
 * Follows the relative links of a page to renamed files: a link with or without the ending of a page,
 * with a query or fragment or without. Undefined for a link that leads elsewhere.
 */
export const linkFollower = (
  renamings: readonly Renaming[],
  page: RelativePath,
): ((link: string) => string | undefined) => {
  const targets = new Map<RelativePath, RelativePath>();
  for (const { from, to } of renamings) {
    if (ending.test(from)) targets.set(from.replace(ending, ""), to.replace(ending, ""));
    targets.set(from, to);
  }
  const folder = dirname(page);
  return (link) => {
    const [, dot = "", path = "", rest = ""] = /^(\.\/)?([^?#]*)(.*)$/s.exec(link) ?? [];
    if (path === "" || path.startsWith("/") || /^[a-z][a-z0-9+.-]*:/i.test(path)) return undefined;
    const to = targets.get(join(folder, decoded(path)));
    return to === undefined ? undefined : dot + encodePath(relative(join("/", folder), join("/", to))) + rest;
  };
};
