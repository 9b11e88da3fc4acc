import { noteOf } from "../../src/model/note.ts";
import type { Entry } from "../../src/model/entry.ts";
import { lineNumber } from "../../src/page/page.ts";
import type { Block } from "../../src/page/block.ts";
import { linesIn } from "../../src/page/row-lines.ts";
import { bareName } from "../../src/text/mentions.ts";
import { leftProblem, goesUnknown } from "../placing/past.ts";
import { type Item, atDepth, makeEntry, shownTitle, titleOf } from "./made.ts";
import { goneBlockFinder, isAsMade, isClaimedEntry } from "./edited.ts";
import { besides, type Status, type StatusContext, standing, withLines } from "./statuses.ts";

/** What no longer belongs in a section. */
export type Departure = {
  /** The models of the catalog that it doesn't ask for. */
  readonly unwanted: () => readonly Item[];
  /** Whether another place takes the entry of a model over that begins at a line. */
  readonly askedAt: (entry: Entry, line: number) => boolean;
  /** Whether an entry is that of a place within this one, and goes there. */
  readonly isHeld: (block: Block) => boolean;
};

/** Whether an entry that no lock knows is line for line as it would be made. */
const isMadeAlike = ({ page, section }: StatusContext, item: Item, block: Block): boolean => {
  if (section.format.code && item.code === undefined) return false;
  const include = block.cites.find((path) => item.includes.includes(path)) ?? item.includes[0];
  const cited = { ...item, includes: include === undefined ? [] : [include] };
  const made = atDepth(page.path, makeEntry(section, cited, block.bullet ?? "-").lines, block);
  const lines = linesIn(page, block);
  return made.length === lines.length && made.every((line, index) => line === lines[index]?.trimEnd());
};

/** Finds the entry of a model that no lock knows: one that cites its file, or else that has its name and no other's file. */
const unknownFinder = (
  { section, past }: StatusContext,
  blocks: readonly Block[],
): ((item: Item) => Block | undefined) => {
  const byCite = new Map<string, Block>();
  const byName = new Map<string, Block>();
  for (const block of blocks) {
    const [cite, second] = block.cites;
    if (cite !== undefined && second === undefined && !byCite.has(cite)) byCite.set(cite, block);
    const name = bareName(block.title);
    if (name !== "" && !byName.has(name) && !block.cites.some(past.isThere)) byName.set(name, block);
  }
  return ({ entry, includes }) => {
    const cited = includes.find((path) => byCite.has(path));
    return cited === undefined ? byName.get(bareName(titleOf(section, entry))) : byCite.get(cited);
  };
};

/** The entries of models that don't belong in the section (any more): what the tool made goes, the others are told. */
export const departedStatuses = (
  context: StatusContext & Departure,
  blocks: readonly Block[],
): readonly Status[] => {
  const { page, section, place, records, past } = context;
  if (blocks.length === 0) return [];
  const find = goneBlockFinder(page, blocks);
  const findUnknown = unknownFinder(context, blocks);
  const cited = new Set(blocks.flatMap(({ cites }) => cites));
  const taken = new Set<Block>();
  // Names change hands: what the lock records of one goes before what is called as another is.
  const isKnown = ({ entry }: Item): boolean => records.has(entry.id);
  const all = context.unwanted().toSorted((a, b) => Number(isKnown(b)) - Number(isKnown(a)));
  return all.flatMap((item): readonly Status[] => {
    const { entry } = item;
    const { id } = entry;
    const record = records.get(id);
    const recorded = section.snippet === undefined ? undefined : past.includeOf(id, section.snippet);
    // Its file may have another name since.
    const include = item.includes.find((path) => cited.has(path)) ?? recorded;
    const block = record === undefined ? findUnknown(item) : find(record, include);
    if (block === undefined || taken.has(block) || context.askedAt(entry, block.first)) return [];
    taken.add(block);
    const stays: Status = { ...standing(block), model: id, ...(record === undefined ? {} : { record }) };
    if (!past.follows(entry)) return [stays];
    const isAlike = record === undefined && isMadeAlike(context, item, block);
    const isOwn =
      record === undefined
        ? goesUnknown(past, section.claim, id, () => isAlike)
        : isClaimedEntry(section, record, past) || isAsMade(context, record, block, include);
    if (isOwn) {
      const said =
        record !== undefined ? besides(context, record, block) : isAlike ? "" : withLines(page, block);
      return [
        {
          ...standing(block),
          remove: true,
          notes: [
            noteOf({ what: "entry", action: "remove" }, id, `${shownTitle(block.title)}${said} in ${place}`),
          ],
        },
      ];
    }
    const problem = leftProblem({
      code: "entry-left",
      where: `${page.path}:${lineNumber(page, block.first)}`,
      model: id,
      place: "section",
      what: "entry",
      theirs: record === undefined ? undefined : "people wrote or edited it",
    });
    return [{ ...stays, problems: [problem] }];
  });
};
