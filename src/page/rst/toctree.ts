import type { Menu, MenuItem } from "../markup.ts";
import { isBlankLine, lineAt, type Page } from "../page.ts";
import { headingText } from "../places/headings.ts";
import { lineMenu } from "../rows/menu.ts";
import { type Directive, directivesIn } from "./directives.ts";

/** An entry of a toctree: a page, or a title with the page between angle brackets. */
const itemOf = (line: string): MenuItem => {
  const [, title, page = line] = /^(.+?)\s*<([^<>]+)>$/.exec(line) ?? [];
  return title === undefined ? { page } : { title, page };
};

const lineOf = ({ title, page }: MenuItem): string => (title === undefined ? page : `${title} <${page}>`);

/** The menu that a toctree makes. */
export const menuOf = (page: Page, { first, options, content, argument }: Directive): Menu => {
  const lines: number[] = [];
  for (let line = content.first; line < content.last; line += 1)
    if (!isBlankLine(page, line)) lines.push(line);
  const rows = lines.map((line) => ({ first: line, last: line + 1, cells: [lineAt(page, line).trim()] }));
  const above = [...options.values()].reduce((most, { line }) => Math.max(most, line), first);
  const heading = page.headings.findLast(({ line }) => line < first);
  const option = (name: string): readonly string[] => {
    const value = options.get(name)?.value;
    return value === undefined ? [] : [value];
  };
  return lineMenu(page, {
    line: first,
    names: [
      ...option("caption"),
      ...option("name"),
      ...(argument === "" ? [] : [argument]),
      ...(heading === undefined ? [] : [headingText(heading), ...(heading.ids ?? [])]),
    ],
    header: { first, last: above + 1, cells: [] },
    rows,
    read: itemOf,
    write: lineOf,
    lead: " ".repeat(content.indent),
    headGap: [""],
  });
};

/** The toctrees of a page. */
export const toctreesIn = (page: Page): readonly Menu[] =>
  directivesIn(page, { first: 0, last: page.lines.length })
    .filter(({ name }) => name === "toctree")
    .map((directive) => menuOf(page, directive));
