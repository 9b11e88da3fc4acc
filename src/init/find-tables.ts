import { scanPage } from "../page/scan.ts";
import { findTables, type Row } from "../page/table.ts";
import type { RelativePath } from "../model/file.ts";
import { spotsOf } from "./spots.ts";
import type { FoundRow, FoundTable } from "./types.ts";

const trimmed = ({ start, text }: Row["cells"][number]): FoundRow["cells"][number] => {
  const inner = text.trim();
  const from = start + (text.length - text.trimStart().length);
  return { text: inner, start: from, end: from + inner.length };
};

/** Every table of a page, whatever it is about. */
export const tablesOf = (path: RelativePath, text: string): readonly FoundTable[] => {
  const page = scanPage(path, text);
  return spotsOf(page).flatMap(({ place, region }) =>
    findTables(page, region).map(({ header, rows }) => ({
      page: path,
      place,
      context: [...(place.heading ?? []), ...(place.tab === undefined ? [] : [place.tab])],
      headers: header.cells.map((cell) => cell.text.trim()),
      rows: rows.map(({ line, cells }) => ({ line, cells: cells.map(trimmed) })),
    })),
  );
};
