import type { Definitions, RelativePath } from "../model/file.ts";
import { firstFrom } from "../text/bisect.ts";

/** Replaces [start, end) of a text; start = end inserts. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string };

const isReplacement = ({ start, end }: Edit): number => (end > start ? 1 : 0);

const inOrder = (edits: readonly Edit[]): readonly Edit[] =>
  // Those that begin at one offset keep their order.
  [...edits].sort((a, b) => a.start - b.start || isReplacement(a) - isReplacement(b));

/** Whether two edits change the same text, so that they can't be applied together. */
export const overlap = (edits: readonly Edit[]): boolean => {
  const sorted = inOrder(edits);
  return sorted.some(({ start }, index) => start < (sorted[index - 1]?.end ?? 0));
};

/** Applies edits in one pass; insertions at one offset keep their order, before what is replaced there. */
export const splice = (text: string, edits: readonly Edit[]): string => {
  const parts: string[] = [];
  let at = 0;
  for (const edit of inOrder(edits)) {
    if (edit.start < at) throw new RangeError(`Edits overlap at offset ${edit.start}.`);
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join("");
};

/** A stretch of a text with edits of that text made in it. */
export const edited = (
  text: string,
  { start, end }: Pick<Edit, "start" | "end">,
  edits: readonly Edit[],
): string =>
  splice(
    text.slice(start, end),
    edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
  );

/** A stretch of lines: [first, last), whose own text is indented by `indent` columns. */
export type Region = { readonly first: number; readonly last: number; readonly indent: number };

/** What a page may be written in. */
export type MarkupName = "markdown" | "rst" | "asciidoc" | "csv" | "data";

/** A line as offsets into the page: its text is [start, end), the next line begins at `next`. */
export type Line = { readonly start: number; readonly end: number; readonly next: number };

/** A heading outside of code: its level (1–6), its text as written, and its lines: `first` is `line`, or the first above an underline. */
export type Heading = {
  readonly level: number;
  readonly text: string;
  /** What a person sees of it, where that isn't read as Markdown. */
  readonly shown?: string;
  /** Names that it is referred to by. */
  readonly ids?: readonly string[];
  readonly first: number;
  readonly line: number;
};

/** A page, scanned into lines and never printed again: edits are offsets into `text`, and all other bytes stay. */
export type Page = {
  readonly path: RelativePath;
  /** What the text is written in. */
  readonly markup: MarkupName;
  readonly text: string;
  readonly lines: readonly Line[];
  /** Whether a line is front matter, code, a comment or raw HTML: nothing in it is Markdown. */
  readonly opaque: readonly boolean[];
  readonly headings: readonly Heading[];
  /** The code fences that stand in no other code: first line → the line after the last. */
  readonly fences: ReadonlyMap<number, number>;
  /** Line of a code fence, comment or raw element that is never closed; what follows it is taken for code. */
  readonly unclosed: number | undefined;
  /** Why nothing in the file can be found, or written, as what is said of it: it isn't what its name says that it is, or is no text to go by. */
  readonly fault?: string;
  /** The values that names in its cells stand for, where there are any. */
  readonly definitions?: Definitions;
  /** What stands before each line of the block quote that the page is the inside of. */
  readonly quote?: string;
  /** The line of the file that each line is in, where those aren't the file's own. */
  readonly numbers?: readonly number[];
  /** Edits to the file, where the page isn't its text; undefined where they can't be made there. */
  readonly file?: (edits: readonly Edit[]) => readonly Edit[] | undefined;
  /**
   * Edits to what the page is the text of, where it stands for something that is written in another way; undefined
   * where they can't be made there.
   */
  readonly outside?: (edits: readonly Edit[]) => readonly Edit[] | undefined;
};

/** A text whose lines are looked at. */
export type Lines = Pick<Page, "text" | "lines">;

/** The lines of a text; a byte order mark is in none. */
export const splitLines = (text: string): readonly Line[] => {
  const lines: Line[] = [];
  let start = text.startsWith("\ufeff") ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf("\n", start);
    const next = feed === -1 ? text.length : feed + 1;
    const end = feed === -1 ? text.length : text[feed - 1] === "\r" ? feed - 1 : feed;
    lines.push({ start, end, next });
    start = next;
  }
  return lines;
};

/** A file in which nothing is a heading or a fence; `opaque`: none of its lines is a page's. */
export const plainPage = (
  { path, markup, text }: Pick<Page, "path" | "markup" | "text">,
  opaque: boolean,
): Page => {
  const lines = splitLines(text);
  return {
    ...{ path, markup, text, lines, opaque: lines.map(() => opaque) },
    ...{ headings: [], fences: new Map(), unclosed: undefined },
  };
};

/** The white space that a text begins with. */
export const spaceBefore = (text: string): string => text.slice(0, text.length - text.trimStart().length);

/** The white space that a text ends with. */
export const spaceAfter = (text: string): string => text.slice(text.trimEnd().length);

/** Columns of white space at the start of a line; a tab goes to the next multiple of four. */
export const indentOf = (line: string): number => {
  let columns = 0;
  for (const char of line) {
    if (char === " ") columns += 1;
    else if (char === "\t") columns += 4 - (columns % 4);
    else break;
  }
  return columns;
};

/** The line of the file, counted from 1, that a line of a page is in. */
export const lineNumber = ({ numbers }: Pick<Page, "numbers">, index: number): number =>
  (numbers?.[index] ?? index) + 1;

/** The line that an offset is in, counted from 0; the last one where it is past all. */
export const lineIndexAt = ({ lines }: Pick<Page, "lines">, offset: number): number =>
  firstFrom(lines.length - 1, (index) => (lines[index]?.next ?? 0) > offset);

/** The text of a line without its line ending; "" past the end. */
export const lineAt = (page: Lines, index: number): string => {
  const line = page.lines[index];
  return line === undefined ? "" : page.text.slice(line.start, line.end);
};

/** Where a line begins: past the last one, at the end of the text. */
export const startAt = (page: Lines, index: number): number => page.lines[index]?.start ?? page.text.length;

/** Where the text of a line ends. */
export const endAt = (page: Lines, index: number): number => page.lines[index]?.end ?? page.text.length;

/** The line ending to write beside a line: its own, or the page's first. */
export const eolAt = (page: Lines, index: number): string => {
  const ending = (line: number): string => page.text.slice(endAt(page, line), page.lines[line]?.next);
  return ending(index) || ending(0) || "\n";
};

/** Whether a line holds nothing but white space. */
export const isBlankLine = (page: Lines, index: number): boolean => {
  const { start = 0, end = 0 } = page.lines[index] ?? {};
  let at = start;
  while (at < end && page.text[at] === " ") at += 1;
  if (at === end) return true;
  // A letter or sign of ASCII is no white space; what else there is of it only a look at all of the line tells.
  const first = page.text.charCodeAt(at);
  return (first <= 0x20 || first >= 0x7f) && lineAt(page, index).trim() === "";
};

/** The first line of a stretch that isn't blank; its end where there is none. */
export const textFrom = (page: Lines, first: number, last: number): number => {
  let line = first;
  while (line < last && isBlankLine(page, line)) line += 1;
  return line;
};

/** The end of a stretch without the blank lines there; its first line is no such. */
export const textEnd = (page: Lines, first: number, last: number): number => {
  let end = last;
  while (end > first + 1 && isBlankLine(page, end - 1)) end -= 1;
  return end;
};

/** Columns of white space at the start of a line of a page. */
export const indentAt = (page: Lines, index: number): number => {
  const { start = 0, end = 0 } = page.lines[index] ?? {};
  let at = start;
  while (at < end && page.text[at] === " ") at += 1;
  return page.text[at] === "\t" ? indentOf(lineAt(page, index)) : at - start;
};

/** A text as patterns read it, whose lines end in `\n` whatever they end in, and where a place of that is in the text itself. */
export const withPlainEnds = (
  text: string,
): { readonly text: string; readonly at: (offset: number) => number } => {
  if (!text.includes("\r\n")) return { text, at: (offset) => offset };
  const ends = [...text.matchAll(/\r\n/g)].map(({ index }, before) => index - before);
  return {
    text: text.replaceAll("\r\n", "\n"),
    at: (offset) => offset + firstFrom(ends.length, (nth) => (ends[nth] ?? offset) >= offset),
  };
};
