import { type Outcome, type Problem, error, fail, ok } from "../problem.ts";
import { plainText } from "./emit/plain-text.ts";
import { type Heading, type Page, indentOf, isBlankLine, lineAt } from "./markdown.ts";
import type { Place } from "./settings.ts";
import { didYouMean } from "./suggest.ts";

/** A stretch of lines: [first, last), whose own text is indented by `indent` columns. */
export type Region = { readonly first: number; readonly last: number; readonly indent: number };

/** A place as people say it: `Quickstart snippets › Python`. */
export const placeName = (place: Place): string => {
  const parts = [...place.heading, ...(place.tab === undefined ? [] : [`tab "${place.tab}"`])];
  if (place.marker !== undefined) parts.push(`marker "${place.marker}"`);
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

const tabs = (page: Page, { first, last }: Region, label: string): readonly Region[] => {
  const found: Region[] = [];
  for (let index = first; index < last; index += 1) {
    if (page.opaque[index] === true) continue;
    const match = /^\s*===[!+]?[ \t]+"(.*)"[ \t]*$/.exec(lineAt(page, index));
    if (match?.[1] !== label) continue;
    const indent = indentOf(lineAt(page, index)) + 4;
    let end = index + 1;
    while (end < last && (isBlankLine(page, end) || indentOf(lineAt(page, end)) >= indent)) end += 1;
    found.push({ first: index + 1, last: end, indent });
  }
  return found;
};

const markers = (page: Page, { first, last, indent }: Region, name: string): readonly Region[] => {
  const found: Region[] = [];
  let start: number | undefined;
  for (let index = first; index < last; index += 1) {
    if (page.opaque[index] === true) continue;
    const match = /^\s*<!--\s*kluster-gen\s+(start|end)\s+(.*?)\s*-->\s*$/.exec(lineAt(page, index));
    if (match?.[2] !== name) continue;
    if (match[1] === "start") start = index + 1;
    else if (start !== undefined) {
      found.push({ first: start, last: index, indent });
      start = undefined;
    }
  }
  return found;
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
  if (place.tab !== undefined) {
    const { tab } = place;
    regions = regions.flatMap((region) => tabs(page, region, tab));
    if (regions.length === 0)
      return fail(
        missing(
          page,
          place,
          file,
          `tab \`${tab}\` there`,
          `Add a \`=== "${tab}"\` tab to the page, or correct the label.`,
        ),
      );
  }
  if (place.marker !== undefined) {
    const { marker } = place;
    regions = regions.flatMap((region) => markers(page, region, marker));
    if (regions.length === 0)
      return fail(
        missing(
          page,
          place,
          file,
          `marker \`${marker}\``,
          `Put \`<!-- kluster-gen start ${marker} -->\` and \`<!-- kluster-gen end ${marker} -->\` around the place.`,
        ),
      );
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
