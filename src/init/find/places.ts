import type { Place } from "../../config/settings.ts";
import { insidesCalled, namesOf } from "../../page/markup.ts";
import { type Heading, type Page, isBlankLine, lineAt } from "../../page/page.ts";
import { addressOf, headingText } from "../../page/places/headings.ts";
import { type Region, findRegion, numberedTables } from "../../page/region.ts";
import { linesIn, numbersIn } from "../../page/row-lines.ts";
import { markupOf } from "../../page/scan.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import { isUnderline } from "../../text/emit/rst-titles.ts";
import type { FoundPlace, HeadingAbove } from "../types.ts";

/** The index of the heading that a line stands under; -1 above the first. */
const headingOver = ({ headings }: Page, line: number): number =>
  headings.findLastIndex((heading) => heading.line < line);

/** What stands around a line, from outer to inner, as readers see it. */
export const headingsAround = (page: Page, line: number): readonly string[] => {
  const way: string[] = [];
  let level = Number.POSITIVE_INFINITY;
  for (let at = headingOver(page, line); at >= 0; at -= 1) {
    const heading = page.headings[at];
    if (heading === undefined || heading.level >= level) continue;
    ({ level } = heading);
    way.unshift(headingText(heading));
  }
  return way;
};

/** The region of a page that a place of the config names; undefined where it names none, or several. */
export const regionOf = (page: Page, place: FoundPlace): Region | undefined => {
  const { heading = [], ...rest } = place;
  const full: Place = {
    tab: undefined,
    marker: undefined,
    ...rest,
    data: undefined,
    heading,
    page: page.path,
    optional: false,
    where: "",
  };
  const found = findRegion(page, full, "");
  return found.ok ? found.value : undefined;
};

/** The labels of the tabs of a region. */
const labelsIn = (page: Page, region: Region): readonly string[] =>
  [...new Set(namesOf(markupOf(page.path).tabs(page, region)))].filter((label) => label !== "");

/** The place named by the heading over a line; the page itself under its title. */
export const underHeading = (page: Page, line: number): FoundPlace => {
  const index = headingOver(page, line);
  const titles = page.headings.filter(({ level }) => level === 1).length;
  if (index === -1 || (titles === 1 && page.headings[index]?.level === 1)) return {};
  const heading = addressOf(page, index);
  return heading === undefined ? {} : { heading: [...heading] };
};

/** What stands above the page's other headings, by its first line and the one below; nowhere where others are like these. */
export const upToHeading = (page: Page, line: number): readonly FoundPlace[] => {
  const next = page.headings.find(({ first }) => first > line)?.first;
  if (next === undefined || page.markup !== "markdown" || Object.keys(underHeading(page, line)).length > 0)
    return [];
  const top = numbersIn({ first: 0, last: next }).find(
    (at) => page.opaque[at] !== true && !isBlankLine(page, at),
  );
  const [start = "", end = ""] = [lineAt(page, top ?? next), lineAt(page, next)].map((text) => text.trim());
  const found = top === undefined || top === next ? undefined : regionOf(page, { between: { start, end } });
  return found?.last === next ? [{ between: { start, end } }] : [];
};

/** The first line of a heading itself: what belongs to it may stand above. */
const ownStart = (page: Page, { first, line }: Heading): number => {
  if (page.markup === "markdown") return first;
  if (page.markup === "asciidoc") return line;
  return lineAt(page, line - 2).trim() === lineAt(page, line).trim() ? line - 2 : line - 1;
};

/** The heading above a place that is named by it alone: as the header of a group, its level, and the place around it. */
export const headingAbove = (page: Page, place: FoundPlace, line: number): HeadingAbove | undefined => {
  const at = Object.keys(place).join() === "heading" ? headingOver(page, line) : -1;
  const heading = page.headings[at];
  // Nothing says where the link of another group's heading would lead.
  if (heading === undefined || heading.text.includes("](")) return undefined;
  const { level, line: last } = heading;
  const around = page.headings.slice(0, at).findLast((other) => other.level < level);
  const lines = linesIn(page, { first: ownStart(page, heading), last: last + 1 }).map((line) => {
    const text = line.trim();
    return isUnderline(text) ? text.slice(0, 1).repeat(4) : `${/^(?:#+|=+) /.exec(text)?.[0] ?? ""}{group}`;
  });
  const header = lines.join("\n");
  return header === "{group}"
    ? undefined
    : { header, level, place: around === undefined ? {} : underHeading(page, around.line + 1) };
};

/** Places that hold a line, the plainest first, without those that number tables. */
const holding = (page: Page, line: number): readonly FoundPlace[] => {
  const base = underHeading(page, line);
  const region = regionOf(page, base);
  if (region === undefined) return [base];
  const tabs = labelsIn(page, region).map((tab) => ({ ...base, tab }));
  const elements = namesOf(markupOf(page.path).identified(page, region)).map((element) => ({
    ...base,
    element,
  }));
  let above = line - 1;
  while (above >= region.first && isBlankLine(page, above)) above -= 1;
  const comment = lineAt(page, above);
  const isComment = markupOf(page.path).commentText(comment) !== undefined;
  const after = isComment ? [{ ...base, after: comment.trim() }] : [];
  const inside = [...tabs, ...elements, ...after, ...upToHeading(page, line)].filter((place) => {
    const found = regionOf(page, place);
    return found !== undefined && line >= found.first && line < found.last;
  });
  // What is in a tab is that tab's, however few there are.
  const tabbed = inside.filter(({ tab }: FoundPlace) => tab !== undefined);
  return [...tabbed, base, ...inside.filter((place) => !tabbed.some((each) => each === place))];
};

const shown = (headers: readonly string[]): ReadonlySet<string> =>
  new Set(headers.map((header) => plainText(header)));

/** Whether a region holds no other table that has one of these headers. */
const isAlone = (page: Page, region: Region, line: number, headers: readonly string[]): boolean => {
  const { tables } = markupOf(page.path);
  const isThere = (all: ReturnType<typeof tables>): boolean =>
    all.some(({ table }) => table.header.line === line);
  const own = tables(page, region, "own");
  const here = isThere(own) ? own : tables(page, region, "any");
  const names = shown(headers);
  return (
    isThere(here) &&
    here.every(
      ({ table: { header } }) =>
        header.line === line ||
        ![...shown(header.cells.map(({ text }) => text))].some((name) => names.has(name)),
    )
  );
};

/** The number of the table with a header in a line, among those of a region; undefined where it has none. */
const numberIn = (page: Page, region: Region, line: number): number | undefined => {
  const at = numberedTables(page, region).findIndex(({ first, last }) => first <= line && line < last);
  return at === -1 ? undefined : at + 1;
};

/** How the config names the table that begins in a line, so that no other is meant; undefined where it can't. */
export const placeOfTable = (
  page: Page,
  line: number,
  headers: readonly string[],
): FoundPlace | undefined => {
  const places = holding(page, line);
  const numbered = places.flatMap((place): readonly FoundPlace[] => {
    const region = regionOf(page, place);
    const nth = region === undefined ? undefined : numberIn(page, region, line);
    return nth === undefined ? [] : [{ ...place, nth }];
  });
  return [...places, ...numbered].find((place) => {
    const region = regionOf(page, place);
    return region !== undefined && isAlone(page, region, line, headers);
  });
};

/** A place of a page as the config would name it, and the lines that are its own. */
export type Spot = {
  readonly place: { readonly heading?: string[]; readonly tab?: string };
  readonly region: Region;
};

/** The tabs in a stretch of lines, in whatever syntax: those that no other is called like. */
const tabsIn = (page: Page, { place, region }: Spot): readonly Spot[] =>
  labelsIn(page, region).flatMap((tab) => {
    const [inside, another] = insidesCalled(markupOf(page.path).tabs(page, region), tab);
    return inside === undefined || another !== undefined
      ? []
      : [{ place: { ...place, tab }, region: inside }];
  });

/** Every place of a page that can be named: what stands under each heading, and in each tab there. */
export const spotsOf = (page: Page): readonly Spot[] => {
  const titles = page.headings.filter(({ level }) => level === 1).length;
  const starts = [
    { line: -1, heading: [] },
    ...page.headings.map(({ line, level }, index) => ({
      line,
      // Under the page's title is the whole page.
      heading: level === 1 && titles === 1 ? [] : [...(addressOf(page, index) ?? [])],
    })),
  ];
  const spots = starts.map(({ line, heading }, index): Spot => {
    const last = page.headings[index]?.first ?? page.lines.length;
    return {
      place: heading.length === 0 ? {} : { heading },
      region: { first: line + 1, last, indent: 0 },
    };
  });
  return spots.flatMap((spot) => [spot, ...tabsIn(page, spot)]);
};
