import { type Heading, type Page, type Region, indentAt, lineAt } from "../page.ts";

/** The lines that a heading may be in, and which of them hold no Markdown or are headings already. */
export type HeadingLines = {
  readonly lineText: (index: number) => string;
  readonly isOpaque: (index: number) => boolean;
  /** Line of the last heading before. */
  readonly after: number;
};

const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const underline = /^ {0,3}(?:(=+)|-+)[ \t]*$/;
/** A line across the page. */
export const rule = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$/;

/** What begins a block of another kind: a paragraph ends there. */
const other =
  /^ {0,3}(?:[>|`~]|[-*+](?:[ \t]|$)|\d+[.)](?:[ \t]|$)|===[!+]?[ \t]|\?\?\?|!!!|:::|<\/?(?:address|article|aside|blockquote|center|dd|details|dialog|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|script|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|tr|ul)(?=[\s/>]|$))/i;
/** A tag alone on the first line is HTML up to the next blank line. */
const loneTag = /^ {0,3}<\/?[A-Za-z][\w.-]*(?:\s[^<>]*)?>[ \t]*$/;
const comment = /^ {0,3}(?:<!--.*-->|\{\/\*.*\*\/\})[ \t]*$/;
/** The end of a block quote that the line below doesn't go on with. */
const closedQuote = /^ {0,3}>[> \t]*(?:#{1,6}(?:[ \t].*)?)?$/;
const delimiterRow = /^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*$/;

/** The first line of the paragraph that ends above a line; undefined where there is none. */
const paragraphStart = (index: number, { lineText, isOpaque, after }: HeadingLines): number | undefined => {
  let first = index;
  while (first > after + 1 && !isOpaque(first - 1)) {
    const line = lineText(first - 1);
    if (line.trim() === "" || rule.test(line) || comment.test(line) || closedQuote.test(line)) break;
    if (other.test(line) || delimiterRow.test(line)) return undefined;
    first -= 1;
  }
  // Above its first line may be code.
  while (/^(?: {4}| {0,3}\t)/.test(lineText(first))) first += 1;
  return first === index || loneTag.test(lineText(first)) ? undefined : first;
};

/** The heading whose last line this is: one with signs, or a paragraph with a line below. */
export const headingAt = (index: number, lines: HeadingLines): Heading | undefined => {
  const { lineText } = lines;
  const match = atx.exec(lineText(index));
  if (match !== null)
    return { level: match[1]?.length ?? 1, text: match[2] ?? "", first: index, line: index };
  const under = underline.exec(lineText(index));
  const first = under === null ? undefined : paragraphStart(index, lines);
  if (under === null || first === undefined) return undefined;
  const text = Array.from({ length: index - first }, (_, at) => lineText(first + at).trim()).join(" ");
  return { level: under[1] === undefined ? 2 : 1, text, first, line: index };
};

/** A page with the headings that the inside of a region has: where that is as deep as code, the page has none there. */
export const withHeadingsOf = (page: Page, region: Region): Page => {
  const { first, last, indent } = region;
  if (indent < 4 || page.markup !== "markdown") return page;
  const headings: Heading[] = [];
  const lineText = (index: number): string =>
    " ".repeat(Math.max(0, indentAt(page, index) - indent)) + lineAt(page, index).trimStart();
  const isOpaque = (index: number): boolean => page.opaque[index] === true || indentAt(page, index) < indent;
  for (let index = first; index < last; index += 1) {
    if (isOpaque(index)) continue;
    const heading = headingAt(index, { lineText, isOpaque, after: headings.at(-1)?.line ?? first - 1 });
    if (heading !== undefined) headings.push(heading);
  }
  return { ...page, headings };
};
