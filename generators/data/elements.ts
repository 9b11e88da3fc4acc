import { contentEnd, type ListNode } from "../../src/text/data/node.ts";
import { lineEnd, lineStart, spaceBefore } from "./lines.ts";

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

/** How many blank lines stand between all elements; one pair of elements tells of no habit, but where they have headings. */
export const blanksBetween = (text: string, list: ListNode): number => {
  const { items } = list;
  const gaps = items.slice(1).map(({ start }, index) => {
    const node = items[index]?.node;
    const lines = text.slice(node === undefined ? start : contentEnd(node), start).split("\n");
    const between = lines.slice(1, -1);
    return between.every((line) => line.trim() === "") ? between.length : 0;
  });
  const isApart = isBlankAt(text, lineStart(text, items[0]?.start ?? 0) - 1);
  const [first = isApart ? 1 : 0, ...others] = gaps;
  const isHabit = others.length > 0 || hasHeadings(list);
  return isHabit && others.every((count) => count === first) ? Math.max(0, first) : 0;
};

/** Whether nothing stands in the line of an offset. */
export const isBlankAt = (text: string, at: number): boolean =>
  text.slice(lineStart(text, at), lineEnd(text, at)).trim() === "";
