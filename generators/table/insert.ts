import type { RowRecord } from "../../src/model/lock.ts";
import { type Edit, type Page, eolAt, edited, startAt, endAt } from "../../src/page/page.ts";
import { atEdge, type Cell, type Row, type Table } from "../../src/page/table.ts";
import { type ColumnStyle, rewriteCell, writeCell } from "../../src/page/table-style.ts";
import { layout } from "./columns.ts";
import type { Matched } from "./match.ts";
import { cellsAsIn } from "../../src/page/markdown/line-breaks.ts";
import type { Subject } from "./subjects.ts";

/** People's cells that come along from another table, by header. */
export type Carried = ReadonlyMap<string, string>;

const margins: ColumnStyle = { type: "margins", left: " ", right: " " };

const written = (
  like: Row,
  cells: readonly { readonly style: ColumnStyle | undefined; readonly text: string }[],
) => {
  const texts = cells.map(({ style = margins, text }, index) =>
    atEdge(like, writeCell(style, text), { first: index === 0, last: index === cells.length - 1 }),
  );
  return like.lead + texts.join("|") + (like.closed ? "|" : "");
};

/** The row that a new one begins as: the nearest of its kind, as models with several rows have one of each. */
const kinOf = ({ table, owners }: Matched, { variant }: Subject, like: Row): Row | undefined => {
  if (!owners.has(like)) return undefined;
  const kin = table.rows.filter((row) => owners.get(row)?.variant === variant);
  return kin.findLast(({ line }) => line <= like.line) ?? kin[0];
};

/** What a new row takes over from the one it begins as, by column of the page: marks of which the catalog says nothing. */
const takenOver = (matched: Matched, subject: Subject, like: Row): ReadonlyMap<number, string> =>
  new Map(
    matched.columns.flatMap(({ column, at }) => {
      const text =
        at === undefined || !column.copied ? undefined : kinOf(matched, subject, like)?.cells[at]?.text;
      return at === undefined || text === undefined ? [] : [[at, text.trim()]];
    }),
  );

/** The same as the lock has it: it goes with the row. */
export const foundBeside = (matched: Matched, subject: Subject, like: Row): Pick<RowRecord, "found"> => {
  const beside = takenOver(matched, subject, like);
  const found = matched.columns.flatMap(({ header, at = -1 }): readonly (readonly [string, string])[] => {
    const text = matched.read(beside.get(at) ?? "");
    return text === "" ? [] : [[header, text]];
  });
  return found.length === 0 ? {} : { found: Object.fromEntries(found) };
};

/** The text of a new row, in the style of one beside it. */
export const rowText = (matched: Matched, subject: Subject, like: Row, carried: Carried): string => {
  const beside = takenOver(matched, subject, like);
  return written(
    like,
    layout(matched).map((slot) => {
      const style = slot.type === "added" ? slot.style : matched.styleOf(slot.at);
      const { match } = slot;
      const made = match === undefined ? "" : (subject.cells[match.index] ?? "");
      if (slot.type === "added" || match?.column.owner === "catalog") return { style, text: made };
      const theirs =
        carried.size === 0
          ? undefined
          : carried.get(matched.read(matched.table.header.cells[slot.at]?.text ?? ""));
      return { style, text: theirs ?? beside.get(slot.at) ?? made };
    }),
  );
};

/** The text of a row that is no model's, from its cells, as wide as the table. */
export const specialText = (matched: Matched, cells: readonly string[], like: Row): string => {
  const own = cellsAsIn(matched.page, cells);
  return written(
    like,
    layout(matched).map((slot, index) => ({
      style: slot.type === "added" ? slot.style : matched.styleOf(slot.at),
      text: own[index] ?? "",
    })),
  );
};

/** The edit that puts a row below another one, or below the delimiter. */
export const insertRow = (page: Page, above: Row, text: string): Edit => {
  const end = page.lines[above.line]?.end ?? page.text.length;
  return { start: end, end, text: eolAt(page, above.line) + text };
};

/** The edit that gives a table other rows than it has. */
export const replaceRows = (page: Page, { delimiter, last }: Table, rows: readonly string[]): Edit => ({
  start: page.lines[delimiter.line]?.end ?? page.text.length,
  end: page.lines[last - 1]?.end ?? page.text.length,
  text: rows.map((row) => eolAt(page, delimiter.line) + row).join(""),
});

/** The edit that takes a row's line out, with the line ending before it, so that the end of the page stays as it is. */
export const removeRow = (page: Page, { line }: Row): Edit => ({
  start: page.lines[line - 1]?.end ?? 0,
  end: page.lines[line]?.end ?? page.text.length,
  text: "",
});

/** The edit that gives a cell of a row another text, in the style of its column. */
export const cellEdit = (row: Row, cell: Cell, style: ColumnStyle, text: string): Edit => {
  const edge = { first: cell === row.cells[0], last: cell === row.cells.at(-1) };
  return { start: cell.start, end: cell.end, text: atEdge(row, rewriteCell(style, text, cell.text), edge) };
};

const endOf = ({ cells, closed }: Row): number => (cells.at(-1)?.end ?? 0) + (closed ? 1 : 0);

/** The first column of the page of which a row has no cell, and gets none with a column that is added. */
const firstLacking = (matched: Matched, { cells }: Row): number =>
  Math.max(
    cells.length,
    ...layout(matched).flatMap((slot) => (slot.type === "added" ? [slot.after + 1] : [])),
  );

/** A row's cell in a column of the page; an empty one at its end where it stops before. */
export const cellAt = (matched: Matched, row: Row, at: number): Cell | undefined => {
  const { cells } = row;
  if (at < cells.length || cells.length === 0) return cells[at];
  return at < firstLacking(matched, row) ? undefined : { start: endOf(row), end: endOf(row), text: "" };
};

/** The edit that goes on with a row that stops early, up to the last of its new cells. */
export const goOn = (matched: Matched, row: Row, cells: ReadonlyMap<number, string>): Edit => {
  const texts: string[] = [];
  for (let at = firstLacking(matched, row); at <= Math.max(...cells.keys()); at += 1) {
    const text = writeCell(matched.styleOf(at) ?? margins, cells.get(at) ?? "");
    texts.push(row.closed ? `${text}|` : `|${text}`);
  }
  const blank = row.closed || row.cells.at(-1)?.text.endsWith(" ") === true ? "" : " ";
  const text = row.closed ? texts.join("") : blank + texts.join("").trimEnd();
  return { start: endOf(row), end: endOf(row), text };
};

/** A row as it is written, with edits to its cells made. */
export const editedRow = (page: Page, { line }: Row, edits: readonly Edit[]): string =>
  edited(page.text, { start: startAt(page, line), end: endAt(page, line) }, edits);
