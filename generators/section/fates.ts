import type { Block } from "../../src/page/block.ts";
import { writtenTitle } from "../../src/page/block-lines.ts";
import { changedFields } from "../../src/lock/cause.ts";
import { escapes } from "../../src/text/escapes.ts";
import { keptProblem } from "../../src/lock/gone.ts";
import type { EntryRecord } from "../../src/model/lock.ts";
import type { Page } from "../../src/page/markdown.ts";
import type { SectionSettings } from "../../src/config/settings.ts";
import { givingWay, judge } from "../../src/text/three-way.ts";
import type { Problem } from "../../src/model/problem.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Note } from "../../src/model/note.ts";
import { type Member, newGroupOf } from "../placing/groups.ts";
import { oldSortKey, type Past, sortKey } from "../placing/past.ts";
import { type BodyTools, bodyFate, recorded } from "./body.ts";
import type { EntryRecords, Item } from "./claim.ts";
import { goneBlockFinder, isAsMade } from "./edited.ts";
import { linesWith } from "./made.ts";
import { titleOf, writeTitle } from "./title.ts";

/** What becomes of one block that stands in the page. */
export type Fate = Member & {
  readonly block: Block;
  /** Its new title as it is written, where it gets one. */
  readonly title?: string;
  /** All of its lines, where more than the title changes. */
  readonly lines?: readonly string[];
  readonly record?: EntryRecord;
  /** Its body as it was made, which the record is of. */
  readonly made?: string;
  readonly notes: readonly Note[];
  readonly problems?: readonly Problem[];
};

const nothing: readonly Note[] = [];

/** A block that stays where it is, as it is. */
export const standing = (block: Block): Fate => ({
  block,
  sortedBy: [block.title],
  wasSortedBy: [block.title],
  remove: false,
  goesTo: undefined,
  notes: nothing,
});

/** Where blocks are judged. */
export type FateContext = {
  readonly page: Page;
  readonly section: SectionSettings;
  /** The section in words. */
  readonly place: string;
  /** What the lock remembers of it. */
  readonly records: EntryRecords;
  readonly past: Past;
  readonly tools: BodyTools;
  /** The group that a block stands in. */
  readonly groupAt: (block: Block) => string | undefined;
};

const bodyNote = (
  { place, past }: FateContext,
  entry: Entry,
  title: string,
  action: "change" | "blocked",
): Note => ({
  cause: changedFields(past.lock.models.get(entry.id), entry).length > 0 ? "catalog" : "template",
  models: [entry.id],
  what: "entry",
  action,
  text: `the body of ${title} in ${place}`,
});

/** The title of a model's entry: it follows the catalog, unless people wrote it. */
const titleFate = ({ section, place, records, past }: FateContext, entry: Entry, block: Block) => {
  const record = records.get(entry.id);
  const wanted = titleOf(section, entry);
  const base = record === undefined ? undefined : (record.title ?? undefined);
  const verdict = givingWay(judge(base, block.title, wanted, "hand-edited"), past.replace);
  const recordWith = (title: string | null): EntryRecord =>
    // Most entries are as they were made: what is remembered of them stays.
    record?.title === title
      ? record
      : { type: "entry", model: entry.id, page: section.page, place, title, ...recorded(record) };
  const note = (action: Note["action"]): Note => ({
    cause: "catalog",
    models: [entry.id],
    what: "entry",
    action,
    text: `${block.title} → ${wanted} in ${place}`,
  });
  switch (verdict) {
    case "same":
      return { record, verdict, next: recordWith(wanted), notes: nothing };
    case "write":
      // A field that no record has must not take away what a title says.
      if (section.suspect !== undefined)
        return {
          record,
          verdict,
          next: record ?? recordWith(null),
          notes: nothing,
          problems: [section.suspect],
        };
      return {
        record,
        verdict,
        next: recordWith(wanted),
        notes: [note("change")],
        title: writeTitle(section, entry),
      };
    case "hand-edited":
      return { record, verdict, next: record ?? recordWith(null), notes: nothing };
    case "conflict":
      return { record, verdict, next: record ?? recordWith(null), notes: [note("blocked")] };
  }
};

/** The entry of a model in the catalog: its title and what else is made of fields follow, unless people wrote them. */
export const ownedFate = (context: FateContext, item: Item, block: Block): Fate => {
  const { page, section, past } = context;
  const { entry } = item;
  const found = titleFate(context, entry, block);
  const { record, verdict, title, next } = found;
  const remove = false;
  const wasSortedBy = oldSortKey(section.order, entry, past);
  if (!past.follows(entry)) {
    const kept = verdict === "same" ? next : record;
    return {
      block,
      remove,
      goesTo: undefined,
      sortedBy: wasSortedBy,
      wasSortedBy,
      ...(kept === undefined ? {} : { record: kept }),
      notes: nothing,
    };
  }
  const { group } = section;
  const goesTo = group === undefined ? undefined : newGroupOf(group, entry, context.groupAt(block), past);
  const sortedBy = sortKey(section.order, entry);
  if (title === undefined && !section.format.follows)
    return {
      block,
      remove,
      goesTo,
      sortedBy,
      wasSortedBy,
      record: next,
      notes: found.notes,
      problems: found.problems ?? [],
    };
  const body = bodyFate(context, item, block, record, past.replace);
  const { type, model, page: at, place, title: remembered } = next;
  const written = title ?? writtenTitle(page, block);
  const changed = body.body !== undefined ? "change" : body.blocked === true ? "blocked" : undefined;
  return {
    block,
    remove,
    goesTo,
    sortedBy,
    wasSortedBy,
    ...(title === undefined ? {} : { title }),
    ...(body.body === undefined ? {} : { lines: linesWith(body.body, written, block.lead) }),
    ...(body.made === undefined ? {} : { made: body.made }),
    record: { type, model, page: at, place, title: remembered, ...body.record },
    problems: found.problems ?? [],
    notes: [
      ...found.notes,
      ...(changed === undefined ? [] : [bodyNote(context, entry, block.title, changed)]),
    ],
  };
};

/** Why the entry of a model that left stays, although nothing of the model is to: people wrote it, or a part of it. */
const whyKept = ({ page, section }: FateContext, record: EntryRecord, block: Block): string | undefined => {
  // An entry that shows a file goes or stays with the file.
  if (section.snippet !== undefined && !section.format.code) return undefined;
  if (record.title === null) return "people wrote it";
  return isAsMade(page, section, record, block, undefined) ? undefined : "people wrote or edited it";
};

/** A model that left: its entry stays, is marked, or goes when its file goes. */
export const goneFates = (context: FateContext, blocks: readonly Block[]): readonly Fate[] => {
  const { page, section, place, records, past } = context;
  if (blocks.length === 0 || records.size === 0) return [];
  const findGone = goneBlockFinder(page, blocks);
  return past.gone.flatMap(({ record: { model, fields }, action }): readonly Fate[] => {
    const record = records.get(model);
    const include = section.snippet === undefined ? undefined : past.includeOf(model, section.snippet);
    const block = record === undefined ? undefined : findGone(record, include);
    if (record === undefined || block === undefined) return [];
    const { title } = block;
    const stays: Fate = { ...standing(block), record };
    const note = (did: Note["action"], text: string): readonly Note[] => [
      { cause: "catalog", models: [model], what: "entry", action: did, text: `${text} in ${place}` },
    ];
    if (action === "prune" && (section.snippet === undefined || !past.stays(model, section.snippet))) {
      const why = whyKept(context, record, block);
      if (why !== undefined)
        return [{ ...stays, problems: [keptProblem(`${section.page}:${block.first + 1}`, model, why)] }];
      return [{ ...standing(block), remove: true, notes: note("remove", title) }];
    }
    if (action !== "deprecate") return [stays];
    const marked = past.mark(titleOf(section, { fields: new Map(Object.entries(fields)) }));
    if (judge(record.title ?? undefined, title, marked, "hand-edited") !== "write") return [stays];
    const { write, read } = escapes[section.format.title];
    const written = write(marked);
    return [
      {
        ...stays,
        title: written,
        record: { ...record, title: read(written) },
        notes: note("change", `${title} → ${marked}`),
      },
    ];
  });
};
