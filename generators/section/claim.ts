import type { Block } from "../../src/core/block.ts";
import { fill } from "../../src/core/expression.ts";
import type { SectionSettings } from "../../src/core/settings.ts";
import type { Entry } from "../../src/types.ts";

/** A snippet that the section should show: whose it is, and the paths that it may be cited by, the one to write first. */
export type Item = { readonly entry: Entry; readonly includes: readonly [string, ...string[]] };

/** The title that an entry should have, as text. */
export const titleOf = (section: SectionSettings, entry: Pick<Entry, "fields">): string =>
  fill(section.title, entry.fields, { text: (value) => value, code: (value) => value });

/**
 * Which block of a section is about which entry, by the entry's ID: by the file that it cites, or by its
 * title where no other entry has it. A block that cites the one file of several entries is about all of them.
 */
export const claimBlocks = (
  section: SectionSettings,
  blocks: readonly Block[],
  items: readonly Item[],
  isThere: (include: string) => boolean = () => false,
): ReadonlyMap<string, Block> => {
  const byInclude = new Map<string, Entry[]>();
  for (const { entry, includes } of items)
    for (const path of new Set(includes)) {
      const sharing = byInclude.get(path);
      if (sharing === undefined) byInclude.set(path, [entry]);
      else sharing.push(entry);
    }
  const found = new Map<string, Block>();
  const claimed = new Set<Block>();
  for (const block of blocks) {
    const cited = block.cites.flatMap((path) => byInclude.get(path) ?? []);
    if (cited.length > 0) claimed.add(block);
    for (const { id } of cited) if (!found.has(id)) found.set(id, block);
  }
  // An entry that shows another file is another model's, even one of the same name.
  const free = blocks.filter((block) => !claimed.has(block) && !block.cites.some(isThere));
  const byTitle = new Map(free.map((block) => [block.title, block]));
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
