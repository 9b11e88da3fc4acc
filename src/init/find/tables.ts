import type { Definitions, RelativePath } from "../../model/file.ts";
import { markupOf, scanPage } from "../../page/scan.ts";
import { isFormatted } from "../../page/table-align.ts";
import type { CellText } from "../../page/markup.ts";
import { countEach, groupBy } from "../../text/group-by.ts";
import type { LineRange } from "../../page/row-lines.ts";
import type { Page, Region } from "../../page/page.ts";
import type { Row, Table } from "../../page/table.ts";
import type { FoundPlace, FoundRow, FoundTable, HeadingAbove, TableHeader } from "../types.ts";
import { turned } from "../../page/rows/across.ts";
import { tableElements } from "../../page/places/elements.ts";
import { groupsOf } from "./groups.ts";
import { headingsAround, headingAbove, placeOfTable, regionOf, underHeading, upToHeading } from "./places.ts";

const wholeOf = ({ lines }: Page): Region => ({ first: 0, last: lines.length, indent: 0 });

const trimmed = (
  { start, text }: Row["cells"][number],
  { read, named }: CellText,
): FoundRow["cells"][number] => {
  const inner = text.trim();
  const from = start + (text.length - text.trimStart().length);
  const name = named?.(inner) ?? inner;
  return {
    ...{ text: inner, shown: read(inner), start: from, end: from + inner.length },
    ...(name === inner ? {} : { name }),
  };
};

/** Rows without the notes that people put to some cells of a column; where all cells have one it is the column's. */
const withoutNotes = (
  rows: readonly FoundRow[],
  { read, notes = () => "" }: Pick<CellText, "read" | "notes">,
): readonly FoundRow[] => {
  const marks = rows.map(({ cells }) => cells.map(({ text }) => notes(text)));
  const own = countEach(marks.flatMap((row) => row.flatMap((mark, at) => (mark === "" ? [] : [at]))));
  if (own.size === 0) return rows;
  return rows.map((row, index) => ({
    ...row,
    cells: row.cells.map((cell, at) => {
      const mark = marks[index]?.[at] ?? "";
      if (mark === "" || own.get(at) === rows.length) return cell;
      const text = cell.text.slice(0, -mark.length);
      return { ...cell, text, note: mark, shown: read(text), end: cell.end - mark.length };
    }),
  }));
};

/** A page and all tables that stand in it. */
export type TabledPage = {
  readonly page: Page;
  readonly tables: readonly { readonly table: Table; readonly lines?: LineRange }[];
};

/** Every table of a page, whatever it is about and however deep it stands; `outside` are values of other files. */
export const tabledPage = (path: RelativePath, text: string, outside?: Definitions): TabledPage => {
  const page = scanPage(path, text, outside);
  return { page, tables: markupOf(path).tables(page, wholeOf(page), "any") };
};

/** A heading as the header of a table, whose rows it may count behind its name. */
const headingOf = (
  { header, place }: HeadingAbove,
  around: readonly string[],
  rows: number,
): TableHeader | undefined => {
  const context = around.slice(0, -1);
  const [, name = "", open = "", count, close = ""] =
    /^(.*?)(?:(\s*(?:\(|[-–—:]\s+))(\d+)((?:\s\p{L}+)?\)?))?$/su.exec(around.at(-1) ?? "") ?? [];
  if (name === "" || (count !== undefined && Number(count) !== rows)) return undefined;
  const written = `{group}${open}${count === undefined ? "" : "{count}"}${close}`;
  return { written: { header: header.replace("{group}", () => written) }, name, place, context };
};

/** The place of tables that follow each other: where others stand below the next heading, what is above that. */
const placeAround = ({ page, tables }: TabledPage, line: number): FoundPlace => {
  const next = page.headings.find(({ first }) => first > line)?.first ?? page.lines.length;
  const isAll = tables.every(({ table }) => table.last <= next);
  return (isAll ? undefined : upToHeading(page, line)[0]) ?? underHeading(page, line);
};

/** Headers that are no headings, of tables with the same columns one after another, by their lines. */
const headersOf = (tabled: TabledPage): ReadonlyMap<number, TableHeader> => {
  const { page, tables } = tabled;
  const alike = groupBy(tables, ({ table: { header } }) =>
    JSON.stringify([underHeading(page, header.line), header.cells.map(({ text }) => text.trim())]),
  );
  return new Map(
    [...alike.values()].flatMap((several) => {
      const [first, second] = several;
      const place = first === undefined ? {} : placeAround(tabled, first.table.header.line);
      const region = second === undefined ? undefined : regionOf(page, place);
      if (region === undefined) return [];
      const runs = several.map(({ table: { header, last, rows }, lines }) => ({
        ...(lines ?? { first: header.line, last }),
        count: rows.length,
      }));
      const found = groupsOf(page, region, runs);
      if (found === undefined) return [];
      const { header, footer } = found;
      const closed = footer === undefined ? {} : { footer };
      const apart = footer === undefined && !header.includes("\n") ? { apart: true } : {};
      return several.map(
        ({ table }, index) =>
          [
            table.header.line,
            {
              written: { header, ...closed, ...apart },
              place,
              context: headingsAround(page, table.header.line),
              name: found.groups[index]?.name ?? "",
            },
          ] as const,
      );
    }),
  );
};

/** The tables with pipes of which columns are called as models are, turned round. */
export const tablesAcross = (
  { page, tables }: TabledPage,
  isCalled: (text: string) => boolean,
): readonly FoundTable[] => {
  if (page.markup !== "markdown") return [];
  const { read } = markupOf(page.path).cell;
  const isAbout = ({ header }: Table): boolean => {
    const names = header.cells.slice(1).map(({ text }) => read(text.trim()));
    return names.length > 1 && names.filter((name) => isCalled(name)).length * 2 > names.length;
  };
  return tables.flatMap(({ table }): readonly FoundTable[] => {
    const [corner] = table.header.cells;
    const place = isAbout(table)
      ? placeOfTable(page, table.header.line, [corner?.text.trim() ?? ""])
      : undefined;
    if (place === undefined) return [];
    const { headers, columns } = turned(table);
    const start = corner?.start ?? 0;
    return [
      {
        page: page.path,
        place: { ...place, across: true },
        context: headingsAround(page, table.header.line),
        headers,
        rows: columns.map((cells) => ({
          line: table.header.line,
          cells: cells.map((text) => ({ text, shown: read(text), start, end: start + text.length })),
        })),
      },
    ];
  });
};

/** The tables of a page, and whether the config can name them. */
export const tablesOf = (tabled: TabledPage): readonly FoundTable[] => {
  const { page, tables } = tabled;
  const { path } = page;
  const { cell } = markupOf(path);
  const groupHeaders = headersOf(tabled);
  return tables.flatMap(({ table }) => {
    const { header, rows } = table;
    const headers = header.cells.map((cell, at) =>
      table.bare === true ? `Column ${at + 1}` : cell.text.trim(),
    );
    const own = placeOfTable(page, header.line, headers);
    const place = own ?? {};
    const context = headingsAround(page, header.line);
    const heading = headingAbove(page, place, header.line);
    return [
      {
        page: path,
        place,
        context: place.tab === undefined ? context : [...context, place.tab],
        headers,
        under:
          heading === undefined ? groupHeaders.get(header.line) : headingOf(heading, context, rows.length),
        rows: withoutNotes(
          rows.map(({ line, cells }) => ({ line, cells: cells.map((each) => trimmed(each, cell)) })),
          cell,
        ),
        ...(page.markup === "markdown" && isFormatted(table) ? { formatted: true } : {}),
        ...(own === undefined ? { unplaced: true } : {}),
      },
    ];
  });
};

/** Markups as people call them. */
const markupNames = {
  markdown: "Markdown",
  rst: "reStructuredText",
  asciidoc: "AsciiDoc",
  csv: "CSV",
  data: "data",
} as const;

/** How many tables pages have, by how they are written. */
export const countTables = (pages: readonly TabledPage[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  const add = (name: string, count: number): void => void counts.set(name, (counts.get(name) ?? 0) + count);
  for (const { page, tables } of pages) {
    add(markupNames[markupOf(page.path).name], tables.length);
    add("HTML", tableElements(page, wholeOf(page)).length);
  }
  return counts;
};

/** The lines of a table's rows that can be read: each goes as far as the next, the last as far as the one before it. */
export const linesOf = ({ page, rows }: Pick<FoundTable, "page" | "rows">): readonly string[] =>
  rows.flatMap(({ line, cells }, at) => {
    if (cells.length === 0) return [];
    const [before = line, next = line + line - before] = [rows[at - 1]?.line, rows[at + 1]?.line];
    return Array.from({ length: Math.max(1, next - line) }, (_, index) => `${page}:${line + index}`);
  });
