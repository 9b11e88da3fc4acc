import type { Row, Table } from "./table.ts";

/** How the cells of one column are written: padded to a width, or with margins only. */
export type ColumnStyle =
  | { readonly type: "padded"; readonly width: number; readonly align: Align }
  | { readonly type: "margins"; readonly left: string; readonly right: string };

/** Where the text stands in a padded cell. */
export type Align = "left" | "center" | "right";

/** Width of a text in characters, as a padded table counts them. */
export const widthOf = (text: string): number => Array.from(text).length;

const alignOf = (delimiter: string): Align => {
  const text = delimiter.trim();
  if (!text.endsWith(":")) return "left";
  return text.startsWith(":") ? "center" : "right";
};

const mostCommon = (values: readonly number[]): number => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = 0;
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value;
  return best;
};

const leading = (text: string): string => /^\s*/.exec(text)?.[0] ?? "";
const trailing = (text: string): string => /\s*$/.exec(text)?.[0] ?? "";

const shortest = (texts: readonly string[]): string =>
  texts.reduce((best, text) => (text.length < best.length ? text : best), texts[0] ?? " ");

/**
 * How the table writes one column. It is padded when most of its cells share one width although
 * their texts don't; then the delimiter's alignment says where the text stands.
 */
export const columnStyle = (table: Table, index: number): ColumnStyle => {
  const cellsOf = (rows: readonly Row[]): readonly string[] =>
    rows.flatMap(({ cells }) => (cells[index] === undefined ? [] : [cells[index].text]));
  const texts = cellsOf([table.header, ...table.rows]);
  const width = mostCommon(texts.map(widthOf));
  const alike = texts.filter((text) => widthOf(text) === width);
  const lengths = new Set(alike.map((text) => widthOf(text.trim())));
  const delimiter = table.delimiter.cells[index]?.text ?? "";
  if (alike.length * 2 > texts.length && lengths.size > 1)
    return { type: "padded", width, align: alignOf(delimiter) };
  const body = cellsOf(table.rows).filter((text) => text.trim() !== "");
  const samples = body.length > 0 ? body : texts;
  return { type: "margins", left: shortest(samples.map(leading)), right: shortest(samples.map(trailing)) };
};

/** Writes a cell's text in a column's style; text that is too long for its width keeps one space on each side. */
export const writeCell = (style: ColumnStyle, text: string): string => {
  if (style.type === "margins") return text === "" ? style.left || " " : style.left + text + style.right;
  const free = style.width - widthOf(text);
  if (free < 2) return ` ${text} `;
  const left = style.align === "left" ? 1 : style.align === "right" ? free - 1 : Math.floor(free / 2);
  return " ".repeat(left) + text + " ".repeat(free - left);
};

/** Writes another text into an existing cell: a padded one keeps its width, any other its margins. */
export const rewriteCell = (style: ColumnStyle, text: string, old: string): string => {
  if (style.type === "padded" || old.trim() === "") return writeCell(style, text);
  return leading(old) + text + trailing(old);
};

/** The delimiter of a column that is added: as wide as the column, with the declared alignment. */
export const delimiterText = (style: ColumnStyle, align: Align | "none"): string => {
  const width = style.type === "padded" ? style.width : 5;
  if (align === "none") return "-".repeat(width);
  if (align === "center") return `:${"-".repeat(Math.max(1, width - 2))}:`;
  return align === "left" ? `:${"-".repeat(width - 1)}` : `${"-".repeat(width - 1)}:`;
};
