import { cellOf } from "../data/table.ts";
import type { CellText } from "../../src/page/markup.ts";
import { withLineBreaks } from "../../src/page/markdown/line-breaks.ts";
import { cellTexts, type Row } from "../../src/page/table.ts";
import type { Grouping } from "../../src/config/order-settings.ts";
import type { TableSettings } from "../../src/config/settings.ts";
import { groupOf, headerLine, headerName } from "../placing/groups.ts";
import type { Subject } from "./subjects.ts";
import { toMap } from "../../src/text/group-by.ts";

/** A row that is a group's header. */
export type HeaderRow = { readonly name: string; readonly asMade: boolean };

const trimmed = (cells: readonly string[]): readonly string[] => {
  const texts = cells.map((text) => text.trim());
  return texts.slice(0, texts.findLastIndex((text) => text !== "") + 1);
};

/** What a person sees of a row; cells without text at its end don't count. */
const visible = (cells: readonly string[], { read }: CellText): string =>
  JSON.stringify(trimmed(cells.map(read)));

const textsOf = ({ cells }: Row): readonly string[] => cells.map(({ text }) => text);

/** The cells of the row that a table without rows has. */
export const emptyCells = ({ empty }: TableSettings): readonly string[] =>
  empty === undefined ? [] : cellTexts(empty).map((text) => text.trim());

/** The cells of a group's header row. */
export const headerCells = (grouping: Grouping, name: string, cell: CellText): readonly string[] =>
  cellTexts(headerLine(grouping, cell.text(name))).map((text) => text.trim());

const isAsMade = (row: Row, made: readonly string[]): boolean => {
  // However the page ends its elements.
  const plain = (text: string): string => withLineBreaks(text, "<br>");
  const cells = (texts: readonly string[]): string => JSON.stringify(trimmed(texts.map(plain)));
  return cells(textsOf(row)) === cells(made);
};

/** The row that says that there is none. */
export const findEmpty = (rows: readonly Row[], settings: TableSettings): Row | undefined => {
  if (settings.empty === undefined) return undefined;
  const cell = cellOf(settings);
  const wanted = visible(emptyCells(settings), cell);
  return rows.find((row) => visible(textsOf(row), cell) === wanted);
};

/** The header rows of the groups that these rows belong to, told by what a person sees. */
export const knownHeaders = (
  rows: readonly Row[],
  settings: TableSettings,
  subjects: readonly Subject[],
): ReadonlyMap<Row, HeaderRow> => {
  const { group } = settings;
  if (group === undefined) return new Map();
  const cell = cellOf(settings);
  const names = new Set([group.other, ...subjects.map((subject) => groupOf(group, subject) ?? group.other)]);
  const byText = toMap(names, (name) => [visible(headerCells(group, name, cell), cell), name]);
  return toMap(rows, (row) => {
    const name = byText.get(visible(textsOf(row), cell));
    return name === undefined
      ? undefined
      : [row, { name, asMade: isAsMade(row, headerCells(group, name, cell)) }];
  });
};

/** The header row of a group that no model is in: written as headers are, and nothing else in it. */
export const otherHeader = (row: Row, settings: TableSettings): HeaderRow | undefined => {
  const { group } = settings;
  if (group === undefined) return undefined;
  const pattern = cellTexts(group.header).map((text) => text.trim());
  const texts = row.cells.map(({ text }) => text.trim());
  let name: string | undefined;
  for (const [index, text] of texts.entries()) {
    const made = pattern[index] ?? "";
    if (!made.includes("{group}")) {
      if (text !== made) return undefined;
    } else {
      name = headerName({ ...group, header: made }, text);
      if (name === undefined) return undefined;
    }
  }
  return name === undefined
    ? undefined
    : { name, asMade: isAsMade(row, headerCells(group, name, cellOf(settings))) };
};
