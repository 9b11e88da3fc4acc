import type { SourceTable } from "../lifted.ts";
import type { Menu, MenuItem } from "../markup.ts";
import { isBlankLine, lineAt, type Page } from "../page.ts";
import { headingText } from "../places/headings.ts";
import { writeRows } from "../rows/write-rows.ts";
import { type Directive, directivesIn } from "./directives.ts";

/** An entry of a toctree: a page, or a title with the page between angle brackets. */
const itemOf = (line: string): MenuItem => {
  const [, title, page] = /^(.+?)\s*<([^<>]+)>$/.exec(line) ?? [];
  return title === undefined || page === undefined ? { page: line } : { title, page };
};

const lineOf = ({ title, page }: MenuItem): string => (title === undefined ? page : `${title} <${page}>`);

const menuOf = (page: Page, { first, indent, options, content, argument }: Directive): Menu => {
  const lines: number[] = [];
  for (let line = content.first; line < content.last; line += 1)
    if (!isBlankLine(page, line)) lines.push(line);
  const texts = lines.map((line) => lineAt(page, line).trim());
  const rows = lines.map((line, index) => ({ first: line, last: line + 1, cells: [texts[index] ?? ""] }));
  const above = [...options.values()].reduce((most, { line }) => Math.max(most, line), first);
  const header: SourceTable["header"] = { first, last: above + 1, cells: [] };
  const lead = /^[ \t]*/.exec(lineAt(page, lines[0] ?? -1))?.[0] ?? "";
  const heading = page.headings.findLast(({ line }) => line < first);
  const option = (name: string): readonly string[] => {
    const value = options.get(name)?.value;
    return value === undefined ? [] : [value];
  };
  return {
    line: first,
    names: [
      ...option("caption"),
      ...option("name"),
      ...(argument === "" ? [] : [argument]),
      ...(heading === undefined ? [] : [headingText(heading), ...(heading.ids ?? [])]),
    ],
    items: texts.map(itemOf),
    lines,
    write: (items) => {
      const free = [...rows];
      let above = -1;
      const wanted = items.map((item) => {
        const text = lineOf(item);
        const at = free.findIndex(({ cells }) => cells[0] === text);
        const [from] = at === -1 ? [] : free.splice(at, 1);
        const moves = from !== undefined && from.first < above;
        if (from !== undefined && !moves) above = from.first;
        return { from, moves, cells: [text] };
      });
      return writeRows(
        page,
        { header, rows, last: rows.at(-1)?.last ?? header.last },
        { columns: [], header: [], rows: wanted },
        {
          gap: [],
          headGap: [""],
          row: ([text = ""]) => [(lead === "" ? " ".repeat(indent + 3) : lead) + text],
        },
      );
    },
  };
};

/** The toctrees of a page. */
export const toctreesIn = (page: Page): readonly Menu[] =>
  directivesIn(page, { first: 0, last: page.lines.length })
    .filter(({ name }) => name === "toctree")
    .map((directive) => menuOf(page, directive));
