import { isBlankLine, lineAt, type Page } from "../page.ts";
import type { LineRange } from "../row-lines.ts";

/** The lines of code in a page: those of its fences, and what MDX exports. */
export const codeIn = (page: Page): readonly LineRange[] => {
  const exported = page.lines.flatMap((_, first): readonly LineRange[] => {
    if (page.opaque[first] === true || !/^export\s+const\s/.test(lineAt(page, first))) return [];
    let last = first + 1;
    while (last < page.lines.length && !isBlankLine(page, last)) last += 1;
    return [{ first, last }];
  });
  return [...[...page.fences].map(([from, to]) => ({ first: from + 1, last: to - 1 })), ...exported];
};
