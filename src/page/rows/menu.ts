import type { SourceRow, SourceTable } from "../lifted.ts";
import type { Menu, MenuItem } from "../markup.ts";
import type { Page } from "../page.ts";
import { linesIn } from "../row-lines.ts";
import { writeRows } from "./write-rows.ts";

/** The menus that all of some names may mean: of several the one that is called so before all else. */
export const menusCalled = (all: readonly Menu[], names: readonly string[]): readonly Menu[] => {
  const found = all.filter((menu) => names.every((name) => menu.names.includes(name)));
  const called = found.filter((menu) => menu.names[0] === names.at(-1));
  return called.length === 1 ? called : found;
};

/** A menu whose items begin with a line each: that is the cell of their rows. */
export type LineMenu = Pick<Menu, "line" | "names"> & {
  readonly header: SourceRow;
  readonly rows: readonly SourceRow[];
  readonly read: (text: string) => MenuItem;
  readonly write: (item: MenuItem) => string;
  /** What stands before a new item. */
  readonly lead: string;
  /** What stands below the header, where there are no items to show it. */
  readonly headGap: readonly string[];
};

/** A menu of a page by its lines: an item that stays keeps its own, and those below that belong to it. */
export const lineMenu = (page: Page, menu: LineMenu): Menu => {
  const { line, names, header, rows, read, write, lead, headGap } = menu;
  const texts = rows.map(({ cells: [text = ""] }) => text);
  const source: Pick<SourceTable, "header" | "rows" | "last"> = {
    header,
    rows,
    last: rows.at(-1)?.last ?? header.last,
  };
  return {
    line,
    names,
    items: texts.map(read),
    lines: rows.map(({ first }) => first),
    write: (items, gap) => {
      const free = [...rows];
      let above = -1;
      const wanted = items.map((item) => {
        const text = write(item);
        const at = free.findIndex(({ cells: [own = ""] }) => own === text);
        const [from] = at === -1 ? [] : free.splice(at, 1);
        const moves = from !== undefined && from.first < above;
        if (from !== undefined && !moves) above = from.first;
        return { from, moves, cells: from?.cells ?? [text] };
      });
      const below = (from: SourceRow | undefined): readonly string[] =>
        from === undefined ? [] : linesIn(page, { first: from.first + 1, last: from.last });
      const stays = (text: string, index = Infinity): string =>
        gap === undefined || text.trim() !== "" || index < (rows[0]?.first ?? index) ? text : gap;
      return writeRows(
        page,
        source,
        { columns: [], header: header.cells, rows: wanted },
        {
          gap: gap === undefined ? [] : [gap],
          headGap,
          stays,
          row: ([text = ""], from) => [lead + text, ...below(from)],
        },
      );
    },
  };
};
