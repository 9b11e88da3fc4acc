import { balancedEnd, elementBalance, liquidBalance } from "../balance.ts";
import { indentAt, indentOf, isBlankLine, lineAt, type Page, type Region, textFrom } from "../page.ts";
import { numbersIn } from "../row-lines.ts";
import { markupOf } from "../scan.ts";

/** The stretches between lines that start and lines that end one; a start that no end follows is none. */
const pairs = (
  page: Page,
  { first, last, indent }: Region,
  isStart: (line: string) => boolean,
  isEnd: (line: string) => boolean,
): readonly Region[] => {
  const found: Region[] = [];
  let start: number | undefined;
  for (let index = first; index < last; index += 1) {
    if (page.opaque[index] === true) continue;
    const line = lineAt(page, index);
    if (start !== undefined && isEnd(line)) {
      found.push({ first: start, last: index, indent });
      start = undefined;
    } else if (isStart(line)) start = index + 1;
  }
  return found;
};

/** What stands between the package's own comments of that name. */
export const markersOf = (page: Page, region: Region, name: string): readonly Region[] => {
  const { commentText } = markupOf(page.path);
  const is = (word: string) => (line: string) => {
    const match = /^kluster-gen\s+(\S+)\s+(.*)/.exec(commentText(line) ?? "");
    return match?.[1] === word && match[2] === name;
  };
  return pairs(page, region, is("start"), is("end"));
};

/** What stands between two lines of the page's own. */
export const betweenOf = (
  page: Page,
  region: Region,
  { isStart, isEnd }: Record<"isStart" | "isEnd", (line: string) => boolean>,
): readonly Region[] => pairs(page, region, isStart, isEnd);

/** What kind of thing begins in a line; things of one kind that follow each other are one run. */
const kindOf = (page: Page, index: number): string | undefined => {
  if (page.fences.has(index)) return "fence";
  if (page.opaque[index] === true) return undefined;
  const line = lineAt(page, index).trim();
  const [, mark, item, tag, liquid, pipe] =
    /^(?:(\?\?\?|!!!|===)|([-*+]|\d+[.)])(?=\s)|<([A-Za-z][\w.-]*)|\{%-?\s*(\w+)|(\|))/.exec(line) ?? [];
  if (mark !== undefined) return mark === "===" ? "tab" : "admonition";
  if (item !== undefined) return "item";
  if (tag !== undefined) return `<${tag}`;
  return liquid === undefined ? pipe : `%${liquid}`;
};

const thingEnd = (page: Page, first: number, last: number, kind: string): number => {
  if (kind === "fence") return page.fences.get(first) ?? last;
  if (kind === "|") {
    let end = first;
    while (end < last && !isBlankLine(page, end)) end += 1;
    return end;
  }
  if (kind.startsWith("<")) return balancedEnd(page, first, last, elementBalance(kind.slice(1))) ?? last;
  if (kind.startsWith("%")) return balancedEnd(page, first, last, liquidBalance(kind.slice(1))) ?? last;
  const indent = indentOf(lineAt(page, first));
  let end = first + 1;
  for (let index = end; index < last; index += 1) {
    if (isBlankLine(page, index)) continue;
    if (indentOf(lineAt(page, index)) <= indent) break;
    end = index + 1;
  }
  return end;
};

/** The line after the run of like things that begins at `first`, or before the next heading where there is none. */
const runEnd = (page: Page, first: number, last: number): number => {
  let end = first;
  let kind: string | undefined;
  for (let index = first; index < last; ) {
    if (isBlankLine(page, index)) {
      index += 1;
      continue;
    }
    const next = kindOf(page, index);
    if (next === undefined || (kind !== undefined && next !== kind)) break;
    kind = next;
    end = thingEnd(page, index, last, next);
    index = end;
    if (kind === "|") break;
  }
  return kind === undefined ? last : end;
};

const withoutNumbers = (line: string): string => line.trim().replace(/\d[\d,.]*/g, "0");

/** Tells the lines like one: where it counts models, those with other numbers, too. */
export const likeLine = (line: string, counted: boolean | undefined): ((other: string) => boolean) => {
  const said = (text: string): string => (counted === true ? withoutNumbers(text) : text.trim());
  const wanted = said(line);
  return (other) => said(other) === wanted;
};

/** What follows each line like this one, up to where the table, list or run of blocks there ends. */
export const runsAfter = (page: Page, region: Region, isLine: (line: string) => boolean): readonly Region[] =>
  numbersIn(region).flatMap((index) => {
    if (page.opaque[index] === true || !isLine(lineAt(page, index))) return [];
    const heading = page.headings.find((each) => each.line > index)?.first ?? region.last;
    const last = runEnd(page, index + 1, Math.min(heading, region.last));
    return [{ first: index + 1, last, indent: region.indent }];
  });

/** What is nested under each list item of that text, which may be a link or emphasised. */
export const underItems = (
  page: Page,
  { first, last }: Region,
  isItem: (text: string) => boolean,
): readonly Region[] => {
  const found: Region[] = [];
  for (let index = first; index < last; index += 1) {
    const line = lineAt(page, index);
    const [, mark, text = ""] = /^\s*([-*+]|\d+[.)])\s+(.*)/.exec(line) ?? [];
    if (page.opaque[index] === true || mark === undefined || !isItem(text)) continue;
    const end = thingEnd(page, index, last, "item");
    const child = textFrom(page, index + 1, end);
    const own = indentOf(line) + mark.length + 1;
    found.push({ first: index + 1, last: end, indent: child < end ? indentAt(page, child) : own });
  }
  return found;
};
