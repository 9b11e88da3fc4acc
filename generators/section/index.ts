import { type Block, findBlocks, strayCites } from "../../src/core/block.ts";
import { type EntryRecord, placeKey } from "../../src/core/lock/types.ts";
import type { Page } from "../../src/core/markdown.ts";
import { comparator } from "../../src/core/order.ts";
import { placeName, type Region } from "../../src/core/region.ts";
import type { SectionSettings } from "../../src/core/settings.ts";
import type { Changes, Note } from "../changes.ts";
import type { Stranger } from "../orphans.ts";
import { type Past, sortKey } from "../past.ts";
import { claimBlocks, type Item, titleOf } from "./claim.ts";
import { type Fate, goneFates, ownedFate, standing } from "./fates.ts";
import { findHeaders } from "./headers.ts";
import { layOut } from "./layout.ts";

/** What a section needs, and what the lock is to remember of it. */
export type SectionPlan = Changes & {
  readonly records: readonly EntryRecord[];
  readonly strangers: readonly Stranger[];
};

/** What becomes of each block that is a model's, of the catalog or of the lock. */
const fatesOf = (
  section: SectionSettings,
  blocks: readonly Block[],
  items: readonly Item[],
  found: ReadonlyMap<string, Block>,
  groupAt: (block: Block) => string | undefined,
  past: Past,
): readonly Fate[] => {
  const owned = items.flatMap(({ entry }) => {
    const block = found.get(entry.id);
    return block === undefined ? [] : [ownedFate(section, entry, block, groupAt(block), past)];
  });
  const taken = new Set(owned.map(({ block }) => block));
  const free = blocks.filter((block) => !taken.has(block));
  return [...owned, ...goneFates(section, free, past)];
};

/**
 * Plans one section of a page: an entry for each item that has none, in its place; titles that follow
 * the catalog, unless people wrote them; and what becomes of the entries of models that left.
 */
export const planSection = (
  page: Page,
  region: Region,
  section: SectionSettings,
  items: readonly Item[],
  past: Past,
): SectionPlan => {
  const place = placeName(section);
  const blocks = findBlocks(page, region, section.format);
  const found = claimBlocks(section, blocks, items, past.isThere);
  const headers = findHeaders(page, region, section, blocks, items);
  const groupAt = ({ first }: Block): string | undefined =>
    headers.findLast(({ line }) => line < first)?.name;
  const known = fatesOf(section, blocks, items, found, groupAt, past);
  const decided = new Map(known.map((fate) => [fate.block, fate]));
  const fates = blocks.map((block): Fate => decided.get(block) ?? standing(block));
  const compare = comparator(section.order);
  const stray = strayCites(page, region, section.format, blocks);
  const isShown = ({ entry, includes }: Item): boolean =>
    found.has(entry.id) || includes.some((include) => stray.has(include));
  const added = items
    .filter((item) => !isShown(item) && past.selected(item.entry))
    .sort((a, b) => compare(sortKey(section.order, a.entry), sortKey(section.order, b.entry)));
  const { edits, moving } = layOut(page, region, section, headers, fates, added);
  const fresh = added.map(
    ({ entry }): EntryRecord => ({
      type: "entry",
      model: entry.id,
      page: section.page,
      place,
      title: titleOf(section, entry),
    }),
  );
  const isRecorded = (model: string): boolean => past.lock.entries.has(placeKey(section.page, place, model));
  return {
    edits,
    notes: [
      ...fresh.map(
        ({ model, title }): Note => ({
          cause: isRecorded(model) ? "drift" : "catalog",
          models: [model],
          what: "entry",
          action: "add",
          text: `${title ?? model} in ${place}`,
        }),
      ),
      ...fates.flatMap(({ notes }) => notes),
      // A new title tells of the move already.
      ...[...moving]
        .filter(({ title }) => title === undefined)
        .map(
          ({ block, record }): Note => ({
            cause: "catalog",
            models: record === undefined ? [] : [record.model],
            what: "entry",
            action: "move",
            text: `${block.title} in ${place}`,
          }),
        ),
    ],
    records: [...known.flatMap(({ record }) => record ?? []), ...fresh],
    strangers: blocks
      .filter((block) => !decided.has(block))
      .map(({ first, title, cites }) => ({
        what: "entry",
        page: page.path,
        place,
        line: first + 1,
        title,
        names: cites,
      })),
  };
};
