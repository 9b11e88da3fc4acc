import type { CellText } from "../../src/page/markup.ts";
import type { Row, Table } from "../../src/page/table.ts";
import type { Subject } from "./subjects.ts";

/** A configured column: its place among the config's, and among the page's where it is there. */
type Column = { readonly index: number; readonly at: number | undefined };

/** What a cell of a column says, by its text as it is written. */
type CellReader = (match: Column, written: string) => string;

/**
 * Reads key cells in which an ID stands unescaped, so that a reader takes a part of it for markup: such a cell is the
 * model's whose ID is written so, unless it is how another model's, which has no row of its own, is emphasised.
 */
export const cellReader = (
  { rows }: Table,
  columns: readonly Column[],
  subjects: readonly Subject[],
  read: CellText["read"],
): CellReader => {
  const odd = subjects.filter(({ asWritten }) => asWritten.size > 0);
  if (odd.length === 0) return (_, written) => read(written);
  const known = columns.map(({ index, at }) => {
    const mine = odd.flatMap(({ asWritten, texts }) => {
      const written = asWritten.get(index);
      return written === undefined ? [] : [[written, texts[index] ?? ""] as const];
    });
    const all = mine.length === 0 ? [] : subjects.map(({ texts }) => texts[index] ?? "");
    const standing =
      mine.length === 0 || at === undefined ? [] : rows.map((row) => row.cells[at]?.text.trim() ?? "");
    return { byWritten: new Map(mine), texts: new Set(all), standing: new Set(standing) };
  });
  return ({ index }, written) => {
    const seen = read(written);
    const column = known[index];
    const own = column?.byWritten.get(written.trim());
    if (column === undefined || own === undefined) return seen;
    return column.texts.has(seen) && !column.standing.has(seen) ? seen : own;
  };
};

/** Reads the cells of rows; each row once. */
export const rowReader = (
  columns: readonly Column[],
  read: CellReader,
): ((row: Row) => readonly string[]) => {
  const known = new Map<Row, readonly string[]>();
  return (row) => {
    const texts =
      known.get(row) ??
      columns.map((match) => (match.at === undefined ? "" : read(match, row.cells[match.at]?.text ?? "")));
    known.set(row, texts);
    return texts;
  };
};
