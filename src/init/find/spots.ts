import { type Page, indentOf, isBlankLine, lineAt } from "../../page/page.ts";
import { addressOf } from "../../page/places/headings.ts";
import { tabLabelAt } from "../../page/markdown/tabs.ts";
import type { Region } from "../../page/region.ts";

/** A place of a page as the config would name it, and the lines that are its own. */
export type Spot = {
  readonly place: { readonly heading?: string[]; readonly tab?: string };
  readonly region: Region;
};

/** The content tabs that stand unindented in a stretch of lines. */
const tabsIn = (page: Page, { place, region }: Spot): readonly Spot[] => {
  const spots: Spot[] = [];
  for (let index = region.first; index < region.last; index += 1) {
    const tab = indentOf(lineAt(page, index)) > 0 ? undefined : tabLabelAt(page, index);
    if (tab === undefined || tab === "") continue;
    let last = index + 1;
    while (last < region.last && (isBlankLine(page, last) || indentOf(lineAt(page, last)) >= 4)) last += 1;
    spots.push({ place: { ...place, tab }, region: { first: index + 1, last, indent: 4 } });
  }
  return spots;
};

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
