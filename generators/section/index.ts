import { type Block, strayCites } from "../../src/core/block.ts";
import { digest } from "../../src/core/digest.ts";
import { type EntryRecord, placeKey } from "../../src/core/lock/types.ts";
import type { Page } from "../../src/core/markdown.ts";
import { comparator } from "../../src/core/order.ts";
import { placeName, type Region } from "../../src/core/region.ts";
import type { SectionSettings } from "../../src/core/settings.ts";
import { type EntryPlace, findEntries } from "../../src/core/wrapper.ts";
import { error, type Outcome, ok, type Problem } from "../../src/problem.ts";
import type { Changes, Note } from "../changes.ts";
import type { Stranger } from "../orphans.ts";
import type { Entry } from "../../src/types.ts";
import { type Past, sortKey } from "../past.ts";
import { type BodyTools, noTools } from "./body.ts";
import { claimBlocks, type Item } from "./claim.ts";
import { departedFates } from "./departed.ts";
import { type Fate, type FateContext, goneFates, ownedFate, standing } from "./fates.ts";
import { findHeaders } from "./headers.ts";
import { bulletOf, layOut } from "./layout.ts";
import { madeBody } from "./made.ts";
import { titleOf } from "./title.ts";

/** What a section needs, and what the lock is to remember of it. */
export type SectionPlan = Changes & {
  readonly records: readonly EntryRecord[];
  /** The bodies behind the records, by their key. */
  readonly bodies: ReadonlyMap<string, string>;
  readonly strangers: readonly Stranger[];
};

/** What becomes of each block that is a model's, of the section's, of the catalog's others or of the lock. */
const fatesOf = (
  context: FateContext,
  blocks: readonly Block[],
  items: readonly Item[],
  found: ReadonlyMap<string, Block>,
  entries: readonly Entry[],
): readonly Fate[] => {
  const owned = items.flatMap((item) => {
    const block = found.get(item.entry.id);
    return block === undefined ? [] : [ownedFate(context, item, block)];
  });
  const taken = new Set(owned.map(({ block }) => block));
  const free = blocks.filter((block) => !taken.has(block));
  const others = departedFates(context, free, entries);
  const kept = new Set(others.map(({ block }) => block));
  return [
    ...owned,
    ...others,
    ...goneFates(
      context,
      free.filter((block) => !kept.has(block)),
    ),
  ];
};

type Fresh = { readonly record: EntryRecord; readonly made?: string; readonly readable: boolean };

/** What the lock remembers of an entry that is added. */
const freshOf = (page: Page, section: SectionSettings, entries: EntryPlace, item: Item): Fresh => {
  const body = madeBody(section, item, bulletOf(page, entries));
  const made = section.format.follows ? body : undefined;
  const record: EntryRecord = {
    type: "entry",
    model: item.entry.id,
    page: section.page,
    place: placeName(section),
    title: titleOf(section, item.entry),
    ...(made === undefined ? {} : { body: digest(made) }),
  };
  return { record, ...(made === undefined ? {} : { made }), readable: body !== undefined };
};

/** The entries that would be written in one way and read in another. */
const unreadable = (section: SectionSettings, fresh: readonly Fresh[], file: string): readonly Problem[] => {
  const [first] = fresh.filter(({ readable }) => !readable);
  if (first === undefined) return [];
  const { model, title } = first.record;
  return [
    error(
      "entry-unreadable",
      `${file}: ${section.where}.format`,
      `The entry "${title ?? ""}" of ${JSON.stringify(model)} would not be read as one entry again.`,
      "Make `recognise` and what ends an entry fit the lines that `open`, `body` and `close` write.",
    ),
  ];
};

const notesOf = (
  place: string,
  past: Past,
  fresh: readonly Fresh[],
  fates: readonly Fate[],
  moving: ReadonlySet<Fate>,
): readonly Note[] => [
  ...fresh.map(
    ({ record: { model, title, page } }): Note => ({
      cause: past.lock.entries.has(placeKey(page, place, model)) ? "drift" : "catalog",
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
];

/**
 * Plans one section of a page: an entry for each item that has none, in its place; titles and bodies that follow
 * the catalog, unless people wrote them; and what becomes of the entries of models that left.
 * Errors: `section-ambiguous`.
 */
export const planSection = (
  page: Page,
  region: Region,
  section: SectionSettings,
  items: readonly Item[],
  past: Past,
  {
    tools = noTools,
    file = "",
    catalog = [],
  }: { readonly tools?: BodyTools; readonly file?: string; readonly catalog?: readonly Entry[] } = {},
): Outcome<SectionPlan> => {
  const entries = findEntries(page, region, section, file);
  if (!entries.ok) return entries;
  const { blocks } = entries.value;
  const place = placeName(section);
  const found = claimBlocks({ page, section, blocks, items, lock: past.lock, isThere: past.isThere });
  const headers = findHeaders(page, entries.value.region, section, blocks, items);
  const groupAt = ({ first }: Block): string | undefined =>
    headers.findLast(({ line }) => line < first)?.name;
  const known = fatesOf({ page, section, past, tools, groupAt }, blocks, items, found, catalog);
  const decided = new Map(known.map((fate) => [fate.block, fate]));
  const fates = blocks.map((block): Fate => decided.get(block) ?? standing(block));
  const compare = comparator(section.order);
  const stray = strayCites(page, region, section.format, blocks);
  const isShown = ({ entry, includes }: Item): boolean =>
    found.has(entry.id) || includes.some((include) => stray.has(include));
  const added = items
    .filter((item) => !isShown(item) && past.selected(item.entry))
    .sort((a, b) => compare(sortKey(section.order, a.entry), sortKey(section.order, b.entry)));
  const { edits, moving } = layOut(page, entries.value, section, headers, fates, added);
  const fresh = added.map((item) => freshOf(page, section, entries.value, item));
  const made: readonly Partial<Fresh>[] = [...known, ...fresh];
  const bodies = made.flatMap(({ record, made: text }) =>
    record === undefined || text === undefined
      ? []
      : [[placeKey(section.page, place, record.model), text] as const],
  );
  return ok(
    {
      edits,
      notes: notesOf(place, past, fresh, fates, moving),
      records: [...known, ...fresh].flatMap(({ record }) => record ?? []),
      bodies: new Map(bodies),
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
    },
    [...known.flatMap(({ problems }) => problems ?? []), ...unreadable(section, fresh, file)],
  );
};
