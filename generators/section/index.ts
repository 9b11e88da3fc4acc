import { blockLines, findBlocks, insertBlock, removeBlock, retitledLines } from "../../src/core/block.ts";
import { titleText } from "../../src/core/emit/markdown.ts";
import { fill } from "../../src/core/expression.ts";
import { type EntryRecord, placeKey } from "../../src/core/lock/types.ts";
import type { Page } from "../../src/core/markdown.ts";
import { comparator, slotFinder } from "../../src/core/order.ts";
import { placeName, type Region } from "../../src/core/region.ts";
import type { SectionSettings } from "../../src/core/settings.ts";
import type { Edit } from "../../src/core/splice.ts";
import type { FieldValue } from "../../src/types.ts";
import type { Changes, Note } from "../changes.ts";
import { findMovers } from "../moving.ts";
import { type Past, sortKey } from "../past.ts";
import { claimBlocks, type Item, titleOf } from "./claim.ts";
import { type Fate, goneFates, ownedFate } from "./fates.ts";

/** What a section needs, and what the lock is to remember of it. */
export type SectionPlan = Changes & { readonly records: readonly EntryRecord[] };

/** A block that goes to another place, or a new one: its key and its lines. */
type Insertion = { readonly key: FieldValue; readonly id: string; readonly lines: readonly string[] };

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
  const found = claimBlocks(section, blocks, items);
  const compare = comparator(section.order);
  const owned = items.flatMap(({ entry }) => {
    const block = found.get(entry.id);
    return block === undefined ? [] : [ownedFate(section, entry, block, past)];
  });
  const taken = new Set(owned.map(({ block }) => block));
  const gone = goneFates(
    section,
    blocks.filter((block) => !taken.has(block)),
    past,
  );
  const decided = new Map([...owned, ...gone].map((fate) => [fate.block, fate]));
  const fates = blocks.map(
    (block): Fate =>
      decided.get(block) ?? { block, sortedBy: block.title, wasSortedBy: block.title, notes: [] },
  );
  const moving = findMovers(
    fates.filter(({ remove }) => remove !== true),
    compare,
  );
  const rest = fates.filter((fate) => fate.remove !== true && !moving.has(fate));
  const slotOf = slotFinder(
    rest.map(({ sortedBy }) => sortedBy),
    compare,
  );
  const remaining = rest.map(({ block }) => block);
  const added = items
    .filter(({ entry }) => !found.has(entry.id) && past.selected(entry))
    .sort((a, b) => compare(sortKey(section.order, a.entry), sortKey(section.order, b.entry)));
  const insertions: readonly Insertion[] = [
    ...added.map(({ entry, includes: [include] }) => {
      const emit = { text: titleText, code: (value: string) => `\`${titleText(value)}\`` };
      const content = { title: fill(section.title, entry.fields, emit), fence: section.fence, include };
      return {
        key: sortKey(section.order, entry),
        id: entry.id,
        lines: blockLines(section.format, region, content),
      };
    }),
    ...[...moving].map(({ block, title, sortedBy, record }) => ({
      key: sortedBy,
      id: record?.model ?? "",
      lines: retitledLines(page, block, titleText(title ?? block.title)),
    })),
  ];
  const sorted = [...insertions].sort((a, b) => compare(a.key, b.key) || (a.id < b.id ? -1 : 1));
  const first = blocks[0];
  const edits: Edit[] = sorted.map(({ key, lines }) =>
    // Where every block moves or goes, what stays of the section begins where the first of them stood.
    remaining.length === 0 && first !== undefined
      ? insertBlock(page, region, [first], 0, lines)
      : insertBlock(page, region, remaining, slotOf(key), lines),
  );
  for (const fate of fates) {
    if (fate.remove === true || moving.has(fate)) edits.push(removeBlock(page, fate.block));
    else if (fate.title !== undefined) edits.push({ ...fate.block.titleAt, text: titleText(fate.title) });
  }
  const fresh = added.map(
    ({ entry }): EntryRecord => ({
      type: "entry",
      model: entry.id,
      page: section.page,
      place,
      title: titleOf(section, entry),
    }),
  );
  const moved = [...moving].filter(({ title }) => title === undefined);
  return {
    edits,
    notes: [
      ...added.map(({ entry }): Note => {
        const recorded = past.lock.entries.has(placeKey(section.page, place, entry.id));
        const text = `${titleOf(section, entry)} in ${place}`;
        return {
          cause: recorded ? "drift" : "catalog",
          models: [entry.id],
          what: "entry",
          action: "add",
          text,
        };
      }),
      ...fates.flatMap(({ notes }) => notes),
      ...moved.map(
        ({ block, record }): Note => ({
          cause: "catalog",
          models: record === undefined ? [] : [record.model],
          what: "entry",
          action: "move",
          text: `${block.title} in ${place}`,
        }),
      ),
    ],
    records: [...owned, ...gone].flatMap(({ record }) => record ?? []).concat(fresh),
  };
};
