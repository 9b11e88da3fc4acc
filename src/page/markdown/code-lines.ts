import { isBlankLine, lineAt, type Page } from "../page.ts";
import type { LineRange } from "../row-lines.ts";

/** The literal blocks of reStructuredText, with the line that only two colons say so in. */
export const literalsIn = (page: Page): readonly LineRange[] => {
  if (page.markup !== "rst") return [];
  return page.lines.flatMap((_, first): readonly LineRange[] => {
    const isAbove =
      page.opaque[first] !== true && /(?:^|[^:])::\s*$/.test(lineAt(page, first)) && !page.fences.has(first);
    let last = first + 1;
    while (isAbove && page.opaque[last] === true) last += 1;
    return last === first + 1 ? [] : [{ first, last }];
  });
};

/** The lines of code in a page: those of its fences and literal blocks, and what MDX exports. */
export const codeIn = (page: Page): readonly LineRange[] => {
  const exported = page.lines.flatMap((_, first): readonly LineRange[] => {
    if (
      page.markup !== "markdown" ||
      page.opaque[first] === true ||
      !/^export\s+const\s/.test(lineAt(page, first))
    )
      return [];
    let last = first + 1;
    while (last < page.lines.length && !isBlankLine(page, last)) last += 1;
    return [{ first, last }];
  });
  // Of a directive, and of attributes above a paragraph, no line closes it.
  const isOpen = (line: number): boolean => /^\s*(?:\.\. |\[)/.test(lineAt(page, line));
  return [
    ...[...page.fences].map(([from, to]) => ({ first: from + 1, last: isOpen(from) ? to : to - 1 })),
    ...literalsIn(page).map(({ first, last }) => ({ first: first + 1, last })),
    ...exported,
  ];
};
