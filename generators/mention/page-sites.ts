import { codeLanguage } from "../../src/page/code-spans.ts";
import { firstFrom } from "../../src/text/bisect.ts";
import { type Site, doubt, placeAt, stay } from "./site.ts";
import { isBlankLine, lineAt, lineIndexAt, type Page } from "../../src/page/page.ts";
import { tableElements } from "../../src/page/places/elements.ts";
import { frontMatterEnd } from "../../src/page/markdown/scan.ts";
import { numbersIn } from "../../src/page/row-lines.ts";
import { markupOf, scanPage } from "../../src/page/scan.ts";
import type { Token } from "../../src/text/mentions.ts";
import { codeSite } from "./code-site.ts";
import type { Name } from "./names.ts";
import { type Paragraph, paragraphOf, proseSite } from "./prose-site.ts";
import { toMap } from "../../src/text/group-by.ts";

/** A page as names are judged in it: block quotes are read as what they hold. */
export const pageForSites = (page: Page): Page => {
  const { path, text } = page;
  if (!/^[ \t]*>/m.test(text)) return page;
  const inside = text.replace(/^[ \t]{0,3}>[ \t]?/gm, (mark) => " ".repeat(mark.length));
  return { ...page, ...scanPage(path, inside), text };
};

/** Lines that hold no running text, by what they are. */
type Lines = {
  /** First line of the code fence that a line is in. */
  readonly fence: ReadonlyMap<number, number>;
  readonly headings: ReadonlySet<number>;
  readonly tables: ReadonlySet<number>;
  readonly frontMatter: number;
  /** By where a value begins that the page gives a name to: that name, and where it ends. */
  readonly defined: ReadonlyMap<number, readonly [name: string, end: number]>;
  /** By a line of raw HTML, a comment or indented code, the one that all of it begins with. */
  readonly openings: readonly number[];
};

/** The lines of tables, HTML's too. */
const tableLines = (page: Page): ReadonlySet<number> => {
  const whole = { first: 0, last: page.lines.length, indent: 0 };
  const found = markupOf(page.path).tables(page, whole, "any");
  return new Set([
    ...found.flatMap(({ table, lines }) =>
      numbersIn(lines ?? { first: table.header.line, last: table.last }),
    ),
    ...tableElements(page, whole).flatMap(numbersIn),
  ]);
};

const openingsOf = ({ opaque }: Page): readonly number[] => {
  let first = 0;
  return opaque.map((isOpaque, index) => {
    if (!isOpaque || opaque[index - 1] !== true) first = index;
    return first;
  });
};

const linesOf = (page: Page): Lines => {
  const fence = new Map<number, number>();
  for (const [first, last] of page.fences)
    for (let index = first; index < last; index += 1) fence.set(index, first);
  return {
    fence,
    headings: new Set(
      page.headings.flatMap(({ first, line }) =>
        Array.from({ length: line - first + 1 }, (_, at) => first + at),
      ),
    ),
    tables: tableLines(page),
    frontMatter: frontMatterEnd((index) => lineAt(page, index), page.lines.length),
    defined: toMap(page.definitions ?? [], ([name, { start, end }]) =>
      start === undefined || end === undefined ? undefined : [start, [name, end] as const],
    ),
    openings: openingsOf(page),
  };
};

const inFence = (page: Page, first: number, index: number, token: Token<Name>): Site => {
  if (index === first) return { kind: "code", verdict: stay };
  const line = lineAt(page, index);
  const language = codeLanguage(page, first);
  if (language === "diff" || language === "patch")
    return { kind: "code", verdict: /^\s*[-+]/.test(line) ? doubt("it is what a change was made of") : stay };
  return codeSite({ ...placeAt(page, index, token), language });
};

/** What a comment begins with; of reStructuredText its first line is as others are. */
const comments = /^\s*(?:<!--|\{\/\*|\/{4,}\s*$)/;
const commentAbove = /^\s*\.\.(?:\s(?![\w+:-]+::).*)?$/;

/** Raw HTML, a comment or indented code: what a line in it is, tells the line that it begins with. */
const inOpaque = (page: Page, { openings }: Lines, index: number, token: Token<Name>): Site => {
  const opening = openings[index] ?? index;
  const isBelow = page.markup === "rst" && commentAbove.test(lineAt(page, opening - 1));
  if (isBelow || comments.test(lineAt(page, opening))) return { kind: "comment", verdict: stay };
  return codeSite({ ...placeAt(page, index, token), language: "" });
};

const item = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+/;

/** A list's item that begins with a name enumerates. */
const beginsItem = (page: Page, index: number, token: Token<Name>): boolean => {
  const { start = 0 } = page.lines[index] ?? {};
  const line = lineAt(page, index);
  const [marker] = item.exec(line) ?? [];
  return marker !== undefined && /^[*_`[("'\s]*$/.test(line.slice(marker.length, token.start - start));
};

/** The lines [first, last) of the paragraph that a line is in; an item of a list is one of its own. */
const paragraphAt = (page: Page, lines: Lines, index: number): readonly [number, number] => {
  const ends = (at: number): boolean =>
    at < 0 ||
    at >= page.lines.length ||
    page.opaque[at] === true ||
    isBlankLine(page, at) ||
    lines.headings.has(at) ||
    lines.tables.has(at);
  let first = index;
  while (!ends(first - 1) && !item.test(lineAt(page, first))) first -= 1;
  let last = index + 1;
  while (!ends(last) && !item.test(lineAt(page, last))) last += 1;
  return [first, last];
};

/** A longer paragraph is no running text, and nothing in it follows. */
const longestParagraph = 20_000;

const namesIn = (tokens: readonly Token<Name>[], from: number, to: number): Paragraph["names"] => {
  const first = firstFrom(tokens.length, (at) => (tokens[at]?.start ?? 0) >= from);
  const last = firstFrom(tokens.length, (at) => (tokens[at]?.end ?? 0) > to);
  return tokens
    .slice(first, last)
    .map(({ start, end, value }) => ({ start: start - from, end: end - from, model: value.model }));
};

/** The lines [first, last) of a paragraph, where it begins, and what it is as running text; undefined where it is none. */
type Read = {
  readonly first: number;
  readonly last: number;
  readonly from: number;
  readonly paragraph: Paragraph | undefined;
};

const readParagraph = (page: Page, lines: Lines, tokens: readonly Token<Name>[], index: number): Read => {
  const [first, last] = paragraphAt(page, lines, index);
  const from = page.lines[first]?.start ?? 0;
  const to = page.lines[last - 1]?.end ?? page.text.length;
  const isText = to - from <= longestParagraph;
  const paragraph = isText ? paragraphOf(page.text.slice(from, to), namesIn(tokens, from, to)) : undefined;
  return { first, last, from, paragraph };
};

/** What the names of a page are, in their order. */
export const pageSites = (page: Page, tokens: readonly Token<Name>[]): readonly Site[] => {
  const lines = linesOf(page);
  const isMdx = /\.mdx$/i.test(page.path);
  // The names of a paragraph follow each other: it is read once for all of them.
  let read: Read | undefined;
  return tokens.map((token): Site => {
    const index = lineIndexAt(page, token.start);
    const fence = lines.fence.get(index);
    if (fence !== undefined) return inFence(page, fence, index, token);
    const line = lineAt(page, index);
    const place = placeAt(page, index, token);
    if (index < lines.frontMatter) {
      const site = codeSite({ ...place, language: "yaml" });
      return /(?:model|engine|llm)/i.test(place.before) ? site : { kind: "data", verdict: stay };
    }
    const [called, end] = lines.defined.get(token.start) ?? [];
    if (end === token.end) return codeSite({ before: `${called}: `, after: "", language: "yaml" });
    if (page.opaque[index] === true) return inOpaque(page, lines, index, token);
    if (lines.headings.has(index)) return { kind: "heading", verdict: stay };
    if (lines.tables.has(index)) return { kind: "table", verdict: stay };
    if (/^\s*(?:<!--|\{\/\*|\[(?:\/\/|comment)\]:)/.test(line)) return { kind: "comment", verdict: stay };
    if (beginsItem(page, index, token)) return { kind: "list", verdict: stay };
    if (isMdx && /^\s*(?:export|import)\s/.test(line)) return codeSite({ ...place, language: "js" });
    if (read === undefined || index < read.first || index >= read.last)
      read = readParagraph(page, lines, tokens, index);
    const { from, paragraph } = read;
    if (paragraph === undefined) return { kind: "prose", verdict: stay };
    return proseSite(paragraph, token.start - from, token.end - from);
  });
};
