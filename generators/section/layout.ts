import type { Block } from "../../src/core/block.ts";
import {
  firstLines,
  insertBlock,
  joinedBlocks,
  isSpaced,
  removeBlock,
  replaceBlock,
} from "../../src/core/block-edits.ts";
import { linesOf, retitledLines } from "../../src/core/block-lines.ts";
import { lineAt, type Page } from "../../src/core/markdown.ts";
import { comparator, slotFinder } from "../../src/core/order.ts";
import type { SectionSettings } from "../../src/core/settings.ts";
import type { Edit } from "../../src/core/splice.ts";
import type { EntryPlace } from "../../src/core/wrapper.ts";
import type { FieldValue } from "../../src/types.ts";
import { findMovers } from "../moving.ts";
import { sortKey } from "../past.ts";
import type { Item } from "./claim.ts";
import type { Fate } from "./fates.ts";
import { madeLines } from "./made.ts";

/** A block that goes to another place, or a new one: its key and its lines. */
type Insertion = { readonly key: FieldValue; readonly id: string; readonly lines: readonly string[] };

/** The edits that bring a section's blocks to what they should be, and the blocks that move. */
export type Layout = { readonly edits: readonly Edit[]; readonly moving: ReadonlySet<Fate> };

/** The white space before entries: as deep as those of the page where they may be deeper than their region. */
const leadOf = ({ region, blocks: [first] }: EntryPlace, { format }: SectionSettings): string =>
  first === undefined || format.end.type === "indent" ? " ".repeat(region.indent) : first.lead;

/** The bullet of new entries: the list's own, or that of the item that they are under. */
export const bulletOf = (page: Page, { blocks, region }: EntryPlace): string =>
  blocks.find(({ bullet }) => bullet !== undefined)?.bullet ??
  /^\s*([-*+])\s/.exec(lineAt(page, region.first - 1))?.[1] ??
  "-";

const move = (page: Page, { block, title, lines, sortedBy, record }: Fate): Insertion => ({
  key: sortedBy,
  id: record?.model ?? "",
  lines: lines ?? (title === undefined ? linesOf(page, block) : retitledLines(page, block, title)),
});

/** Lays a section out: what is new or moves goes to its sorted place, everything else stays where it is. */
export const layOut = (
  page: Page,
  entries: EntryPlace,
  section: SectionSettings,
  fates: readonly Fate[],
  added: readonly Item[],
): Layout => {
  const { region } = entries;
  const { format } = section;
  const compare = comparator(section.order);
  const staying = fates.filter(({ remove }) => remove !== true);
  const moving = findMovers(staying, compare);
  const rest = staying.filter((fate) => !moving.has(fate));
  const slotOf = slotFinder(
    rest.map(({ sortedBy }) => sortedBy),
    compare,
  );
  const addition = (item: Item): Insertion => ({
    key: sortKey(section.order, item.entry),
    id: item.entry.id,
    lines: madeLines(section, item, leadOf(entries, section), bulletOf(page, entries)),
  });
  const insertions = [...added.map(addition), ...[...moving].map((fate) => move(page, fate))].sort(
    (a, b) => compare(a.key, b.key) || (a.id < b.id ? -1 : 1),
  );
  const spaced = isSpaced(format, entries.blocks);
  const remaining: readonly Block[] = rest.map(({ block }) => block);
  const insert = ({ key, lines }: Insertion): Edit =>
    insertBlock(page, region, format, remaining, spaced, slotOf(key), lines);
  /** The first entries of a section come together. */
  const begin = (): readonly Edit[] => {
    const { wraps } = entries;
    const all = insertions.map(({ lines }) => lines);
    const lines = firstLines(format, wraps, spaced, leadOf(entries, section), all);
    return [insertBlock(page, region, wraps ? { ...format, blank: "always" } : format, [], spaced, 0, lines)];
  };
  const leaving = fates.filter((fate) => fate.remove === true || moving.has(fate));
  const runs = joinedBlocks(
    page,
    leaving.map(({ block }) => block),
  );
  const [run] = runs;
  // Where every block moves or goes, what comes instead begins where the first of them stood.
  if (remaining.length === 0 && run !== undefined && insertions.length > 0) {
    const lines = firstLines(
      format,
      false,
      spaced,
      "",
      insertions.map((each) => each.lines),
    );
    const others = runs.slice(1).map((each) => removeBlock(page, each, format));
    return { edits: [replaceBlock(page, run, lines), ...others], moving };
  }
  const changes = rest.flatMap(({ block, title, lines }): readonly Edit[] => {
    if (lines !== undefined) return [replaceBlock(page, block, lines)];
    return title === undefined ? [] : [{ ...block.titleAt, text: title }];
  });
  const removals = runs.map((each) => removeBlock(page, each, format));
  const inserted = fates.length === 0 && insertions.length > 0 ? begin() : insertions.map(insert);
  return { edits: [...inserted, ...changes, ...removals], moving };
};
