import type { Block } from "../../src/page/block.ts";
import type { Edit, Page } from "../../src/page/page.ts";
import { linesIn } from "../../src/page/row-lines.ts";

/** The numbers of a list's items, after others came or went. */
export type Numbers = {
  /** Those of the items that stay, in the order of the page. */
  readonly rest: readonly number[];
  /** Those of the items that are put in. */
  readonly arrivals: readonly number[];
};

const numberOf = ({ bullet = "" }: Pick<Block, "bullet">): number =>
  /^\d+[.)]$/.test(bullet) ? Number.parseInt(bullet, 10) : Number.NaN;

/** The number that each of these items is counted from: that of the first one up to which no number is left out. */
const startsOf = (members: readonly Block[]): ReadonlyMap<Block, number> => {
  const starts = new Map<Block, number>();
  let start = Number.NaN;
  members.forEach((block, index) => {
    const number = numberOf(block);
    const before = members[index - 1];
    if (before === undefined || numberOf(before) + 1 !== number) start = number;
    starts.set(block, start);
  });
  return starts;
};

/** The numbers that items get when some are put in at `slots`; undefined where they aren't numbered, or all alike. */
export const numbersOf = (
  members: readonly Block[],
  rest: readonly Block[],
  slots: readonly number[],
): Numbers | undefined => {
  const [first, second] = members;
  if (first === undefined || members.some((block) => Number.isNaN(numberOf(block)))) return undefined;
  if (second !== undefined && members.every((block) => numberOf(block) === numberOf(first))) return undefined;
  const starts = startsOf(members);
  const numbers: { rest: number[]; arrivals: number[] } = { rest: [], arrivals: [] };
  let start = starts.get(rest[0] ?? first) ?? 1;
  let next = start;
  const arrive = (slot: number): void => {
    while (slots[numbers.arrivals.length] === slot) {
      numbers.arrivals.push(next);
      next += 1;
    }
  };
  rest.forEach((block, index) => {
    arrive(index);
    const own = starts.get(block) ?? start;
    if (own !== start) [start, next] = [own, own > start && own < next ? next : own];
    numbers.rest.push(next);
    next += 1;
  });
  arrive(rest.length);
  return numbers;
};

/** The lines of an item with another number; what stands below the item begins where its text does. */
export const withNumber = (
  lines: readonly string[],
  number: number | string | undefined,
): readonly string[] => {
  const [first = "", ...below] = lines;
  const [, lead = "", was] = /^(\s*)(\d+)(?=[.)])/.exec(first) ?? [];
  if (was === undefined || number === undefined || was === String(number)) return lines;
  const deeper = " ".repeat(Math.max(0, String(number).length - was.length));
  return [
    `${lead}${number}${first.slice(lead.length + was.length)}`,
    ...below.map((line) => (line.trim() === "" ? line : deeper + line)),
  ];
};

/** The edits that give an item of the page another number, line by line. */
export const numberEdits = (page: Page, block: Block, number: number | undefined): readonly Edit[] => {
  const was = linesIn(page, block);
  return withNumber(was, number).flatMap((line, index): readonly Edit[] => {
    const own = was[index] ?? "";
    const kept = index === 0 ? own.replace(/^\s*\d+/, "").length : own.length;
    const { start = 0 } = page.lines[block.first + index] ?? {};
    return line === own
      ? []
      : [{ start, end: start + own.length - kept, text: line.slice(0, line.length - kept) }];
  });
};

/** A text as if its item were the first of its list: in what the lock records of an item its number tells nothing. */
export const asFirst = (text: string): string => text.replace(/^\d+(?=[.)]\s)/, "1");
