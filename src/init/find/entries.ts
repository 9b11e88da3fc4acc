import type { FormatConfig } from "../../config/config.gen.ts";
import type { RelativePath } from "../../model/file.ts";
import { apart, type Block, findBlocks } from "../../page/block.ts";
import type { Format } from "../../page/format.ts";
import { type Nest, nestsIn } from "../../page/wrapper.ts";
import type { Region } from "../../page/region.ts";
import { isBlankLine, lineAt, lineIndexAt, type Page, spaceBefore } from "../../page/page.ts";
import { isUnderline } from "../../text/emit/rst-titles.ts";
import { numbersIn } from "../../page/row-lines.ts";
import { hasSpanningCell, tableElements } from "../../page/places/elements.ts";
import { withTablesLoose } from "../../page/markdown/made-tables.ts";
import { markupOf, scanPage } from "../../page/scan.ts";
import type { FoundPlace, HeadingAbove } from "../types.ts";
import { withComments } from "./entry-comments.ts";
import { candidatesFor } from "./entry-formats.ts";
import { placesOf } from "./entry-places.ts";
import { headingsAround, headingAbove, regionOf } from "./places.ts";
import { type FoundGroups, groupsOf, runsOf } from "./groups.ts";

/** An entry that shows no snippet: its lines without what stands before all of them, and where its title is. */
export type FoundEntry = {
  readonly line: number;
  readonly lines: readonly string[];
  readonly title: string;
  /** The line of the title, among those of the entry, and where in it it begins and ends. */
  readonly at: { readonly line: number; readonly start: number; readonly end: number };
};

/** The entries of one format at one place. */
export type FoundList = {
  readonly page: RelativePath;
  readonly place: FoundPlace;
  readonly context: readonly string[];
  readonly format: string;
  /** What the config says of the format, where it isn't one of the package's. */
  readonly own?: FormatConfig;
  /** How the format writes what is below the title, ends an entry, and parts it from the next. */
  readonly shape: Pick<Format, "indent" | "end" | "blank">;
  /** The heading that they stand under. */
  readonly under?: HeadingAbove | undefined;
  /** The groups that they stand in, below headers that are no headings. */
  readonly groups?: FoundGroups | undefined;
  readonly entries: readonly FoundEntry[];
  /** How many of them have a comment above that names them and is no part of them. */
  readonly comments?: number;
};

/** What stands before all lines of entries: before the first of each, unless most have lines that are less deep. */
const leadsOf = (page: Page, blocks: readonly Block[], { end }: Format): readonly Block[] => {
  if (end.type !== "balance") return blocks;
  const shallow = blocks.map(({ first, last, lead }) =>
    numbersIn({ first, last }).reduce((least, line) => {
      const own = spaceBefore(lineAt(page, line));
      return isBlankLine(page, line) || own.length >= least.length ? least : own;
    }, lead),
  );
  const isMost = shallow.filter((lead, at) => lead !== blocks[at]?.lead).length * 2 > blocks.length;
  return isMost ? blocks.map((block, at) => ({ ...block, lead: shallow[at] ?? block.lead })) : blocks;
};

const entryOf = (page: Page, { first, last, lead, title, titleAt }: Block): FoundEntry => {
  const line = lineIndexAt(page, titleAt.start);
  const lines = Array.from({ length: last - first }, (_, index) => {
    const text = lineAt(page, first + index);
    const own = text.startsWith(lead) ? text.slice(lead.length) : text.trimStart();
    // As wide as a title is what is made beside it.
    return page.markup === "rst" && Math.abs(first + index - line) === 1 && isUnderline(own.trimEnd(), 4)
      ? own.slice(0, 1).repeat(4)
      : own;
  });
  const cut = (page.lines[line]?.start ?? 0) + (lineAt(page, line).startsWith(lead) ? lead.length : 0);
  const written = page.text.slice(titleAt.start, titleAt.end).trimEnd();
  const start = titleAt.start - cut;
  return { line: first, lines, title, at: { line: line - first, start, end: start + written.length } };
};

/** What stands before a title in its line. */
const leadOf = ({ lines, at }: FoundEntry): string => (lines[at.line] ?? "").slice(0, at.start);

/** The share of the items below several headings that must be found as the lists of these. */
const narrowShare = 0.8;

/** Without lists that are those of several headings taken together. */
const narrow = (page: Page, lists: readonly FoundList[]): readonly FoundList[] =>
  lists.filter((wide) => {
    const [first, last] = [wide.entries[0]?.line ?? 0, wide.entries.at(-1)?.line ?? 0];
    const own = page.headings.find(({ first: at }) => at === first)?.level ?? Number.POSITIVE_INFINITY;
    if (!page.headings.some(({ line, level }) => level < own && line > first && line < last)) return true;
    const lines = new Set(wide.entries.map(({ line }) => line));
    const apart = lists.flatMap(({ format, entries, under }) =>
      (format === wide.format || under !== undefined) && entries.length < wide.entries.length
        ? entries.map(({ line }) => line)
        : [],
    );
    return new Set(apart.filter((line) => lines.has(line))).size < narrowShare * lines.size;
  });

/** Entries, the page or the inside of a block quote that they are of, and the groups that they stand in. */
type Blocks = {
  readonly blocks: readonly Block[];
  readonly inside?: Page;
  readonly groups?: FoundGroups | undefined;
};

/** Whether an item or a directive is first, which is in a list of its like; a line of text may be anything. */
const isItem = (page: Page, [head]: readonly Block[]): boolean =>
  head?.bullet !== undefined ||
  /^\s*(?:\.\. |<(?:li|option|dt)\b|\{[{%])/.test(lineAt(page, head?.first ?? -1)) ||
  (page.markup === "asciidoc" && /\S::\s*$/.test(lineAt(page, head?.first ?? -1)));

/** Whether a stretch is all that a glossary of reStructuredText holds: its lines are terms, and what they mean. */
const isGlossary = ({ page, region }: Nest): boolean =>
  /^\s*\.\. glossary::/.test(lineAt(page, region.first - 1));

/** The entries of a region, and the groups that they stand in; deeper ones too, where groups hold them. */
const blocksIn = (page: Page, region: Region, format: Format): readonly Blocks[] => {
  const blocks = findBlocks(page, region, format);
  if (format.end.type !== "indent") return [{ blocks, groups: groupsOf(page, region, runsOf(page, blocks)) }];
  const hasInner = blocks.some(({ first, last }) => last - first > 1);
  const all = blocks.length > 0 && !hasInner ? [] : nestsIn(page, region, format);
  const [quoted, ...more] = all.filter((nest) => nest.page !== page);
  if (blocks.length === 0 && quoted !== undefined && more.length === 0 && isItem(quoted.page, quoted.blocks))
    return [{ blocks: quoted.blocks, inside: quoted.page }];
  const nests = all.filter((nest) => nest.page === page && nest.region.indent > region.indent);
  const deeper = apart(
    page,
    nests.flatMap((nest) => nest.blocks),
    format,
  );
  const groups = groupsOf(page, region, runsOf(page, deeper));
  const inside = { blocks: deeper, groups };
  // Of items below items the outer ones may be groups.
  const isUnderItems = /^(?:[-*+]|\d+[.)])\s/.test(groups?.header ?? "");
  if (blocks.length > 0) {
    const own = { blocks, groups: groupsOf(page, region, runsOf(page, blocks)) };
    return isUnderItems ? [own, inside] : [own];
  }
  const isList = nests.length === 1 && (isItem(page, deeper) || nests.some(isGlossary));
  return groups?.footer === undefined && !isUnderItems && !isList ? [] : [inside];
};

/** The element in which all entries of a place stand, where nothing else stands beside it. */
const frameOf = (page: Page, { first, last }: Region, blocks: readonly Block[]): HeadingAbove["frame"] => {
  const textIn = (from: number, to: number): readonly number[] =>
    numbersIn({ first: from, last: to }).filter((line) => !isBlankLine(page, line));
  const [open, another] = textIn(first, blocks[0]?.first ?? first);
  const [close, more] = textIn(blocks.at(-1)?.last ?? last, last);
  if (open === undefined || close === undefined || another !== undefined || more !== undefined)
    return undefined;
  const name = /^<([A-Za-z]\w*)\b[^<>]*>$/.exec(lineAt(page, open).trimEnd())?.[1];
  if (name === undefined || lineAt(page, close).trimEnd() !== `</${name}>`) return undefined;
  return { open: `${"\n".repeat(open - first + 1)}${lineAt(page, open).trimEnd()}`, close: `</${name}>` };
};

/** The lines of tables that are written as lists, or without pipes around their rows: no cell of theirs is an entry. */
const linesOfTables = (page: Page): ReadonlySet<number> =>
  new Set(
    /(?:list|csv|flat)-table|^[ \t]*:?-+:?[ \t]*\|/m.test(page.text)
      ? markupOf(page.path)
          .tables(page, { first: 0, last: page.lines.length, indent: 0 }, "any")
          .flatMap(({ lines, table: { rows } }) =>
            lines === undefined ? rows.map(({ line }) => line) : numbersIn(lines),
          )
      : [],
  );

/** Every list of entries without snippets that a page may hold, by each format that fits. */
export const listsOf = (path: RelativePath, text: string): readonly FoundList[] => {
  const page = scanPage(path, withTablesLoose(path, text));
  const isMenu = (markupOf(path).menus?.(page) ?? []).length > 0;
  const fitting = candidatesFor(page).filter(({ name }) => !isMenu || name !== "item-of-stars");
  const inTables = linesOfTables(page);
  const lists = placesOf(page).flatMap((place) => {
    const region = regionOf(page, place);
    if (region === undefined) return [];
    return fitting.flatMap((candidate) => {
      // Rows of several tables are those of each.
      const isSeveral = place.nth === undefined && tableElements(page, region).length > 1;
      const isLost = candidate.name.startsWith("html-row") && (isSeveral || hasSpanningCell(page, region));
      if (isLost) return [];
      const { name, format, own, comments } = withComments(page, region, candidate);
      return blocksIn(page, region, format).flatMap(
        ({ blocks, groups, inside = page }): readonly FoundList[] => {
          const entries = leadsOf(inside, blocks, format).map((block) => entryOf(inside, block));
          // The whole page stands under its title.
          const top = page.headings[0]?.level === 1 ? page.headings[0].line + 1 : 0;
          const around = headingsAround(page, Math.max(region.first, top));
          const context = [around, place.item ?? [], place.tab ?? []].flat();
          const under = headingAbove(page, place, region.first);
          // One alone is one of a list where others stand beside it.
          const isHeading = /^(?:marked-heading|heading-with-code)/.test(name);
          const isOne =
            place.tab !== undefined ||
            ((own === undefined || isHeading) && (name === "list-item" || under !== undefined));
          // What stands before the code of every one says what it is, and not whose.
          // Lines of text are a list where each stands as far below the one before.
          const gaps = new Set(entries.slice(1).map(({ line }, at) => line - (entries[at]?.line ?? 0)));
          const isText = name === "bold-line" && (gaps.size > 1 || ![1, 2].includes([...gaps][0] ?? 0));
          const isLabelled = name === "item-of-code" && new Set(entries.map(leadOf)).size < 2;
          const isTable = entries.some(({ line }) => inTables.has(line));
          if (isLabelled || isText || isTable || entries.length < (isOne ? 1 : 2)) return [];
          return [
            {
              page: path,
              place,
              context,
              format: name,
              shape: format,
              entries,
              under: under && { ...under, frame: frameOf(page, region, blocks) },
              groups,
              ...(own === undefined ? {} : { own }),
              ...(comments === undefined ? {} : { comments }),
            },
          ];
        },
      );
    });
  });
  return narrow(page, lists);
};
