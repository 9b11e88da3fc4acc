import { groupBy } from "../../src/text/group-by.ts";
import { once } from "../../src/text/once.ts";
import type { Block } from "../../src/page/block.ts";
import { writtenTitle } from "../../src/page/block-lines.ts";
import { changedFields } from "../../src/lock/model-changes.ts";
import type { EntryRecord, Lock } from "../../src/model/lock.ts";
import { givingWay, judge, type Verdict } from "../../src/text/three-way.ts";
import type { Entry } from "../../src/model/entry.ts";
import { fromTo, type Note, noteOf } from "../../src/model/note.ts";
import { newGroupOf } from "../placing/groups.ts";
import { oldSortKey, sortKey } from "../placing/past.ts";
import { type BodyStatus, type FoundEntry, bodyChange, bodyStatus, recorded } from "./body.ts";
import {
  type Item,
  bodyOf,
  hole,
  linesBesides,
  linesWith,
  rewriteTitle,
  shownTitle,
  titleOf,
  wholeDigest,
} from "./made.ts";
import { isAsFound, isAsMade, isPeoples } from "./edited.ts";
import { type Status, type StatusContext, nothing, withLines } from "./statuses.ts";
import { unreadableProblem } from "./gaps.ts";

const note = ({ place }: StatusContext, entry: Entry, action: Note["action"], text: string): Note =>
  noteOf({ what: "entry", action, place }, entry.id, `${text} in ${place}`);

/** The note of a body: what of it stands there, and what would instead. */
const bodyNote = (
  { place, past, page }: StatusContext,
  { item: { entry }, block }: FoundEntry,
  made: string,
  { action, known }: { readonly action: "change" | "blocked" | "keep"; readonly known?: string | undefined },
): Note => {
  const present = bodyOf(page, block);
  const change = bodyChange(present, made);
  // Its first line is shown already.
  const shown = linesBesides(present, made)[0] ?? "";
  const lost = known === undefined ? "" : withLines(page, block, [known, made, shown].join("\n"));
  const cause = changedFields(past.lock.models.get(entry.id), entry).length > 0 ? "catalog" : "template";
  const text = `the body of ${shownTitle(block.title)} in ${place}: ${change.replaceAll(hole, () => block.title)}${lost}`;
  return noteOf({ cause, what: "entry", action, place }, entry.id, text);
};

/** A verdict about an entry as it was found when the tool claimed it: it stays as long as nothing else is wanted. */
const foundVerdict = (base: string | undefined, present: string, wanted: string): Verdict => {
  if (present === wanted) return "same";
  return wanted === base ? "hand-edited" : "write";
};

/** The title of a model's entry: it follows the catalog, unless people wrote it. */
const titleStatus = (context: StatusContext, found: FoundEntry) => {
  const { section, place, page } = context;
  const { item, block, record, replace, claim, asFound } = found;
  const { entry } = item;
  const wanted = titleOf(section, entry);
  const base = record === undefined ? undefined : (record.title ?? undefined);
  const verdict = asFound
    ? foundVerdict(base, block.title, wanted)
    : givingWay(judge(base, block.title, wanted, "hand-edited"), replace);
  const recordWith = (title: string | null): EntryRecord =>
    // Most entries are as they were made: what is recorded of them stays.
    record?.title === title
      ? record
      : { type: "entry", model: entry.id, page: section.page, place, title, ...recorded(record) };
  const told = (action: Note["action"]): readonly Note[] => [
    note(context, entry, action, fromTo(shownTitle(block.title), shownTitle(wanted))),
  ];
  const unclaimed = base === undefined;
  switch (verdict) {
    case "same":
      return {
        verdict,
        next: recordWith(unclaimed && claim === "none" ? null : wanted),
        notes: nothing,
      };
    case "write":
      // A field that no record has must not take away what a title says.
      if (section.suspect !== undefined)
        return {
          verdict,
          next: record ?? recordWith(null),
          notes: nothing,
          problems: [section.suspect],
        };
      return {
        verdict,
        next: recordWith(wanted),
        notes: told("change"),
        title: rewriteTitle(section, entry, { title: block.title, written: writtenTitle(page, block) }),
      };
    case "hand-edited":
      return {
        verdict,
        next: recordWith(unclaimed && claim === "all" ? wanted : (base ?? null)),
        notes: told("keep"),
      };
    case "conflict":
      return { verdict, next: record ?? recordWith(null), notes: told("blocked") };
  }
};

/** What the lock records of a whole entry that isn't as made and is the tool's all the same: claimed, and not edited since. */
const foundOf = (
  { page, section }: StatusContext,
  { item: { entry, includes }, block, record: before, claim, asFound }: FoundEntry,
  {
    next,
    title,
    body,
    made,
  }: {
    readonly next: EntryRecord;
    readonly title?: string;
    readonly body?: string;
    readonly made?: string;
  },
): Pick<EntryRecord, "found"> => {
  const unclaimed = before === undefined || isPeoples(section, before);
  const changes = title !== undefined || body !== undefined;
  if (asFound && !changes) return before?.found === undefined ? {} : { found: before.found };
  if (!asFound && (claim !== "all" || !unclaimed)) return {};
  const include = block.cites.find((path) => includes.includes(path)) ?? includes[0];
  if (!changes && isAsMade({ page, section }, next, block, include)) return {};
  const after = title === undefined ? block.title : titleOf(section, entry);
  if (body !== undefined && body === made && after === next.title) return {};
  return { found: wholeDigest(after, body ?? bodyOf(page, block)) };
};

/** The entries that the lock records, by their titles. */
const byTitle = once((records: StatusContext["records"]) =>
  groupBy([...records.values()], ({ title }) => title),
);

/** The entries of a model that the lock records, on all pages. */
const byModel = once((entries: Lock["entries"]) => groupBy([...entries.values()], ({ model }) => model));

/**
 * What the lock records of an entry; where it isn't as that was made, of one of the same title whose model left, or left the
 * section, or of one as which it stands there still: IDs and names change hands, and it may have come from another section.
 */
const recordedOf = (
  context: StatusContext,
  { entry, includes }: Item,
  block: Block,
): EntryRecord | undefined => {
  const { records, asked, past, section, place } = context;
  const own = records.get(entry.id);
  if (block.title === "" || (own !== undefined && isAsMade(context, own, block, includes[0]))) return own;
  const others = (byTitle(records).get(block.title) ?? []).filter((each) => each !== own);
  const made = others.find((each) => isAsMade(context, each, block, includes[0]));
  const known = made ?? own ?? others.find(({ model }) => !asked.has(model));
  if (known !== undefined) return known;
  const elsewhere = byModel(past.lock.entries)
    .get(entry.id)
    ?.find((each) => each.page === section.page && isAsMade(context, each, block, includes[0]));
  return elsewhere === undefined ? undefined : { ...elsewhere, place };
};

/** The entry of a model in the catalog: its title and what else is made of fields follow, unless people wrote them. */
export const ownedStatus = (context: StatusContext, item: Item, block: Block): Status => {
  const { page, section, past } = context;
  const { entry } = item;
  const before = recordedOf(context, item, block);
  const former = { ...entry, id: before?.model ?? entry.id };
  const known = before === undefined || before.model === entry.id ? before : { ...before, model: entry.id };
  const claim = past.claim(section.claim, entry.id);
  const asFound = isAsFound(page, known, block);
  // Claimed anew it is as if no lock knew it: what people edited of it since is found so.
  const anew = claim === "all" && past.reclaims && !asFound;
  const include = block.cites.find((path) => item.includes.includes(path)) ?? item.includes[0];
  const isEdited = anew && known !== undefined && !isAsMade(context, known, block, include);
  const record = isEdited ? undefined : known;
  const found: FoundEntry = {
    ...{ item, block, record, isUnknown: before === undefined },
    former: past.lock.models.get(former.id)?.fields,
    replace: past.replace(section.page),
    ...{ claim, asFound, pins: past.pins },
  };
  const { verdict, title, next, notes, problems = [] } = titleStatus(context, found);
  const wasSortedBy = oldSortKey(section.order, former, past);
  const handed = former.id !== entry.id;
  if (!past.follows(entry)) {
    const kept = verdict === "same" ? next : record;
    return {
      ...{ block, remove: false, goesTo: undefined, sortedBy: wasSortedBy, wasSortedBy },
      ...(kept === undefined ? {} : { record: kept }),
      notes: nothing,
    };
  }
  const { group } = section;
  const goesTo = group === undefined ? undefined : newGroupOf(group, former, context.groupAt(block), past);
  const sortedBy = sortKey(section.order, entry);
  const own = { block, remove: false, goesTo, sortedBy, wasSortedBy, handed, former: former.id };
  const plain = title === undefined && !section.format.follows;
  if (plain && next === record && found.claim !== "all") return { ...own, record: next, notes, problems };
  const judged = bodyStatus(context, found);
  // A field that no record has must not take away what an entry says.
  const suspect = judged.body === undefined ? undefined : section.bodySuspect;
  const body: BodyStatus = suspect === undefined ? judged : { record: recorded(record) };
  const { misread } = body;
  const { type, model, page: at, place, title: remembered } = next;
  const written = title ?? writtenTitle(page, block);
  const changed = body.body !== undefined ? "change" : body.blocked === true ? "blocked" : "keep";
  const wanted = body.body ?? body.instead;
  return {
    ...own,
    ...(title === undefined ? {} : { title }),
    ...(body.body === undefined ? {} : { lines: linesWith(page.path, body.body, written, block) }),
    ...(body.made === undefined ? {} : { made: body.made }),
    record: {
      ...{ type, model, page: at, place, title: remembered, ...body.record },
      // An entry that shows a file is found by that.
      ...(remembered === null && (section.snippet === undefined || section.format.code)
        ? { key: block.title }
        : {}),
      // Where two sides changed the same, what was found is people's from now on: a later plan has no base to tell by.
      ...(body.blocked === true
        ? {}
        : foundOf(context, found, {
            next: { ...next, ...body.record },
            ...(title === undefined ? {} : { title }),
            ...(body.body === undefined ? {} : { body: body.body }),
            ...(body.made === undefined ? {} : { made: body.made }),
          })),
    },
    problems: [
      ...problems,
      ...(suspect === undefined ? [] : [suspect]),
      ...(misread === undefined ? [] : [unreadableProblem(context, item, misread)]),
    ],
    notes: [
      ...notes,
      ...(wanted === undefined
        ? []
        : [bodyNote(context, found, wanted, { action: changed, known: body.known })]),
      ...(misread === undefined
        ? []
        : [{ ...note(context, entry, "blocked", `the body of ${block.title}`), what: "unreadable entry" }]),
    ],
  };
};
