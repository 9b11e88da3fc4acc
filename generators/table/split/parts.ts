import type { TableSettings } from "../../../src/config/settings.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { type Heading, isBlankLine, type Page } from "../../../src/page/page.ts";
import type { Region } from "../../../src/page/region.ts";
import type { Edit } from "../../../src/page/splice.ts";
import { groupOf } from "../../placing/groups.ts";
import { groupReader } from "./heading.ts";

/** A group's table of its own, under its heading; one that isn't there yet has neither. */
export type Part = {
  readonly name: string;
  readonly settings: TableSettings;
  readonly heading: Heading | undefined;
  /** What stands under the heading. */
  readonly region: Region | undefined;
};

/** The tables of the groups of a place: those that stand there in the order of the page, then those that lack. */
export const partsOf = (
  page: Page,
  region: Region,
  table: TableSettings,
  entries: readonly Entry[],
): readonly Part[] => {
  const { split } = table;
  if (split === undefined) return [];
  const groupIn = groupReader(page, split);
  // Each model's group is read once, not once for each table.
  const known = new WeakMap<Entry["fields"], string>();
  const ownGroup = ({ fields }: Pick<Entry, "fields">): string => {
    const name = known.get(fields) ?? groupOf(split, { fields }) ?? split.other;
    known.set(fields, name);
    return name;
  };
  const settingsOf = (name: string): TableSettings => ({
    ...table,
    split: undefined,
    heading: [...table.heading, name],
    test: (entry) => table.test(entry) && ownGroup(entry) === name,
  });
  const inside = page.headings.filter(({ line }) => line >= region.first && line < region.last);
  const standing = inside.flatMap((heading, index): readonly Part[] => {
    const name = groupIn(heading);
    if (name === undefined) return [];
    const next = inside.slice(index + 1).find((other) => other.level <= heading.level);
    const under = { first: heading.line + 1, last: next?.first ?? region.last, indent: region.indent };
    return [{ name, settings: settingsOf(name), heading, region: under }];
  });
  const there = new Set(standing.map(({ name }) => name));
  const wanted = new Set(entries.filter(table.test).map(ownGroup));
  const lacking = [...wanted].filter((name) => !there.has(name)).sort();
  return [
    ...standing,
    ...lacking.map((name) => ({ name, settings: settingsOf(name), heading: undefined, region: undefined })),
  ];
};

/** A part that stands in the page. */
export type Standing = Part & {
  readonly heading: NonNullable<Part["heading"]>;
  readonly region: NonNullable<Part["region"]>;
};

/** Whether a part stands in the page. */
export const isStanding = (part: Part): part is Standing =>
  part.heading !== undefined && part.region !== undefined;

/** The line after the last of some that isn't blank. */
export const endOf = (page: Page, first: number, last: number): number => {
  let end = last;
  while (end > first && isBlankLine(page, end - 1)) end -= 1;
  return end;
};

/** Takes headings out with all that stands under them; of neighbours only one edit tells where they end. */
export const withoutParts = (page: Page, parts: readonly Standing[]): readonly Edit[] => {
  const runs: { first: number; last: number }[] = [];
  for (const { heading, region } of parts) {
    const run = runs.at(-1);
    if (run?.last === heading.first) run.last = region.last;
    else runs.push({ first: heading.first, last: region.last });
  }
  return runs.map(({ first, last }) => {
    const start = page.lines[first]?.start ?? 0;
    if (last < page.lines.length) return { start, end: page.lines[last]?.start ?? start, text: "" };
    const above = page.lines[endOf(page, 0, first) - 1]?.end ?? 0;
    return { start: above, end: page.lines[endOf(page, first, last) - 1]?.end ?? page.text.length, text: "" };
  });
};
