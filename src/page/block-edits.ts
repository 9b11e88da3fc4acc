import type { Block } from "./block.ts";
import {
  type Edit,
  type Page,
  type Region,
  endAt,
  eolAt,
  isBlankLine,
  lineAt,
  startAt,
  textEnd,
  textFrom,
} from "./page.ts";
import type { Format } from "./format.ts";

/** The last line of a region's own text before its first sub-heading; the line above the region when it is empty. */
const lastOwnLine = (page: Page, region: Region): number => {
  const heading = page.headings.find(({ line }) => line >= region.first && line < region.last);
  let line = (heading?.first ?? region.last) - 1;
  while (line >= region.first && isBlankLine(page, line)) line -= 1;
  // Above the title of a page nothing is put.
  return line === -1 ? textEnd(page, 0, region.last) - 1 : line;
};

/** Whether a blank line stands between entries: as the format says, or as it is between those that are there. */
export const isSpaced = (page: Page, { blank }: Format, blocks: readonly Block[]): boolean => {
  if (blank !== "as-found") return blank === "always";
  const hasParagraphs = ({ first, last }: Block): boolean =>
    page.lines.slice(first, last).some((_, index) => isBlankLine(page, first + index));
  const plain = blocks.filter((block) => !hasParagraphs(block));
  const telling = new Set(plain.length === 0 ? blocks : plain);
  const gaps = blocks.slice(1).flatMap(({ first }, index) => {
    const before = blocks[index];
    return before !== undefined && telling.has(before) ? [first - before.last] : [];
  });
  return gaps.length > 0 && gaps.every((gap) => gap > 0);
};

/** Whether the first entry may follow a line at once: what opens an element, a tag or a comment, or is a list item. */
const isOpening = (line: string): boolean => /^\s*(?:<|\{[%/#]|\[\/\/\]:|[-*+]\s)/.test(line);

/** The blocks of a region, and whether blank lines stand between them. */
export type BlocksAsFound = {
  readonly page: Page;
  readonly region: Region;
  readonly format: Format;
  readonly blocks: readonly Block[];
  readonly spaced: boolean;
};

/** The edit that puts an entry into a region, with its blank line; `slot` blocks stay before it. */
export const insertBlock = (
  { page, region, format, blocks, spaced }: BlocksAsFound,
  slot: number,
  lines: readonly string[],
): Edit => {
  const [before, next] = [blocks[slot - 1], blocks[slot]];
  // Text between two entries leads to what comes below it.
  const isLed =
    before !== undefined &&
    before.lead === next?.lead &&
    textFrom(page, before.last, next.first) < next.first;
  if (next !== undefined && !isLed) {
    const eol = eolAt(page, next.first);
    const at = startAt(page, next.first);
    return { start: at, end: at, text: lines.join(eol) + eol + (spaced ? eol : "") };
  }
  const previous = isLed ? before : blocks.at(-1);
  const isItem = (text = ""): boolean => format.end.type === "indent" && /^\s*(?:[-*+]|\d+[.)])\s/.test(text);
  let line = previous === undefined ? lastOwnLine(page, region) : previous.last - 1;
  // Of a list the first entries come above people's items.
  const isAbove = previous === undefined && isItem(lines[0]) && isItem(lineAt(page, line));
  while (isAbove && line >= Math.max(1, region.first) && isItem(lineAt(page, line))) line -= 1;
  const eol = eolAt(page, line);
  const at = endAt(page, line);
  const loose =
    previous === undefined
      ? !isAbove &&
        (format.blank === "always" || (format.blank === "as-found" && !isOpening(lineAt(page, line))))
      : spaced;
  return { start: at, end: at, text: eol + (loose ? eol : "") + lines.join(eol) };
};

/** The lines of the first entries of a region, and of what has to stand around them where `wraps` says so. */
export const firstLines = (
  { wrapper }: Format,
  entries: readonly (readonly string[])[],
  { wraps, spaced, lead }: { readonly wraps: boolean; readonly spaced: boolean; readonly lead: string },
): readonly string[] => {
  const inside = entries.flatMap((lines, index) => (index > 0 && spaced ? ["", ...lines] : [...lines]));
  return wraps ? [lead + (wrapper?.open ?? ""), ...inside, lead + (wrapper?.close ?? "")] : inside;
};

/** Lines of a page: [first, last). */
type Stretch = Pick<Block, "first" | "last">;

/** The stretches that blocks make up of which one follows the other with nothing but blank lines in between. */
export const joinedBlocks = (page: Page, blocks: readonly Stretch[]): readonly Stretch[] => {
  const joined: Stretch[] = [];
  for (const { first, last } of blocks) {
    const before = joined.at(-1);
    if (before !== undefined && textFrom(page, before.last, first) === first)
      joined[joined.length - 1] = { first: before.first, last };
    else joined.push({ first, last });
  }
  return joined;
};

/** The edit that takes entries out of a page, with the one blank line that came with them. */
export const removeBlock = (page: Page, { first, last }: Stretch, { blank }: Format): Edit => {
  // What is outside of the block quote that the page is the inside of belongs to others.
  const isBlank = (line: number): boolean =>
    line < page.lines.length && isBlankLine(page, line) && !(page.quote !== undefined && page.opaque[line]);
  const above = first > 0 && isBlank(first - 1);
  // Where entries follow each other at once, a blank line on one side only belongs to the neighbours.
  const tight = blank !== "always" && !above;
  if (isBlank(last) && !tight) return { start: startAt(page, first), end: startAt(page, last + 1), text: "" };
  // A page that ends without a line end does so still.
  if (first > 0 && !above && endAt(page, last - 1) === page.text.length)
    return { start: endAt(page, first - 1), end: page.text.length, text: "" };
  // At the end of a section there is no blank line after it, so the one before it goes: at that of a page, too.
  if (above && (blank === "always" || last >= page.lines.length))
    return { start: first > 1 ? endAt(page, first - 2) : 0, end: endAt(page, last - 1), text: "" };
  return { start: startAt(page, first), end: startAt(page, last), text: "" };
};

/** The edit that puts these lines in the place of others. */
export const replaceBlock = (page: Page, block: Stretch, lines: readonly string[]): Edit => ({
  start: startAt(page, block.first),
  end: endAt(page, block.last - 1),
  text: lines.join(eolAt(page, block.first)),
});
