import { balancedEnd } from "./balance.ts";
import { escapes } from "./escapes.ts";
import { type Page, indentOf, isBlankLine, lineAt } from "./markdown.ts";
import type { Format } from "./format.ts";
import type { Region } from "./stretch.ts";

/** An entry that stands in a page: its lines [first, last), its title, and the include paths that it cites. */
export type Block = {
  readonly first: number;
  readonly last: number;
  readonly title: string;
  /** Where the title is written. */
  readonly titleAt: { readonly start: number; readonly end: number };
  /** The white space before its first line. */
  readonly lead: string;
  /** The bullet of a list item, where the format tells. */
  readonly bullet?: string;
  readonly cites: readonly string[];
};

/** The text of an entry's first lines, as far as `recognise` may look, and where it begins in the page. */
const headOf = (page: Page, index: number, region: Region, lines: number) => {
  const line = page.lines[index] ?? { start: 0, end: 0 };
  const last = page.lines[Math.min(index + lines, region.last) - 1] ?? line;
  const text = page.text.slice(line.start, lines === 1 ? line.end : last.end);
  return { text: text.trim(), offset: line.start + text.length - text.trimStart().length };
};

const matchAt = (page: Page, index: number, region: Region, format: Format) => {
  const free = format.end.type === "fence" ? page.fences.has(index) : page.opaque[index] !== true;
  if (!free || isBlankLine(page, index)) return undefined;
  const { text, offset } = headOf(page, index, region, format.lines);
  const match = format.recognise.exec(text);
  return match === null ? undefined : { match, offset };
};

/** Without the blank lines at its end. */
const trimmed = (page: Page, first: number, last: number): number => {
  let end = last;
  while (end > first + 1 && isBlankLine(page, end - 1)) end -= 1;
  return end;
};

const nextHeading = (page: Page, first: number): number | undefined => {
  const own = page.headings.find(({ line }) => line === first);
  return page.headings.find(({ line, level }) => line > first && level <= (own?.level ?? 6))?.first;
};

const endOf = (page: Page, first: number, { last }: Region, indent: number, format: Format): number => {
  const { end } = format;
  switch (end.type) {
    case "fence":
      return Math.min(last, page.fences.get(first) ?? last);
    case "heading":
      return trimmed(page, first, Math.min(last, nextHeading(page, first) ?? last));
    case "balance":
      return balancedEnd(page, first, last, end.balance) ?? trimmed(page, first, last);
    case "line":
      for (let index = first + 1; index < last; index += 1)
        if (lineAt(page, index).trim() === end.text.trim()) return index + 1;
      return trimmed(page, first, last);
    case "indent": {
      let index = first + 1;
      while (index < last && (isBlankLine(page, index) || indentOf(lineAt(page, index)) > indent)) index += 1;
      return trimmed(page, first, index);
    }
  }
};

/** Whether entries may stand deeper than their region: what closes them says where they end. */
const isLoose = ({ end, wrapper }: Format): boolean =>
  end.type === "balance" || end.type === "fence" || wrapper !== undefined;

/** The entries of a region, in the order of the page. Look-alikes in code, comments and deeper blocks are none. */
export const findBlocks = (page: Page, region: Region, format: Format): readonly Block[] => {
  const blocks: Block[] = [];
  let indent = isLoose(format) ? undefined : region.indent;
  for (let index = region.first; index < region.last; index += 1) {
    const line = lineAt(page, index);
    if (indent !== undefined && indentOf(line) !== indent) continue;
    const found = matchAt(page, index, region, format);
    if (found === undefined) continue;
    const { match, offset } = found;
    indent = indentOf(line);
    const last = endOf(page, index, region, indent, format);
    const cites: string[] = [];
    for (let body = index; body < last; body += 1) {
      const path = format.cites?.exec(lineAt(page, body))?.groups?.path;
      if (path !== undefined) cites.push(path);
    }
    const [start = 0, end = start] = match.indices?.groups?.title ?? [];
    const bullet = match.groups?.bullet;
    blocks.push({
      first: index,
      last,
      title: escapes[format.title].read(match.groups?.title ?? ""),
      titleAt: { start: offset + start, end: offset + end },
      lead: line.slice(0, line.length - line.trimStart().length),
      ...(bullet === undefined ? {} : { bullet }),
      cites,
    });
    index = last - 1;
  }
  return blocks;
};

/**
 * The include paths that a region cites outside of the entries: in blocks that people have given another form.
 * What stands in code or comments of the region's own is no citation.
 */
export const strayCites = (
  page: Page,
  region: Region,
  format: Format,
  blocks: readonly Block[],
): ReadonlySet<string> => {
  const inside = new Set(
    blocks.flatMap(({ first, last }) => Array.from({ length: last - first }, (_, index) => first + index)),
  );
  const cites = new Set<string>();
  if (format.cites === undefined) return cites;
  let opaque = false;
  for (let index = region.first; index < region.last; index += 1) {
    const line = lineAt(page, index);
    if (!isBlankLine(page, index) && indentOf(line) <= region.indent) opaque = page.opaque[index] === true;
    const path = opaque || inside.has(index) ? undefined : format.cites.exec(line)?.groups?.path;
    if (path !== undefined) cites.add(path);
  }
  return cites;
};
