import { once } from "../../../src/text/once.ts";
import type { TableSettings } from "../../../src/config/settings.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { type Edit, type Page, indentAt, isBlankLine, lineAt, textFrom } from "../../../src/page/page.ts";
import { numberedTables, type Region } from "../../../src/page/region.ts";
import { type LineRange, numbersIn } from "../../../src/page/row-lines.ts";
import { groupOf } from "../../placing/groups.ts";
import { findHeaders, type Header } from "../../placing/headers.ts";

/** A group's table of its own, under its header; one that isn't there yet has neither. */
export type Part = {
  readonly name: string;
  readonly settings: TableSettings;
  readonly header: Header | undefined;
  /** The place that its records have, where its group was called otherwise. */
  readonly was?: string;
  /** What stands under the header. */
  readonly region: Region | undefined;
};

/** Where what stands under a header ends that is no heading: with what is indented below it, or with its table. */
const endBelow = (
  page: Page,
  header: Header,
  { first, last }: LineRange,
  blocks: readonly Region[],
): number => {
  const text = textFrom(page, first, last);
  const indent = indentAt(page, header.first);
  if (text < last && indentAt(page, text) > indent)
    return (
      numbersIn({ first: text, last }).find(
        (line) => !isBlankLine(page, line) && indentAt(page, line) <= indent,
      ) ?? last
    );
  return blocks.find((block) => block.first >= first)?.last ?? last;
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
  // Each model's group is read once, not once for each table.
  const groupNamed = once((fields: Entry["fields"]) => groupOf(split, { fields }) ?? split.other);
  const groupIn = ({ fields }: Pick<Entry, "fields">): string => groupNamed(fields);
  const settingsOf = (name: string): TableSettings => ({
    ...table,
    split: undefined,
    heading: [...table.heading, name],
    test: (entry) => table.test(entry) && groupIn(entry) === name,
  });
  const asked = entries.filter(table.test);
  // Headings stand in no table.
  const blocks = split.header.startsWith("#") ? [] : numberedTables(page, region);
  const headers = findHeaders({ page, region, blocks }, split, asked);
  const standing = headers.map((header, index): Part => {
    const { name, line, end, closing } = header;
    const first = line + 1;
    const next = headers[index + 1]?.first;
    let last = Math.min(end, next ?? region.last);
    // What follows the last table is in no group, where neither a heading nor a footer says so.
    const isHeading = page.headings.some((heading) => heading.first === header.first);
    if (!isHeading && closing === 0 && next === undefined)
      last = endBelow(page, header, { first, last }, blocks);
    const text = textFrom(page, first, last);
    const indent = text < last ? indentAt(page, text) : region.indent;
    return { name, settings: settingsOf(name), header, region: { first, last, indent } };
  });
  const there = new Set(standing.map(({ name }) => name));
  const lacking = [...new Set(asked.map(groupIn))].filter((name) => !there.has(name)).sort();
  return [
    ...standing,
    ...lacking.map((name) => ({ name, settings: settingsOf(name), header: undefined, region: undefined })),
  ];
};

/** A part that stands in the page. */
export type Standing = Part & {
  readonly header: NonNullable<Part["header"]>;
  readonly region: NonNullable<Part["region"]>;
};

/** Whether a part stands in the page. */
export const isStanding = (part: Part): part is Standing =>
  part.header !== undefined && part.region !== undefined;

/** Whether a line above the table of a part is blank, or has the same text in all parts: else people wrote it of one. */
export const isCommon = (
  page: Page,
  { region }: Standing,
  line: number,
  parts: readonly Standing[],
): boolean =>
  isBlankLine(page, line) ||
  (parts.length > 1 &&
    parts.every((other) => lineAt(page, other.region.first + line - region.first) === lineAt(page, line)));

/** The line after the last of some that isn't blank. */
export const endOf = (page: Page, first: number, last: number): number => {
  let end = last;
  while (end > first && isBlankLine(page, end - 1)) end -= 1;
  return end;
};

/** The line after what is a part's, with what closes it. */
export const endOfPart = (page: Page, { header, region }: Standing): number =>
  header.closing > 0 ? header.end + header.closing : endOf(page, region.first, region.last);

/** Takes headers out with all that stands under them; of neighbours only one edit tells where they end. */
export const withoutParts = (
  page: Page,
  going: readonly Standing[],
  parts: readonly Standing[],
): readonly Edit[] => {
  const runs: { first: number; last: number }[] = [];
  for (const part of going) {
    const run = runs.at(-1);
    const last = textFrom(page, endOfPart(page, part), page.lines.length);
    if (run?.last === part.header.first) run.last = last;
    else runs.push({ first: part.header.first, last });
  }
  return runs.map(({ first, last }) => {
    const start = page.lines[first]?.start ?? 0;
    // What follows the last of all stands as far below those that stay.
    if (parts.some(({ header }) => header.first === last))
      return { start, end: page.lines[last]?.start ?? start, text: "" };
    const above = page.lines[endOf(page, 0, first) - 1]?.end ?? 0;
    return { start: above, end: page.lines[endOf(page, first, last) - 1]?.end ?? page.text.length, text: "" };
  });
};
