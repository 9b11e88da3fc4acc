import type { Scene } from "../../check/types.ts";
import type { Draft } from "../draft.ts";
import type { PartDraft } from "../types.ts";

/** A cell that differs from what the catalog says, and that the lock keeps. */
export type Pin = {
  readonly page: string;
  readonly line: number;
  readonly model: string;
  readonly column: string;
  readonly shown: string;
  readonly made: string;
};

/** What became of a table's cells: how many are as the catalog says, how many are pinned, how many are people's. */
export type Cells = { readonly explained: number; readonly pinned: readonly Pin[]; readonly people: number };

/** The cells of each table of a draft, as they stand in the page. */
export const cellsOf = ({ places }: Draft, { tables }: Scene): ReadonlyMap<PartDraft, Cells> =>
  new Map(
    tables.flatMap(({ page, matched: { settings, columns, owners, textsOf } }) => {
      const part = places.get(settings.where);
      if (part === undefined) return [];
      let explained = 0;
      let people = 0;
      const pinned: Pin[] = [];
      for (const [row, subject] of owners) {
        const texts = textsOf(row);
        for (const { column, header, index, at } of columns) {
          if (at === undefined) continue;
          const [shown = "", made = ""] = [texts[index], subject.texts[index]];
          if (column.owner === "people") people += 1;
          else if (shown === made) explained += 1;
          else
            pinned.push({
              page: page.path,
              line: row.line + 1,
              model: subject.id,
              column: header,
              shown,
              made,
            });
        }
      }
      return [[part, { explained, pinned, people }] as const];
    }),
  );
