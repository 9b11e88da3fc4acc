import type { TableSettings } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Heading, Page } from "../../src/page/page.ts";
import type { Region } from "../../src/page/region.ts";
import { headingText } from "../../src/page/region.ts";
import { groupOf } from "../placing/groups.ts";
import { escapePattern } from "../../src/text/escape-pattern.ts";

/** A group's table of its own, under its heading; one that isn't there yet has neither. */
export type Part = {
  readonly name: string;
  readonly settings: TableSettings;
  readonly heading: Heading | undefined;
  /** What stands under the heading. */
  readonly region: Region | undefined;
};

/** The level of the headings of groups, and how the group is read from one. */
const headingPattern = (header: string): { readonly level: number; readonly pattern: RegExp } => {
  const [, marks = "", text = ""] = /^(#{1,6})\s+(.*)$/su.exec(header) ?? [];
  const pattern = text
    .split(/(\{group\}|\{count\})/)
    .map((part) => (part === "{group}" ? "(.+)" : part === "{count}" ? "[\\d.,]+" : escapePattern(part)))
    .join("");
  return { level: marks.length, pattern: new RegExp(`^${pattern}$`, "u") };
};

/** The heading of a group, as the config has it. */
export const headingOf = (header: string, name: string, count: number): string =>
  header.replaceAll("{group}", () => name).replaceAll("{count}", String(count));

/** The tables of the groups of a place: those that stand there in the order of the page, then those that lack. */
export const partsOf = (
  page: Page,
  region: Region,
  table: TableSettings,
  entries: readonly Entry[],
): readonly Part[] => {
  const { split } = table;
  if (split === undefined) return [];
  const { level, pattern } = headingPattern(split.header);
  const settingsOf = (name: string): TableSettings => ({
    ...table,
    split: undefined,
    heading: [...table.heading, name],
    test: (entry) => table.test(entry) && groupOf(split, entry) === name,
  });
  const inside = page.headings.filter(({ line }) => line >= region.first && line < region.last);
  const standing = inside.flatMap((heading, index): readonly Part[] => {
    const name = heading.level === level ? pattern.exec(headingText(heading))?.[1] : undefined;
    if (name === undefined) return [];
    const next = inside.slice(index + 1).find((other) => other.level <= level);
    const under = { first: heading.line + 1, last: next?.first ?? region.last, indent: region.indent };
    return [{ name, settings: settingsOf(name), heading, region: under }];
  });
  const known = new Set(standing.map(({ name }) => name));
  const wanted = new Set(entries.filter(table.test).map((entry) => groupOf(split, entry) ?? split.other));
  const lacking = [...wanted].filter((name) => !known.has(name)).sort();
  return [
    ...standing,
    ...lacking.map((name) => ({ name, settings: settingsOf(name), heading: undefined, region: undefined })),
  ];
};
