import type { FoundRow, PartDraft } from "./types.ts";

/** The share of rows of no model with which a documentation shows more than the catalog has. */
const mostStrange = 0.2;

/** Whether a row says something of what it names, as those of models do: others are headings of groups. */
const saysMore = ({ cells }: FoundRow): boolean => cells.filter(({ shown }) => shown !== "").length > 1;

/** How many rows or entries a part has, and how many of them are models'; others are usual in a menu. */
const countOf = (part: PartDraft): readonly [all: number, owned: number] => {
  if (part.type === "table") {
    const { table, join, below = 0 } = part;
    // Where models have such rows, too, nothing tells headings from them.
    const isTold = table.headers.length > 2 && [...join.owners.keys()].every(saysMore);
    const isHeading = (row: FoundRow, index: number): boolean => {
      const next = table.rows[index + 1];
      return isTold && !saysMore(row) && next !== undefined && join.owners.has(next);
    };
    const rows = table.rows.filter((row, index) => join.owners.has(row) || !isHeading(row, index));
    return [rows.length, join.owners.size + below];
  }
  return [
    part.type === "section" ? (part.entries ?? part.models.length) : part.models.length,
    part.models.length,
  ];
};

/** Whether rows leave with their models: no files of their own are shown, and hardly a row is of a model that the catalog doesn't have. */
export const followsCatalog = (found: readonly PartDraft[]): boolean => {
  const counts = found.map(countOf);
  const rows = counts.reduce((sum, [all]) => sum + all, 0);
  const owned = counts.reduce((sum, [, own]) => sum + own, 0);
  const showsFiles = found.some((part) => part.type === "section" && part.snippet?.path !== undefined);
  return found.length > 0 && !showsFiles && rows - owned <= mostStrange * rows;
};
