import { encodeCell } from "../../../src/page/lifted.ts";
import type { FoundTable } from "../../../src/page/markup.ts";
import { markupOf, scanPage } from "../../../src/page/scan.ts";
import { type Edit, splice } from "../../../src/page/page.ts";

/** What is to become of a table: rows and columns count from 0, the header is row -1. */
export type Change =
  | readonly [what: "cell", row: number, column: number, text: string]
  | readonly [what: "row", above: number, ...cells: readonly string[]]
  | readonly [what: "no row", row: number]
  | readonly [what: "column", before: number, ...cells: readonly string[]]
  | readonly [what: "no column", column: number];

/** Which lines changes make of a table's. */
export type ChangeCase = [
  what: string,
  text: readonly string[],
  changes: readonly Change[],
  want: readonly string[],
];

const rowsOf = ({ table: { header, delimiter, rows } }: FoundTable) => [header, ...rows, delimiter];

/** The edits of the table with pipes that a change is. */
const editsOf = (found: FoundTable, change: Change): readonly Edit[] => {
  const rowAt = (row: number) => rowsOf(found)[row + 1]!;
  const lineOf = (row: number) => found.page.lines[rowAt(row).line]!;
  const [what, at] = change;
  if (what === "cell") {
    const { start, end } = rowAt(at).cells[change[2]]!;
    return [{ start, end, text: ` ${encodeCell(change[3])} ` }];
  }
  if (what === "no row") return [{ start: lineOf(at).start, end: lineOf(at).next, text: "" }];
  if (what === "row") {
    const after = lineOf(at).next;
    const cells = change.slice(2).map((cell) => ` ${encodeCell(String(cell))} |`);
    return [{ start: after, end: after, text: `|${cells.join("")}\n` }];
  }
  return rowsOf(found).flatMap(({ cells }, row): readonly Edit[] => {
    const cell = cells[at];
    if (cells.length === 0) return [];
    if (what === "no column") return [{ start: cell!.start, end: cell!.end + 1, text: "" }];
    const start = cell?.start ?? (cells.at(-1)?.end ?? 0) + 1;
    const text = row > found.table.rows.length ? "---" : (change[row + 2] ?? "");
    return [{ start, end: start, text: ` ${text} |` }];
  });
};

/** The page after changes of its first table. */
export const changed = (path: string, text: string, changes: readonly Change[]): readonly string[] => {
  const page = scanPage(path, text);
  const [found] = markupOf(path).tables(page, { first: 0, last: page.lines.length, indent: 0 }, "any");
  if (found === undefined) return ["no table"];
  const edits = found.page.outside?.(changes.flatMap((change) => editsOf(found, change)));
  return edits === undefined ? ["no way"] : splice(text, edits).replace(/\n$/, "").split("\n");
};
