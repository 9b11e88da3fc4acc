import type { Block } from "../../src/page/block.ts";
import { markupOf } from "../../src/page/scan.ts";
import { keptProblem } from "../../src/lock/gone.ts";
import type { EntryRecord } from "../../src/model/lock.ts";
import { lineNumber, type Page } from "../../src/page/page.ts";
import type { SectionSettings } from "../../src/config/settings.ts";
import { judge } from "../../src/text/three-way.ts";
import type { Problem } from "../../src/model/problem.ts";
import { bareName } from "../../src/text/mentions.ts";
import { fromTo, type Note } from "../../src/model/note.ts";
import type { Member } from "../placing/groups.ts";
import { type Past, goneSorted, leftoverStatus } from "../placing/past.ts";
import { type BodyTools, firstLine } from "./body.ts";
import { hasDigest } from "./bullets.ts";
import type { EntryRecords } from "./claim.ts";
import { bareBody, goneBlockFinder, isAsMade, isClaimedEntry } from "./edited.ts";
import { bodyOf, hole, linesBesides, shownTitle, titleOf } from "./made.ts";

/** What becomes of one block that stands in the page. */
export type Status = Member & {
  readonly block: Block;
  /** The model that it is about, where no record tells. */
  readonly model?: string;
  /** The model that it was made for, by the lock. */
  readonly former?: string;
  /** Its new title as it is written, where it gets one. */
  readonly title?: string;
  /** All of its lines, where more than the title changes. */
  readonly lines?: readonly string[];
  readonly record?: EntryRecord;
  /** Its body as it was made, which the record is of. */
  readonly made?: string;
  readonly notes: readonly Note[];
  readonly problems?: readonly Problem[];
  /** Whether it has little in common with entries of models. */
  readonly isText?: true;
};

/** No notes: one list for all. */
export const nothing: readonly Note[] = [];

/** A block that stays where it is, as it is. */
export const standing = (block: Block): Status => ({
  block,
  sortedBy: [block.title],
  wasSortedBy: [block.title],
  tied: true,
  remove: false,
  goesTo: undefined,
  notes: nothing,
});

/** The lines of an entry that something else doesn't have, in words; "" where there is none. */
export const withLines = (page: Page, block: Block, made = ""): string => {
  const own = linesBesides(bodyOf(page, block), made)
    .filter((line) => bareName(line) !== "")
    .map((line) => line.replace(hole, () => block.title));
  const more = own.length > 1 ? ` and ${own.length - 1} more line${own.length === 2 ? "" : "s"}` : "";
  return own.length === 0 ? "" : ` (with "${firstLine(own)}"${more})`;
};

/** A block that is no model's: it stays, unless it is left of one and asked to go. */
export const orphanStatus = ({ page, section, place, past }: StatusContext, block: Block): Status => {
  const { title, cites: names } = block;
  const said = (): string => withLines(page, block);
  const orphan = { what: "entry", page: page.path, place, title, names, said } as const;
  return { ...standing(block), ...leftoverStatus(orphan, section.claim, past) };
};

/** Where blocks are judged. */
export type StatusContext = {
  readonly page: Page;
  readonly section: SectionSettings;
  /** The section in words. */
  readonly place: string;
  /** What the lock records of it. */
  readonly records: EntryRecords;
  /** The models that it asks for. */
  readonly asked: ReadonlySet<string>;
  readonly past: Past;
  readonly tools: BodyTools;
  /** Name of the config, for problems. */
  readonly file: string;
  /** The group that a block stands in. */
  readonly groupAt: (block: Block) => string | undefined;
};

/** Why the entry of a model that left stays, although nothing of the model is to: people wrote it, or a part of it. */
const whyKept = (context: StatusContext, record: EntryRecord, block: Block): string | undefined => {
  const { section } = context;
  // An entry that shows a file goes or stays with the file.
  if (section.snippet !== undefined && !section.format.code) return undefined;
  if (isClaimedEntry(section, record, context.past)) return undefined;
  if (record.title === null) return "people wrote it";
  return isAsMade(context, record, block, undefined) ? undefined : "people wrote or edited it";
};

/** What people wrote in an entry besides what was made, in words: all of it, where it isn't known what that was. */
export const besides = (
  { page, section, tools }: StatusContext,
  { title, body, base }: EntryRecord,
  block: Block,
): string => {
  const made = base === undefined || body === undefined ? undefined : tools.unpack(base, body);
  if (made !== undefined) return withLines(page, block, made);
  // An entry that shows a file has nothing of its own, unless people wrote it.
  if (body === undefined && title !== null && !section.format.follows)
    return block.cites.length > 0 ? "" : withLines(page, block, bareBody(page, section, block));
  return body !== undefined && hasDigest(bodyOf(page, block), body) ? "" : withLines(page, block);
};

/** A model that left: its entry stays, is marked, or goes when its file goes. */
export const goneStatuses = (context: StatusContext, blocks: readonly Block[]): readonly Status[] => {
  const { page, section, place, records, past } = context;
  if (blocks.length === 0 || records.size === 0) return [];
  let findGone = goneBlockFinder(page, blocks);
  const taken = new Set<Block>();
  // Of several that are called alike each has one.
  const findFree = (record: EntryRecord, include: string | undefined): Block | undefined => {
    const found = findGone(record, include);
    if (found === undefined || !taken.has(found)) return found;
    const free = blocks.filter((block) => !taken.has(block));
    findGone = goneBlockFinder(page, free);
    return findGone(record, include);
  };
  return past.gone.flatMap(({ record: { model, fields }, action }): readonly Status[] => {
    const record = records.get(model);
    const include = section.snippet === undefined ? undefined : past.includeOf(model, section.snippet);
    const block = record === undefined ? undefined : findFree(record, include);
    if (record === undefined || block === undefined) return [];
    taken.add(block);
    const { title } = block;
    const stays: Status = { ...standing(block), ...goneSorted(section.order, fields), record };
    const told = (did: Note["action"], text: string): readonly Note[] => [
      { cause: "catalog", models: [model], what: "entry", action: did, text: `${text} in ${place}`, place },
    ];
    if (action === "prune" && (section.snippet === undefined || !past.stays(model, section.snippet))) {
      const why = whyKept(context, record, block);
      if (why !== undefined)
        return [
          {
            ...stays,
            problems: [keptProblem(`${section.page}:${lineNumber(page, block.first)}`, model, why)],
          },
        ];
      return [
        {
          ...standing(block),
          remove: true,
          notes: told("remove", shownTitle(title) + besides(context, record, block)),
        },
      ];
    }
    if (action !== "deprecate") return [stays];
    const marked = past.mark(titleOf(section, { fields: new Map(Object.entries(fields)) }));
    if (judge(record.title ?? undefined, title, marked, "hand-edited") !== "write") return [stays];
    const { write, read } = markupOf(section.page).escape(section.format.title);
    const written = write(marked);
    return [
      {
        ...stays,
        title: written,
        record: { ...record, title: read(written) },
        notes: told("change", fromTo(shownTitle(title), shownTitle(marked))),
      },
    ];
  });
};
