import { type Outcome, type Problem, error, fail, ok } from "../model/problem.ts";
import { type Page, type Region, indentOf, lineAt } from "./page.ts";
import { betweenOf, likeLine, markersOf, runsAfter, underItems } from "./places/runs.ts";
import { tableElements } from "./places/elements.ts";
import { addressesFor, headingRegions, headingText, stepsNow } from "./places/headings.ts";
import { insidesCalled, namesOf } from "./markup.ts";
import { markupOf } from "./scan.ts";
import type { Place } from "../config/settings.ts";
import { wayName } from "../text/data/node.ts";
import { didYouMean } from "../text/suggest.ts";

export { headingText } from "./places/headings.ts";
export type { Region } from "./page.ts";

/** A place as people say it, and as the lock has it: `Quickstart snippets › Python`. */
export const placeName = (place: Place): string =>
  place.apart === undefined ? bareName(place) : `${bareName(place)} (${place.apart})`;

/** The same of a place whichever list of it is meant. */
export const bareName = (place: Place): string => {
  const parts = [...place.heading, ...(place.tab === undefined ? [] : [`tab "${place.tab}"`])];
  const { element, item, marker, between, after, nth, data } = place;
  if (element !== undefined) parts.push(`element "${element}"`);
  if (item !== undefined) parts.push(`item "${item}"`);
  if (marker !== undefined) parts.push(`marker "${marker}"`);
  if (between !== undefined) parts.push(`between "${between.start}" and "${between.end}"`);
  if (after !== undefined) parts.push(`after "${after}"`);
  if (data !== undefined) parts.push(`data ${wayName(data.path)}`);
  if (data?.fence !== undefined) parts.push(`fence "${data.fence}"`);
  if (nth !== undefined) parts.push(`table ${nth}`);
  return parts.length === 0 ? "the page" : parts.join(" › ");
};

/** The places in a region of which the config names one, and what there is when it isn't found. */
type Step = {
  readonly what: string;
  readonly find: (page: Page, region: Region) => readonly Region[];
  readonly fix: (page: Page, region: Region) => string;
};

const steps = (place: Place): readonly Step[] => {
  const { tab, marker, item, element, between, after, counted } = place;
  const found: Step[] = [];
  if (tab !== undefined)
    found.push({
      what: `tab \`${tab}\` there`,
      find: (page, region) => insidesCalled(markupOf(page.path).tabs(page, region), tab),
      fix: (page, region) => {
        const { tabs, tab: written } = markupOf(page.path);
        const labels = namesOf(tabs(page, region));
        const add = `Add a \`${written(tab)}\` tab to the page, or correct the label.`;
        return labels.length === 0 ? add : didYouMean(tab, labels);
      },
    });
  if (element !== undefined)
    found.push({
      what: `element or heading of the ID \`${element}\``,
      find: (page, region) => insidesCalled(markupOf(page.path).identified(page, region), element),
      fix: (page, region) => {
        const known = namesOf(markupOf(page.path).identified(page, region));
        return known.includes(element)
          ? "Give the element's closing tag a line of its own, below what the place is to hold."
          : didYouMean(element, known);
      },
    });
  if (item !== undefined)
    found.push({
      what: `list item \`${item}\``,
      find: (page, region) =>
        underItems(page, region, (text) => markupOf(page.path).cell.read(text) === item),
      fix: () => "Correct the item's text, or add the item.",
    });
  if (marker !== undefined)
    found.push({
      what: `marker \`${marker}\``,
      find: (page, region) => markersOf(page, region, marker),
      fix: (page) => {
        const { comment } = markupOf(page.path);
        return `Put \`${comment(`kluster-gen start ${marker}`)}\` and \`${comment(`kluster-gen end ${marker}`)}\` around the place.`;
      },
    });
  if (between !== undefined)
    found.push({
      what: `lines \`${between.start}\` and \`${between.end}\` one after the other`,
      find: (page, region) =>
        betweenOf(page, region, {
          isStart: likeLine(between.start, counted),
          isEnd: likeLine(between.end, counted),
        }),
      fix: () => "Put them around the place, each alone on its line and in no code, or correct `between`.",
    });
  if (after !== undefined)
    found.push({
      what: `line \`${after}\``,
      find: (page, region) => runsAfter(page, region, likeLine(after, counted)),
      fix: () => "Put it above the place, alone on its line and in no code, or correct `after`.",
    });
  return found;
};

/** The tables of a region that a place numbers, Markdown's and HTML's: where none is its own, those in its elements. */
export const numberedTables = (page: Page, region: Region): readonly Region[] => {
  const { tables } = markupOf(page.path);
  const own = tables(page, region, "own");
  const nested = own.length > 0 ? [] : tables(page, region, "any");
  const regionOf = ({ table: { header, last }, lines }: (typeof own)[number], indent?: number): Region => {
    const first = lines?.first ?? header.line;
    return { first, last: lines?.last ?? last, indent: indent ?? indentOf(lineAt(page, first)) };
  };
  return [
    ...own.map((each) => regionOf(each, region.indent)),
    ...nested.map((each) => regionOf(each)),
    ...tableElements(page, region),
  ].sort((a, b) => a.first - b.first);
};

/** What a page lacks, and what to do about it. */
type Lack = { readonly what: string; readonly fix: string };

const missing = (page: Page, place: Place, file: string, { what, fix }: Lack): Problem => {
  const reason =
    page.unclosed === undefined
      ? ""
      : ` The code block in line ${page.unclosed + 1} is never closed, so all after it is code.`;
  return error("section-not-found", `${file}: ${place.where}`, `${page.path} has no ${what}.${reason}`, fix);
};

/** How one of several places of a name can be named alone. */
const wayOut = (page: Page, place: Place, under: readonly Region[]): string => {
  const { comment } = markupOf(page.path);
  const marks = `put \`${comment("kluster-gen start NAME")}\` and \`${comment("kluster-gen end NAME")}\` around one, and name it by \`marker\``;
  const ways = place.heading.length === 0 || under.length < 2 ? [] : addressesFor(page, place.heading);
  if (ways.length === 0) return `Name the headings around it too, or ${marks}.`;
  const listed = ways.slice(0, 4).map(({ line, steps: way }) => `${JSON.stringify(way)} (line ${line})`);
  return `Let \`heading\` say which one: ${listed.join(" or ")}.`;
};

/** Finds the lines that a section or table is in; none, or several, is an error. `file` is the config's name. */
export const findRegion = (page: Page, place: Place, file: string): Outcome<Region> => {
  if (page.fault !== undefined)
    return fail(
      error(
        "page-unreadable",
        `${file}: ${place.where}`,
        `${page.path} ${page.fault}`,
        "Mend the file, or take its place out of the config.",
      ),
    );
  const heading = place.counted === true ? stepsNow(page, place.heading) : place.heading;
  const under = headingRegions(page, heading);
  let { regions } = under;
  if (under.missing !== undefined) {
    const path = place.heading.slice(0, under.missing + 1).join(" › ");
    const known = page.headings.map(headingText);
    const fix = didYouMean(place.heading[under.missing] ?? "", known);
    return fail(missing(page, place, file, { what: `heading \`${path}\``, fix }));
  }
  for (const { what, find, fix } of steps(place)) {
    const around = regions;
    regions = around.flatMap((region) => find(page, region));
    const [outer] = around;
    if (regions.length === 0 && outer !== undefined)
      return fail(missing(page, place, file, { what, fix: fix(page, outer) }));
  }
  if (place.nth !== undefined && place.data === undefined && regions.length === 1) {
    const all = regions.flatMap((region) => numberedTables(page, region));
    const one = all[place.nth - 1];
    if (one === undefined)
      return fail(
        missing(page, place, file, {
          what: `table number ${place.nth} in ${placeName({ ...place, nth: undefined })}: there ${all.length === 1 ? "is 1" : `are ${all.length}`}`,
          fix: "Correct `nth`, which counts from 1, or add the table.",
        }),
      );
    regions = [one];
  }
  const [region, second] = regions;
  if (region !== undefined && second === undefined) return ok(region);
  const lines = regions.map(({ first }) => String(first)).join(", ");
  return fail(
    error(
      "section-ambiguous",
      `${file}: ${place.where}`,
      `${page.path} has ${regions.length} places called ${placeName(place)} (after lines ${lines}).`,
      wayOut(page, place, under.regions),
    ),
  );
};
