import { firstFrom } from "../text/bisect.ts";
import { type Edit, type Line, type Page, type Region, isBlankLine, lineAt } from "./page.ts";
import { scanLines } from "./markdown/scan.ts";

const mark = /^[ \t]*>[ \t]?/;

const isQuoted = (page: Page, index: number): boolean =>
  page.opaque[index] !== true && mark.test(lineAt(page, index));

/** The block quotes of a stretch of lines; a GitHub alert is one too. */
export const quotesIn = (page: Page, { first, last }: Pick<Region, "first" | "last">): readonly Region[] => {
  const found: Region[] = [];
  if (page.markup !== "markdown") return found;
  for (let index = first; index < last; index += 1) {
    if (!isQuoted(page, index)) continue;
    const begin = index;
    while (index + 1 < last && isQuoted(page, index + 1)) index += 1;
    found.push({ first: begin, last: index + 1, indent: 0 });
  }
  return found;
};

/** The inside of a block quote, as a page whose lines begin after the marks: offsets and line numbers are the page's. */
export const insideQuote = (page: Page, { first, last }: Region): Page => {
  let prefix: string | undefined;
  const lines = page.lines.map((line, index): Line => {
    if (index < first || index >= last) return line;
    const [lead = ""] = mark.exec(lineAt(page, index)) ?? [];
    if (line.end > line.start + lead.length) prefix ??= lead;
    return { ...line, start: line.start + lead.length };
  });
  return {
    ...scanLines(page.path, page.text, { lines, first, last }),
    quote: (page.quote ?? "") + (prefix ?? "> "),
  };
};

/** The page to look for something in: the inside of a block quote where a region and the lines around it are in one. */
export const insideOf = (page: Page, region: Region): Page => {
  const [quote] = quotesIn(page, { first: Math.max(0, region.first - 1), last: region.last });
  if (quote === undefined || quote.first >= region.first) return page;
  for (let index = quote.last; index < region.last; index += 1) if (!isBlankLine(page, index)) return page;
  let begin = quote.first;
  while (begin > 0 && isQuoted(page, begin - 1)) begin -= 1;
  let end = quote.last;
  while (end < page.lines.length && isQuoted(page, end)) end += 1;
  return insideOf(insideQuote(page, { first: begin, last: end, indent: 0 }), region);
};

/** Where the line that begins at an offset of the inside begins with its marks; undefined where none begins there. */
const markedStart = ({ lines, text }: Page, offset: number): number | undefined => {
  if (offset === text.length) return offset;
  const index = firstFrom(lines.length, (at) => (lines[at]?.start ?? offset) >= offset);
  return lines[index]?.start === offset ? (lines[index - 1]?.next ?? 0) : undefined;
};

/** Edits to the inside of something, as edits to the text: in a block quote each line gets, keeps or loses its marks with what it holds. */
export const requoted = (page: Page, edits: readonly Edit[]): readonly Edit[] => {
  const { quote, text: all } = page;
  if (quote === undefined) return edits;
  const marked = (text: string): string =>
    text.replace(
      /\r?\n(?=(\r?\n)?)/g,
      (eol, next?: string) => eol + (next === undefined ? quote : quote.trimEnd()),
    );
  return edits.map((edit) => {
    const start = edit.start === all.length ? undefined : markedStart(page, edit.start);
    const end = markedStart(page, edit.end);
    const text = marked(edit.text);
    // What begins with a line end goes to the end of a line; all else that begins and ends with a line is whole lines.
    if (start === undefined || end === undefined || /^\r?\n/.test(text)) return { ...edit, text };
    if (text === "") return { start, end, text };
    return { start, end, text: quote + (edit.text.endsWith("\n") ? text.slice(0, -quote.length) : text) };
  });
};
