import type { MentionSettings } from "../../src/config/mention-settings.ts";
import { indentAt, isBlankLine, lineAt, type Page } from "../../src/page/page.ts";
import { frontMatterEnd } from "../../src/page/markdown/scan.ts";
import { extent, headingText } from "../../src/page/places/headings.ts";

const comment = /^\s*#\s*kluster-gen[\s:]+keep\b/;
/** `kluster-gen: keep`, in YAML or TOML: quoted, below another key, in braces, or as a map or list of its own. */
const setting =
  /^\s*(?:-\s+)?(?:[\w."'-]+\s*[:=]\s*\{(?:[^}]*[\s,])?\s*)?["']?(?:[\w-]+\.)*kluster-gen["']?(?:\s*[:=][\s["'{]*keep|\.keep)\b(?!["']?\s*[:=]\s*["']?(?:false|no|off)\b)/i;
/** `kluster-gen:` or `[params.kluster-gen]` with what is meant in the lines below. */
const opening = /^\s*(?:["']?kluster-gen["']?\s*:|\[(?:[\w-]+\.)*["']?kluster-gen["']?\])\s*(?:#.*)?$/;
const below = /^\s*(?:-\s+)?["']?keep["']?\s*(?:$|#|[:=]\s*["']?(?:true|yes|on)\b)/i;
const table = /^\s*\[/;
/** A text of several lines: what stands in it is no setting. */
const blockText = /[:-]\s+[|>][+\-\d]*\s*(?:#.*)?$/;
const longText = /"""|'''/g;

/** Whether a page's front matter says that all of it stays. */
const frontMatterKeeps = (page: Page): boolean => {
  const end = frontMatterEnd((index) => lineAt(page, index), page.lines.length) - 1;
  const isToml = lineAt(page, 0).startsWith("+++");
  let text: number | undefined;
  let isLong = false;
  let open: number | undefined;
  for (let index = 1; index < end; index += 1) {
    if (isBlankLine(page, index)) continue;
    const [line, indent] = [lineAt(page, index), indentAt(page, index)];
    const wasLong = isLong;
    if (isToml && (line.match(longText)?.length ?? 0) % 2 === 1) isLong = !isLong;
    if (text !== undefined && indent > text) continue;
    text = blockText.test(line) ? indent : undefined;
    if (wasLong) continue;
    if (open !== undefined && (table.test(line) || (open >= 0 && indent <= open))) open = undefined;
    if (comment.test(line) || setting.test(line) || (open !== undefined && below.test(line))) return true;
    // What stands in a table of TOML isn't indented.
    if (opening.test(line)) open = table.test(line) ? -1 : indent;
  }
  return false;
};

/** Which lines of a file people keep as they are. */
export type Kept = (line: number) => boolean;

const all: Kept = () => true;

/** A comment that says so, in whatever syntax: what stands before its sign, and whether it means the file. */
const mark =
  /^(.*?)(?:<!--|\{\/\*|\{#|\/\*|\/\/|--|#|;|%|"_?comment"\s*:\s*")\s*[("']?kluster-gen[\s:]+keep\b(\s+file\b)?/;

/** The first line that holds anything but front matter, a shebang or an encoding. */
const firstLine = (page: Page): number => {
  let index = frontMatterEnd((at) => lineAt(page, at), page.lines.length);
  while (
    index < page.lines.length &&
    (isBlankLine(page, index) || /^#!|^#.*coding[:=]|^<\?xml|^\ufeff$/.test(lineAt(page, index)))
  )
    index += 1;
  return index;
};

/** The line after the block that begins at a line: of a heading its section, of code what is deeper or beside it. */
const blockEnd = (page: Page, first: number, isMarkdown: boolean): number => {
  const fence = isMarkdown ? page.fences.get(first) : undefined;
  if (fence !== undefined) return fence;
  const at = isMarkdown ? page.headings.findIndex((heading) => heading.first === first) : -1;
  if (at !== -1) return extent(page, at).last;
  const indent = indentAt(page, first);
  let end = first + 1;
  for (; end < page.lines.length; end += 1) {
    if (!isBlankLine(page, end)) continue;
    let next = end;
    while (next < page.lines.length && isBlankLine(page, next)) next += 1;
    if (next >= page.lines.length || indentAt(page, next) <= indent) break;
    end = next;
  }
  return end;
};

const byComments = (page: Page, isMarkdown: boolean): Kept => {
  if (frontMatterKeeps(page)) return all;
  const kept = new Set<number>();
  const top = firstLine(page);
  for (let index = 0; index < page.lines.length; index += 1) {
    const line = lineAt(page, index);
    const [found, before = "", file] = (line.includes("kluster-gen") ? mark.exec(line) : null) ?? [];
    if (found === undefined) continue;
    // A page that begins with it and a block right below means the block; a file of code begins with what is about all of it.
    if (file !== undefined || (index === top && (!isMarkdown || isBlankLine(page, index + 1)))) return all;
    if (/[^\s"'`>*{]/.test(before)) {
      kept.add(index);
      continue;
    }
    let first = index + 1;
    while (first < page.lines.length && isBlankLine(page, first)) first += 1;
    const end = blockEnd(page, first, isMarkdown);
    for (let at = first; at < end; at += 1) kept.add(at);
  }
  return (line) => kept.has(line);
};

/** Finds what people keep in a file: by the config, or by comments in it. */
export const keptLines = (page: Page, isMarkdown: boolean, settings: MentionSettings): Kept => {
  if (settings.isKept(page.path)) return all;
  const names = settings.keptHeadings(page.path);
  const under = page.headings.flatMap((heading, index) =>
    isMarkdown && names.includes(headingText(heading))
      ? [{ first: heading.first, last: extent(page, index).last }]
      : [],
  );
  const marked: Kept = page.text.includes("kluster-gen") ? byComments(page, isMarkdown) : () => false;
  return (line) => marked(line) || under.some(({ first, last }) => line >= first && line < last);
};
