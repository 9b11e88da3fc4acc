import type { SourceRow } from "../lifted.ts";
import type { Cell } from "./cells.ts";

/** A row, and its cells as they are written. */
export type CellRow = SourceRow & { readonly parts: readonly Cell[] };

/** Whether one cell goes over all columns of a row. */
export const isOver = ({ parts, cells }: CellRow): boolean => parts.length === 1 && cells.length !== 1;

/** Whether nothing but the first cell of a row says something. */
export const saysOne = ([first = "", ...others]: readonly string[]): boolean =>
  first !== "" && others.length > 0 && others.every((text) => text === "");

/** Rows over all columns name what stands below them where the first does: then their text is in the first cell. */
export const withGroups = (
  rows: readonly CellRow[],
  count: number,
  read: (text: string) => string,
): readonly CellRow[] => {
  const [first] = rows;
  const areGroups = first !== undefined && isOver(first) && rows.filter(isOver).length * 2 < rows.length;
  const last = rows.findLastIndex((row) => !isOver(row));
  return rows.map((row, index) =>
    areGroups && isOver(row) && index < last
      ? { ...row, cells: Array.from({ length: count }, (_, at) => read(row.parts[at]?.text ?? "")) }
      : row,
  );
};
