import { lineAt, type Page } from "../page.ts";
import { isMdx } from "./indented-code.ts";

/** The lines of a page outside of its code fences, as one text. */
const outsideFences = (page: Page): string => {
  const texts: string[] = [];
  for (let index = 0; index < page.lines.length; index += 1) {
    const end = page.fences.get(index);
    if (end === undefined) texts.push(lineAt(page, index));
    else index = end - 1;
  }
  return texts.join("\n");
};

/**
 * Whether a page must close its elements, or does: one that a site reads as MDX, whatever its name, and one that
 * writes `<br />` itself. A page that has a `<br>` is no MDX, which wouldn't build.
 */
export const closesBreaks = (page: Page): boolean => {
  if (page.markup !== "markdown") return false;
  if (isMdx(page.path, "")) return true;
  const text = outsideFences(page);
  return (
    !/<br>/i.test(text) &&
    (isMdx(page.path, text) || /<br\s*\/>/i.test(text) || /^[ \t]*<[A-Z][\w.]*[\s/>]/m.test(text))
  );
};

/** A cell with its line breaks closed; what is code stays. */
export const withClosedBreaks = (cell: string): string =>
  cell.replace(/(`+).*?\1|<br>/g, (found) => (found === "<br>" ? "<br />" : found));
