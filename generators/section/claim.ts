import type { Block } from "../../src/core/block.ts";
import { linesOf } from "../../src/core/block-lines.ts";
import { digest } from "../../src/core/digest.ts";
import { type EntryRecord, type Lock, placeKey } from "../../src/core/lock/types.ts";
import type { Page } from "../../src/core/markdown.ts";
import { mentionFinder } from "../../src/core/mentions.ts";
import { placeName } from "../../src/core/region.ts";
import type { SectionSettings } from "../../src/core/settings.ts";
import type { Entry } from "../../src/types.ts";
import { bodyOf, linksOf, madeLinks } from "./made.ts";
import { titleOf } from "./title.ts";

/**
 * What the section should show of an entry: the paths that its snippet may be cited by, the one to write first,
 * and the snippet itself where it stands in the page.
 */
export type Item = { readonly entry: Entry; readonly includes: readonly string[]; readonly code?: string };

/** What entries of a section are recognised in, and by. */
export type ClaimRequest = {
  readonly page: Page;
  readonly section: SectionSettings;
  readonly blocks: readonly Block[];
  readonly items: readonly Item[];
  readonly lock: Lock;
  /** Whether there is a file by that include path. */
  readonly isThere: (include: string) => boolean;
};

/** Keys that one item alone has. */
const ownKeys = (
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): ReadonlyMap<string, Item> => {
  const owners = new Map<string, Item | undefined>();
  for (const item of items)
    for (const key of new Set(keysOf(item))) owners.set(key, owners.has(key) ? undefined : item);
  return new Map([...owners].flatMap(([key, item]) => (item === undefined ? [] : [[key, item] as const])));
};

const oneOf = <T>(found: readonly (T | undefined)[]): T | undefined => {
  const different = [...new Set(found.filter((each) => each !== undefined))];
  return different.length === 1 ? different[0] : undefined;
};

/**
 * Which block of a section is about which entry, by the entry's ID: by the file that it cites; where its body
 * follows the catalog, by the exact ID or link in it; by what the lock remembers of it; by its title; and by its
 * recorded title or body alone, where people changed the other. A block that cites the one file of several entries is about all of them.
 */
export const claimBlocks = (request: ClaimRequest): ReadonlyMap<string, Block> => {
  const { page, section, blocks, items, lock, isThere } = request;
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
  const isFree = (block: Block): boolean => !claimed.has(block) && !block.cites.some(isThere);
  /** Gives free blocks to entries that have none, in the order of the page. */
  const claimBy = (ownerOf: (block: Block) => Item | undefined): void => {
    for (const block of blocks.filter(isFree)) {
      const id = ownerOf(block)?.entry.id;
      if (id === undefined || found.has(id)) continue;
      found.set(id, block);
      claimed.add(block);
    }
  };
  const open = (): readonly Item[] => items.filter(({ entry }) => !found.has(entry.id));
  if ((section.format.follows || section.snippet === undefined) && open().length > 0 && blocks.some(isFree)) {
    const mentions = mentionFinder(items.map(({ entry }) => entry.id));
    const byId = new Map(items.map((item) => [item.entry.id, item]));
    const byLink = ownKeys(items, (item) => madeLinks(section, item));
    claimBy((block) => {
      const named = mentions(linesOf(page, block).join("\n"));
      const item = named.length === 1 ? byId.get(named[0] ?? "") : undefined;
      return item ?? oneOf(linksOf(page, block).map((link) => byLink.get(link)));
    });
  }
  const place = placeName(section);
  const recordOf = ({ entry }: Item): EntryRecord | undefined =>
    lock.entries.get(placeKey(section.page, place, entry.id));
  // An entry that is as it was made is its model's still, whoever has its title now.
  const recorded = open().flatMap((item) => {
    const record = recordOf(item);
    return record === undefined ? [] : [{ item, record }];
  });
  // Of several that are all alike the first of the page is the first by ID, as they were put there.
  recorded.sort((a, b) => (a.record.model < b.record.model ? -1 : 1));
  claimBy((block) => {
    const titled = recorded.filter(
      ({ item, record }) => record.title === block.title && !found.has(item.entry.id),
    );
    const body = titled.some(({ record }) => record.body !== undefined) ? digest(bodyOf(page, block)) : "";
    return titled.find(({ record }) => record.body === undefined || record.body === body)?.item;
  });
  for (const { entry } of open()) {
    const title = titleOf(section, entry);
    const block = blocks.findLast((each) => isFree(each) && each.title === title);
    if (block === undefined) continue;
    claimed.add(block);
    found.set(entry.id, block);
  }
  if (open().length === 0 || !blocks.some(isFree)) return found;
  const byTitle = ownKeys(open(), (item) => [recordOf(item)?.title ?? []].flat());
  claimBy(({ title }) => byTitle.get(title));
  const byBody = ownKeys(open(), (item) => [recordOf(item)?.body ?? []].flat());
  if (byBody.size > 0) claimBy((block) => byBody.get(digest(bodyOf(page, block))));
  return found;
};
