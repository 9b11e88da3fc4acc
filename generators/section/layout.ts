import { type Block, blockLines, insertBlock, removeBlock, retitledLines } from "../../src/core/block.ts";
import { titleText } from "../../src/core/emit/markdown.ts";
import { fill } from "../../src/core/expression.ts";
import type { Page } from "../../src/core/markdown.ts";
import { comparator, slotFinder } from "../../src/core/order.ts";
import type { Region } from "../../src/core/region.ts";
import type { SectionSettings } from "../../src/core/settings.ts";
import type { Edit } from "../../src/core/splice.ts";
import type { FieldValue } from "../../src/types.ts";
import { findMovers } from "../moving.ts";
import { sortKey } from "../past.ts";
import type { Item } from "./claim.ts";
import type { Fate } from "./fates.ts";

/** A block that goes to another place, or a new one: its key and its lines. */
type Insertion = { readonly key: FieldValue; readonly id: string; readonly lines: readonly string[] };

/** The edits that bring a section's blocks to what they should be, and the blocks that move. */
export type Layout = { readonly edits: readonly Edit[]; readonly moving: ReadonlySet<Fate> };

const addition = (
  region: Region,
  section: SectionSettings,
  { entry, includes: [include] }: Item,
): Insertion => {
  const emit = { text: titleText, code: (value: string) => `\`${titleText(value)}\`` };
  const content = { title: fill(section.title, entry.fields, emit), fence: section.fence, include };
  const lines = blockLines(section.format, region, content);
  return { key: sortKey(section.order, entry), id: entry.id, lines };
};

const move = (page: Page, { block, title, sortedBy, record }: Fate): Insertion => ({
  key: sortedBy,
  id: record?.model ?? "",
  lines: retitledLines(page, block, titleText(title ?? block.title)),
});

/** Lays a section out: what is new or moves goes to its sorted place, everything else stays where it is. */
export const layOut = (
  page: Page,
  region: Region,
  section: SectionSettings,
  fates: readonly Fate[],
  added: readonly Item[],
): Layout => {
  const compare = comparator(section.order);
  const staying = fates.filter(({ remove }) => remove !== true);
  const moving = findMovers(staying, compare);
  const rest = staying.filter((fate) => !moving.has(fate));
  const slotOf = slotFinder(
    rest.map(({ sortedBy }) => sortedBy),
    compare,
  );
  const insertions = [
    ...added.map((item) => addition(region, section, item)),
    ...[...moving].map((fate) => move(page, fate)),
  ].sort((a, b) => compare(a.key, b.key) || (a.id < b.id ? -1 : 1));
  const first = fates[0]?.block;
  const remaining: readonly Block[] = rest.map(({ block }) => block);
  const insert = ({ key, lines }: Insertion): Edit => {
    // Where every block moves or goes, what stays of the section begins where the first of them stood.
    return remaining.length === 0 && first !== undefined
      ? insertBlock(page, region, [first], 0, lines)
      : insertBlock(page, region, remaining, slotOf(key), lines);
  };
  const changes = fates.flatMap((fate): readonly Edit[] => {
    const { block, title, remove } = fate;
    if (remove === true || moving.has(fate)) return [removeBlock(page, block)];
    return title === undefined ? [] : [{ ...block.titleAt, text: titleText(title) }];
  });
  return { edits: [...insertions.map(insert), ...changes], moving };
};
