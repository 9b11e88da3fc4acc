import type { SourceRow } from "../lifted.ts";
import { type Page, lineAt, spaceBefore } from "../page.ts";
import type { LineRange } from "../row-lines.ts";

/** A cell: what stands before its text, its sign included; its text; the white space after it; where it begins. */
export type Cell = {
  readonly lead: string;
  readonly text: string;
  readonly trail: string;
  readonly line: number;
  /** Whether it is the first of its line. */
  readonly begins: boolean;
  /** Over how many columns and rows it goes. */
  readonly columns: number;
  readonly rows: number;
  /** Lines below its text that are none of it: comments, conditions and blank ones. */
  readonly below: readonly string[];
};

/** A line of a table that is in no cell of it. */
const apart = /^(?:\/\/(?!\/\/$).*|(?:ifn?def|ifeval|endif)::.*)$/;

/** What may stand right before a cell's sign: how often, over how much, how it is aligned and what it holds. */
const spec = String.raw`(?:(\d+(?:\.\d+)?|\.\d+)([+*]))?(?:[<^>](?:\.[<^>])?|\.[<^>])?[adehlmsv]?`;
const atStart = new RegExp(`^[ \\t]*${spec}$`);
const atEnd = new RegExp(`(?<=^|[ \\t])${spec}$`);

/** The signs in a line that begin a cell, each with where what belongs to it begins. */
const signsIn = (line: string, sign: string) => {
  const found: { readonly from: number; readonly at: number; readonly span: RegExpExecArray | null }[] = [];
  for (let at = line.indexOf(sign); at !== -1; at = line.indexOf(sign, at + 1)) {
    if (line[at - 1] === "\\") continue;
    const before = line.slice(0, at);
    const span = atStart.exec(before) ?? atEnd.exec(before);
    found.push({ from: span === null ? at : span.index, at, span });
  }
  return found;
};

/** Whether a text ends with what would belong to the cell after it. */
export const endsWithSpec = (text: string): boolean => (atEnd.exec(text)?.[0] ?? "") !== "";

/** The cells of a table's lines; undefined where the first line begins in none. */
export const cellsIn = (
  page: Page,
  { first, last }: LineRange,
  sign: string,
): readonly Cell[] | undefined => {
  const cells: Cell[] = [];
  for (let index = first; index < last; index += 1) {
    const line = lineAt(page, index);
    const signs = signsIn(line, sign);
    const head = signs[0]?.from ?? line.length;
    const above = cells.at(-1);
    if (above !== undefined && (head > 0 || signs.length === 0)) {
      const more = line.slice(0, head);
      // The text of a cell goes on.
      cells[cells.length - 1] = {
        ...above,
        text: `${above.text}${above.trail}\n${more.trimEnd()}`,
        trail: more.slice(more.trimEnd().length),
      };
    } else if (head > 0 && line.trim() !== "") return undefined;
    for (const [place, { from, at, span }] of signs.entries()) {
      const raw = line.slice(at + sign.length, signs[place + 1]?.from ?? line.length);
      const text = raw.trim();
      const space = text === "" ? "" : spaceBefore(raw);
      const [, size = "", sort] = span ?? [];
      const [columns = "", rows = ""] = size.split(".");
      const one: Cell = {
        lead: line.slice(from, at + sign.length) + space,
        text,
        trail: raw.slice(space.length + text.length),
        line: index,
        begins: from === 0,
        columns: sort === "+" ? Number(columns) : 1,
        rows: rows === "" ? 1 : Number(rows),
        below: [],
      };
      // A cell that says how often it stands is so many cells.
      cells.push(one);
      for (let more = sort === "*" ? Number(columns) : 1; more > 1; more -= 1)
        cells.push({ ...one, lead: sign + space, begins: false });
    }
  }
  return cells.map(withoutApart);
};

/** A cell without the lines at its end that are none of its text. */
const withoutApart = (cell: Cell): Cell => {
  const [first = "", ...lines] = cell.text.split("\n");
  const last = lines.findLastIndex((line) => line.trim() !== "" && !apart.test(line)) + 1;
  const text = [first, ...lines.slice(0, last)].join("\n").trimEnd();
  return { ...cell, text, below: lines.slice(last) };
};

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
