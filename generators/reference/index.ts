import type { RelativePath } from "../../src/model/file.ts";
import { fileEdits, readerText } from "../../src/page/scan.ts";
import { splice } from "../../src/page/splice.ts";
import { referenceFinder } from "./find.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { type Renaming, sameName } from "./renaming.ts";

/** Rewrites references to renamed files in the text of a page, and counts them. */
export type Rewriter = (
  text: string,
  /** The page, which relative links start from; without it they are left alone. */
  page?: RelativePath,
) => { readonly text: string; readonly count: number };

/** Makes a counter of the references to a file, in the text of a page. */
export const citeCounter = (
  path: RelativePath,
  snapshot: Snapshot,
  base: RelativePath,
): ((text: string, page: RelativePath) => number) => {
  const rewrite = referenceRewriter([sameName(path, snapshot.get(path)?.text)], base);
  return (text, page) => rewrite(text, page).count;
};

/** Makes a rewriter of references, as they are found from `base`. */
export const referenceRewriter = (renamings: readonly Renaming[], base: RelativePath): Rewriter => {
  const find = referenceFinder(renamings, base);
  return (text, page) => {
    const read = readerText(page ?? "", text);
    const references = find(read.text, page);
    const edits = fileEdits(read, references) ?? [];
    return edits.length === 0 ? { text, count: 0 } : { text: splice(text, edits), count: references.length };
  };
};
