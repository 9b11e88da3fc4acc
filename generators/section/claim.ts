import type { Block } from "../../src/core/block.ts";
import { fill } from "../../src/core/expression.ts";
import type { SectionSettings } from "../../src/core/settings.ts";
import type { Entry } from "../../src/types.ts";

/** A snippet that the section should show: whose it is, and the paths that it may be cited by, the one to write first. */
export type Item = { readonly entry: Entry; readonly includes: readonly [string, ...string[]] };

/** The title that an entry should have, as text. */
export const titleOf = (section: SectionSettings, entry: Pick<Entry, "fields">): string =>
  fill(section.title, entry.fields, { text: (value) => value, code: (value) => value });

/** Which block of a section is about which entry, by the entry's ID: by the file that it cites, or by its title where no other entry has it. */
export const claimBlocks = (
  section: SectionSettings,
  blocks: readonly Block[],
  items: readonly Item[],
): ReadonlyMap<string, Block> => {
  const byInclude = new Map(
    items.flatMap(({ entry, includes }) => includes.map((path) => [path, entry] as const)),
  );
  const found = new Map<string, Block>();
  const claimed = new Set<Block>();
  for (const block of blocks) {
    const entry = block.cites.map((path) => byInclude.get(path)).find((known) => known !== undefined);
    if (entry === undefined) continue;
    claimed.add(block);
    if (!found.has(entry.id)) found.set(entry.id, block);
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
