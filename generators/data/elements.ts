import { type ListItem, type ListNode, contentEnd } from "../../src/text/data/node.ts";
import { commentAbove, namesWord } from "./labels.ts";
import { beginsLine, lineEnd, lineStart, spaceBefore } from "./lines.ts";

/** Where the lines of comments right above an offset begin, the nearest first; none is before `from`. */
const commentsAbove = (text: string, at: number, from: number): readonly number[] => {
  const starts: number[] = [];
  const top = lineStart(text, 0);
  for (let line = beginsLine(text, at) ? lineStart(text, at) : top; line > top; ) {
    line = lineStart(text, line - 1);
    const space = /^[ \t]*(?=\/\/|#|\/\*.*\*\/\s*$)/.exec(text.slice(line, lineEnd(text, line)))?.[0];
    if (space === undefined || line < from) break;
    starts.push(line + space.length);
  }
  return starts;
};

/** The comments right above each element. */
const allAbove = (text: string, items: readonly ListItem[]): readonly (readonly number[])[] =>
  items.map(({ start }, index) => {
    const previous = items[index - 1]?.node;
    return commentsAbove(text, start, previous === undefined ? 0 : contentEnd(previous));
  });

const wordsIn = (text: string): readonly string[] => text.match(/\p{L}[\p{L}\p{N}_]*/gu) ?? [];

/** What all of some texts say that others don't all say. */
const shared = (texts: readonly string[], others: readonly string[]): readonly string[] => {
  const all = texts.map((text) => new Set(wordsIn(text)));
  return [...(all[0] ?? [])].filter(
    (word) => all.every((words) => words.has(word)) && !others.some((text) => wordsIn(text).includes(word)),
  );
};

/** Whether a new element belongs below the comment above `next`: it says what all of that group say, and no other. */
export const isUnderComment = (
  text: string,
  items: readonly ListItem[],
  next: number,
  added: string,
): boolean => {
  const above = allAbove(text, items);
  if (above[next]?.length === 0 || above.every(({ length }) => length > 0)) return false;
  const isLabelled = (_: unknown, index: number): boolean => (above[index]?.length ?? 0) > 0;
  const end = above.findIndex((each, index) => index > next && each.length > 0);
  const from = Math.max(0, above.slice(0, next).findLastIndex(isLabelled));
  const texts = items.map(({ node }) => text.slice(node.start, contentEnd(node)));
  const [own, before] = [texts.slice(next, end === -1 ? undefined : end), texts.slice(from, next)];
  const words = new Set(wordsIn(added));
  const says = (all: readonly string[], others: readonly string[]): boolean =>
    shared(all, others).some((word) => words.has(word));
  return says(own, before) && !says(before, own);
};

/** Where each element begins, with the comments right above it where all have some: then they are about it alone. */
export const beginsOf = (text: string, items: readonly ListItem[]): readonly number[] => {
  const above = allAbove(text, items);
  // What stands above the first may begin with what is about all.
  const most = above.slice(1).reduce((count, { length }) => Math.max(count, length), 0);
  const areOwn = above.every(({ length }) => length > 0);
  return items.map(({ start }, index) => (areOwn ? above[index]?.slice(0, most).at(-1) : undefined) ?? start);
};

/** Whether the elements of a list have headings, not dashes. */
export const hasHeadings = ({ items: [first] }: ListNode): boolean => first?.start === first?.node.start;

/** The white space before the keys of an element, after its first line. */
export const innerIndent = (text: string, list: ListNode): string | undefined => {
  const [first] = list.items;
  const key = first?.node.type === "map" && hasHeadings(list) ? first.node.pairs[0]?.key : undefined;
  const dash = dashOf(text, list);
  return first && spaceBefore(text, key?.start ?? first.start) + " ".repeat(dash.length);
};

/** What an element begins with: a dash and what stands behind it. */
export const dashOf = (text: string, list: ListNode): string => {
  const [first] = list.items;
  if (hasHeadings(list)) return "";
  const gap = first === undefined ? "" : text.slice(first.start + 1, first.node.start);
  return /^ +$/.test(gap) ? `-${gap}` : "- ";
};

/**
 * How many blank lines stand between all elements that no comment parts; one pair of elements tells of no habit,
 * but where they have headings.
 */
export const blanksBetween = (text: string, list: ListNode): number => {
  const { items } = list;
  const begins = beginsOf(text, items);
  const gaps = begins.slice(1).flatMap((start, index) => {
    const node = items[index]?.node;
    const lines = text.slice(node === undefined ? start : contentEnd(node), start).split("\n");
    const between = lines.slice(1, -1);
    return between.every((line) => line.trim() === "") ? [between.length] : [];
  });
  const isApart = isBlankAt(text, lineStart(text, begins[0] ?? 0) - 1);
  const [first = isApart ? 1 : 0, ...others] = gaps;
  const isHabit = others.length > 0 || hasHeadings(list);
  return isHabit && others.every((count) => count === first) ? Math.max(0, first) : 0;
};

/** Whether nothing stands in the line of an offset. */
export const isBlankAt = (text: string, at: number): boolean =>
  text.slice(lineStart(text, at), lineEnd(text, at)).trim() === "";

/** A text that comes behind so many elements, and the group that it is of where comments may name it. */
export type Added = { readonly slot: number; readonly text: string; readonly group?: string };

/** What becomes of a list: elements by index that go, and texts that come; `slot` counts the elements before one. */
export type ListChange = {
  readonly removed: ReadonlySet<number>;
  readonly added: readonly Added[];
  /** What stands where nothing is left of it, if that isn't an empty list. */
  readonly none?: string;
};

/** A list that is to change. */
type Changing = { readonly list: ListNode; readonly change: ListChange };

/** The indexes of the elements that stay. */
export const kept = ({ list, change }: Changing): readonly number[] =>
  list.items.flatMap((_, index) => (change.removed.has(index) ? [] : [index]));

/** The index of the last element that stays before a slot. */
export const before = (changing: Changing, slot: number): number | undefined =>
  kept(changing).findLast((index) => index < slot);

/**
 * Where a new element goes, if that isn't right below the one before it: above one that stays, where none is before
 * it or a comment is theirs.
 */
export const placeAbove = (
  changing: Changing & { readonly text: string },
  { slot, text: added, group = "" }: Added,
): number | undefined => {
  const next = kept(changing).find((index) => index >= slot);
  if (next === undefined) return undefined;
  const { text, list } = changing;
  const start = list.items[next]?.start ?? 0;
  if (namesWord(commentAbove(text, start) ?? "", group)) return start;
  const isTheirs = before(changing, slot) === undefined || isUnderComment(text, list.items, next, added);
  return isTheirs ? beginsOf(text, list.items)[next] : undefined;
};
