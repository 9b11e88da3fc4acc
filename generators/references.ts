import type { RelativePath } from "../src/types.ts";

/** A file that gets another name. */
export type Renaming = { readonly from: RelativePath; readonly to: RelativePath };

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Rewrites references to renamed files in the text of a page, and counts them. */
export type Rewriter = (text: string) => { readonly text: string; readonly count: number };

/**
 * Makes a rewriter of references: include paths, whole or with a line range, from `base` or from the root.
 * A longer path that only ends or begins like one of them is another file.
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
  const pattern = new RegExp(`(?<![\\w./-])(?:${names.map(escape).join("|")})(?![\\w-]|\\.\\w|/)`, "g");
  return (text) => {
    let count = 0;
    const rewritten = text.replace(pattern, (path) => {
      count += 1;
      return targets.get(path) ?? path;
    });
    return { text: rewritten, count };
  };
};
