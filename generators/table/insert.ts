import { eolAt, lineAt, type Page } from "../../src/core/markdown.ts";
import type { Edit } from "../../src/core/splice.ts";
import { atEdge, type Row, type Table } from "../../src/core/table.ts";
import { writeCell } from "../../src/core/table-style.ts";
import type { Entry } from "../../src/types.ts";
import type { Slot } from "./columns.ts";
import { cellOf, type Matched } from "./match.ts";

/** The text of a new row, in the style of one beside it; `slots` are the table's columns as they will be. */
export const rowText = (matched: Matched, slots: readonly Slot[], entry: Entry, like: Row): string => {
  const cells = slots.map((slot, index) => {
    const text = slot.match === undefined ? "" : cellOf(slot.match.column, entry);
    const style = slot.type === "added" ? slot.style : matched.styles[slot.at];
    const written = writeCell(style ?? { type: "margins", left: " ", right: " " }, text);
    return atEdge(like, written, { first: index === 0, last: index === slots.length - 1 });
  });
  return like.lead + cells.join("|") + (like.closed ? "|" : "");
};

/** The edit that puts a row below another one, or below the delimiter. */
export const insertRow = (page: Page, table: Table, above: Row | undefined, text: string): Edit => {
  const line = (above ?? table.delimiter).line;
  const end = page.lines[line]?.end ?? page.text.length;
  return { start: end, end, text: eolAt(page, line) + text };
};

/** The edit that takes a row's line out, with the line ending before it, so that the end of the page stays as it is. */
export const removeRow = (page: Page, { line }: Row): Edit => ({
  start: page.lines[line - 1]?.end ?? 0,
  end: page.lines[line]?.end ?? page.text.length,
  text: "",
});

/** A row as it is written, with edits to its cells made. */
export const editedRow = (page: Page, { line }: Row, edits: readonly Edit[]): string => {
  const offset = page.lines[line]?.start ?? 0;
  let text = lineAt(page, line);
  for (const { start, end, text: cell } of [...edits].sort((a, b) => b.start - a.start))
    text = text.slice(0, start - offset) + cell + text.slice(end - offset);
  return text;
};
