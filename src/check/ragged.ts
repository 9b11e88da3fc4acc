import { lineAt, lineNumber, type Page } from "../page/page.ts";
import type { Region } from "../page/region.ts";
import { findTables, parseRow, type Table } from "../page/table.ts";
import type { Found, Rule, Scene } from "./types.ts";
import { counted } from "../text/counted.ts";

const fix = "Add or take out cells; a `|` inside a cell is written `\\|`.";

/** Of a row that ends early: Markdown allows that, so it is no error. */
const short = {
  fix: "It is shown with empty cells at its end: write them, or those that are lacking.",
  severity: "warning",
} as const;

/** Rows of tables that are longer or shorter than the header. */
const raggedRows = (page: Page, tables: readonly Table[]): readonly Found[] =>
  tables.flatMap(({ header, rows }) => {
    const count = header.cells.length;
    // A row without any is one whose cells go over several columns or rows.
    return rows
      .filter((row) => row.cells.length !== count && row.cells.length > 0)
      .map((row) => ({
        path: page.path,
        line: lineNumber(page, row.line),
        message: `The row has ${counted(row.cells.length, "cell")}, and the table ${counted(count, "column")}.`,
        ...(row.cells.length < count ? short : { fix }),
      }));
  });

/** Text that begins no other block: no list item, heading, reference, attribute list or element. */
const plain = /^(?!\d+[.)]\s|[*_]{3,}|`{3})[\p{L}\p{N}`*_]/u;

/** Lines of text right below a table: they have no pipe, and Markdown shows them as rows. */
const rowsWithoutPipe = (page: Page, tables: readonly Table[]): readonly Found[] =>
  page.markup !== "markdown"
    ? []
    : tables
        .filter(({ last }) => page.opaque[last] !== true && plain.test(lineAt(page, last).trim()))
        .map(({ last }) => ({
          path: page.path,
          line: lineNumber(page, last),
          message: "The line has no pipe and stands right below a table: many readers show it as a row.",
          fix: "Put a blank line above it, or write its cells between pipes.",
          severity: "warning",
        }));

/** Delimiter rows that don't fit the header: then there is no table at all, and the page shows its source. */
const raggedDelimiters = (page: Page): readonly Found[] =>
  page.lines.flatMap((_, index): readonly Found[] => {
    if (index === 0 || page.opaque[index] === true || page.opaque[index - 1] === true) return [];
    const line = page.text.slice(page.lines[index]?.start, page.lines[index]?.end);
    if (!/^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$/.test(line)) return [];
    const [header, delimiter] = [parseRow(page, index - 1), parseRow(page, index)];
    if (header === undefined || delimiter === undefined || header.cells.length === delimiter.cells.length)
      return [];
    const message = `The delimiter row has ${counted(delimiter.cells.length, "cell")}, and the header ${header.cells.length}: the page shows no table.`;
    return [{ path: page.path, line: lineNumber(page, index), message, fix }];
  });

/** Headers of groups, and the row of an empty table, may end where their text does. */
const shortOnPurpose = ({ tables }: Scene): ReadonlySet<string> =>
  new Set(
    tables.flatMap(({ matched: { page, table, headers, empty } }) =>
      [...headers.keys(), ...(empty === undefined ? [] : [empty])]
        .filter(({ cells }) => cells.length < table.header.cells.length)
        .map(({ line }) => JSON.stringify([page.path, lineNumber(page, line)])),
    ),
  );

/** Every table of the pages that the settings name, those in tabs that they name included. */
const ragged: Rule = {
  name: "table-ragged",
  judge: (scene) => {
    const { pages, tables } = scene;
    const short = shortOnPurpose(scene);
    const found = [
      ...[...pages.values()].flatMap((page) => [
        ...raggedDelimiters(page),
        ...raggedRows(page, findTables(page, { first: 0, last: page.lines.length, indent: 0 })),
      ]),
      ...tables.flatMap(({ page, region }) => raggedRows(page, findTables(page, region))),
      ...tables.flatMap(({ matched: { page, table } }) => [
        ...raggedRows(page, [table]),
        ...rowsWithoutPipe(page, [table]),
      ]),
    ];
    const byLine = new Map(found.map((each) => [JSON.stringify([each.path, each.line]), each]));
    return [...byLine].filter(([line]) => !short.has(line)).map(([, each]) => each);
  },
};

/** The lines below a table, up to the next heading or table, that are written as its rows are. */
const linesCutOff = (page: Page, region: Region, table: Table): readonly number[] => {
  const others = findTables(page, region, "any").map(({ header }) => header.line);
  const ends = [...others, ...page.headings.map(({ first }) => first)].filter((line) => line >= table.last);
  const end = Math.min(region.last, ...ends);
  return Array.from({ length: Math.max(end - table.last, 0) }, (_, index) => table.last + index).filter(
    (line) => {
      const row = page.opaque[line] === true ? undefined : parseRow(page, line);
      return row?.closed === true && row.lead.includes("|") && row.cells.length === table.header.cells.length;
    },
  );
};

/** Rows that something parts from their table: their models have other rows in it, or get them. */
export const cutOff: Rule = {
  name: "table-ragged",
  judge: ({ tables }) =>
    tables.flatMap(({ page, region, matched }): readonly Found[] => {
      if (page.markup !== "markdown" || matched.page !== page) return [];
      const lines = linesCutOff(page, region, matched.table);
      const [line] = lines;
      if (line === undefined) return [];
      const message = `${counted(lines.length, "row")} stand${lines.length === 1 ? "s" : ""} below the end of the table: the page shows text there.`;
      const fix = "Take out what parts them from the table, and rows that stand in it again.";
      return [{ path: page.path, line: lineNumber(page, line), message, fix }];
    }),
};

/** Rules about the shape of tables. */
export const tableRules: readonly Rule[] = [ragged, cutOff];
