import { groupBy, toMap } from "../../src/text/group-by.ts";
import type { Block } from "../../src/page/block.ts";
import { linesIn } from "../../src/page/row-lines.ts";
import { digest } from "../../src/text/digest.ts";
import type { EntryRecord, Lock } from "../../src/model/lock.ts";
import type { Page } from "../../src/page/page.ts";
import { mentionFinder } from "../../src/text/mentions.ts";
import { placeName } from "../../src/page/region.ts";
import type { SectionSettings } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Item, bodyOf, linesBesides, linksOf, madeLinks, madeText, makeEntry, titleOf } from "./made.ts";
import { hasDigest } from "./bullets.ts";
import { comparator, type SortKey } from "../../src/text/order.ts";
import { sortKey } from "../placing/past.ts";

/** What entries of a section are recognised in, and by. */
export type ClaimRequest = {
  readonly page: Page;
  readonly section: SectionSettings;
  readonly blocks: readonly Block[];
  readonly items: readonly Item[];
  readonly records: EntryRecords;
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

/** Links that tell whose an entry is: those that differ for all items, and not such as say what several may be alike in (a badge). */
const tellingLinks = (section: SectionSettings, items: readonly Item[]): ReadonlyMap<string, Item> => {
  const made = new Map(items.map((item) => [item, madeLinks(section, item)] as const));
  const isTelling = (nth: number): boolean => {
    const links = [...made.values()].flatMap((each) => each[nth] ?? []);
    return new Set(links).size === links.length;
  };
  const telling = [...made.values()]
    .reduce((a, b) => (b.length > a.length ? b : a), [])
    .map((_, nth) => isTelling(nth));
  return ownKeys(items, (item) => (made.get(item) ?? []).filter((_, nth) => telling[nth]));
};

const oneOf = <T>(found: readonly (T | undefined)[]): T | undefined => {
  const different = [...new Set(found.filter((each) => each !== undefined))];
  return different.length === 1 ? different[0] : undefined;
};

/** The entries of a section that the lock records, by model. */
export type EntryRecords = ReadonlyMap<string, EntryRecord>;

/** What the lock records of a section. */
export const recordedEntries = (lock: Lock, section: SectionSettings): EntryRecords => {
  const place = placeName(section);
  const records = new Map<string, EntryRecord>();
  for (const record of lock.entries.values())
    if (record.page === section.page && record.place === place) records.set(record.model, record);
  return records;
};

/** The titles that entries of a section may have: those of its items, and those that the lock records. */
export const knownTitles = (
  section: SectionSettings,
  items: readonly Item[],
  records: EntryRecords,
): ReadonlySet<string> =>
  new Set([
    ...items.map(({ entry }) => titleOf(section, entry)),
    ...[...records.values()].flatMap(({ title }) => title ?? []),
  ]);

/** The entries that the blocks may be about by what they cite, by the path. */
const entriesByCite = (
  blocks: readonly Block[],
  items: readonly Item[],
): ReadonlyMap<string, readonly Entry[]> => {
  const byCite = new Map<string, Entry[]>();
  for (const { cites } of blocks) for (const path of cites) if (!byCite.has(path)) byCite.set(path, []);
  if (byCite.size === 0) return byCite;
  for (const { entry, includes } of items)
    for (const path of includes) {
      const sharing = byCite.get(path);
      if (sharing?.at(-1) !== entry) sharing?.push(entry);
    }
  return byCite;
};

/** Blocks that stand as the lock has them, with the model that each was made for. */
const madeOf = (
  { page, records }: Pick<ClaimRequest, "page" | "records">,
  blocks: readonly Block[],
): ReadonlyMap<Block, string> => {
  const byTitle = groupBy([...records.values()], ({ title }) => title);
  return toMap(blocks, (block) => {
    const own = byTitle.get(block.title)?.find(({ body }) => hasDigest(bodyOf(page, block), body));
    return own === undefined ? undefined : [block, own.model];
  });
};

/** How many lines only one of two bodies has; nothing is unlike what isn't made. */
const unlikeness = (present: string, made: string | undefined): number =>
  made === undefined ? 0 : linesBesides(present, made).length + linesBesides(made, present).length;

/**
 * Which block of a section is about which entry, by the entry's ID: by the file that it cites; where its body
 * follows the catalog, by the exact ID or link in it; by what the lock records of it; by its title; and by its
 * recorded title or body alone, where people changed the other. A block that cites the one file of several entries is about all of them.
 */
export const claimBlocks = (request: ClaimRequest): ReadonlyMap<string, Block> => {
  const { page, section, blocks, items, records, isThere } = request;
  const byCite = entriesByCite(blocks, items);
  const found = new Map<string, Block>();
  const claimed = new Set<Block>();
  for (const block of blocks)
    for (const path of block.cites)
      for (const { id } of byCite.get(path) ?? []) {
        claimed.add(block);
        if (!found.has(id)) found.set(id, block);
      }
  // An entry that shows another file is another model's, even one of the same name.
  const isFree = (block: Block): boolean => !claimed.has(block) && !block.cites.some(isThere);
  const open = (): readonly Item[] => items.filter(({ entry }) => !found.has(entry.id));
  if (open().length === 0 || !blocks.some(isFree)) return found;
  /** Gives free blocks to entries that have none, in the order of the page. */
  const claimBy = (ownerOf: (block: Block) => Item | undefined): void => {
    for (const block of blocks.filter(isFree)) {
      const id = ownerOf(block)?.entry.id;
      if (id === undefined || found.has(id)) continue;
      found.set(id, block);
      claimed.add(block);
    }
  };
  const isMadeFor = (block: Block, item: Item): boolean =>
    bodyOf(page, block) === makeEntry(section, item, block.bullet ?? "-").body;
  if (section.format.follows || section.snippet === undefined) {
    // What an entry says may be another's now: one that stands as it was made is its model's, where that other's does so too.
    const made = madeOf(request, blocks.filter(isFree));
    const standing = new Set(made.values());
    const byId = new Map(items.map((item) => [item.entry.id, item]));
    const orRecorded = (block: Block, item: Item | undefined): Item | undefined => {
      const model = made.get(block);
      const isOthers = item !== undefined && model !== undefined && standing.has(item.entry.id);
      return isOthers ? byId.get(model) : item;
    };
    const mentions = mentionFinder(items.map(({ entry }) => entry.id));
    const named = toMap(blocks.filter(isFree), (block) => {
      const [id, another] = mentions(linesIn(page, block).join("\n"));
      return id === undefined || another !== undefined ? undefined : [block, id];
    });
    if (named.size > 0) {
      // What is said of one model may name another: that tells nothing where the title does.
      const byMention = ownKeys(items, (item) => mentions(madeText(section, item)));
      const titles = new Set(items.map(({ entry }) => titleOf(section, entry)));
      claimBy((block) => {
        const id = named.get(block) ?? "";
        return orRecorded(block, byMention.get(id) ?? (titles.has(block.title) ? undefined : byId.get(id)));
      });
    }
    // What several entries lead to tells none of them apart.
    const leading = groupBy(
      blocks
        .filter(isFree)
        .flatMap((block) => [...new Set(linksOf(page, block))].map((link) => ({ block, link }))),
      ({ link }) => link,
    );
    if (leading.size > 0) {
      const byLink = tellingLinks(section, items);
      const own = [...leading.values()].filter((each) => each.length === 1).flat();
      const links = groupBy(own, ({ block }) => block);
      claimBy((block) => {
        const told = (links.get(block) ?? []).map(({ link }) => byLink.get(link));
        return orRecorded(block, oneOf(told));
      });
    }
  }
  // An entry that is as it was made is its model's still, whoever has its title now.
  const recorded = open().flatMap((item) => {
    const record = records.get(item.entry.id);
    return record === undefined ? [] : [{ item, record }];
  });
  // Of several that are all alike the first of the page is the first in the order, as they were put there.
  const compare = comparator(section.order);
  const keyOf = ({ item }: (typeof recorded)[number]): SortKey => sortKey(section.order, item.entry);
  recorded.sort((a, b) => compare(keyOf(a), keyOf(b)) || (a.record.model < b.record.model ? -1 : 1));
  const byRecordedTitle = groupBy(recorded, ({ record }) => record.title ?? record.key);
  const freeByTitle = groupBy(blocks.filter(isFree), ({ title }) => title);
  const wanting = groupBy(open(), ({ entry }) => titleOf(section, entry));
  claimBy((block) => {
    const titled = (byRecordedTitle.get(block.title) ?? []).filter(({ item }) => !found.has(item.entry.id));
    const own = titled.find(
      ({ record: { body } }) => body === undefined || body === digest(bodyOf(page, block)),
    );
    if (own !== undefined) return own.item;
    // Names change hands: one that people wrote in is whose it was, unless it is as the other's would be.
    const [renamed, another] = titled.filter(({ item }) => titleOf(section, item.entry) !== block.title);
    const isOthers = wanting.get(block.title)?.some((item) => isMadeFor(block, item)) === true;
    return another === undefined && !isOthers ? renamed?.item : undefined;
  });
  // Of several with a title each is whose it is most like as that would be made, or else the last.
  for (const [title, items] of wanting) {
    const titled = (freeByTitle.get(title) ?? []).filter((block) => !claimed.has(block)).reverse();
    const isClear = titled.length * items.length < 2;
    const there = titled.map((block) => ({ block, present: isClear ? "" : bodyOf(page, block) }));
    const pairs = items.flatMap((item) => {
      const made = isClear ? undefined : makeEntry(section, item, titled[0]?.bullet ?? "-").body;
      return there.map(({ block, present }) => ({ item, block, unlike: unlikeness(present, made) }));
    });
    for (const { item, block } of pairs.sort((one, other) => one.unlike - other.unlike)) {
      if (claimed.has(block) || found.has(item.entry.id)) continue;
      claimed.add(block);
      found.set(item.entry.id, block);
    }
  }
  if (open().length === 0 || !blocks.some(isFree)) return found;
  const byTitle = ownKeys(open(), (item) => [records.get(item.entry.id)?.title ?? []].flat());
  claimBy(({ title }) => byTitle.get(title));
  const byBody = ownKeys(open(), (item) => [records.get(item.entry.id)?.body ?? []].flat());
  if (byBody.size > 0) claimBy((block) => byBody.get(digest(bodyOf(page, block))));
  if (!section.format.follows || items.length < 2) return found;
  // What no lock knows and says all that one model alone should is that model's, whatever it is called.
  const titles = new Set([...records.values()].map(({ title }) => title));
  const byMade = ownKeys(items, (item) => [makeEntry(section, item, "-").body ?? []].flat());
  claimBy((block) => {
    const item = titles.has(block.title) ? undefined : byMade.get(bodyOf(page, block));
    return item === undefined || records.has(item.entry.id) ? undefined : item;
  });
  return found;
};
