import { endAt, type Page, splice, startAt } from "../page.ts";
import { scanPage } from "../scan.ts";
import { alignLines, alignRow, isTight, unpadded } from "../table-align.ts";
import { alignOf, measureOf } from "../table-style.ts";
import { findTables, type Table } from "../table.ts";

/** A cell with more than one blank before or behind its text. */
const isPadded = /(?:^|[^\\])\|(?:[^|\n]*\S {2,}| {2,}\S[^|\n]*)\|/;

/** A text with some of its tables written anew: all that `linesOf` gives lines for. */
const rewritten = (
  path: string,
  text: string,
  linesOf: (page: Page, table: Table) => readonly string[] | undefined,
): string => {
  if (!isPadded.test(text)) return text;
  const page = scanPage(path, text);
  if (page.markup !== "markdown" || page.outside !== undefined) return text;
  const tables = findTables(page, { first: 0, last: page.lines.length, indent: 0 }, "any");
  return splice(
    text,
    tables.flatMap((table) => {
      const [start, end] = [startAt(page, table.header.line), endAt(page, table.last - 1)];
      const own = linesOf(scanPage(path, text.slice(start, end)), table);
      return own === undefined ? [] : [{ start, end, text: own.join("\n") }];
    }),
  );
};

/** Whether a table's header is padded, and as wide as the line below it. */
const hasWideHead = (table: Table): boolean => {
  const measure = measureOf(table);
  const widths = table.header.cells.map(({ text }) => measure(text));
  return (
    widths.every((width, at) => width === measure(table.delimiter.cells[at]?.text ?? "")) &&
    table.header.cells.some(({ text }, at) => (widths[at] ?? 0) > measure(unpadded(text)) + 2)
  );
};

/** What a template made, with its tables as formatters write them where their headers are padded. */
export const withTablesAligned = (path: string, text: string): string =>
  rewritten(path, text, (page, table) =>
    hasWideHead(table) ? alignLines(page, measureOf(table), true) : undefined,
  );

/** A page with its tables as a template has those that `withTablesAligned` writes as they are there: only the header is padded. */
export const withTablesLoose = (path: string, text: string): string =>
  rewritten(path, text, (page, table) => {
    const { header, delimiter, rows } = table;
    const measure = measureOf(table);
    const all = [header, delimiter, ...rows];
    const texts = header.cells.map((_, at) => all.flatMap(({ cells }) => cells[at]?.text ?? []));
    if (all.some(({ cells }) => cells.length !== texts.length) || !isTight(texts, measure)) return undefined;
    const columns = header.cells.map(({ text }, at) => ({
      width: Math.max(5, measure(unpadded(text)) + 2) + 1,
      align: alignOf(delimiter.cells[at]?.text ?? ""),
    }));
    const bare = columns.map(({ align }) => ({ width: 0, align }));
    const made = all.map((row) =>
      alignRow(row, rows.includes(row) ? bare : columns, row === delimiter, measure),
    );
    return page.lines.length === made.length ? made : undefined;
  });
