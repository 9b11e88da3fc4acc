import type { Block } from "../../src/core/block.ts";
import { type EntryRecord, placeKey } from "../../src/core/lock/types.ts";
import { placeName } from "../../src/core/region.ts";
import type { SectionSettings } from "../../src/core/settings.ts";
import { givingWay, judge } from "../../src/core/three-way.ts";
import type { Entry } from "../../src/types.ts";
import type { Note } from "../changes.ts";
import { type Member, newGroupOf } from "../groups.ts";
import { oldSortKey, type Past, sortKey } from "../past.ts";
import { titleOf } from "./claim.ts";
import { goneBlockFinder } from "./edited.ts";

/** What becomes of one block that stands in the page. */
export type Fate = Member & {
  readonly block: Block;
  /** Its new title, where it gets one. */
  readonly title?: string;
  readonly record?: EntryRecord;
  readonly notes: readonly Note[];
};

/** A block that stays where it is, as it is. */
export const standing = (block: Block): Fate => ({
  block,
  sortedBy: [block.title],
  wasSortedBy: [block.title],
  remove: false,
  goesTo: undefined,
  notes: [],
});

/** The entry of a model in the catalog: its title follows, unless people wrote it; `group` is the one that it stands in. */
export const ownedFate = (
  section: SectionSettings,
  entry: Entry,
  block: Block,
  group: string | undefined,
  past: Past,
): Fate => {
  const place = placeName(section);
  const record = past.lock.entries.get(placeKey(section.page, place, entry.id));
  const wanted = titleOf(section, entry);
  const base = record === undefined ? undefined : (record.title ?? undefined);
  const verdict = givingWay(judge(base, block.title, wanted, "hand-edited"), past.replace);
  const keys = {
    remove: false,
    sortedBy: sortKey(section.order, entry),
    wasSortedBy: oldSortKey(section.order, entry, past),
    goesTo: newGroupOf(section.group, entry, group, past),
  };
  const fresh: EntryRecord = { type: "entry", model: entry.id, page: section.page, place, title: wanted };
  const note = (action: Note["action"]): Note => ({
    cause: "catalog",
    models: [entry.id],
    what: "entry",
    action,
    text: `${block.title} → ${wanted} in ${place}`,
  });
  const people = record ?? { ...fresh, title: null };
  if (!past.follows(entry)) {
    const kept = verdict === "same" ? fresh : record;
    return {
      block,
      ...keys,
      sortedBy: keys.wasSortedBy,
      goesTo: undefined,
      ...(kept === undefined ? {} : { record: kept }),
      notes: [],
    };
  }
  switch (verdict) {
    case "same":
      return { block, ...keys, record: fresh, notes: [] };
    case "write":
      return { block, ...keys, title: wanted, record: fresh, notes: [note("change")] };
    case "hand-edited":
      return { block, ...keys, record: people, notes: [] };
    case "conflict":
      return { block, ...keys, record: people, notes: [note("blocked")] };
  }
};

/** A model that left: its entry stays, is marked, or goes when its file goes. */
export const goneFates = (
  section: SectionSettings,
  blocks: readonly Block[],
  past: Past,
): readonly Fate[] => {
  const place = placeName(section);
  const findGone = goneBlockFinder(blocks);
  return past.gone.flatMap(({ record: { model, fields }, action }): readonly Fate[] => {
    const record = past.lock.entries.get(placeKey(section.page, place, model));
    const include = past.includeOf(model, section.snippet);
    const block = record === undefined ? undefined : findGone(record, include);
    if (record === undefined || block === undefined) return [];
    const { title } = block;
    const stays: Fate = { ...standing(block), record };
    const note = (did: Note["action"], text: string): readonly Note[] => [
      { cause: "catalog", models: [model], what: "entry", action: did, text: `${text} in ${place}` },
    ];
    if (action === "prune" && !past.stays(model, section.snippet))
      return [{ ...standing(block), remove: true, notes: note("remove", title) }];
    if (action !== "deprecate") return [stays];
    const marked = past.mark(titleOf(section, { fields: new Map(Object.entries(fields)) }));
    if (judge(record.title ?? undefined, title, marked, "hand-edited") !== "write") return [stays];
    return [
      {
        ...stays,
        title: marked,
        record: { ...record, title: marked },
        notes: note("change", `${title} → ${marked}`),
      },
    ];
  });
};
