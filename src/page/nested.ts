import { type Block, findBlocks } from "./block.ts";
import { endOfItem } from "./asciidoc/items.ts";
import { numbersIn } from "./row-lines.ts";
import type { Format } from "./format.ts";
import { type Page, type Region, indentAt, isBlankLine } from "./page.ts";
import { insideQuote, quotesIn } from "./quote.ts";

/** A stretch of a page, or of the inside of a block quote, with the entries that stand right in it. */
export type Nest = { readonly page: Page; readonly region: Region; readonly blocks: readonly Block[] };

/** The lines around one that are as deep as it, or deeper. */
const around = (page: Page, line: number, { first, last }: Region): Region => {
  const indent = indentAt(page, line);
  const isIn = (index: number): boolean => isBlankLine(page, index) || indentAt(page, index) >= indent;
  let begin = line;
  while (begin > first && isIn(begin - 1)) begin -= 1;
  let end = line + 1;
  while (end < last && isIn(end)) end += 1;
  return { first: begin, last: end, indent };
};

/** What in a region is deeper than it: admonitions, tabs, list items, elements. Each depth is one. */
const deeper = (page: Page, region: Region, format: Format): readonly Nest[] => {
  const nests: Nest[] = [];
  /** Where the nests of each depth end. */
  const ends = new Map<number, number>();
  for (let line = region.first; line < region.last; line += 1) {
    const indent = indentAt(page, line);
    if (indent <= region.indent || isBlankLine(page, line) || line < (ends.get(indent) ?? 0)) continue;
    const head = { first: line, last: Math.min(line + format.lines, region.last), indent };
    if (findBlocks(page, head, format)[0]?.first !== line) continue;
    const inside = around(page, line, region);
    nests.push({ page, region: inside, blocks: findBlocks(page, inside, format) });
    ends.set(indent, inside.last);
  }
  return nests;
};

/** What in a region is written as an entry, and holds others that stand no deeper: folds in a fold. */
const held = (page: Page, region: Region, format: Format): readonly Nest[] =>
  findBlocks(page, region, format).flatMap(({ first, last }): readonly Nest[] => {
    const inside = { first: first + 1, last: last - 1, indent: region.indent };
    const blocks = findBlocks(page, inside, format);
    return blocks.length === 0 ? [] : [{ page, region: inside, blocks }, ...held(page, inside, format)];
  });

/** What items of AsciiDoc hold, which stands no deeper than they. */
const below = (page: Page, region: Region, format: Format): readonly Nest[] =>
  page.markup !== "asciidoc" || format.end.type !== "indent"
    ? []
    : numbersIn(region).flatMap((line): readonly Nest[] => {
        const inside = {
          first: line + 1,
          last: Math.min(endOfItem(page, line), region.last),
          indent: region.indent,
        };
        const blocks = page.opaque[line] === true ? [] : findBlocks(page, inside, format);
        return blocks.length === 0 ? [] : [{ page, region: inside, blocks }];
      });

/** Every stretch inside of a region, at whatever depth and in block quotes too, that holds entries. */
export const nestsIn = (page: Page, region: Region, format: Format): readonly Nest[] => [
  ...deeper(page, region, format),
  ...below(page, region, format),
  ...(format.end.type === "balance" ? held(page, region, format) : []),
  ...quotesIn(page, region).flatMap((quote): readonly Nest[] => {
    const inside = insideQuote(page, quote);
    const blocks = findBlocks(inside, quote, format);
    const own = blocks.length === 0 ? [] : [{ page: inside, region: quote, blocks }];
    return [...own, ...nestsIn(inside, quote, format)];
  }),
];
