import type { Block } from "../../src/page/block.ts";
import { warning } from "../../src/model/problem.ts";
import type { Entry } from "../../src/model/entry.ts";
import { goneBlockFinder, isAsMade } from "./edited.ts";
import { type Fate, type FateContext, standing } from "./fates.ts";

/**
 * What becomes of the entries of models that are in the catalog and don't belong in the section any more: those that
 * the tool made and nobody edited go, the others stay and are told.
 */
export const departedFates = (
  { page, section, place, records, past }: FateContext,
  blocks: readonly Block[],
  catalog: readonly Entry[],
): readonly Fate[] => {
  if (blocks.length === 0 || records.size === 0) return [];
  const departed = catalog.filter((entry) => !section.test(entry) && records.has(entry.id));
  if (departed.length === 0) return [];
  const find = goneBlockFinder(page, blocks);
  return departed.flatMap((entry): readonly Fate[] => {
    const { id } = entry;
    const record = records.get(id);
    const include = section.snippet === undefined ? undefined : past.includeOf(id, section.snippet);
    const block = record === undefined ? undefined : find(record, include);
    if (record === undefined || block === undefined) return [];
    const stays: Fate = { ...standing(block), record };
    if (!past.follows(entry)) return [stays];
    if (isAsMade(page, section, record, block, include))
      return [
        {
          ...standing(block),
          remove: true,
          notes: [
            {
              cause: "catalog",
              models: [id],
              what: "entry",
              action: "remove",
              text: `${block.title} in ${place}`,
            },
          ],
        },
      ];
    const problem = warning(
      "entry-left",
      `${page.path}:${block.first + 1}`,
      `${JSON.stringify(id)} doesn't belong in this section any more, but its entry stays: people wrote or edited it.`,
      "Delete it by hand, or leave it.",
    );
    return [{ ...stays, problems: [problem] }];
  });
};
