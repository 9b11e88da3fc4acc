import type { Page } from "../../page/page.ts";
import { addressOf } from "../../page/places/headings.ts";
import type { Region } from "../../page/region.ts";
import { markupOf } from "../../page/scan.ts";
import { labelsIn } from "./places.ts";

/** A place of a page as the config would name it, and the lines that are its own. */
export type Spot = {
  readonly place: { readonly heading?: string[]; readonly tab?: string };
  readonly region: Region;
};

/** The tabs in a stretch of lines, in whatever syntax: those that no other is called like. */
const tabsIn = (page: Page, { place, region }: Spot): readonly Spot[] =>
  labelsIn(page, region).flatMap((tab) => {
    const [inside, another] = markupOf(page.path).tabs(page, region, tab);
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
