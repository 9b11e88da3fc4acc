import { isAscii, widthOf } from "../text/emit/width.ts";
import type { Row, Table } from "./table.ts";
import { spaceAfter, spaceBefore } from "./page.ts";
import { countEach } from "../text/group-by.ts";

/** How wide a text is: as a terminal shows it (a wide character counts twice), or in characters. */
export type Measure = (text: string) => number;

/** How the cells of one column are written: padded to a width, or with margins only. */
export type ColumnStyle =
  | {
      readonly type: "padded";
      readonly width: number;
      readonly align: Align;
      readonly measure: Measure;
      /** Whether its texts stand at the left edge, as those of a first column do before which there is no pipe. */
      readonly flush?: true;
      /** How far from the left the whole part of a number ends, where numbers stand with their points below each other. */
      readonly point?: number;
    }
  | {
      readonly type: "margins";
      readonly left: string;
      readonly right: string;
      /** A cell without a text, where the column has one. */
      readonly empty?: string;
    };

/** Where the text stands in a padded cell. */
export type Align = "left" | "center" | "right";

const characters: Measure = (text) => (isAscii(text) ? text.length : Array.from(text).length);

/** The alignment that a delimiter cell declares. */
export const alignOf = (delimiter: string): Align => {
  const text = delimiter.trim();
  if (!text.endsWith(":")) return "left";
  return text.startsWith(":") ? "center" : "right";
};

/** The value that occurs most often, and how often. */
export const mostCommon = (values: readonly number[]): { readonly value: number; readonly count: number } => {
  let best = { value: 0, count: 0 };
  for (const [value, count] of countEach(values)) if (count > best.count) best = { value, count };
  return best;
};

const shortest = (texts: readonly string[]): string =>
  texts.reduce((best, text) => (text.length < best.length ? text : best), texts[0] ?? " ");

const cellsOf = (rows: readonly Row[], index: number): readonly string[] =>
  rows.flatMap(({ cells }) => cells[index]?.text ?? []);

/** Editors count wide characters in two ways: the table's own is the one by which more of its cells are alike. */
export const measureOf = ({ header, rows }: Pick<Table, "header" | "rows">): Measure => {
  if ([header, ...rows].every(({ cells }) => cells.every(({ text }) => isAscii(text)))) return widthOf;
  const alike = (measure: Measure): number =>
    header.cells.reduce(
      (sum, _, index) => sum + mostCommon(cellsOf([header, ...rows], index).map(measure)).count,
      0,
    );
  return alike(characters) > alike(widthOf) ? characters : widthOf;
};

/** Whether a table without rows is padded: its header is, up to the width of the line below. */
const isPaddedHeader = (header: string, delimiter: string, measure: Measure): boolean =>
  measure(header) === measure(delimiter) && measure(header) > measure(header.trim()) + 2;

/** What of a text stands left of its decimal point, or of its exponent; all of it where it has neither. */
const wholePart = (text: string): string =>
  /^[-+$€£]?[\d.,]*\d(?:e[-+]?\d+)?$/.test(text) ? (/^[^.e]*/.exec(text)?.[0] ?? text) : text;

/** Where the whole parts of a right-aligned column end; undefined where its texts end at its right edge. */
const pointOf = (body: readonly string[], width: number, measure: Measure): number | undefined => {
  const filled = body.filter((text) => text.trim() !== "");
  const { value, count } = mostCommon(
    filled.map((text) => measure(spaceBefore(text)) + measure(wholePart(text.trim()))),
  );
  return count * 2 > filled.length && value < width - 1 ? value : undefined;
};

const areAlike = (texts: readonly string[]): boolean => texts.length > 1 && new Set(texts).size === 1;

const columnStyle = (table: Table, index: number, measure: Measure): ColumnStyle => {
  const body = cellsOf(table.rows, index);
  const header = table.header.cells[index]?.text ?? "";
  const delimiter = table.delimiter.cells[index]?.text ?? "";
  const texts = [header, ...body];
  const widths = texts.map(measure);
  const { value: width } = mostCommon(widths);
  const alike = texts.filter((_, at) => widths[at] === width);
  // A text that is too long for the width says nothing.
  const fitting = texts.filter((text, at) => widths[at] === width || measure(text.trim()) + 2 <= width);
  const lengths = new Set(alike.map((text) => measure(text.trim())));
  // Where texts of several lengths have the same around them, widths are alike by chance.
  const margins = new Set(body.map((text) => `${spaceBefore(text)}|${spaceAfter(text)}`));
  const isEven = margins.size === 1 && new Set(body.map(measure)).size > 1;
  const isPadded =
    body.length === 0
      ? isPaddedHeader(header, delimiter, measure)
      : !isEven && alike.length * 2 > fitting.length && lengths.size > 1;
  if (isPadded) {
    const align = alignOf(delimiter);
    if (index === 0 && !table.header.lead.includes("|"))
      return { type: "padded", width, align: "left", measure, flush: true };
    const point = align === "right" ? pointOf(body, width, measure) : undefined;
    return { type: "padded", width, align, measure, ...(point === undefined ? {} : { point }) };
  }
  const filled = body.filter((text) => text.trim() !== "");
  const samples = filled.length > 0 ? filled : texts;
  const left = shortest(samples.map(spaceBefore));
  // Two pipes side by side are an empty cell where others have no spaces either.
  const empty = body.find((text) => (text !== "" || left === "") && text.trim() === "");
  return {
    type: "margins",
    left,
    right: shortest(samples.map(spaceAfter)),
    ...(empty === undefined || (filled.length === 0 && !areAlike(body)) ? {} : { empty }),
  };
};

/** How the table writes each of its columns: padded when most cells that fit share a width although their texts don't. */
export const columnStyles = (table: Table): readonly ColumnStyle[] => {
  const measure = measureOf(table);
  return table.header.cells.map((_, index) => columnStyle(table, index, measure));
};

/** A text padded to a width; one that is too long for it keeps one space on each side. */
export const padded = (text: string, width: number, align: Align, measure: Measure): string => {
  const free = width - measure(text);
  if (free < 2) return ` ${text} `;
  const left = align === "left" ? 1 : align === "right" ? free - 1 : Math.floor(free / 2);
  return " ".repeat(left) + text + " ".repeat(free - left);
};

/** Writes a cell's text in a column's style; text that is too long for its width keeps one space on each side. */
export const writeCell = (style: ColumnStyle, text: string): string => {
  if (style.type === "margins")
    return text === "" ? (style.empty ?? (style.left || " ")) : style.left + text + style.right;
  const { width, align, measure, point, flush } = style;
  if (flush === true) return text + " ".repeat(Math.max(1, width - measure(text)));
  const left = point === undefined ? 0 : point - measure(wholePart(text));
  const right = width - left - measure(text);
  if (left < 1 || right < 1) return padded(text, width, align, measure);
  return " ".repeat(left) + text + " ".repeat(right);
};

/** Writes another text into an existing cell: a padded one keeps its width, any other its margins. */
export const rewriteCell = (style: ColumnStyle, text: string, old: string): string => {
  if (style.type === "padded" || old.trim() === "") return writeCell(style, text);
  return spaceBefore(old) + text + spaceAfter(old);
};

/** A delimiter cell of a width, with the colons and the spaces of another. */
export const delimiterCell = (text: string, width: number): string => {
  const mark = text.trim();
  const [left, right] = [mark.startsWith(":") ? ":" : "", mark.endsWith(":") ? ":" : ""];
  const space = /^\s/.test(text) ? " " : "";
  const dashes = "-".repeat(Math.max(1, width - left.length - right.length - 2 * space.length));
  return space + left + dashes + right + space;
};

/** The delimiter of a column that is added: as wide as the column, with the declared alignment or that of `like`. */
export const delimiterText = (
  style: ColumnStyle,
  align: Align | "none" | undefined,
  like: string,
): string => {
  if (align === undefined && like.includes(":"))
    return style.type === "padded" ? delimiterCell(like, style.width) : like;
  const width = style.type === "padded" ? style.width : 5;
  if (align === undefined || align === "none") return "-".repeat(width);
  if (align === "center") return `:${"-".repeat(Math.max(1, width - 2))}:`;
  return align === "left" ? `:${"-".repeat(width - 1)}` : `${"-".repeat(width - 1)}:`;
};

/** Finds the style of a column by its index: all are told from all cells when the first is asked for. */
export const styleFinder = (table: Table): ((at: number) => ColumnStyle | undefined) => {
  let styles: readonly ColumnStyle[] | undefined;
  return (at) => {
    styles ??= columnStyles(table);
    return styles[at];
  };
};
