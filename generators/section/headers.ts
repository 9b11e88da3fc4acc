import { firstFrom } from "../../src/text/bisect.ts";
import { type Block, insideFinder } from "../../src/page/block.ts";
import { plainText } from "../../src/text/emit/plain-text.ts";
import { titleText } from "../../src/text/emit/markdown.ts";
import { indentAt, isBlankLine, lineAt, type Page } from "../../src/page/page.ts";
import type { Region } from "../../src/page/region.ts";
import type { Grouping } from "../../src/config/order-settings.ts";
import type { SectionSettings } from "../../src/config/settings.ts";
import { groupOf, headerLine, headerName } from "../placing/groups.ts";
import type { Item } from "./item.ts";

/** A group's header in a section: its line, and the line where a heading ends what stands under it. */
export type Header = {
  readonly line: number;
  readonly end: number;
  readonly name: string;
  readonly asMade: boolean;
};

/** The group that a line of the page stands in: that of the last header above it. */
export const groupAbove = (headers: readonly Header[], line: number): string | undefined =>
  headers[firstFrom(headers.length, (index) => (headers[index]?.line ?? line) >= line) - 1]?.name;

/** The line of a group's header. */
export const madeHeader = (grouping: Grouping, name: string): string => headerLine(grouping, titleText(name));

/** The line of the next heading that is no deeper than a header. */
const endUnder = ({ headings, lines }: Page, line: number): number => {
  const level = headings.find(({ first }) => first === line)?.level ?? Number.POSITIVE_INFINITY;
  return headings.find((heading) => heading.first > line && heading.level <= level)?.first ?? lines.length;
};

/** Where headers are looked for: in a region, between its entries. */
export type HeaderRequest = {
  readonly page: Page;
  readonly region: Region;
  readonly blocks: readonly Block[];
};

/** The lines of a section that are headers of groups: written as headers are, or with the text of one. */
export const findHeaders = (
  { page, region, blocks }: HeaderRequest,
  { group }: SectionSettings,
  items: readonly Item[],
): readonly Header[] => {
  if (group === undefined) return [];
  const names = new Set([group.other, ...items.map(({ entry }) => groupOf(group, entry) ?? group.other)]);
  const byText = new Map([...names].map((name) => [plainText(madeHeader(group, name)), name] as const));
  const isInside = insideFinder(blocks);
  const headers: Header[] = [];
  for (let line = region.first; line < region.last; line += 1) {
    if (isInside(line) || page.opaque[line] === true || isBlankLine(page, line)) continue;
    if (indentAt(page, line) !== region.indent) continue;
    const text = lineAt(page, line);
    const name = headerName(group, text.trim()) ?? byText.get(plainText(text));
    if (name === undefined) continue;
    headers.push({ line, end: endUnder(page, line), name, asMade: text.trim() === madeHeader(group, name) });
  }
  return headers;
};
