import { type Edit, type Page, eolAt, isBlankLine, textFrom } from "../../src/page/page.ts";
import type { Region } from "../../src/page/region.ts";
import type { Grouping } from "../../src/config/order-settings.ts";
import type { Stretch } from "../placing/groups.ts";
import type { Header } from "../placing/headers.ts";
import type { Status } from "./statuses.ts";

/** A group of the section: its header, and the lines between it and the next. */
export type BlockStretch = Stretch<Status> & { readonly header: Header | undefined; readonly region: Region };

/** Whether nothing but these blocks stands in a stretch: what people wrote there keeps its header. */
const holdsOnly = (page: Page, { first, last }: Region, statuses: readonly Status[]): boolean => {
  const areBlank = (from: number, to: number): boolean => {
    for (let line = from; line < to; line += 1) if (!isBlankLine(page, line)) return false;
    return true;
  };
  let line = first;
  for (const { block } of statuses) {
    if (!areBlank(line, block.first)) return false;
    line = block.last;
  }
  return areBlank(line, last);
};

/** The statuses, in the order of the page, under the headers. */
export const stretchesOf = (
  page: Page,
  region: Region,
  headers: readonly Header[],
  statuses: readonly Status[],
): readonly BlockStretch[] => {
  let next = 0;
  const before = (line: number): readonly Status[] => {
    const begin = next;
    while ((statuses[next]?.block.first ?? line) < line) next += 1;
    return statuses.slice(begin, next);
  };
  return [undefined, ...headers].flatMap((header, index): readonly BlockStretch[] => {
    const below = headers[index]?.first ?? region.last;
    const last = Math.min(below, header?.end ?? region.last);
    const own = { ...region, first: header === undefined ? region.first : header.line + 1, last };
    const members = before(last);
    const removable = header?.asMade === true && holdsOnly(page, own, members);
    const isOthers = members.length > 0 && members.every(({ isText = false }) => isText);
    const stretch = { name: header?.name, header, region: own, members, removable, isOthers };
    // What stands below the end of a group is in none.
    const outside = before(below);
    if (outside.length === 0) return [stretch];
    const rest = { ...region, first: last, last: below };
    return [
      stretch,
      { name: undefined, header: undefined, region: rest, members: outside, removable: false },
    ];
  });
};

/** Where what is a stretch's own ends: text below the last of several that have none is below labels no group's. */
export const endOf = (page: Page, stretches: readonly BlockStretch[], stretch: BlockStretch): number => {
  const { header, region } = stretch;
  const lastOf = (each: BlockStretch): number => each.members.at(-1)?.block.last ?? each.region.last;
  const endsSo = (each: BlockStretch): boolean =>
    textFrom(page, lastOf(each), each.region.last) === each.region.last;
  const others = stretches.filter((each) => each.header !== undefined && each !== stretch);
  const isLabel = header?.closing === 0 && !page.headings.some(({ line }) => line === header.line);
  const closes = isLabel && stretch === stretches.at(-1) && others.length > 0 && others.every(endsSo);
  return closes ? lastOf(stretch) : region.last + (header?.closing ?? 0);
};

const isBlankOrEnd = (page: Page, line: number): boolean =>
  line >= page.lines.length || isBlankLine(page, line);

/** What an item of a list begins with that is the header of a group, whose entries stand in it. */
export const itemLead = ({ markup }: Page, grouping: Grouping | undefined): number =>
  markup === "asciidoc" ? 0 : (/^(?:[-*+]|\d+[.)])\s+/.exec(grouping?.header ?? "")?.[0].length ?? 0);

/** Whether groups stand right below one another, and entries right below their headers. */
export const tightness = (page: Page, headers: readonly Header[], grouping: Grouping | undefined) => ({
  inside:
    (headers.length > 0 || (page.markup === "markdown" && itemLead(page, grouping) > 0)) &&
    headers.every(({ line }) => !isBlankLine(page, line + 1)),
  between:
    headers.some(({ end, closing }) => closing > 0 && !isBlankOrEnd(page, end + closing)) ||
    (headers.length === 1 && grouping?.isDeep === true && grouping.footer === undefined
      ? headers
      : headers.slice(1)
    ).some(({ first }) => !isBlankLine(page, first - 1)),
});

/** How lines come below others: with blank lines around them unless they are `tight`, and which lines go there. */
type Beside = {
  readonly tight: boolean;
  readonly gone: ReadonlySet<number>;
  /** The header that they stand right above, where they do. */
  readonly above: Header | undefined;
};

/** The edit that puts lines below a line; below no line at the start of a page. */
export const below = (
  page: Page,
  line: number,
  lines: readonly string[],
  { tight, gone, above }: Beside,
): Edit => {
  const eol = eolAt(page, Math.max(0, line));
  const text = lines.join(eol);
  if (line < 0 || above !== undefined) {
    const start = page.lines[above?.first ?? 0]?.start ?? 0;
    return { start, end: start, text: text + eol + (above === undefined ? eol : "") };
  }
  const at = page.lines[line]?.end ?? page.text.length;
  if (tight) return { start: at, end: at, text: eol + text };
  const added = eol + eol + text;
  let next = line + 1;
  while (gone.has(next)) next += 1;
  return { start: at, end: at, text: isBlankOrEnd(page, next) ? added : added + eol };
};

/** The last line before `end` with text that stays; the line above the region where there is none. */
export const lastLineBefore = (
  page: Page,
  region: Region,
  end: number,
  gone: ReadonlySet<number>,
): number => {
  let line = end - 1;
  while (line >= region.first && (isBlankLine(page, line) || gone.has(line))) line -= 1;
  return line;
};
