import { firstFrom } from "../../src/text/bisect.ts";
import { escapePattern } from "../../src/text/escape-pattern.ts";
import { placeAfter } from "../../src/text/escapes.ts";
import { endOfItem } from "../../src/page/asciidoc/items.ts";
import { insideFinder } from "../../src/page/block.ts";
import { plainText } from "../../src/text/emit/plain-text.ts";
import { isUnderline } from "../../src/text/emit/rst-titles.ts";
import { widthOf } from "../../src/text/emit/width.ts";
import { type Heading, indentAt, isBlankLine, lineAt, type Page, startAt } from "../../src/page/page.ts";
import { findRegion, headingText, type Region } from "../../src/page/region.ts";
import { type LineRange, numbersIn } from "../../src/page/row-lines.ts";
import { markupOf } from "../../src/page/scan.ts";
import { isHeadingIn } from "../../src/config/group-headings.ts";
import type { Grouping } from "../../src/config/order-settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { groupOf } from "./groups.ts";
import type { Place } from "../../src/config/settings.ts";

/** A place of a page, and the models that it asks for. */
type Asking = { readonly place: Place; readonly asksFor: (entry: Entry) => boolean };

/** The other places that reach into this one, with their lines. */
export const meetingPlaces = <T extends Asking>(
  page: Page,
  region: Region,
  others: readonly T[],
  file: string,
): readonly (T & Pick<Region, "first" | "last">)[] =>
  others.flatMap((other) => {
    const found = findRegion(page, other.place, file);
    if (!found.ok) return [];
    const { first, last } = found.value;
    return region.first < last && first < region.last ? [{ ...other, first, last }] : [];
  });

/** Tells whether another place that reaches into this one asks for a model: then it isn't left over here. */
export const askedElsewhere = (
  ...given: Parameters<typeof meetingPlaces<Asking>>
): ((entry: Entry) => boolean) => {
  const meeting = meetingPlaces(...given);
  return (entry) => meeting.some(({ asksFor }) => asksFor(entry));
};

/** The header of a group of entries, or of a table of its own. */
export type Header = {
  /** Its lines: `line` is the last. */
  readonly first: number;
  readonly line: number;
  /** The line where what stands under it ends, and how many lines close it there. */
  readonly end: number;
  readonly closing: number;
  readonly name: string;
  readonly asMade: boolean;
  /** The number of its models, and where that is written. */
  readonly count: { readonly start: number; readonly end: number; readonly text: string } | undefined;
};

/** The group that a line of the page stands in: that of the last header above it. */
export const groupAbove = (headers: readonly Header[], line: number): string | undefined =>
  headers[firstFrom(headers.length, (index) => (headers[index]?.line ?? line) >= line) - 1]?.name;

/** A group's name as addresses and the values of tags have it. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");

/** The lines of a group's header in a page of this path; an underline is as wide as the name. */
export const madeHeader = (
  path: string,
  { header }: Grouping,
  name: string,
  count: string,
): readonly string[] => {
  const [before = ""] = header.split("{group}");
  const own = before.split("\n").at(-1) ?? "";
  const { write } = markupOf(path).escape(/<|="/.test(own) ? placeAfter(own) : "title");
  const lines = header
    .replaceAll("{count}", count)
    .replaceAll("{group|slug}", slugOf(name))
    .replaceAll("{group}", () => write(name))
    .split("\n");
  const width = widthOf(lines[before.split("\n").length - 1] ?? "");
  return lines.map((line) =>
    isUnderline(line) ? line.slice(0, 1).repeat(Math.max(line.length, width)) : line,
  );
};

/** How a header is recognised: the line of its name, and those around it. */
const shapeOf = ({ header }: Grouping) => {
  const lines = header.split("\n");
  const at = lines.findIndex((line) => line.includes("{group}"));
  const [before = "", after = ""] = (lines[at] ?? "")
    .split("{group}")
    .map((text) =>
      escapePattern(text)
        .replaceAll("\\{count\\}", "(?<count>\\d[\\d,]*)")
        .replaceAll("\\{group\\|slug\\}", "[\\w./-]*"),
    );
  return { lines, at, pattern: new RegExp(`^${before.trimStart()}(?<name>.+?)${after.trimEnd()}$`, "du") };
};

/** The line of the next heading that is no deeper than a header: of this level, where it is a heading too. */
const endUnder = ({ headings, lines }: Page, line: number, level = Number.POSITIVE_INFINITY): number =>
  headings.find((heading) => heading.first > line && heading.level <= level)?.first ?? lines.length;

/** Where headers are looked for: in a region, between its entries or tables. */
type HeaderRequest = {
  readonly page: Page;
  readonly region: Region;
  readonly blocks: readonly LineRange[];
};

const isSameLine = (page: Page, line: number, wanted: string): boolean => {
  const text = lineAt(page, line).trim();
  return (
    text === wanted.trim() ||
    (isUnderline(wanted) && isUnderline(text) && text.startsWith(wanted.slice(0, 1)))
  );
};

/** What the line of a header's name says; `heading` is it where headers are headings of Markdown. */
type Named = Pick<Header, "name" | "asMade" | "count"> & { readonly heading: Heading | undefined };

/** Reads the line of a header's name: written as headers are, or with the text of one. */
const nameReader = (
  page: Page,
  group: Grouping,
  entries: readonly Pick<Entry, "fields">[],
): ((line: number) => Named | undefined) => {
  const { at, pattern } = shapeOf(group);
  const visible = (text: string): string => {
    const shown = plainText(text);
    return group.header.includes("{count}") ? shown.replace(/\d[\d,]*/g, "0") : shown;
  };
  const nameLine = (name: string, count: string): string =>
    (madeHeader(page.path, group, name, count)[at] ?? "").trim();
  const names = new Set([group.other, ...entries.map((entry) => groupOf(group, entry) ?? group.other)]);
  const byText = new Map([...names].map((name) => [visible(nameLine(name, "0")), name] as const));
  // A tag shows nothing.
  byText.delete("");
  // Headings of Markdown are read as such, however they are written.
  const isHeading = page.markup === "markdown" && isHeadingIn(page.markup, group.header);
  const headings = new Map(
    isHeading ? page.headings.map((heading) => [heading.first, heading] as const) : [],
  );
  return (line) => {
    const written = lineAt(page, line).trim();
    const heading = headings.get(line);
    const text = heading === undefined ? written : `${"#".repeat(heading.level)} ${headingText(heading)}`;
    const match = pattern.exec(text);
    const name = plainText(match?.groups?.name ?? "") || byText.get(visible(text));
    if (name === undefined) return undefined;
    const count = match?.groups?.count;
    const asMade = written === nameLine(name, count ?? "");
    if (count === undefined) return { name, asMade, count, heading };
    const [within = 0] = match?.indices?.groups?.count ?? [];
    const start =
      startAt(page, line) +
      lineAt(page, line).indexOf(written) +
      (text === written ? within : written.lastIndexOf(count));
    return { name, asMade, count: { start, end: start + count.length, text: count }, heading };
  };
};

/** The lines of a region that are headers of groups. */
export const findHeaders = (
  { page, region, blocks }: HeaderRequest,
  group: Grouping | undefined,
  entries: readonly Pick<Entry, "fields">[],
): readonly Header[] => {
  if (group === undefined) return [];
  const { lines, at } = shapeOf(group);
  const read = nameReader(page, group, entries);
  const footer = group.footer?.split("\n") ?? [];
  const isInside = insideFinder(blocks);
  const free = numbersIn(region).filter(
    (line) => !isInside(line) && page.opaque[line] !== true && !isBlankLine(page, line),
  );
  const areLines = (first: number, wanted: readonly string[], but?: number): boolean =>
    wanted.every((text, index) => index === but || isSameLine(page, first + index, text));
  /** What closes the table of the last rows, below them: where headers are rows, too. */
  const closerBelow = (line: number): number | undefined => {
    if (lines[0]?.startsWith("<") !== true) return undefined;
    const closer = free.find((each) => each > line && lineAt(page, each).trim().startsWith("</"));
    return closer !== undefined && blocks.some(({ first }) => first > closer) ? undefined : closer;
  };
  return free.flatMap((line): readonly Header[] => {
    const first = line - at;
    // What is closed may stand in another element, and the indentation of an element says nothing.
    const isFree = footer.length > 0 || lines[0]?.startsWith("<") === true;
    if (!isFree && indentAt(page, first) !== region.indent) return [];
    const named = read(line);
    if (named === undefined || !areLines(first, lines, at)) return [];
    const { heading, ...said } = named;
    const last = heading?.line ?? first + lines.length - 1;
    const own = page.headings.find((each) => each.line === last);
    const endOpen = (): number => (group.isDeep ? endOfItem(page, first) : endUnder(page, last, own?.level));
    const end =
      footer.length === 0
        ? (closerBelow(last) ?? endOpen())
        : free.find((each) => each > last && areLines(each, footer));
    // Labels above a heading are its own.
    return end === undefined
      ? []
      : [{ ...said, first: own?.first ?? first, line: last, end, closing: footer.length }];
  });
};
