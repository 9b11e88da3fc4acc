import { decodeEntities } from "./entities.ts";
import { type Page, eolAt, indentOf, isBlankLine, lineAt } from "./markdown.ts";
import type { Region } from "./region.ts";
import type { Format } from "./settings.ts";
import type { Edit } from "./splice.ts";

/** An entry that stands in a page: its lines [first, last), its title, and the include paths that it cites. */
export type Block = {
  readonly first: number;
  readonly last: number;
  readonly title: string;
  /** Where the title is written. */
  readonly titleAt: { readonly start: number; readonly end: number };
  readonly cites: readonly string[];
};

const endOf = (page: Page, start: number, region: Region, close: string | undefined): number => {
  let end = start + 1;
  for (let index = start + 1; index < region.last; index += 1) {
    if (isBlankLine(page, index)) continue;
    if (close !== undefined) {
      if (lineAt(page, index).trim() === close.trim()) return index + 1;
    } else if (indentOf(lineAt(page, index)) <= region.indent) return end;
    end = index + 1;
  }
  return end;
};

/** The entries of a region, in the order of the page. Look-alikes in code, comments and deeper blocks are none. */
export const findBlocks = (page: Page, region: Region, format: Format): readonly Block[] => {
  const blocks: Block[] = [];
  for (let index = region.first; index < region.last; index += 1) {
    const line = lineAt(page, index);
    if (page.opaque[index] === true || isBlankLine(page, index) || indentOf(line) !== region.indent) continue;
    const match = format.recognise.exec(line.trim());
    if (match === null) continue;
    const last = endOf(page, index, region, format.close);
    const cites: string[] = [];
    for (let body = index + 1; body < last; body += 1) {
      const path = format.cites.exec(lineAt(page, body))?.groups?.path;
      if (path !== undefined) cites.push(path);
    }
    const [start = 0, end = start] = match.indices?.groups?.title ?? [];
    const offset = (page.lines[index]?.start ?? 0) + line.length - line.trimStart().length;
    const titleAt = { start: offset + start, end: offset + end };
    blocks.push({ first: index, last, title: decodeEntities(match.groups?.title ?? ""), titleAt, cites });
    index = last - 1;
  }
  return blocks;
};

/** What fills a format in: everything is escaped for where it lands already. */
export type BlockContent = { readonly title: string; readonly fence: string; readonly include: string };

/** The lines of an entry. */
export const blockLines = (format: Format, region: Region, content: BlockContent): readonly string[] => {
  const fill = (line: string): string =>
    line.replace(/\{(title|fence|include)\}/g, (_, name: string) =>
      name === "title" ? content.title : name === "fence" ? content.fence : content.include,
    );
  const body = format.body.map((line) => (line === "" ? "" : format.indent + fill(line)));
  const lines = [fill(format.open), ...body, ...(format.close === undefined ? [] : [format.close])];
  return lines.map((line) => (line === "" ? "" : " ".repeat(region.indent) + line));
};

/** The last line of a region's own text before its first sub-heading; the line above the region when it is empty. */
const lastOwnLine = (page: Page, region: Region): number => {
  const heading = page.headings.find(({ line }) => line >= region.first && line < region.last);
  let line = (heading?.first ?? region.last) - 1;
  while (line >= region.first && isBlankLine(page, line)) line -= 1;
  return line;
};

/**
 * The edit that puts an entry into a region: the entry's lines and one blank line, nothing else.
 * `slot` is the number of existing blocks that stay before it.
 */
export const insertBlock = (
  page: Page,
  region: Region,
  blocks: readonly Block[],
  slot: number,
  lines: readonly string[],
): Edit => {
  const next = blocks[slot];
  if (next !== undefined) {
    const eol = eolAt(page, next.first);
    const at = page.lines[next.first]?.start ?? 0;
    return { start: at, end: at, text: lines.join(eol) + eol + eol };
  }
  const previous = blocks.at(-1);
  const line = previous === undefined ? lastOwnLine(page, region) : previous.last - 1;
  const eol = eolAt(page, line);
  const at = page.lines[line]?.end ?? page.text.length;
  return { start: at, end: at, text: eol + eol + lines.join(eol) };
};

/** The edit that takes an entry out of a page, with the one blank line that came with it. */
export const removeBlock = (page: Page, { first, last }: Pick<Block, "first" | "last">): Edit => {
  const startOf = (line: number): number => page.lines[line]?.start ?? page.text.length;
  const endOfLine = (line: number): number => page.lines[line]?.end ?? page.text.length;
  if (last < page.lines.length && isBlankLine(page, last))
    return { start: startOf(first), end: startOf(last + 1), text: "" };
  // At the end of a section there is no blank line after it, so the one before it goes.
  if (first > 0 && isBlankLine(page, first - 1))
    return { start: endOfLine(first - 2), end: endOfLine(last - 1), text: "" };
  return { start: startOf(first), end: startOf(last), text: "" };
};

/** The lines of an entry as they stand in the page, with another title. */
export const retitledLines = (page: Page, block: Block, title: string): readonly string[] => {
  const { start, end } = block.titleAt;
  const lines = Array.from({ length: block.last - block.first }, (_, index) =>
    lineAt(page, block.first + index),
  );
  const offset = page.lines[block.first]?.start ?? 0;
  return lines.map((line, index) =>
    index === 0 ? line.slice(0, start - offset) + title + line.slice(end - offset) : line,
  );
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
  let opaque = false;
  for (let index = region.first; index < region.last; index += 1) {
    const line = lineAt(page, index);
    if (!isBlankLine(page, index) && indentOf(line) <= region.indent) opaque = page.opaque[index] === true;
    const path = opaque || inside.has(index) ? undefined : format.cites.exec(line)?.groups?.path;
    if (path !== undefined) cites.add(path);
  }
  return cites;
};
