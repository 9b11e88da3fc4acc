import {
  type Align,
  type ColumnStyle,
  delimiterText,
  rewriteCell,
  writeCell,
} from "../../src/page/table-style.ts";
import { type Row, atEdge } from "../../src/page/table.ts";
import type { Changes } from "../placing/changes.ts";
import type { ColumnMatch, Matched } from "./match.ts";

/** A column of the page as it will be: one that is there, by its index, or one to be added with its style. */
export type Slot =
  | { readonly type: "present"; readonly at: number; readonly match: ColumnMatch | undefined }
  | {
      readonly type: "added";
      readonly match: ColumnMatch;
      readonly style: ColumnStyle;
      readonly after: number;
    };

/** The style of a column that isn't there yet: its left neighbour's, wide enough for its cells. */
const addedStyle = (matched: Matched, { column, index }: ColumnMatch, neighbour: number): ColumnStyle => {
  const beside = matched.styleOf(neighbour) ?? { type: "margins", left: " ", right: " " };
  if (beside.type === "margins") return beside;
  const widths = [column.header, ...matched.subjects.map(({ cells }) => cells[index] ?? "")].map(
    beside.measure,
  );
  const align: Align = column.align === "none" ? beside.align : column.align;
  return {
    type: "padded",
    width: widths.reduce((most, width) => Math.max(most, width), 0) + 2,
    align,
    measure: beside.measure,
  };
};

/** The columns of the page from left to right, with those to be added after the column that the config has on their left. */
const layOutColumns = (matched: Matched): readonly Slot[] => {
  const { table, columns } = matched;
  const slots: Slot[] = table.header.cells.map((_, at) => ({
    type: "present",
    at,
    match: columns.find((match) => match.at === at),
  }));
  for (const [index, match] of columns.entries()) {
    if (match.at !== undefined) continue;
    const left = columns[index - 1];
    const position = slots.findIndex((slot) => slot.match !== undefined && slot.match === left);
    const after = slots.slice(0, position + 1).filter((slot) => slot.type === "present").length - 1;
    slots.splice(position + 1, 0, {
      type: "added",
      match,
      style: addedStyle(matched, match, Math.max(0, after)),
      after,
    });
  }
  return slots;
};

const known = new WeakMap<Matched, readonly Slot[]>();

/** The columns of the page from left to right, with those to be added; worked out once, and asked for by every row. */
export const layout = (matched: Matched): readonly Slot[] => {
  const slots = known.get(matched) ?? layOutColumns(matched);
  known.set(matched, slots);
  return slots;
};

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
    notes: renamed.map(({ header, cell }) => ({
      cause: "config",
      models: [],
      what: "column",
      action: "change",
      text: `column ${read(cell.text)} → ${header} in ${place}`,
    })),
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

/**
 * The edit that puts a cell after the page's column `after` of a row (-1: before the first). A row that is too
 * short gets what it lacks first. `before` is the `after` of the cell that was put into this row just before.
 */
const insertCell = (
  matched: Matched,
  row: Row,
  after: number,
  text: string,
  before: number | undefined,
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
  return [{ start: last.end, end: last.end, text: `|${texts.join("|")}` }];
};

const add = (matched: Matched): Changes => {
  const { table, owners, place, headers, empty } = matched;
  const added = layout(matched).filter((slot) => slot.type === "added");
  return {
    edits: added.flatMap(({ match: { column, index }, style, after }, position) => {
      const before = added[position - 1]?.after;
      return [
        ...insertCell(matched, table.header, after, writeCell(style, column.header), before),
        ...insertCell(matched, table.delimiter, after, delimiterText(style, column.align), before),
        ...table.rows.flatMap((row) => {
          const owner = owners.get(row);
          // Headers of groups, and the row of an empty table, are known by their first cells.
          const special = headers.has(row) || row === empty;
          return insertCell(
            matched,
            row,
            special ? row.cells.length - 1 : after,
            writeCell(style, owner?.cells[index] ?? ""),
            before,
          );
        }),
      ];
    }),
    notes: added.map(({ match: { header } }) => ({
      cause: "config",
      models: [],
      what: "column",
      action: "add",
      text: `column ${header} in ${place}`,
    })),
  };
};

/**
 * Columns that the config added or renamed: header, delimiter and the cells of every row.
 * What is put before a cell goes before the edit of that cell, which begins at the same offset.
 */
export const editColumns = (matched: Matched): readonly Changes[] => [add(matched), rename(matched)];
