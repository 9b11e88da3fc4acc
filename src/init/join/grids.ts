import type { CatalogView, TableDraft } from "../types.ts";
import { modelFinder } from "./known-models.ts";

/** Headers of columns that name other models than the row's own. */
const ofAnother = /replac|success|alternativ|recommend|upgrade|migrat|instead|base|parent|fallback/i;

/** Fewer models in another column may stand there by chance. */
const fewestBeside = 3;

/** The share of rows that have another model there. */
const leastBeside = 0.6;

/** Whether a table lists other models in another of its columns, each for itself: a row of one alone would part these. */
export const isGrid = (
  { table: { headers, rows }, columns }: TableDraft,
  drafts: readonly TableDraft[],
  { models }: CatalogView["shape"],
): boolean => {
  const find = modelFinder(models);
  const shown = new Set(drafts.flatMap((draft) => draft.models));
  return columns.some(({ at, owner }) => {
    if (owner !== "people" || ofAnother.test(headers[at] ?? "")) return false;
    const named = new Set(rows.flatMap(({ cells }) => find(cells[at]?.shown ?? "") ?? []));
    return (
      named.size >= Math.max(fewestBeside, rows.length * leastBeside) &&
      [...named].every((model) => !shown.has(model))
    );
  });
};
