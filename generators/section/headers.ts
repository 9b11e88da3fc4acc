import type { Block } from "../../src/core/block.ts";
import { plainText } from "../../src/core/emit/plain-text.ts";
import { titleText } from "../../src/core/emit/markdown.ts";
import { indentOf, isBlankLine, lineAt, type Page } from "../../src/core/markdown.ts";
import type { Region } from "../../src/core/region.ts";
import type { Grouping } from "../../src/core/order-settings.ts";
import type { SectionSettings } from "../../src/core/settings.ts";
import { groupOf, headerLine, headerName } from "../groups.ts";
import type { Item } from "./claim.ts";

/** A group's header in a section: its line. */
export type Header = { readonly line: number; readonly name: string; readonly asMade: boolean };

/** The line of a group's header. */
export const madeHeader = (grouping: Grouping, name: string): string => headerLine(grouping, titleText(name));

/** The lines of a section that are headers of groups: written as headers are, or with the text of one. */
export const findHeaders = (
  page: Page,
  region: Region,
  { group }: SectionSettings,
  blocks: readonly Block[],
  items: readonly Item[],
): readonly Header[] => {
  if (group === undefined) return [];
  const names = new Set([group.other, ...items.map(({ entry }) => groupOf(group, entry) ?? group.other)]);
  const byText = new Map([...names].map((name) => [plainText(madeHeader(group, name)), name] as const));
  const inside = new Set(
    blocks.flatMap(({ first, last }) => Array.from({ length: last - first }, (_, index) => first + index)),
  );
  const headers: Header[] = [];
  for (let line = region.first; line < region.last; line += 1) {
    const text = lineAt(page, line);
    if (inside.has(line) || page.opaque[line] === true || isBlankLine(page, line)) continue;
    if (indentOf(text) !== region.indent) continue;
    const name = headerName(group, text.trim()) ?? byText.get(plainText(text));
    if (name === undefined) continue;
    headers.push({ line, name, asMade: text.trim() === madeHeader(group, name) });
  }
  return headers;
};
