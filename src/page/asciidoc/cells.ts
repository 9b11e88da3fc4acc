import { lineAt, type Page } from "../page.ts";
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
};

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
    const isFirst = found.length === 0 && atStart.test(before);
    const span = (isFirst ? atStart : atEnd).exec(before);
    const from = isFirst ? 0 : span === null ? at : at - span[0].length;
    found.push({ from: Math.max(from, (found.at(-1)?.at ?? -1) + 1), at, span });
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
    if (head > 0 && above !== undefined) {
      const more = line.slice(0, head);
      // The text of a cell goes on.
      cells[cells.length - 1] = {
        ...above,
        text: `${above.text}${above.trail}\n${more.trimEnd()}`,
        trail: more.slice(more.trimEnd().length),
      };
    } else if (head > 0 && line.trim() !== "") return undefined;
    else if (signs.length === 0 && above !== undefined)
      cells[cells.length - 1] = { ...above, text: `${above.text}${above.trail}\n`, trail: "" };
    for (const [place, { from, at, span }] of signs.entries()) {
      const raw = line.slice(at + sign.length, signs[place + 1]?.from ?? line.length);
      const text = raw.trim();
      const space = text === "" ? "" : (/^\s*/.exec(raw)?.[0] ?? "");
      const [columns = "", rows = ""] = (span?.[1] ?? "").split(".");
      cells.push({
        lead: line.slice(from, at + sign.length) + space,
        text,
        trail: raw.slice(space.length + text.length),
        line: index,
        begins: from === 0,
        columns: Number(columns === "" ? 1 : columns),
        rows: Number(rows === "" ? 1 : rows),
      });
    }
  }
  // Blank lines at the end are no text.
  return cells.map((cell) => ({ ...cell, text: cell.text.replace(/\s*$/, "") }));
};
