import { type Page, textFrom } from "../../src/page/page.ts";
import { type Block, strayCites, strayHeadings } from "../../src/page/block.ts";
import { digest } from "../../src/text/digest.ts";
import type { EntryRecord } from "../../src/model/lock.ts";
import { requoted } from "../../src/page/quote.ts";
import { comparator, type SortKey } from "../../src/text/order.ts";
import type { Region } from "../../src/page/region.ts";
import { type EntryPlace, findEntries } from "../../src/page/wrapper.ts";
import type { SectionSettings } from "../../src/config/settings.ts";
import { type Outcome, ok } from "../../src/model/problem.ts";
import { toText } from "../../src/config/expression.ts";
import { untied } from "../placing/moving.ts";
import { isResorted, type Past, sortKey } from "../placing/past.ts";
import { claimBlocks, knownTitles } from "./claim.ts";
import { type Item, type Made, bodyOf, makeEntry, titleOf } from "./made.ts";
import { type Departure, departedStatuses } from "./departed.ts";
import { type Status, type StatusContext, goneStatuses, orphanStatus, standing } from "./statuses.ts";
import { findHeaders, groupAbove } from "../placing/headers.ts";
import { type Addition, bulletOf, type Layout, layOut } from "./layout.ts";
import { ownedStatus } from "./owned.ts";
import { type Unlike, unlikeBlocks } from "./unlike.ts";
import { mentionFinder } from "../../src/text/mentions.ts";
import { toMap } from "../../src/text/group-by.ts";

/** What a section is arranged by. */
export type SectionContext = Omit<StatusContext, "groupAt" | "asked"> & {
  readonly items: readonly Item[];
} & Departure;

/** An entry that is added, and what the lock is to record of it. */
export type Fresh = Addition & {
  readonly record: EntryRecord;
  /** Its body as it was made, where the record is of it. */
  readonly made?: string;
};

/** An entry that is lacking and isn't added: what it would be read as in its place is another entry, or none. */
export type Misread = { readonly item: Item; readonly misread: string };

/** What stands in a section, what comes, and where. */
export type Arrangement = {
  /** What becomes of the blocks that are a model's. */
  readonly known: readonly Status[];
  /** What becomes of all blocks, in the order of the page. */
  readonly statuses: readonly Status[];
  readonly unlike: Unlike;
  readonly fresh: readonly Fresh[];
  readonly misread: readonly Misread[];
  /** The lines of headings of another level that are the entries of models. */
  readonly elsewhere: ReadonlyMap<string, number>;
  readonly layout: Layout;
};

/** What becomes of each block that is a model's, of the section's, of the catalog's others or of the lock. */
const statusesOf = (
  context: StatusContext & SectionContext,
  blocks: readonly Block[],
  found: ReadonlyMap<string, Block>,
): readonly Status[] => {
  const owned = context.items.flatMap((item) => {
    const block = found.get(item.entry.id);
    return block === undefined ? [] : [ownedStatus(context, item, block)];
  });
  // What the lock records of a model goes before what is called as another is, and what was handed on is nobody else's.
  const handed = new Set(owned.map(({ former }) => former));
  const records = new Map([...context.records].filter(([model]) => !handed.has(model)));
  const rest = { ...context, records };
  const freeOf = (known: readonly Status[]): readonly Block[] => {
    const taken = new Set(known.map(({ block }) => block));
    return blocks.filter((block) => !taken.has(block));
  };
  const gone = goneStatuses(rest, freeOf(owned));
  // Nobody can tell the entry of one model from that of another that left and was called so: none moves.
  const titles = new Set(gone.flatMap(({ block, remove }) => (remove ? [] : [block.title])));
  const settled = owned.map((status) =>
    titles.has(status.block.title) ? { ...status, tied: true } : status,
  );
  const known = [...settled, ...gone, ...departedStatuses(rest, freeOf([...owned, ...gone]))];
  const going = known.filter(({ remove }) => remove);
  if (going.length === 0) return known;
  // What stands there again word for word goes with it.
  const textOf = (block: Block): string => `${block.title}\n${bodyOf(context.page, block)}`;
  const texts = new Map(going.map((status) => [textOf(status.block), status]));
  const again = freeOf(known).flatMap((block): readonly Status[] => {
    const status = texts.get(textOf(block));
    return status === undefined ? [] : [{ ...standing(block), remove: true, notes: status.notes }];
  });
  return [...known, ...again];
};

/** What an entry that is made is read as, where nothing tells that it is its model's. */
export const misreadAs = (
  section: SectionSettings,
  item: Item,
  { read }: Made,
  isThere: Past["isThere"],
): string | undefined => {
  if (read === undefined) return "no entry of its own";
  const records = new Map<string, EntryRecord>();
  const asked = { page: read.page, section, blocks: [read.block], items: [item], records };
  return claimBlocks({ ...asked, isThere }).size > 0 ? undefined : JSON.stringify(read.block.title);
};

const freshOf = (
  context: SectionContext,
  { item, key }: { readonly item: Item; readonly key: SortKey },
  bullet: string,
): Fresh | Misread => {
  const { section, place } = context;
  const { entry } = item;
  const made = makeEntry(section, item, bullet);
  const { lines, body } = made;
  const misread = misreadAs(section, item, made, context.past.isThere);
  if (misread !== undefined) return { item, misread };
  const record: EntryRecord = {
    type: "entry",
    model: entry.id,
    page: section.page,
    place,
    title: titleOf(section, entry),
    ...(body === undefined ? {} : { body: digest(body) }),
  };
  return {
    ...{ entry, key, lines, record },
    ...(body === undefined ? {} : { made: body }),
  };
};

/** The lines of headings with the title of a model without an entry, at another level: those are its entry, by hand. */
export const deeperEntries = (
  { page, section, items }: Pick<SectionContext, "page" | "section" | "items">,
  region: Region,
  blocks: readonly Block[],
  found: ReadonlyMap<string, Block>,
): ReadonlyMap<string, number> => {
  const own = new Set(found.values());
  const taken = blocks.filter((block) => own.has(block));
  const stray = toMap(strayHeadings(page, region, section.format, taken), ({ title, line }) => [title, line]);
  if (stray.size === 0) return new Map();
  return toMap(items, ({ entry }) => {
    const line = found.has(entry.id) ? undefined : stray.get(titleOf(section, entry));
    return line === undefined ? undefined : [entry.id, line];
  });
};

/** The items that the section lacks, in its order: one that it cites in another form isn't lacking. */
const lackingItems = (
  { page, section, past, items }: SectionContext,
  region: Region,
  blocks: readonly Block[],
  isThere: (model: string) => boolean,
): readonly { readonly item: Item; readonly key: SortKey }[] => {
  const missing = items.filter(({ entry }) => !isThere(entry.id));
  if (missing.length === 0) return [];
  const stray = strayCites(page, region, section.format, blocks);
  const compare = comparator(section.order);
  return missing
    .filter(({ entry, includes }) => !includes.some((include) => stray.has(include)) && past.selected(entry))
    .map((item) => ({ item, key: sortKey(section.order, item.entry) }))
    .sort((a, b) => compare(a.key, b.key));
};

/** The entries as they are sorted: what is no model's is where its title belongs, unless it stands apart. */
const sorted = (page: Page, statuses: readonly Status[], { order }: SectionSettings): readonly Status[] => {
  const own = statuses.filter(({ tied }) => tied !== true);
  const areShown = own.every(({ block, wasSortedBy: [key = null] }) => block.title === toText(key));
  if (!areShown || order.criteria.length !== 1) return statuses;
  const isApart = (above: number): boolean => {
    const [last, first] = [statuses[above]?.block.last ?? 0, statuses[above + 1]?.block.first ?? 0];
    return textFrom(page, last, first) < first;
  };
  const isOwn = ({ tied }: Status): boolean => tied !== true;
  let [from, to] = [Math.max(0, statuses.findIndex(isOwn)), statuses.findLastIndex(isOwn)];
  while (from > 0 && !isApart(from - 1)) from -= 1;
  while (to !== -1 && to + 1 < statuses.length && !isApart(to)) to += 1;
  const near = new Set(to === -1 ? statuses : statuses.slice(from, to + 1));
  return untied(statuses, order, (status) => !near.has(status));
};

/** The section with an opening in one line, where its entries have theirs so: `<details><summary>…</summary>`. */
const fitted = (section: SectionSettings, { page, blocks }: EntryPlace): SectionSettings => {
  const { format } = section;
  const [first] = blocks;
  const isOneLine = first !== undefined && first.titleAt.start <= (page.lines[first.first]?.end ?? 0);
  if (!isOneLine) return section;
  const open = format.open.map((piece) =>
    piece.type === "text" ? { ...piece, text: piece.text.replaceAll(">\n<", "><") } : piece,
  );
  return { ...section, format: { ...format, open } };
};

/** Recognises the entries of a section, and arranges them as they should be. Errors: `section-ambiguous`. */
export const arrangeSection = (asked: SectionContext, region: Region): Outcome<Arrangement> => {
  const { records, past, items, file } = asked;
  const mentions = mentionFinder(items.map(({ entry }) => entry.id));
  const found = findEntries(asked.page, region, {
    section: asked.section,
    titles: knownTitles(asked.section, items, records),
    names: (text) => mentions(text).length > 0,
    file,
  });
  if (!found.ok) return found;
  const entries = found.value;
  const { page, blocks } = entries;
  const section = fitted(asked.section, entries);
  const context = { ...asked, section };
  const open = blocks.filter((block) => !asked.isHeld(block));
  const claims = claimBlocks({ page, section, blocks: open, items, records, isThere: past.isThere });
  const headers = findHeaders(
    entries,
    section.group,
    items.map(({ entry }) => entry),
  );
  const groupAt = ({ first }: Block): string | undefined => groupAbove(headers, first);
  const judged = { ...context, page, groupAt, asked: new Set(items.map(({ entry }) => entry.id)) };
  const known = statusesOf(judged, blocks, claims);
  const decided = new Map(known.map((status) => [status.block, status]));
  const unlike = unlikeBlocks(page, section.format, blocks, new Set(decided.keys()));
  const statuses = blocks.map(
    (block): Status =>
      decided.get(block) ??
      (unlike.kept.has(block) ? { ...standing(block), isText: true } : orphanStatus(judged, block)),
  );
  const bullet = bulletOf(page, entries);
  const elsewhere = deeperEntries({ ...context, page }, entries.region, blocks, claims);
  const isThere = (model: string): boolean => claims.has(model) || elsewhere.has(model);
  const lacking = lackingItems(context, region, blocks, isThere).map((one) => freshOf(context, one, bullet));
  const fresh = lacking.flatMap((one) => ("misread" in one ? [] : [one]));
  const misread = lacking.flatMap((one) => ("misread" in one ? [one] : []));
  const shown = items.map(({ entry }) => entry);
  const resorted = isResorted(section, shown, past);
  const laidOut = layOut(
    { entries, section, headers, resorted, past },
    sorted(page, statuses, section),
    fresh,
  );
  const layout = { ...laidOut, edits: requoted(page, laidOut.edits) };
  return ok({ known, statuses, unlike, fresh, misread, elsewhere, layout });
};
