import { type Block, blockLines, findBlocks, insertBlock } from "../src/core/block.ts";
import { titleText } from "../src/core/emit/markdown.ts";
import { fill } from "../src/core/expression.ts";
import type { Page } from "../src/core/markdown.ts";
import { comparator, slotFinder } from "../src/core/order.ts";
import { type Region, placeName } from "../src/core/region.ts";
import type { SectionSettings } from "../src/core/settings.ts";
import type { Entry, FieldValue } from "../src/types.ts";
import type { Changes } from "./changes.ts";

/** A snippet that the section should show: whose it is, and the paths that it may be cited by, the one to write first. */
export type Item = { readonly entry: Entry; readonly includes: readonly [string, ...string[]] };

const titleOf = (section: SectionSettings, entry: Entry): string =>
  fill(section.title, entry.fields, { text: (value) => value, code: (value) => value });

/**
 * Which block of a section is about which entry, by the entry's ID: by the file that it cites, or by its
 * title where no other entry has it. A block that cites the one file of several entries is about all of them.
 */
export const claimBlocks = (section: SectionSettings, blocks: readonly Block[], items: readonly Item[]): ReadonlyMap<string, Block> => {
  const byInclude = new Map<string, Entry[]>();
  for (const { entry, includes } of items)
    for (const path of new Set(includes)) byInclude.set(path, [...(byInclude.get(path) ?? []), entry]);
  const found = new Map<string, Block>();
  const claimed = new Set<Block>();
  for (const block of blocks) {
    const cited = block.cites.flatMap((path) => byInclude.get(path) ?? []);
    if (cited.length > 0) claimed.add(block);
    for (const { id } of cited) if (!found.has(id)) found.set(id, block);
  }
  const byTitle = new Map(blocks.filter((block) => !claimed.has(block)).map((block) => [block.title, block]));
  for (const { entry } of items) {
    if (found.has(entry.id)) continue;
    const title = titleOf(section, entry);
    const block = byTitle.get(title);
    if (block === undefined) continue;
    byTitle.delete(title);
    found.set(entry.id, block);
  }
  return found;
};

/**
 * Plans one section of a page: an entry for each item that has none, in its place.
 * `selected` limits what is added, not what is recognised.
 */
export const planSection = (
  page: Page,
  region: Region,
  section: SectionSettings,
  items: readonly Item[],
  selected: (entry: Entry) => boolean,
): Changes => {
  const blocks = findBlocks(page, region, section.format);
  const found = claimBlocks(section, blocks, items);
  const keyOf = (entry: Entry): FieldValue => entry.fields.get(section.order.by) ?? null;
  const owners = new Map(items.flatMap(({ entry }) => {
    const block = found.get(entry.id);
    return block === undefined ? [] : [[block, entry] as const];
  }));
  const compare = comparator(section.order);
  const slotOf = slotFinder(
    blocks.map((block) => {
      const owner = owners.get(block);
      return owner === undefined ? block.title : keyOf(owner);
    }),
    compare,
  );
  const added = items
    .filter(({ entry }) => !found.has(entry.id) && selected(entry))
    .sort((a, b) => compare(keyOf(a.entry), keyOf(b.entry)) || (a.entry.id < b.entry.id ? -1 : 1));
  return {
    edits: added.map(({ entry, includes: [include] }) => {
      const content = {
        title: fill(section.title, entry.fields, { text: titleText, code: (value) => `\`${titleText(value)}\`` }),
        fence: section.fence,
        include,
      };
      return insertBlock(page, region, blocks, slotOf(keyOf(entry)), blockLines(section.format, region, content));
    }),
    notes: added.map(({ entry }) => ({
      cause: "catalog",
      models: [entry.id],
      what: "entry",
      text: `+ ${titleOf(section, entry)} in ${placeName(section)}`,
    })),
  };
};
