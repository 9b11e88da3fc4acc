import type { RelativePath } from "../../src/model/file.ts";
import { fileEdits, markupOf, readerText, scanPage } from "../../src/page/scan.ts";
import { type Edit, splice } from "../../src/page/page.ts";
import { type Reference, type ReferenceFinder, referenceFinder } from "./find.ts";
import type { Renaming } from "./renaming.ts";

/** Rewrites references to renamed files in the text of a page, and counts them. */
export type Rewriter = (
  text: string,
  /** The page, which relative links start from; without it they are left alone. */
  page?: RelativePath,
) => { readonly text: string; readonly count: number };

/** Edits of references in tables with aligned columns, as the table is to be written with them. */
const inTables = (
  path: RelativePath,
  text: string,
  references: readonly Reference[],
  find: ReferenceFinder,
): readonly Edit[] => {
  if (
    markupOf(path).name !== "rst" ||
    references.every(({ start, end, text: to }) => to.length === end - start)
  )
    return references;
  const page = scanPage(path, text);
  const whole = { first: 0, last: page.lines.length, indent: 0 };
  let edits: readonly Edit[] = references;
  for (const { page: inner, table } of markupOf(path).tables(page, whole, "any")) {
    const { start = 0 } = page.lines[table.header.line] ?? {};
    const { end = start } = page.lines[table.last - 1] ?? {};
    const isIn = (edit: Edit): boolean => edit.start >= start && edit.end <= end;
    if (!/^[ \t]*(?:\+[-=]|=+[ \t])/.test(text.slice(start, end)) || !edits.some(isIn)) continue;
    const written = inner.outside?.(find(inner.text, path)) ?? [];
    edits = [...edits.filter((edit) => !isIn(edit)), ...written].sort((a, b) => a.start - b.start);
  }
  return edits;
};

/** Makes a rewriter of references, as they are found from `base`. */
export const referenceRewriter = (renamings: readonly Renaming[], base: RelativePath): Rewriter => {
  const find = referenceFinder(renamings, base);
  return (text, page) => {
    const read = readerText(page ?? "", text);
    const references = find(read.text, page);
    const edits = fileEdits(read, inTables(page ?? "", read.text, references, find)) ?? [];
    return edits.length === 0 ? { text, count: 0 } : { text: splice(text, edits), count: references.length };
  };
};
