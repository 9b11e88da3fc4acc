import type { InlineSettings, SectionSettings } from "../../src/config/settings.ts";
import { type Entry, formerEntry } from "../../src/model/entry.ts";
import type { Digest } from "../../src/model/file.ts";
import type { Claim, EntryRecord, ModelRecord } from "../../src/model/lock.ts";
import { fromTo } from "../../src/model/note.ts";
import type { Outcome } from "../../src/model/problem.ts";
import type { Block } from "../../src/page/block.ts";
import type { Page } from "../../src/page/page.ts";
import { digest } from "../../src/text/digest.ts";
import { sharedStart } from "../../src/text/shared-start.ts";
import { isOlder } from "../placing/likeness.ts";
import { hasDigest, isSameText, plainBullets, withBulletsOf } from "./bullets.ts";
import { type Item, bodyOf, linesBesides, makeEntry, misreadTitle } from "./made.ts";

/** Of a longer line so many characters are shown. */
const most = 60;

/** How much is shown before what differs. */
const before = 20;

const firstFilled = (lines: readonly string[]): string =>
  lines.find((line) => line.trim() !== "")?.trim() ?? "";

/** A line cut short where it is long, so that what stands at a place is seen. */
const cut = (line: string, at = 0): string => {
  const start = at < most - 1 ? 0 : at - before;
  const text = line.slice(start, start + most - 1);
  return line.length <= most
    ? line
    : `${start > 0 ? "…" : ""}${text}${start + most - 1 < line.length ? "…" : ""}`;
};

/** The first of some lines that says something, cut short where it is long. */
export const firstLine = (lines: readonly string[]): string => cut(firstFilled(lines));

/** What changes from one text to another, in one line: the first line that differs, and how many do. */
export const bodyChange = (former: string, after: string): string => {
  const [old, now] = [former.split("\n"), after.split("\n")];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const [gone, come] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const count = Math.max(gone.length, come.length);
  const [from, to] = [firstFilled(gone), firstFilled(come)];
  const at = sharedStart(from, to);
  return `${fromTo(cut(from, at), cut(to, at))}${count > 1 ? ` (${count} lines)` : ""}`;
};

/** What merging bodies takes from outside, loaded only where a section's bodies follow the catalog. */
export type BodyTools = {
  readonly merge: (base: string, mine: string, theirs: string) => string | undefined;
  readonly unpack: (base: string, expected: Digest) => string | undefined;
};

/** What makes the snippets that stand in pages, and merges them with hand edits. */
export type InlineTools = BodyTools & {
  readonly render: (job: { readonly entry: Entry; readonly snippet: InlineSettings }) => Outcome<string>;
};

/** Tools of a run that has no bodies to merge. */
export const noTools: BodyTools = { merge: () => undefined, unpack: () => undefined };

/** What becomes of the body of an entry, and what the lock records of it. */
export type BodyStatus = {
  /** The new body, where it gets one. */
  readonly body?: string;
  readonly blocked?: boolean;
  /** What the entry would be read as with the body that it should get: then it waits. */
  readonly misread?: string;
  /** What it would be made as, where it differs and stays. */
  readonly instead?: string;
  readonly record: Pick<EntryRecord, "body" | "base">;
  /** The text behind the record, where the tool made it. */
  readonly made?: string;
  /** What of the body that gives way is known to be the tool's, where people may have written in it. */
  readonly known?: string;
};

/** What the lock has of a body already. */
export const recorded = (record: EntryRecord | undefined): BodyStatus["record"] => ({
  ...(record?.body === undefined ? {} : { body: record.body }),
  ...(record?.base === undefined ? {} : { base: record.base }),
});

/** Where a body is judged. */
type BodyContext = { readonly page: Page; readonly section: SectionSettings; readonly tools: BodyTools };

/** An entry that stands in the page, and how it is judged. */
export type FoundEntry = {
  readonly item: Item;
  readonly block: Block;
  readonly record: EntryRecord | undefined;
  /** Whether the lock knows nothing of it. */
  readonly isUnknown: boolean;
  /** Whether hand edits give way. */
  readonly replace: boolean;
  /** Whose is what was there before. */
  readonly claim: Claim;
  /** Whether the entry is as it was found when the tool claimed it: then nobody edited it. */
  readonly asFound: boolean;
  /** Whether what people wrote between lines as they would be made is taken for edits of these. */
  readonly pins: boolean;
  /** The fields that the model had when it was last applied. */
  readonly former: ModelRecord["fields"] | undefined;
};

/** Whether people only wrote a few lines more than an entry was made of, whose lines all stand there in their order. */
const isOnlyMore = (present: string, made: string): boolean => {
  const wanted = made.split("\n").filter((line) => line.trim() !== "");
  let met = 0;
  for (const line of present.split("\n")) if (line === wanted[met]) met += 1;
  return met === wanted.length && linesBesides(present, made).length <= wanted.length;
};

/** The share of an entry's lines that must stand there so that the others are edits of these, and the fewest that it has. */
const leastAlike = 0.6;
const fewestLines = 3;

/** Whether most lines that an entry would be made of stand there: the others are people's, as cells of a row may be. */
const isMostly = (present: string, made: string): boolean => {
  const { length } = made.split("\n").filter((line) => line.trim() !== "");
  return (
    length >= fewestLines &&
    linesBesides(made, present).length <= (1 - leastAlike) * length &&
    linesBesides(present, made).length <= length
  );
};

/** A body with lines that people added, each of its others as it is made now; undefined where these aren't line for line. */
const withMore = (base: string, present: string, made: string): string | undefined => {
  const [before, after] = [base.split("\n"), made.split("\n")];
  let met = 0;
  const lines = present.split("\n").map((line) => {
    if (line !== before[met]) return line;
    met += 1;
    return after[met - 1] ?? line;
  });
  return met === before.length && met === after.length ? lines.join("\n") : undefined;
};

/** Judges a body as a snippet file is judged: it follows unless people edited it, is merged where both changed, or waits. */
const judged = (
  { page, section, tools }: BodyContext,
  { item, block, record, isUnknown, replace, claim, asFound, pins, former }: FoundEntry,
  made: string,
): BodyStatus => {
  const bodyWith = (entry: Entry): string | undefined =>
    makeEntry(section, { ...item, entry }, block.bullet ?? "-").body;
  const fresh = { record: { body: digest(made) }, made };
  const present = bodyOf(page, block);
  const kept = { record: recorded(record), ...(present === made ? {} : { instead: made }) };
  const base = record?.body;
  // Code that stands in a page gives way as a file does, whoever wrote it; other text where it is the tool's, or claimed now.
  const givesWay = replace && (base !== undefined || claim === "all" || section.format.code);
  const asItIs = claim === "none" && base === undefined ? kept : fresh;
  if (present === made) return asItIs;
  if (base !== undefined && digest(present) === base) return { ...fresh, body: made };
  if (isSameText(present, made)) return asItIs;
  const isFormer = (): boolean => {
    const renamed = formerEntry(item.entry);
    return renamed !== undefined && bodyWith(renamed) === present;
  };
  // As it was made, where a merge base is kept; a short body is made again.
  const madeBefore = (): string | undefined => {
    if (record?.base !== undefined && base !== undefined) return tools.unpack(record.base, base);
    if (former === undefined) return undefined;
    const fields = new Map([...item.entry.fields, ...Object.entries(former)]);
    const body = bodyWith({ ...item.entry, fields });
    return body !== undefined && digest(body) === base ? body : undefined;
  };
  if (givesWay) return { ...fresh, body: made, known: madeBefore() ?? "" };
  // Made by the slug rules of before, which no lock records.
  if (base === undefined && claim !== "none" && isFormer()) return { ...fresh, body: made };
  // As a row with other values is.
  const isLike = isOlder(plainBullets(present), plainBullets(made), item.entry);
  if (isUnknown && claim !== "none" && isLike && !pins)
    return { ...fresh, body: withBulletsOf(made, present) };
  const isTaken =
    claim === "all" ||
    (pins && claim !== "none" && (isLike || isOnlyMore(present, made) || isMostly(present, made)));
  if (base === undefined) return isTaken ? { ...fresh, instead: made } : kept;
  if (hasDigest(present, base)) return { ...fresh, body: withBulletsOf(made, present) };
  if (fresh.record.body === base) return kept;
  const before = madeBefore();
  // Nothing is to be lost where people only wrote more, or where all but a few lines are the tool's.
  const isPeoples = (own: string): boolean =>
    isOnlyMore(present, own) || (claim !== "all" && isMostly(present, own));
  if (asFound && !(before !== undefined && isPeoples(before)))
    return { ...fresh, body: made, known: before ?? "" };
  const merged =
    before === undefined
      ? undefined
      : (withMore(before, present, made) ?? tools.merge(before, present, made));
  if (merged === present) return fresh;
  if (merged !== undefined) return { ...fresh, body: merged };
  return { ...kept, blocked: true };
};

/** Judges the body of an entry, and holds one that would be read as another's: `misread`. */
export const bodyStatus = (context: BodyContext, found: FoundEntry): BodyStatus => {
  const { section } = context;
  const { item, block, record } = found;
  const whole = section.format.follows ? makeEntry(section, item, block.bullet ?? "-") : undefined;
  if (whole?.body === undefined) return { record: recorded(record) };
  const status = judged(context, found, whole.body);
  const misread = status.body === undefined ? undefined : misreadTitle(section, item, whole, block.title);
  return misread === undefined ? status : { record: recorded(record), misread };
};
