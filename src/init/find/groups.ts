import { slugOf } from "../../../generators/placing/headers.ts";
import { escapePattern } from "../../text/escape-pattern.ts";
import { insideFinder, type Block } from "../../page/block.ts";
import { indentAt, isBlankLine, lineAt, type Page } from "../../page/page.ts";
import { numbersIn } from "../../page/row-lines.ts";
import type { Region } from "../../page/region.ts";
import { sharedEnd, sharedStart } from "../../text/shared-start.ts";

/** Lists one after another, each below a header of its own: the header as the config says it, and their names and lines. */
export type FoundGroups = {
  readonly header: string;
  readonly footer?: string;
  readonly groups: readonly { readonly name: string; readonly first: number; readonly last: number }[];
};

/** Headers and footers of more lines than this are text. */
const mostLines = 6;

/** Entries or rows that stand together. */
export type Run = { readonly first: number; readonly last: number; readonly count: number };

/** The blocks that stand together, with nothing between them. */
export const runsOf = (page: Page, blocks: readonly Block[]): readonly Run[] => {
  const runs: Run[] = [];
  for (const { first, last } of blocks) {
    const run = runs.at(-1);
    const apart = run === undefined || textLines(page, run.last, first).length > 0;
    if (apart) runs.push({ first, last, count: 1 });
    else runs[runs.length - 1] = { first: run.first, last, count: run.count + 1 };
  }
  return runs;
};

/** The lines between two that aren't blank. */
const textLines = (page: Page, first: number, last: number): readonly number[] =>
  numbersIn({ first, last }).filter((line) => !isBlankLine(page, line));

/** What several lines say around the names in them. */
type Around = { readonly before: string; readonly after: string; readonly names: readonly string[] };

/** Where a name stands in a line that has it in an address or value too. */
const shown = [/\b(?:label|title)="([^"]+)"/, /\[([^[\]]+)\]\(/];

/** The same of lines that have each name twice: `value="acme" label="Acme"`, `[Acme](acme.md)`. */
const twice = (lines: readonly string[]): Around | undefined =>
  shown.flatMap((pattern): readonly Around[] => {
    const names = lines.map((line) => pattern.exec(line)?.[1] ?? "");
    const open = lines.map((line, index) => {
      const name = names[index] ?? "";
      const slug = new RegExp(`(?<![\\p{L}\\p{N}])${escapePattern(slugOf(name))}(?![\\p{L}\\p{N}])`, "gu");
      const parts = line.split(name);
      return parts.length === 2 ? parts.map((part) => part.replace(slug, "{group|slug}")) : [];
    });
    const [[before, after] = []] = open;
    const isOne = open.every(([start, end]) => start === before && end === after);
    return before === undefined || after === undefined || !isOne ? [] : [{ before, after, names }];
  })[0];

/** What several lines say around the names in them; undefined where they don't differ in names alone. */
const around = (lines: readonly string[]): Around | undefined => {
  const both = twice(lines);
  if (both !== undefined) return both;
  const [one = "", ...others] = lines;
  // A name isn't cut in the middle of a word.
  const start = Math.min(...others.map((line) => sharedStart(one, line)));
  const before = one.slice(0, start).replace(/[\p{L}\p{N}]+$/u, "");
  const [rest = "", ...rests] = lines.map((line) => line.slice(before.length));
  const end = Math.min(...rests.map((line) => sharedEnd(rest, line)));
  const after = rest.slice(rest.length - end).replace(/^[\p{L}\p{N}]+/u, "");
  const names = lines.map((line) => line.slice(before.length, line.length - after.length).trim());
  const areNames = names.every((name) => /[\p{L}\p{N}]/u.test(name) && !/[<>{}"]|\]\(/.test(name));
  return (before + after).trim() !== "" && areNames && new Set(names).size === names.length
    ? { before, after, names }
    : undefined;
};

/** The lines with their numbers of models left open, where all have such. */
const withCounts = (lines: readonly string[], runs: readonly Run[]): readonly string[] => {
  const open = lines.flatMap((line, index) => {
    const at = new RegExp(`(?<!\\d)${runs[index]?.count ?? 0}(?!\\d)(?!.*\\d)`, "u").exec(line)?.index;
    return at === undefined
      ? []
      : [line.slice(0, at) + "{count}" + line.slice(at + String(runs[index]?.count).length)];
  });
  return open.length === lines.length ? open : lines;
};

/** Finds in a region the groups of its entries or tables: lines that only differ in a name stand above them, and others below. */
export const groupsOf = (
  page: Page,
  { first, last }: Region,
  runs: readonly Run[],
): FoundGroups | undefined => {
  const [run, next] = runs;
  if (run === undefined || next === undefined) return undefined;
  const gaps = runs.slice(1).map((each, index) => textLines(page, runs[index]?.last ?? 0, each.first));
  const height = gaps[0]?.length ?? 0;
  if (height === 0 || height > mostLines || gaps.some(({ length }) => length !== height)) return undefined;
  const below = textLines(page, runs.at(-1)?.last ?? last, last);
  const lead = Math.min(...gaps.flat().map((line) => indentAt(page, line)));
  const text = (line: number): string => lineAt(page, line).slice(lead).trimEnd();
  const ends = [...gaps, below];
  const isFooter = (at: number): boolean =>
    ends.every((lines) => lines[at] !== undefined && text(lines[at]) === text(gaps[0]?.[at] ?? 0));
  let closing = 0;
  while (closing < height - 1 && isFooter(closing)) closing += 1;
  const size = height - closing;
  const above = textLines(page, first, run.first).slice(-size);
  const headers = [above, ...gaps.map((lines) => lines.slice(closing))];
  if (above.length < size || headers.flat().some((line) => page.opaque[line] === true)) return undefined;
  const isHeading = insideFinder(
    page.headings.map((heading) => ({ first: heading.first, last: heading.line + 1 })),
  );
  if (headers.flat().some(isHeading)) return undefined;
  /** The texts from the first of some lines to the last, with the blank ones in between. */
  const spans = (all: readonly (readonly number[])[]): readonly (readonly string[])[] =>
    all.map(([from = 0, ...rest]) => numbersIn({ first: from, last: (rest.at(-1) ?? from) + 1 }).map(text));
  const texts = spans(headers);
  const footers = closing === 0 ? [] : spans(ends.map((lines) => lines.slice(0, closing)));
  const [footer = []] = footers;
  const columns = (texts[0] ?? []).map((_, at) => texts.map((lines) => lines[at] ?? ""));
  const isUneven = ({ length }: readonly string[]): boolean => length !== columns.length;
  if (texts.some(isUneven) || footers.some((lines) => lines.join("\n") !== footer.join("\n")))
    return undefined;
  const varying = columns.flatMap((lines, at) => (new Set(lines).size > 1 ? [at] : []));
  const [at] = varying;
  if (at === undefined || varying.length > 1) return undefined;
  const named = withCounts(columns[at] ?? [], runs);
  const sides = around(named);
  if (sides === undefined) return undefined;
  const { before, after, names } = sides;
  const header = columns.map(([line = ""], index) => (index === at ? `${before}{group}${after}` : line));
  return {
    header: header.join("\n"),
    ...(footer.length === 0 ? {} : { footer: footer.join("\n") }),
    groups: runs.map((each, index) => ({
      name: names[index] ?? "",
      first: each.first,
      last: each.last,
    })),
  };
};
