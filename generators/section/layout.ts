import { type Block, blockLines, insertBlock, removeBlock, retitledLines } from "../../src/core/block.ts";
import { titleText } from "../../src/core/emit/markdown.ts";
import { fill } from "../../src/core/expression.ts";
import { eolAt, isBlankLine, type Page } from "../../src/core/markdown.ts";
import type { Region } from "../../src/core/region.ts";
import type { SectionSettings } from "../../src/core/settings.ts";
import type { Edit } from "../../src/core/splice.ts";
import { type Arranged, type Arrival, arrange, groupOf, type Stretch } from "../groups.ts";
import { sortKey } from "../past.ts";
import type { Item } from "./claim.ts";
import type { Fate } from "./fates.ts";
import { type Header, madeHeader } from "./headers.ts";

/** A block that goes to another place, or a new one: its lines. */
type Insertion = Arrival & { readonly lines: readonly string[] };

/** The edits that bring a section's blocks to what they should be, and the blocks that move. */
export type Layout = { readonly edits: readonly Edit[]; readonly moving: ReadonlySet<Fate> };

/** A group of the section: its header, and the lines between it and the next. */
type BlockStretch = Stretch<Fate> & { readonly header: Header | undefined; readonly region: Region };

type BlockArranged = Arranged<Fate, Insertion>;

const addition = (
  region: Region,
  section: SectionSettings,
  { entry, includes: [include] }: Item,
): Insertion => {
  const emit = { text: titleText, code: (value: string) => `\`${titleText(value)}\`` };
  const content = { title: fill(section.title, entry.fields, emit), fence: section.fence, include };
  const lines = blockLines(section.format, region, content);
  return {
    key: sortKey(section.order, entry),
    id: entry.id,
    rank: 0,
    group: groupOf(section.group, entry),
    lines,
  };
};

const move = (page: Page, { block, title, sortedBy, record }: Fate): Insertion => ({
  key: sortedBy,
  id: record?.model ?? "",
  rank: block.first,
  group: undefined,
  lines: retitledLines(page, block, titleText(title ?? block.title)),
});

/** Whether nothing but these blocks stands in a stretch: what people wrote there keeps its header. */
const holdsOnly = (page: Page, { first, last }: Region, fates: readonly Fate[]): boolean => {
  const areBlank = (from: number, to: number): boolean => {
    for (let line = from; line < to; line += 1) if (!isBlankLine(page, line)) return false;
    return true;
  };
  let line = first;
  for (const { block } of fates) {
    if (!areBlank(line, block.first)) return false;
    line = block.last;
  }
  return areBlank(line, last);
};

/** The fates, in the order of the page, under the headers. */
const stretchesOf = (
  page: Page,
  region: Region,
  headers: readonly Header[],
  fates: readonly Fate[],
): readonly BlockStretch[] => {
  let next = 0;
  return [undefined, ...headers].map((header, index) => {
    const last = headers[index]?.line ?? region.last;
    const own = { ...region, first: header === undefined ? region.first : header.line + 1, last };
    const begin = next;
    while ((fates[next]?.block.first ?? last) < last) next += 1;
    const members = fates.slice(begin, next);
    const removable = header?.asMade === true && holdsOnly(page, own, members);
    return { name: header?.name, header, region: own, members, removable };
  });
};

const isBlankOrEnd = (page: Page, line: number): boolean =>
  line >= page.lines.length || isBlankLine(page, line);

/** The edit that puts parts below a line, each with a blank line before it; below no line at the start of a page. */
const below = (page: Page, line: number, parts: readonly (readonly string[])[]): Edit => {
  const eol = eolAt(page, Math.max(0, line));
  const texts = parts.map((lines) => lines.join(eol));
  if (line < 0) {
    const start = page.lines[0]?.start ?? 0;
    return { start, end: start, text: texts.map((text) => text + eol + eol).join("") };
  }
  const at = page.lines[line]?.end ?? page.text.length;
  const text = texts.map((each) => eol + eol + each).join("");
  return { start: at, end: at, text: isBlankOrEnd(page, line + 1) ? text : text + eol };
};

/** The edit that puts a block into a stretch. */
const insert = (
  page: Page,
  { members, region }: BlockStretch,
  remaining: readonly Block[],
  { slot, arrival: { lines } }: BlockArranged["arrivals"][number],
): Edit => {
  const first = members[0]?.block;
  if (remaining.length > 0 || first === undefined) return insertBlock(page, region, remaining, slot, lines);
  // Where every block moves or goes, what stays of the section begins where the first of them stood.
  const before = removeBlock(page, first).start < (page.lines[first.first]?.start ?? 0);
  return before ? below(page, first.first - 2, [lines]) : insertBlock(page, region, [first], 0, lines);
};

/** The last line before `end` with text that stays; the line above the region where there is none. */
const lastLineBefore = (page: Page, region: Region, end: number, gone: ReadonlySet<number>): number => {
  let line = end - 1;
  while (line >= region.first && (isBlankLine(page, line) || gone.has(line))) line -= 1;
  return line;
};

const linesOf = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first }, (_, index) => first + index);

/** Lays a section out: what is new or moves goes to its sorted place, everything else stays where it is. */
export const layOut = (
  page: Page,
  region: Region,
  section: SectionSettings,
  headers: readonly Header[],
  fates: readonly Fate[],
  added: readonly Item[],
): Layout => {
  const { group: grouping } = section;
  const stretches = stretchesOf(page, region, headers, fates);
  const { moving, arranged } = arrange(
    stretches,
    section,
    added.map((item) => addition(region, section, item)),
    (fate) => move(page, fate),
  );
  const gone = stretches.filter((_, index) => arranged[index]?.emptied === true);
  const leaving = new Set(gone.flatMap(({ members }) => members));
  const goneLines = new Set([
    ...gone.flatMap(({ header, region: { last } }) => linesOf(header?.line ?? last, last)),
    ...fates.flatMap((fate) =>
      fate.remove || moving.has(fate) ? linesOf(fate.block.first, fate.block.last) : [],
    ),
  ]);
  const indent = " ".repeat(region.indent);
  const insertions = stretches.flatMap((stretch, index): readonly Edit[] => {
    const { rest = [], arrivals = [], fresh = [] } = arranged[index] ?? {};
    const remaining = rest.map(({ block }) => block);
    const end = stretches[index + 1]?.header?.line ?? region.last;
    return [
      ...arrivals.map((arrival) => insert(page, stretch, remaining, arrival)),
      ...fresh.map(({ name, arrivals: members }) =>
        below(page, lastLineBefore(page, region, end, goneLines), [
          ...(grouping === undefined ? [] : [[indent + madeHeader(grouping, name)]]),
          ...members.map(({ lines }) => lines),
        ]),
      ),
    ];
  });
  const changes = fates.flatMap((fate): readonly Edit[] => {
    const { block, title, remove } = fate;
    if (leaving.has(fate)) return [];
    if (remove || moving.has(fate)) return [removeBlock(page, block)];
    return title === undefined ? [] : [{ ...block.titleAt, text: titleText(title) }];
  });
  // A header goes with all that stands under it: its members, and nothing else.
  const removed = gone.flatMap(({ header, members }) => {
    const last = members.at(-1)?.block.last;
    return header === undefined || last === undefined
      ? []
      : [removeBlock(page, { first: header.line, last })];
  });
  return { edits: [...insertions, ...changes, ...removed], moving };
};
