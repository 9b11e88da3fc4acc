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

/** How a page breaks a line: closed where a site may read it as MDX, and else as its tables write it. */
const lineBreakIn = (page: Page): string => {
  if (page.markup !== "markdown") return "<br>";
  const text = outsideFences(page);
  const own = /^[ \t]*\|.*?(<br\s*\/>)/m.exec(text)?.[1];
  if (isMdx(page.path, "")) return own ?? "<br />";
  if (/<br>/i.test(text)) return "<br>";
  return (
    own ?? (isMdx(page.path, text) || /<br\s*\/>|^[ \t]*<[A-Z][\w.]*[\s/>]/m.test(text) ? "<br />" : "<br>")
  );
};

/** A cell with its line breaks as a page has them; what is code stays. */
export const withLineBreaks = (cell: string, lineBreak: string): string =>
  cell.replace(/(`+).*?\1|<br\s*\/?>/g, (found) => (found.startsWith("<") ? lineBreak : found));

/** Cells that break lines as their page does. */
export const cellsAsIn = (page: Page, cells: readonly string[]): readonly string[] => {
  if (!cells.some((cell) => cell.includes("<br>"))) return cells;
  const lineBreak = lineBreakIn(page);
  return cells.map((cell) => withLineBreaks(cell, lineBreak));
};
