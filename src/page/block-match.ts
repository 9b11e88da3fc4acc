import { firstFrom } from "../text/bisect.ts";
import type { Format } from "./format.ts";
import {
  type Page,
  type Region,
  endAt,
  indentAt,
  isBlankLine,
  lineAt,
  spaceBefore,
  startAt,
  withPlainEnds,
} from "./page.ts";

/** The place of the heading that a line is of, or else of the next one. */
export const headingFrom = ({ headings }: Page, line: number): number =>
  firstFrom(headings.length, (at) => (headings[at]?.line ?? line) >= line);

/** The text of an entry's first lines, as far as `recognise` may look, whatever their ends, and where a place of it is in the page. */
const headOf = (page: Page, index: number, region: Region, lines: number) => {
  const start = startAt(page, index);
  const whole = page.text.slice(start, endAt(page, Math.min(index + lines, region.last) - 1));
  // In a block quote the marks of its further lines are no text of it.
  const text =
    page.quote === undefined
      ? whole
      : whole.replace(/(?<=\n)(?:[ \t]*>)+/g, (marks) => " ".repeat(marks.length));
  const lead = spaceBefore(text).length;
  const plain = withPlainEnds(text);
  return { text: plain.text.trim(), at: (within: number) => start + plain.at(lead + within) };
};

/** What a format recognises, and where a place of it is in the page. */
type Found = { readonly match: RegExpExecArray; readonly at: (offset: number) => number };

/** The level of the headings that open the entries of a format; undefined where nothing but their marks tells it. */
export const levelOf = ({ end, open: [first] }: Format): number | undefined =>
  end.type === "heading" && first?.type === "text" ? /^#+(?= )/.exec(first.text)?.[0].length : undefined;

/** The heading with a line below that begins here, as a format recognises one with signs. */
const underlinedAt = (page: Page, index: number, format: Format): Found | undefined => {
  if (page.markup !== "markdown" || page.quote !== undefined) return undefined;
  const heading = page.headings[headingFrom(page, index)];
  if (heading?.first !== index || heading.line === index) return undefined;
  const level = levelOf(format);
  if (heading.level !== level) return undefined;
  const signs = `${"#".repeat(level)} `;
  const match = format.recognise.exec(signs + heading.text);
  const at = (offset: number): number => {
    let left = offset - signs.length;
    let line = index;
    // Its lines are read as one, with a space between two.
    for (; line + 1 < heading.line && left > lineAt(page, line).trim().length; line += 1)
      left -= lineAt(page, line).trim().length + 1;
    return startAt(page, line) + indentAt(page, line) + left;
  };
  return match === null ? undefined : { match, at };
};

/** What a format recognises at a line, if anything. */
export const matchAt = (page: Page, index: number, region: Region, format: Format): Found | undefined => {
  const free = format.end.type === "fence" ? page.fences.has(index) : page.opaque[index] !== true;
  if (!free || isBlankLine(page, index)) return undefined;
  const { text, at } = headOf(page, index, region, format.lines);
  const match = format.recognise.exec(text);
  return match === null ? underlinedAt(page, index, format) : { match, at };
};
