import { balancedEnd, holdingEnd } from "./balance.ts";
import { markupOf } from "./scan.ts";
import {
  type Page,
  type Region,
  indentAt,
  isBlankLine,
  lineAt,
  spaceBefore,
  startAt,
  textEnd,
} from "./page.ts";
import { headingFrom, levelOf, matchAt } from "./block-match.ts";
import { goesOnTo } from "./asciidoc/items.ts";
import type { Format } from "./format.ts";
import { withHeadingsOf } from "./markdown/heading-lines.ts";

/** An entry that stands in a page: its lines [first, last), its title, and the include paths that it cites. */
export type Block = {
  readonly first: number;
  readonly last: number;
  readonly title: string;
  /** Where the title is written. */
  readonly titleAt: { readonly start: number; readonly end: number };
  /** The white space before all its lines. */
  readonly lead: string;
  /** How many levels its heading is below those of its format; 0 where it has none. */
  readonly shift: number;
  /** The bullet of a list item, where the format tells. */
  readonly bullet: string | undefined;
  readonly cites: readonly string[];
};

const nextHeading = (page: Page, first: number): number | undefined => {
  const { headings } = page;
  const index = headingFrom(page, first);
  const own = headings[index];
  if (own === undefined || own.first > first) return own?.first;
  let next = index + 1;
  while ((headings[next]?.level ?? 0) > own.level) next += 1;
  return headings[next]?.first;
};

/** The line after an entry that a heading opens, where the next one may be at `last`. */
const headedEnd = (page: Page, first: number, last: number): number =>
  textEnd(page, first, holdingEnd(page, first, last));

/** The line after an entry; what opens it goes down to line `opened`. */
const endOf = (
  page: Page,
  { first, opened }: { readonly first: number; readonly opened: number },
  { last }: Region,
  { end }: Format,
): number => {
  switch (end.type) {
    case "fence":
      return Math.min(last, page.fences.get(first) ?? last);
    case "heading":
      return headedEnd(page, first, Math.min(last, nextHeading(page, opened) ?? last));
    case "balance":
      return balancedEnd(page, first, last, end.balance) ?? textEnd(page, first, last);
    case "line":
      for (let index = opened + 1; index < last; index += 1)
        if (lineAt(page, index).trim() === end.text.trim()) return index + 1;
      return textEnd(page, first, last);
    case "indent": {
      let index = opened + 1;
      while (index < last) {
        const next = goesOnTo(page, first, index);
        const isWithin = isBlankLine(page, index) || indentAt(page, index) > indentAt(page, first);
        if (!isWithin && next === index) break;
        index = Math.min(last, Math.max(index + 1, next));
      }
      return textEnd(page, first, index);
    }
  }
};

const none: readonly string[] = [];

const citesIn = (page: Page, first: number, last: number, { cites }: Format): readonly string[] => {
  if (cites === undefined) return none;
  const paths: string[] = [];
  for (let index = first; index < last; index += 1) {
    const path = cites.exec(lineAt(page, index))?.groups?.path;
    if (path !== undefined) paths.push(path);
  }
  return paths;
};

/** Whether entries may stand deeper than their region: what closes them says where they end. */
const isLoose = ({ end, wrapper }: Format): boolean =>
  end.type === "balance" || end.type === "fence" || wrapper !== undefined;

/** What stands before all lines of an entry: before its first one, without what the format itself begins with. */
const leadOf = (space: string, { end, open: [piece] }: Format): string => {
  const own = end.type === "balance" && piece?.type === "text" ? spaceBefore(piece.text) : "";
  return space.endsWith(own) ? space.slice(0, space.length - own.length) : space;
};

/** The first line of an entry that a line opens: labels and anchors above a heading are a part of it. */
const firstOf = (page: Page, index: number, region: Region, { end }: Format): number | undefined => {
  if (end.type !== "heading") return index;
  const own = page.headings[headingFrom(page, index)];
  if (own === undefined || own.first > index) return page.markup === "rst" ? undefined : index;
  return Math.max(own.first, region.first);
};

/** The entries of a region, in the order of the page. Look-alikes in code, comments and deeper blocks are none. */
export const findBlocks = (whole: Page, region: Region, format: Format): readonly Block[] => {
  const page = format.end.type === "heading" ? withHeadingsOf(whole, region) : whole;
  const blocks: Block[] = [];
  const { read } = markupOf(page.path).escape(format.title);
  let indent = isLoose(format) ? undefined : region.indent;
  for (let index = region.first; index < region.last; index += 1) {
    if (indent !== undefined && indentAt(page, index) !== indent) continue;
    const found = matchAt(page, index, region, format);
    const first = firstOf(page, index, region, format);
    if (found === undefined || first === undefined) continue;
    const { match, at } = found;
    indent = indentAt(page, index);
    const opened = index + match[0].split("\n").length - 1;
    const end = endOf(page, { first: index, opened }, region, format);
    // What the next one begins with above its heading is a part of that.
    const isShared =
      format.end.type === "heading" &&
      end - 1 > opened &&
      end < region.last &&
      matchAt(page, end - 1, region, format) !== undefined;
    const last = isShared ? textEnd(page, index, end - 1) : end;
    const line = lineAt(page, index);
    const [start = 0, stop = start] = match.indices?.groups?.title ?? [];
    blocks.push({
      first,
      last,
      title: read(match.groups?.title ?? ""),
      titleAt: { start: at(start), end: at(stop) },
      lead: leadOf(spaceBefore(line), format),
      shift: 0,
      bullet: match.groups?.bullet,
      cites: citesIn(page, index, last, format),
    });
    index = last - 1;
  }
  return blocks;
};

/** What headings of other levels open, read as if they had the format's: those above it end where such a one begins. */
export const shiftedBlocks = (page: Page, region: Region, format: Format): readonly Block[] => {
  const own = levelOf(format);
  if (own === undefined) return [];
  const { read } = markupOf(page.path).escape(format.title);
  return page.headings.flatMap(({ line, level }, index): readonly Block[] => {
    const shift = level - own;
    const text = lineAt(page, line);
    if (shift === 0 || line < region.first || line >= region.last || !text.startsWith("#")) return [];
    const match = format.recognise.exec("#".repeat(own) + text.slice(level).trimEnd());
    const [start = 0, end = start] = match?.indices?.groups?.title ?? [];
    if (match === null) return [];
    const next = page.headings.slice(index + 1).find((each) => each.level <= Math.max(level, own));
    const last = headedEnd(page, line, Math.min(region.last, next?.first ?? region.last));
    const at = startAt(page, line) + shift;
    return [
      {
        ...{ first: line, last, title: read(match.groups?.title ?? "") },
        titleAt: { start: at + start, end: at + end },
        ...{ lead: "", shift, bullet: undefined, cites: citesIn(page, line, last, format) },
      },
    ];
  });
};

/** Blocks in the order of the page, each of which ends where the next one begins. */
export const apart = (page: Page, blocks: readonly Block[], format: Format): readonly Block[] => {
  const sorted = blocks.toSorted((a, b) => a.first - b.first);
  return sorted.map((block, index) => {
    const next = sorted[index + 1]?.first ?? block.last;
    if (next >= block.last) return block;
    const last = textEnd(page, block.first, next);
    return { ...block, last, cites: citesIn(page, block.first, last, format) };
  });
};

/** Tells of lines, asked for from the first to the last, whether a block holds them; the blocks are in that order too. */
export const insideFinder = (
  blocks: readonly Pick<Block, "first" | "last">[],
): ((line: number) => boolean) => {
  let next = 0;
  return (line) => {
    while ((blocks[next]?.last ?? Infinity) <= line) next += 1;
    return (blocks[next]?.first ?? Infinity) <= line;
  };
};

/** The include paths that a region cites outside of its entries, and of its code and comments. */
export const strayCites = (
  page: Page,
  region: Region,
  format: Format,
  blocks: readonly Block[],
): ReadonlySet<string> => {
  const cites = new Set<string>();
  if (format.cites === undefined) return cites;
  const isInside = insideFinder(blocks);
  let opaque = false;
  for (let index = region.first; index < region.last; index += 1) {
    if (!isBlankLine(page, index) && indentAt(page, index) <= region.indent)
      opaque = page.opaque[index] === true;
    if (opaque || isInside(index)) continue;
    // In a block quote as well.
    const line = lineAt(page, index).replace(/^(?:[ \t]*>)+[ \t]?/, "");
    const path = format.cites.exec(line)?.groups?.path;
    if (path !== undefined) cites.add(path);
  }
  return cites;
};

/** A heading with the title of an entry, at another level than the format's. */
export type StrayHeading = { readonly title: string; readonly line: number };

/** The headings of a region of other levels than entries have, that stand in none of these blocks. */
export const strayHeadings = (
  page: Page,
  region: Region,
  format: Format,
  blocks: readonly Block[],
): readonly StrayHeading[] => {
  if (format.end.type !== "heading") return [];
  const { read } = markupOf(page.path).escape(format.title);
  const isInside = insideFinder(blocks);
  return page.headings
    .filter(({ line }) => line >= region.first && line < region.last && !isInside(line))
    .map(({ text, line }) => ({ title: read(text), line }));
};
