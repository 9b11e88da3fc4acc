import type { Called } from "../markup.ts";
import type { Page, Region } from "../page.ts";
import { headingsWithIds } from "../places/headings.ts";
import type { LineRange } from "../row-lines.ts";
import { attached, attachedAbove, idsIn, textAt } from "./blocks.ts";

const delimiter = /^(?:={4,}|\*{4,}|_{4,}|-{2}|-{4,}|\.{4,}|[|!,:]={3,})$/;

/** The lines of the block that begins in a line: up to its closing line, or the blank one below. */
const blockAt = (page: Page, first: number): Region => {
  const opening = textAt(page, first);
  const ends = (line: string): boolean => (delimiter.test(opening) ? line === opening : line === "");
  let last = first + 1;
  while (last < page.lines.length && !ends(textAt(page, last))) last += 1;
  return { first, last: Math.min(last + (delimiter.test(opening) ? 1 : 0), page.lines.length), indent: 0 };
};

const label = /^(\S.*?)::$/;

/** The tabs of one block: each a term of a list, with its text below, mostly between lines of two hyphens. */
const tabsOf = (page: Page, { first, last }: LineRange): readonly Called[] => {
  const starts: number[] = [];
  for (let line = first; line < last; line += 1)
    if (page.opaque[line] !== true && label.test(textAt(page, line))) starts.push(line);
  return starts.map((start, index) => {
    let from = start + 1;
    let to = starts[index + 1] ?? last;
    while (from < to && /^\+?$/.test(textAt(page, from))) from += 1;
    while (to > from && textAt(page, to - 1) === "") to -= 1;
    const isOpen = to - from > 1 && textAt(page, from) === "--" && textAt(page, to - 1) === "--";
    const inside = { first: isOpen ? from + 1 : from, last: isOpen ? to - 1 : to, indent: 0 };
    return { names: [label.exec(textAt(page, start))?.[1] ?? ""], inside };
  });
};

/** The tabs of a region. */
export const tabsIn = (page: Page, { first, last }: Region): readonly Called[] => {
  const found: Called[] = [];
  for (let line = first; line < last; line += 1) {
    if (page.opaque[line] === true || !/^={4,}$/.test(textAt(page, line))) continue;
    const block = blockAt(page, line);
    const above = attachedAbove(page, line);
    const isTabs = Array.from({ length: line - above }, (_, at) => textAt(page, above + at)).some((text) =>
      /^\[(?:tabs|\.tabs)[\],#%.]/.test(text),
    );
    if (isTabs) found.push(...tabsOf(page, { first: line + 1, last: block.last - 1 }));
    if (isTabs) line = block.last - 1;
  }
  return found;
};

/** Lines that name a block that is no heading, with the names. */
const named = (page: Page, { first, last }: Region): readonly (readonly [number, string])[] => {
  const found: (readonly [number, string])[] = [];
  let next = 0;
  for (let line = first; line < last; line += 1) {
    while ((page.headings[next]?.line ?? line) < line) next += 1;
    const isHeading = (page.headings[next]?.first ?? last) <= line;
    if (page.opaque[line] === true || isHeading) continue;
    for (const id of idsIn(textAt(page, line))) found.push([line, id]);
  }
  return found;
};

/** Headings and blocks that have IDs. */
export const identified = (page: Page, region: Region): readonly Called[] => [
  ...headingsWithIds(page, region),
  ...named(page, region).map(([line, name]) => {
    let first = line;
    while (first < region.last && attached.test(textAt(page, first))) first += 1;
    return { names: [name], inside: { ...blockAt(page, first), first: line } };
  }),
];
