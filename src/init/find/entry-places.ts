import { tableElements } from "../../page/places/elements.ts";
import { indentOf, lineAt, type Page } from "../../page/page.ts";
import type { Region } from "../../page/region.ts";
import { numbersIn } from "../../page/row-lines.ts";
import { markupOf } from "../../page/scan.ts";
import type { FoundPlace } from "../types.ts";
import { regionOf, spotsOf, upToHeading } from "./places.ts";

const listItem = /^(\s*)(?:[-*+]|\d+[.)])\s+(.*)$/;

/** The items of a page that have items below them. */
const itemPlaces = (page: Page, place: FoundPlace, first: number, last: number): readonly FoundPlace[] => {
  const found: FoundPlace[] = [];
  for (let index = first; index < last - 1; index += 1) {
    const [, indent = "", text = ""] = listItem.exec(lineAt(page, index)) ?? [];
    const below = lineAt(page, index + 1);
    if (
      text === "" ||
      page.opaque[index] === true ||
      !listItem.test(below) ||
      indentOf(below) <= indent.length
    )
      continue;
    found.push({ ...place, item: markupOf(page.path).cell.read(text) });
  }
  return found;
};

/** The list above the page's other headings, where more items stand below these: what is above it names it. */
const topList = (page: Page, place: FoundPlace, { first, last }: Region): readonly FoundPlace[] => {
  const startsItem = (line: number): boolean =>
    page.opaque[line] !== true && listItem.test(lineAt(page, line).replace(/^(?:\s*> ?)+/, ""));
  const saysSomething = (line: number): boolean => /[\p{L}\p{N}]/u.test(lineAt(page, line));
  const items = numbersIn({ first, last }).filter(startsItem);
  const above = numbersIn({ first: 0, last: items[0] ?? 0 }).findLast(saysSomething);
  const isElsewhere = numbersIn({ first: last, last: page.lines.length }).some(startsItem);
  if (above === undefined || !isElsewhere) return [];
  const after = { ...place, after: lineAt(page, above).trim() };
  const run = regionOf(page, after);
  const isAll = run !== undefined && items.every((line) => line < run.last);
  // Where labels stand between the items they are several lists, up to the next heading.
  const between = isAll ? [] : upToHeading(page, first);
  return [...(run === undefined ? [] : [after]), ...between];
};

/** The lists below one heading, where each has a line of its own above it that names it. */
const listPlaces = (page: Page, place: FoundPlace, { first, last }: Region): readonly FoundPlace[] => {
  const lines = numbersIn({ first, last }).filter((line) => lineAt(page, line).trim() !== "");
  const isStart = (line: number): boolean => page.opaque[line] !== true && listItem.test(lineAt(page, line));
  const isText = (line: number): boolean =>
    page.opaque[line] !== true && /^[\p{L}*_].*\p{L}/u.test(lineAt(page, line)) && !isStart(line);
  const above = lines.filter((line, at) => {
    const [next = -1, another = -1] = lines.slice(at + 1);
    return isText(line) && isStart(next) && isStart(another);
  });
  return above.length < 2 ? [] : above.map((line) => ({ ...place, after: lineAt(page, line).trim() }));
};

/** Every place of a page that may hold entries, the widest first. */
export const placesOf = (page: Page): readonly FoundPlace[] =>
  spotsOf(page).flatMap(({ place, region }) => {
    const wide = regionOf(page, place);
    const isWider = page.markup === "markdown" && wide !== undefined && wide.last > region.last;
    const top = isWider && place.heading === undefined ? topList(page, place, region) : [];
    const elements = wide === undefined ? [] : tableElements(page, wide);
    const tables = elements.length < 2 ? [] : elements.map((_, index) => ({ ...place, nth: index + 1 }));
    const lists =
      page.markup === "markdown" && place.tab === undefined ? listPlaces(page, place, region) : [];
    return [place, ...top, ...lists, ...itemPlaces(page, place, region.first, region.last), ...tables];
  });
