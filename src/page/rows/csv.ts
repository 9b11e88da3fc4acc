import { wellFormed } from "../../text/emit/unicode.ts";
import { decodeCell, encodeCell } from "../lifted.ts";
import { markdown } from "../markdown/markup.ts";
import type { CellText, FoundTable, Markup, Unread } from "../markup.ts";
import { type Page, type Region, isBlankLine, lineAt, plainPage } from "../page.ts";
import { delimitedTable } from "./delimited.ts";

/** Values are written as they are; how they are quoted is the file's business. */
export const dataCell: CellText = {
  text: (value) => value,
  code: (value) => `\`${value}\``,
  read: (written) => decodeCell(written.trim()),
  whole: (written) => encodeCell(wellFormed(written).trim()),
};

/** The file as a table, or the line that is in the way; undefined where a region is less than the file. */
const tableOf = (page: Page, region: Region): FoundTable | number | undefined => {
  const first = page.lines.findIndex((_, line) => !isBlankLine(page, line));
  if (region.first > first || region.last < page.lines.length) return undefined;
  const content = { first, last: page.lines.length };
  const header = lineAt(page, first);
  return delimitedTable(page, {
    dialect: { delimiter: header.includes(";") && !header.includes(",") ? ";" : ",", quotes: true },
    ...{ lines: content, content, header: { row: 1 }, lead: "", headGap: [] },
    edits: () => [],
  });
};

/** A file of comma-separated values, as pages include it: all of it is one table, its first row the header. */
export const csv: Markup = {
  ...markdown,
  name: "csv",
  scan: (path, text) => plainPage({ path, markup: "csv", text }, false),
  // A row is one line.
  cell: { ...dataCell, text: (value) => value.replace(/\s*[\r\n]+\s*/g, " ") },
  tables: (page, region) => {
    const found = tableOf(page, region);
    return typeof found === "object" ? [found] : [];
  },
  unread: (page, region): readonly Unread[] => {
    const found = tableOf(page, region);
    return typeof found === "number" ? [{ line: found, why: "a cell goes on in the next line" }] : [];
  },
};
