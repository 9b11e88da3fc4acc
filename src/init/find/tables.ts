import type { RelativePath } from "../../model/file.ts";
import { markupOf, scanPage } from "../../page/scan.ts";
import { isFormatted } from "../../page/table-align.ts";
import type { Row } from "../../page/table.ts";
import type { FoundRow, FoundTable } from "../types.ts";
import { tableElements } from "../../page/places/elements.ts";
import { contextOf, groupHeading, placeOfTable } from "./places.ts";

const trimmed = (
  { start, text }: Row["cells"][number],
  read: (text: string) => string,
): FoundRow["cells"][number] => {
  const inner = text.trim();
  const from = start + (text.length - text.trimStart().length);
  return { text: inner, shown: read(inner), start: from, end: from + inner.length };
};

/** Every table of a page that the config can name, whatever it is about and however deep it stands. */
export const tablesOf = (path: RelativePath, text: string): readonly FoundTable[] => {
  const page = scanPage(path, text);
  const whole = { first: 0, last: page.lines.length, indent: 0 };
  const { read } = markupOf(path).cell;
  return markupOf(path)
    .tables(page, whole, "any")
    .flatMap(({ table }) => {
      const { header, rows } = table;
      const headers = header.cells.map((cell) => cell.text.trim());
      const place = placeOfTable(page, header.line, headers);
      if (place === undefined) return [];
      const context = contextOf(page, header.line);
      return [
        {
          page: path,
          place,
          context: place.tab === undefined ? context : [...context, place.tab],
          headers,
          // Only what stands under a heading alone can be made with it.
          under: Object.keys(place).join() === "heading" ? groupHeading(page, header.line) : undefined,
          rows: rows.map(({ line, cells }) => ({ line, cells: cells.map((cell) => trimmed(cell, read)) })),
          ...(page.markup === "markdown" && isFormatted(table) ? { formatted: true } : {}),
        },
      ];
    });
};

/** Markups as people call them. */
const markupNames = {
  markdown: "Markdown",
  rst: "reStructuredText",
  asciidoc: "AsciiDoc",
  data: "data",
} as const;

/** How many tables pages have, by how they are written. */
export const countTables = (
  pages: readonly (readonly [path: RelativePath, text: string])[],
): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  const add = (name: string, count: number): void => void counts.set(name, (counts.get(name) ?? 0) + count);
  for (const [path, text] of pages) {
    const page = scanPage(path, text);
    const whole = { first: 0, last: page.lines.length, indent: 0 };
    add(markupNames[markupOf(path).name], markupOf(path).tables(page, whole, "any").length);
    add("HTML", tableElements(page, whole).length);
  }
  return counts;
};
