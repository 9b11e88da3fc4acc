import { keyIndexOf, listedIn, lookedUp } from "../join/key-forms.ts";
import type { Model, Shape } from "../catalog/records.ts";
import type { FoundTable } from "../types.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import { hasSpanningCell, tableElements } from "../../page/places/elements.ts";
import { lineAt, type Page } from "../../page/page.ts";
import { linesIn, numbersIn } from "../../page/row-lines.ts";

/** How many tables are told one by one. */
const shown = 5;

/** The models that any of the texts is the name of, in whatever form. */
export const namedBy = (texts: readonly string[], shape: Shape): ReadonlySet<Model> =>
  new Set(
    texts.flatMap((text) =>
      keyIndexOf(shape).flatMap(({ form, models }) => models.get(lookedUp(form, text)) ?? []),
    ),
  );

const namedAbove = ({ headers }: FoundTable, shape: Shape): number =>
  namedBy(
    headers.map((header) => plainText(header)),
    shape,
  ).size;

/** Whether the first line of a file of values is a model's: it has no header. */
export const isBare = (table: FoundTable, shape: Shape): boolean =>
  /\.csv$/i.test(table.page) && namedAbove(table, shape) > 0;

const reasonOf = (table: FoundTable, shape: Shape): string | undefined => {
  const { rows, unplaced } = table;
  const columns = namedAbove(table, shape);
  if (isBare(table, shape)) return "it has no header, by which its columns would be known.";
  if (columns > 1) return `${columns} models are columns of it, and only rows can be kept.`;
  const named = namedBy(
    rows.flatMap(({ cells }) =>
      cells.flatMap(({ shown: said, text }) => [
        said,
        ...listedIn(said),
        ...cellsIn(text.split(/<br ?\/?>/)),
      ]),
    ),
    shape,
  ).size;
  if (named < 2) return undefined;
  return unplaced === true
    ? `it names ${named} models, and nothing tells it from the tables around it.`
    : `it names ${named} models, but its rows aren't known to be theirs.`;
};

const sharing = /<tr\b.*<tr\b/i;

const cellsIn = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => line.split(/<[^<>]*>/)).map(plainText);

const namedInCells = (lines: readonly string[], shape: Shape): number => namedBy(cellsIn(lines), shape).size;

/** What is said of `<table>` elements that name several models in rows that aren't kept, or as columns. */
export const unsaidElements = (
  page: Page,
  shape: Shape,
  isKept: (line: number) => boolean,
): readonly string[] => {
  const { path } = page;
  if (!/<table\b/i.test(page.text)) return [];
  const whole = { first: 0, last: page.lines.length, indent: 0 };
  const inLines = page.lines.flatMap((_, at) => {
    const line = lineAt(page, at);
    const named = page.opaque[at] !== true && sharing.test(line) ? namedInCells([line], shape) : 0;
    return named < 2
      ? []
      : [`The table in line ${at + 1} of ${path}: it names ${named} models, and its rows share that line.`];
  });
  const inElements = tableElements(page, whole).flatMap((region) => {
    const lines = linesIn(page, region);
    const at = `The table around line ${region.first} of ${path}:`;
    const columns = cellsIn(/<tr\b[^]*?<\/tr>/i.exec(lines.join("\n")) ?? []).filter(
      (cell) => namedBy([cell], shape).size > 0,
    ).length;
    if (columns > 1) return [`${at} ${columns} models are columns of it, and only rows can be kept.`];
    if (numbersIn(region).some(isKept)) return [];
    const named = namedInCells(lines, shape);
    const why = hasSpanningCell(page, region)
      ? "and a cell goes over several rows."
      : "but its rows aren't known to be theirs.";
    return named < 2 ? [] : [`${at} it names ${named} models, ${why}`];
  });
  return [...inLines, ...inElements];
};

/** What is said of tables that name several models and aren't in the config. */
export const unsaidTables = (tables: readonly FoundTable[], shape: Shape): readonly string[] => {
  const said = tables.flatMap((table) => {
    const reason = reasonOf(table, shape);
    const at = (table.rows[0]?.line ?? 0) + 1;
    return reason === undefined ? [] : [`The table around line ${at} of ${table.page}: ${reason}`];
  });
  const more = said.length - shown;
  return more > 0 ? [...said.slice(0, shown), `${more} more tables that name several models.`] : said;
};
