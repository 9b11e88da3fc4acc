import { plainText } from "../../text/emit/plain-text.ts";
import type { Heading, Page, Region } from "../page.ts";
import type { Called } from "../markup.ts";

/** A heading's text without its attribute list and its markup. */
export const headingText = (heading: Heading): string =>
  heading.shown ?? plainText(heading.text.replace(/\{[^{}]*\}$/, ""));

/** The lines under a heading, up to the next that is as high. */
export const extent = (page: Page, index: number): Region => {
  const heading = page.headings[index];
  if (heading === undefined) return { first: 0, last: 0, indent: 0 };
  const next = page.headings.slice(index + 1).find(({ level }) => level <= heading.level);
  return { first: heading.line + 1, last: next?.first ?? page.lines.length, indent: 0 };
};

const isIn = ({ line }: Heading, regions: readonly Region[]): boolean =>
  regions.some(({ first, last }) => line >= first && line < last);

/** A number in brackets at the end of a heading, such as a counter keeps: the heading is the same when it changes. */
const count = /\s*\(\d[\d,.\s]*(?:\p{L}+)?\)$/u;

/** A step of a config's `heading`, taken apart: `## Name` is of that level alone, `Name [2]` the second of its name. */
const parse = (step: string) => {
  const [, marks = "", name = "", nth] = /^(?:(#{1,6})\s+)?(.*?)(?:\s+\[(\d+)\])?$/su.exec(step) ?? [];
  return { level: marks.length, name, nth: nth === undefined ? undefined : Number(nth) };
};

/** The headings within regions of which a step names one. A text that is just so comes before its reading as a step. */
const named = (page: Page, regions: readonly Region[], step: string): readonly number[] => {
  const inside = page.headings.flatMap((heading, index) =>
    isIn(heading, regions) ? [{ index, level: heading.level, text: headingText(heading) }] : [],
  );
  const literal = inside.filter(({ text }) => text === step);
  if (literal.length > 0) return literal.map(({ index }) => index);
  const { level, name, nth } = parse(step);
  const ofLevel = inside.filter((each) => level === 0 || each.level === level);
  const exact = ofLevel.filter(({ text }) => text === name);
  const alike = name.replace(count, "");
  const found = (
    exact.length > 0 ? exact : ofLevel.filter(({ text }) => text.replace(count, "") === alike)
  ).map(({ index }) => index);
  return nth === undefined ? found : found.slice(nth - 1, nth);
};

const withoutNumbers = (text: string): string => text.replace(/\d[\d,.]*/g, "0");

/** Steps as a page has them, where a counter of the config changes the numbers in headings. */
export const stepsNow = ({ headings }: Page, steps: readonly string[]): readonly string[] => {
  const texts = headings.map(headingText);
  return steps.map((step) => {
    const { name } = parse(step);
    if (texts.includes(step) || texts.includes(name)) return step;
    const now = texts.find((text) => withoutNumbers(text) === withoutNumbers(name));
    return now === undefined ? step : step.replace(name, () => now);
  });
};

/** The nearest heading above that is higher, by its index. */
const parentOf = ({ headings }: Page, index: number): number | undefined => {
  const level = headings[index]?.level ?? 0;
  for (let at = index - 1; at >= 0; at -= 1) if ((headings[at]?.level ?? level) < level) return at;
  return undefined;
};

const wholePage = (page: Page): Region => ({ first: 0, last: page.lines.length, indent: 0 });

/** The headings that one step of a place leads to: of several of a name those right under the one before. */
const follow = (page: Page, from: readonly number[] | undefined, step: string): readonly number[] => {
  const found = named(page, from?.map((index) => extent(page, index)) ?? [wholePage(page)], step);
  const close = found.filter((index) => {
    const parent = parentOf(page, index);
    return parent === undefined ? from === undefined : from?.includes(parent) === true;
  });
  return close.length > 0 ? close : found;
};

/** The headings that a place leads to, and where no heading is found, how many steps lead somewhere. */
const walk = (page: Page, steps: readonly string[]) => {
  let at: readonly number[] | undefined;
  for (const [depth, step] of steps.entries()) {
    at = follow(page, at, step);
    if (at.length === 0) return { found: at, depth };
  }
  return { found: at ?? [], depth: steps.length };
};

/** What stands under the headings that a place names; `missing` is the number of the step that leads nowhere. */
export const headingRegions = (
  page: Page,
  steps: readonly string[],
): { readonly regions: readonly Region[]; readonly missing?: number } => {
  if (steps.length === 0) return { regions: [wholePage(page)] };
  const { found, depth } = walk(page, steps);
  if (found.length === 0) return { regions: [], missing: depth };
  return { regions: found.map((index) => extent(page, index)) };
};

/** The headings above one that lead to it, from outer to inner, without those that have no text. */
const wayTo = (page: Page, index: number): readonly string[] => {
  const way: string[] = [];
  for (let at = parentOf(page, index); at !== undefined; at = parentOf(page, at)) {
    const heading = page.headings[at];
    const text = heading === undefined ? "" : headingText(heading);
    if (text !== "") way.unshift(text);
  }
  return way;
};

/** How a config names one heading so that no other is meant: its name, those around it, its level, or its number. */
export const addressOf = (page: Page, index: number): readonly string[] | undefined => {
  const heading = page.headings[index];
  const name = heading === undefined ? "" : headingText(heading);
  if (heading === undefined || name === "") return undefined;
  const way = wayTo(page, index);
  const leveled = `${"#".repeat(heading.level)} ${name}`;
  const same = page.headings.flatMap((each, at) =>
    each.level === heading.level && headingText(each) === name ? [at] : [],
  );
  const candidates = [
    [name],
    ...way.map((_, depth) => [...way.slice(way.length - 1 - depth), name]),
    [leveled],
    [`${leveled} [${same.indexOf(index) + 1}]`],
  ];
  return candidates.find((steps) => {
    const { found } = walk(page, steps);
    return found.length === 1 && found[0] === index;
  });
};

/** How each heading that a place may mean can be named alone: its line, counted from 1, and its address. */
export const addressesFor = (
  page: Page,
  steps: readonly string[],
): readonly { readonly line: number; readonly steps: readonly string[] }[] =>
  walk(page, steps).found.flatMap((index) => {
    const address = addressOf(page, index);
    const line = page.headings[index]?.line;
    return address === undefined || line === undefined ? [] : [{ line: line + 1, steps: address }];
  });

/** The names that a heading is referred to by: those that its markup gives it, or that of its attribute list. */
const idsOf = ({ text, ids }: Heading): readonly string[] =>
  ids ?? /\{[^{}]*#([^\s{}]+)[^{}]*\}$/.exec(text)?.slice(1) ?? [];

/** The headings of a region that have IDs, and what stands under them. */
export const headingsWithIds = (page: Page, region: Region): readonly Called[] =>
  page.headings.flatMap((heading, index) => {
    const names = isIn(heading, [region]) ? idsOf(heading) : [];
    return names.length === 0 ? [] : [{ names, inside: extent(page, index) }];
  });
