import { type Outcome, type Problem, error, fail, ok } from "../model/problem.ts";
import { plainText } from "../text/emit/plain-text.ts";
import { type Heading, type Page, indentAt, isBlankLine, lineAt } from "./markdown.ts";
import { betweenOf, markersOf } from "./places/comments.ts";
import { elementIds, elementsOf, tabElements, tableElements, tabLabels } from "./places/elements.ts";
import { runsAfter, underItems } from "./places/runs.ts";
import type { Place } from "../config/settings.ts";
import type { Region } from "./stretch.ts";
import { didYouMean } from "../text/suggest.ts";
import { findTables } from "./table.ts";

export type { Region } from "./stretch.ts";

/** A place as people say it: `Quickstart snippets › Python`. */
export const placeName = (place: Place): string => {
  const parts = [...place.heading, ...(place.tab === undefined ? [] : [`tab "${place.tab}"`])];
  const { element, item, marker, between, after, nth } = place;
  if (element !== undefined) parts.push(`element "${element}"`);
  if (item !== undefined) parts.push(`item "${item}"`);
  if (marker !== undefined) parts.push(`marker "${marker}"`);
  if (between !== undefined) parts.push(`between "${between.start}" and "${between.end}"`);
  if (after !== undefined) parts.push(`after "${after}"`);
  if (nth !== undefined) parts.push(`table ${nth}`);
  return parts.length === 0 ? "the page" : parts.join(" › ");
};

/** A heading's text without its attribute list and its markup. */
export const headingText = (heading: Heading): string =>
  plainText(heading.text.replace(/\{[^{}]*\}\s*$/, ""));

const extent = (page: Page, index: number): Region => {
  const heading = page.headings[index];
  if (heading === undefined) return { first: 0, last: 0, indent: 0 };
  const next = page.headings.slice(index + 1).find(({ level }) => level <= heading.level);
  return { first: heading.line + 1, last: next?.first ?? page.lines.length, indent: 0 };
};

const under = (page: Page, regions: readonly Region[], name: string): readonly Region[] =>
  page.headings.flatMap((heading, index) =>
    headingText(heading) === name &&
    regions.some(({ first, last }) => heading.line >= first && heading.line < last)
      ? [extent(page, index)]
      : [],
  );

const headingsWithId = (page: Page, { first, last }: Region, id: string): readonly Region[] =>
  page.headings.flatMap(({ line, text }, index) => {
    const own = /\{[^{}]*#([^\s{}]+)[^{}]*\}\s*$/.exec(text)?.[1];
    return own === id && line >= first && line < last ? [extent(page, index)] : [];
  });

const tabs = (page: Page, { first, last }: Region, label: string): readonly Region[] => {
  const found: Region[] = [];
  for (let index = first; index < last; index += 1) {
    if (page.opaque[index] === true) continue;
    const match = /^\s*===[!+]?[ \t]+"(.*)"[ \t]*$/.exec(lineAt(page, index));
    if (match?.[1] !== label) continue;
    const indent = indentAt(page, index) + 4;
    let end = index + 1;
    while (end < last && (isBlankLine(page, end) || indentAt(page, end) >= indent)) end += 1;
    found.push({ first: index + 1, last: end, indent });
  }
  return found;
};

/** The places in a region of which the config names one, and what there is when it isn't found. */
type Step = {
  readonly what: string;
  readonly find: (page: Page, region: Region) => readonly Region[];
  readonly fix: (page: Page, region: Region) => string;
};

const steps = (place: Place): readonly Step[] => {
  const { tab, marker, item, element, between, after } = place;
  const found: Step[] = [];
  if (tab !== undefined)
    found.push({
      what: `tab \`${tab}\` there`,
      find: (page, region) => [...tabs(page, region, tab), ...tabElements(page, region, tab)],
      fix: (page, region) => {
        const labels = tabLabels(page, region);
        const add = `Add a \`=== "${tab}"\` tab to the page, or correct the label.`;
        return labels.length === 0 ? add : didYouMean(tab, labels);
      },
    });
  if (element !== undefined)
    found.push({
      what: `element or heading of the ID \`${element}\``,
      find: (page, region) => [
        ...elementsOf(page, region, element),
        ...headingsWithId(page, region, element),
      ],
      fix: (page, region) => {
        const known = elementIds(page, region);
        return known.includes(element)
          ? "Give the element's closing tag a line of its own, below what the place is to hold."
          : didYouMean(element, known);
      },
    });
  if (item !== undefined)
    found.push({
      what: `list item \`${item}\``,
      find: (page, region) => underItems(page, region, (text) => plainText(text) === item),
      fix: () => "Correct the item's text, or add the item.",
    });
  if (marker !== undefined)
    found.push({
      what: `marker \`${marker}\``,
      find: (page, region) => markersOf(page, region, marker),
      fix: () =>
        `Put \`<!-- kluster-gen start ${marker} -->\` and \`<!-- kluster-gen end ${marker} -->\` around the place.`,
    });
  if (between !== undefined)
    found.push({
      what: `lines \`${between.start}\` and \`${between.end}\` one after the other`,
      find: (page, region) => betweenOf(page, region, between),
      fix: () => "Put them around the place, each alone on its line and in no code, or correct `between`.",
    });
  if (after !== undefined)
    found.push({
      what: `line \`${after}\``,
      find: (page, region) => runsAfter(page, region, after),
      fix: () => "Put it above the place, alone on its line and in no code, or correct `after`.",
    });
  return found;
};

/** The tables of a region in the order of the page, Markdown's and HTML's. */
const tablesOf = (page: Page, region: Region): readonly Region[] => {
  const piped = findTables(page, region).map(({ header, rows }) => ({
    first: header.line,
    last: header.line + 2 + rows.length,
    indent: region.indent,
  }));
  return [...piped, ...tableElements(page, region)].sort((a, b) => a.first - b.first);
};

const missing = (page: Page, place: Place, file: string, what: string, fix: string): Problem => {
  const reason =
    page.unclosed === undefined
      ? ""
      : ` The code block in line ${page.unclosed + 1} is never closed, so all after it is code.`;
  return error("section-not-found", `${file}: ${place.where}`, `${page.path} has no ${what}.${reason}`, fix);
};

/**
 * Finds the lines of a page that a section or table is in.
 * None, or more than one, is an error that names the place in the config and the page; `file` is the config's name.
 */
export const findRegion = (page: Page, place: Place, file: string): Outcome<Region> => {
  let regions: readonly Region[] = [{ first: 0, last: page.lines.length, indent: 0 }];
  for (const [depth, name] of place.heading.entries()) {
    const found = under(page, regions, name);
    if (found.length === 0) {
      const path = place.heading.slice(0, depth + 1).join(" › ");
      return fail(
        missing(page, place, file, `heading \`${path}\``, didYouMean(name, page.headings.map(headingText))),
      );
    }
    regions = found;
  }
  for (const { what, find, fix } of steps(place)) {
    const around = regions;
    regions = around.flatMap((region) => find(page, region));
    const [outer] = around;
    if (regions.length === 0 && outer !== undefined)
      return fail(missing(page, place, file, what, fix(page, outer)));
  }
  if (place.nth !== undefined && regions.length === 1) {
    const all = regions.flatMap((region) => tablesOf(page, region));
    const one = all[place.nth - 1];
    if (one === undefined)
      return fail(
        missing(
          page,
          place,
          file,
          `table number ${place.nth} in ${placeName({ ...place, nth: undefined })}: there ${all.length === 1 ? "is 1" : `are ${all.length}`}`,
          "Correct `nth`, which counts from 1, or add the table.",
        ),
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
      "Name the headings around it too, so that only one is left.",
    ),
  );
};
