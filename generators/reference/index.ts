import type { RelativePath } from "../../src/model/file.ts";
import { linkFollower } from "./link-follower.ts";
import type { Renaming } from "./renaming.ts";

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Rewrites references to renamed files in the text of a page, and counts them. */
export type Rewriter = (
  text: string,
  /** The page, which relative links start from; without it they are left alone. */
  page?: RelativePath,
) => { readonly text: string; readonly count: number };

/** The destination of a link, an image or a reference definition, with what stands before it. */
const LINK = "(?<=\\]\\(\\s{0,9}<?|^ {0,3}\\[[^\\]\\n]{1,200}\\]:[ \\t]{0,9}<?)[^\\s()<>]+";

/**
 * Makes a rewriter of references: include paths, whole or with a line range, from `base` or from the root,
 * and links relative to the page. A longer path that only ends or begins like one of them is another file.
 */
export const referenceRewriter = (renamings: readonly Renaming[], base: RelativePath): Rewriter => {
  const prefix = base === "" ? "" : `${base}/`;
  const targets = new Map<string, string>();
  for (const { from, to } of renamings) {
    targets.set(from, to);
    if (prefix !== "" && from.startsWith(prefix) && to.startsWith(prefix))
      targets.set(from.slice(prefix.length), to.slice(prefix.length));
  }
  if (targets.size === 0) return (text) => ({ text, count: 0 });
  // All paths in one alternation, the longest first, and looked up in a map: one pass over each page.
  const names = [...targets.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const own = `(?<![\\w./-])(?:${names.map(escape).join("|")})(?![\\w-]|\\.\\w|/)`;
  const pattern = new RegExp(own, "g");
  const withLinks = new RegExp(`${LINK}|${own}`, "gm");
  return (text, page) => {
    let count = 0;
    const counted = (path: string | undefined, otherwise: string): string => {
      if (path === undefined) return otherwise;
      count += 1;
      return path;
    };
    const byName = (part: string): string =>
      part.replace(pattern, (path) => counted(targets.get(path), path));
    if (page === undefined) return { text: byName(text), count };
    const follow = linkFollower(renamings, page);
    const rewritten = text.replace(withLinks, (found) => {
      const link = follow(found);
      return link === undefined ? byName(found) : counted(link, found);
    });
    return { text: rewritten, count };
  };
};
