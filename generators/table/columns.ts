import {
  type Align,
  type ColumnStyle,
  delimiterText,
  rewriteCell,
  writeCell,
} from "../../src/page/table-style.ts";
import { fromTo } from "../../src/model/note.ts";
import { nearest } from "../../src/text/suggest.ts";
import { type Row, atEdge } from "../../src/page/table.ts";
import type { Changes } from "../placing/past.ts";
import type { Matched } from "./match.ts";
import type { ColumnMatch } from "./match-columns.ts";
import { columnNote, removeColumns } from "./remove-columns.ts";
import { once } from "../../src/text/once.ts";

/** A column of the page as it will be: one that is there, by its index, or one to be added with its style. */
export type Slot =
  | { readonly type: "present"; readonly at: number; readonly match: ColumnMatch | undefined }
  | {
      readonly type: "added";
      readonly match: ColumnMatch;
      readonly style: ColumnStyle;
      readonly after: number;
      /** Index of the page's column whose style and alignment it has. */
      readonly beside: number;
    };

/** The style of a column that isn't there yet: its left neighbour's, wide enough for its cells. */
const addedStyle = (matched: Matched, { column, index }: ColumnMatch, neighbour: number): ColumnStyle => {
  const beside = matched.styleOf(neighbour) ?? { type: "margins", left: " ", right: " " };
  if (beside.type === "margins") return beside;
  const widths = [column.header, ...matched.subjects.map(({ cells }) => cells[index] ?? "")].map(
    beside.measure,
  );
  const align: Align = column.align === undefined || column.align === "none" ? beside.align : column.align;
  return {
    type: "padded",
    width: widths.reduce((most, width) => Math.max(most, width), 0) + 2,
    align,
    measure: beside.measure,
  };
};

/** The columns of the page from left to right, with those to be added after the column that the config has on their left. */
const layOutColumns = (matched: Matched): readonly Slot[] => {
  const { table, columns, removed } = matched;
  const slots: Slot[] = table.header.cells.flatMap((_, at) =>
    removed.includes(at)
      ? []
      : [{ type: "present", at, match: columns.find((match) => match.at === at) } as const],
  );
  for (const [index, match] of columns.entries()) {
    if (match.at !== undefined) continue;
    const before = columns[index - 1];
    const position = slots.findIndex((slot) => slot.match !== undefined && slot.match === before);
    const left = slots.slice(0, position + 1).findLast((slot) => slot.type === "present");
    const after = left?.type === "present" ? left.at : -1;
    const first = slots.find((slot) => slot.type === "present");
    const beside = left ?? first;
    const neighbour = beside?.type === "present" ? beside.at : 0;
    const style = addedStyle(matched, match, neighbour);
    slots.splice(position + 1, 0, { type: "added", match, style, after, beside: neighbour });
  }
  return slots;
};

/** The columns of the page from left to right, with those to be added; worked out once, and asked for by every row. */
export const layout = once(layOutColumns);

const rename = ({ table, columns, place, styleOf, read }: Matched): Changes => {
  const renamed = columns.flatMap(({ column, header, at, renamed }) => {
    const cell = renamed && at !== undefined ? table.header.cells[at] : undefined;
    const style = cell === undefined || at === undefined ? undefined : styleOf(at);
    return cell === undefined || style === undefined ? [] : [{ column, header, cell, style }];
  });
  return {
    edits: renamed.map(({ column, cell, style }) => ({
      start: cell.start,
      end: cell.end,
      text: rewriteCell(style, column.header, cell.text),
    })),
    notes: renamed.map(({ header, cell }) =>
      columnNote("change", `${fromTo(read(cell.text), header)} in ${place}`),
    ),
  };
};

/** The texts of the cells that a row which is too short lacks, from the column `from` up to `to`: its entry's, or empty ones. */
const lacking = (
  { columns, styleOf, owners }: Matched,
  row: Row,
  from: number,
  to: number,
): readonly string[] => {
  const owner = owners.get(row);
  return Array.from({ length: Math.max(0, to + 1 - from) }, (_, index) => {
    const match = owner === undefined ? undefined : columns.find(({ at }) => at === from + index);
    const style = styleOf(from + index) ?? { type: "margins", left: " ", right: " " };
    return owner === undefined || match === undefined
      ? " "
      : writeCell(style, owner.cells[match.index] ?? "");
  });
};

/** The edit that puts a cell after column `after` of a row (-1: first), which gets what it lacks; `before`: the last such. */
const insertCell = (
  matched: Matched,
  row: Row,
  { after, before }: { readonly after: number; readonly before: number | undefined },
  text: string,
): Changes["edits"] => {
  const next = row.cells[after + 1];
  if (next !== undefined) {
    const cell = atEdge(row, text, { first: after < 0 && before === undefined, last: false });
    return [{ start: next.start, end: next.start, text: `${cell}|` }];
  }
  const last = row.cells.at(-1);
  if (last === undefined) return [];
  const texts = [...lacking(matched, row, Math.max(row.cells.length, (before ?? -1) + 1), after), text];
  // Behind the closing pipe, not before it: an edit of an empty last cell begins at that very offset.
  if (row.closed) return [{ start: last.end + 1, end: last.end + 1, text: `${texts.join("|")}|` }];
  // The last cell gets the space that the others have before their pipes.
  const blank = /\s$/.test(row.cells.at(-2)?.text ?? last.text) && !/\s$/.test(last.text) ? " " : "";
  return [{ start: last.end, end: last.end, text: `${blank}|${texts.join("|").trimEnd()}` }];
};

/** A question, where the page has a column of no setting whose header may be a misspelt one. */
const meant = ({ table, columns, removed, read }: Matched, header: string): string => {
  const free = table.header.cells.flatMap(({ text }, at) =>
    removed.includes(at) || columns.some((match) => match.at === at) ? [] : [read(text)],
  );
  const near = nearest(header, free);
  const was = JSON.stringify(near);
  return near === undefined
    ? ""
    : `: is it the page's ${was}? Then correct one of them, or set \`was: [${was}]\``;
};

const add = (matched: Matched): Changes => {
  const { table, owners, place, headers, empty } = matched;
  const added = layout(matched).filter((slot) => slot.type === "added");
  return {
    edits: added.flatMap(({ match: { column, index }, style, after, beside }, position) => {
      const before = added[position - 1]?.after;
      const at = { after, before };
      const like = table.delimiter.cells[beside]?.text ?? "---";
      return [
        ...insertCell(matched, table.header, at, writeCell(style, column.header)),
        ...insertCell(matched, table.delimiter, at, delimiterText(style, column.align, like)),
        ...table.rows.flatMap((row) => {
          const owner = owners.get(row);
          // Headers of groups, and the row of an empty table, are known by their first cells.
          const special = headers.has(row) || row === empty;
          return insertCell(
            matched,
            row,
            { after: special ? row.cells.length - 1 : after, before },
            writeCell(style, owner?.cells[index] ?? ""),
          );
        }),
      ];
    }),
    notes: added.map(({ match: { header } }) =>
      columnNote("add", `${header} in ${place}${meant(matched, header)}`),
    ),
  };
};

/** Columns that the config added, takes out or renamed. What is put before a cell goes before the edit of that cell. */
export const editColumns = (matched: Matched): readonly Changes[] => [
  add(matched),
  removeColumns(matched),
  rename(matched),
];
