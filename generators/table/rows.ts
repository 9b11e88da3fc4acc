import { plainText } from "../../src/core/emit/plain-text.ts";
import { eolAt } from "../../src/core/markdown.ts";
import { comparator, slotFinder } from "../../src/core/order.ts";
import { placeName } from "../../src/core/region.ts";
import { rewriteCell, writeCell } from "../../src/core/table-style.ts";
import { type Row, atEdge } from "../../src/core/table.ts";
import type { Entry, FieldValue } from "../../src/types.ts";
import type { Changes } from "../changes.ts";
import { type Slot, layout } from "./columns.ts";
import { type Matched, cellOf } from "./match.ts";

/** Cells that the catalog owns and whose visible text isn't what it should be. */
export const updateRow = ({ columns, styles, settings }: Matched, row: Row, entry: Entry): Changes => {
  const stale = columns.flatMap(({ column, at }) => {
    const cell = at === undefined ? undefined : row.cells[at];
    const style = at === undefined ? undefined : styles[at];
    if (cell === undefined || style === undefined || column.owner === "people") return [];
    const wanted = cellOf(column, entry);
    return plainText(cell.text) === plainText(wanted) ? [] : [{ column, cell, style, wanted }];
  });
  return {
    edits: stale.map(({ cell, style, wanted }) => {
      const edge = { first: cell === row.cells[0], last: cell === row.cells.at(-1) };
      return { start: cell.start, end: cell.end, text: atEdge(row, rewriteCell(style, wanted, cell.text), edge) };
    }),
    notes: stale.map(({ column, cell, wanted }) => ({
      cause: "catalog",
      models: [entry.id],
      what: "cell",
      text: `~ ${entry.name}, ${plainText(column.header)}: ${plainText(cell.text)} → ${plainText(wanted)} in ${placeName(settings)}`,
    })),
  };
};

const rowText = ({ styles }: Matched, slots: readonly Slot[], entry: Entry, like: Row): string => {
  const cells = slots.map((slot, index) => {
    const text = slot.match === undefined ? "" : cellOf(slot.match.column, entry);
    const style = slot.type === "added" ? slot.style : styles[slot.at];
    const written = writeCell(style ?? { type: "margins", left: " ", right: " " }, text);
    return atEdge(like, written, { first: index === 0, last: index === slots.length - 1 });
  });
  return like.lead + cells.join("|") + (like.closed ? "|" : "");
};

/** Rows for the entries that have none, each at its place in the table's order and in its neighbours' style. */
export const addRows = (matched: Matched, missing: readonly Entry[]): Changes => {
  const { page, table, settings, columns, owners } = matched;
  const keyOf = (entry: Entry): FieldValue => entry.fields.get(settings.order.by) ?? null;
  const at = columns[settings.key]?.at ?? 0;
  const compare = comparator(settings.order);
  const slotOf = slotFinder(
    table.rows.map((row) => {
      const owner = owners.get(row);
      return owner === undefined ? plainText(row.cells[at]?.text ?? "") : keyOf(owner);
    }),
    compare,
  );
  const slots = layout(matched);
  const sorted = [...missing].sort((a, b) => compare(keyOf(a), keyOf(b)) || (a.id < b.id ? -1 : 1));
  return {
    edits: sorted.map((entry) => {
      const slot = slotOf(keyOf(entry));
      const above = table.rows[slot - 1] ?? table.delimiter;
      const end = page.lines[above.line]?.end ?? page.text.length;
      const like = table.rows[slot - 1] ?? table.rows[slot] ?? table.header;
      return { start: end, end, text: eolAt(page, above.line) + rowText(matched, slots, entry, like) };
    }),
    notes: sorted.map((entry) => ({
      cause: "catalog",
      models: [entry.id],
      what: "row",
      text: `+ ${entry.name} in ${placeName(settings)}`,
    })),
  };
};
