import type { Edit } from "../../src/page/page.ts";
import {
  type ListChange,
  before,
  beginsOf,
  blanksBetween,
  dashOf,
  hasHeadings,
  isBlankAt,
  kept,
  placeAbove,
} from "./elements.ts";
import {
  beginsLine,
  spaceBefore,
  eolOf,
  lastOf,
  lineEnd,
  lineStart,
  nextLine,
  withoutLines,
} from "./lines.ts";
import { contentEnd, endsInBlockText, type ListItem, type ListNode } from "../../src/text/data/node.ts";

/** Where in the gap after an element its comma is: not in a comment; undefined when there is none. */
const commaIn = (text: string, from: number, to: number): number | undefined => {
  const gap = /\/\/[^\n]*|\/\*[^]*?\*\/|#[^\n]*|,/g;
  gap.lastIndex = from;
  for (let match = gap.exec(text); match !== null && match.index < to; match = gap.exec(text))
    if (match[0] === ",") return match.index;
  return undefined;
};

/** The edits that take single texts out and put others in, when none may stand at both ends of a gap. */
type Flow = {
  readonly text: string;
  readonly list: ListNode;
  readonly change: ListChange;
  readonly eol: string;
  /** By index: where the comma after an element is. */
  readonly commas: readonly (number | undefined)[];
  /** The index of the last element that stays. */
  readonly last: number | undefined;
};

const endOf = ({ node }: ListItem): number => node.end;

/** Every element, and the closing bracket, has a line of its own. */
const inLines = (flow: Flow): readonly Edit[] => {
  const { text, list, change, eol, commas, last } = flow;
  const { items } = list;
  const indent = text.slice(lineStart(text, items[0]?.start ?? 0), items[0]?.start ?? 0);
  const begins = beginsOf(text, items);
  const trailing = commas.at(-1) !== undefined;
  const atEnd = change.added.filter(({ slot }) => before(flow, slot) === last);
  const edits: Edit[] = [];
  for (const index of change.removed) {
    const item = items[index];
    if (item === undefined) continue;
    edits.push({
      start: lineStart(text, begins[index] ?? item.start),
      end: nextLine(text, commas[index] ?? endOf(item)),
      text: "",
    });
  }
  const lastItem = last === undefined ? undefined : items[last];
  const comma = last === undefined ? undefined : commas[last];
  if (lastItem !== undefined && comma === undefined && atEnd.length > 0)
    edits.push({ start: endOf(lastItem), end: endOf(lastItem), text: "," });
  if (comma !== undefined && !trailing && atEnd.length === 0)
    edits.push({ start: comma, end: comma + 1, text: "" });
  for (const [position, added] of change.added.entries()) {
    const previous = before(flow, added.slot);
    const item = previous === undefined ? undefined : items[previous];
    const at = placeAbove(flow, added);
    if (item === undefined || previous === undefined || at !== undefined) {
      edits.push({ start: at ?? 0, end: at ?? 0, text: `${added.text},${eol}${indent}` });
      continue;
    }
    const from = commas[previous] === undefined ? endOf(item) : commas[previous] + 1;
    // A comment that goes on in the next line must not swallow what is added.
    const below = /\/\*(?:(?!\*\/).)*$/.test(text.slice(from, lineEnd(text, from)))
      ? from
      : lineEnd(text, from);
    const isLast = position === change.added.length - 1 && previous === last && !trailing;
    edits.push({ start: below, end: below, text: `${eol}${indent}${added.text}${isLast ? "" : ","}` });
  }
  return edits;
};

/** Several elements share a line. */
const inOneLine = (flow: Flow): readonly Edit[] => {
  const { text, list, change, commas } = flow;
  const { items } = list;
  const [first, second] = items;
  const gap = first === undefined || second === undefined ? "" : text.slice(endOf(first), second.start);
  const between = /^,[ \t]*$/.test(gap) ? gap : ", ";
  const [firstKept] = kept(flow);
  const edits: Edit[] = [];
  for (const index of change.removed) {
    const item = items[index];
    const next = items[index + 1];
    const previous = items[index - 1];
    if (item === undefined) continue;
    const after = firstKept !== undefined && firstKept < index;
    const from = after && previous !== undefined ? endOf(previous) : item.start;
    const to = after || next === undefined ? endOf(item) : next.start;
    const gap = after ? text.slice(from, item.start) : text.slice(endOf(item), to);
    if (/[/#]/.test(gap)) {
      const comma = commas[after ? index - 1 : index];
      edits.push({ start: item.start, end: endOf(item), text: "" });
      if (comma !== undefined) edits.push({ start: comma, end: comma + 1, text: "" });
    } else edits.push({ start: from, end: to, text: "" });
  }
  for (const added of change.added) {
    const previous = before(flow, added.slot);
    const item = previous === undefined ? undefined : items[previous];
    const at = item === undefined ? (items[firstKept ?? 0]?.start ?? 0) : endOf(item);
    edits.push({
      start: at,
      end: at,
      text: item === undefined ? added.text + between : between + added.text,
    });
  }
  return edits;
};

/** Nothing of the list stays: the first element's place takes all that comes. */
const replaced = (flow: Flow): readonly Edit[] => {
  const { text, list, change, eol, commas } = flow;
  const [first] = list.items;
  if (first === undefined) return [];
  const comma = commas.at(-1);
  const end = comma === undefined || change.added.length > 0 ? endOf(list.items.at(-1) ?? first) : comma + 1;
  const own = beginsLine(text, first.start);
  // In one line nothing stands between them but commas; what one that has a line of its own gives way to has so too.
  const isBare = list.items.every(
    (item, index) =>
      index === 0 || /^[ \t]*,[ \t]*$/.test(text.slice(endOf(list.items[index - 1] ?? first), item.start)),
  );
  if (isBare && (!own || list.items.length > 1))
    return [{ start: first.start, end, text: change.added.map((each) => each.text).join(", ") }];
  const between = own ? `,${eol}${text.slice(lineStart(text, first.start), first.start)}` : ", ";
  const edits: Edit[] = [
    { start: first.start, end: endOf(first), text: change.added.map((each) => each.text).join(between) },
  ];
  const trailing = commas.at(-1) !== undefined;
  for (const [index, item] of list.items.entries()) {
    const comma = commas[index];
    const last = comma === undefined ? endOf(item) : comma + 1;
    if (index > 0 && beginsLine(text, item.start) && text.slice(last, lineEnd(text, last)).trim() === "") {
      edits.push(withoutLines(text, item.start, last));
      continue;
    }
    if (index > 0) edits.push({ start: item.start, end: endOf(item), text: "" });
    const keeps = index === 0 && trailing && change.added.length > 0;
    if (comma !== undefined && !keeps) edits.push({ start: comma, end: comma + 1, text: "" });
  }
  return edits;
};

const flowEdits = (text: string, list: ListNode, change: ListChange, eol: string): readonly Edit[] => {
  const { items } = list;
  const commas = items.map((item, index) =>
    commaIn(text, endOf(item), items[index + 1]?.start ?? list.end - 1),
  );
  const last = kept({ list, change }).at(-1);
  const flow: Flow = { text, list, change, eol, commas, last };
  if (last === undefined) return replaced(flow);
  const lines = [...items.map(({ start }) => start), list.end - 1].every((at) => beginsLine(text, at));
  return lines ? inLines(flow) : inOneLine(flow);
};

const blockEdits = (text: string, list: ListNode, change: ListChange, eol: string): readonly Edit[] => {
  const { items } = list;
  const stay = kept({ list, change });
  const [first] = items;
  if (first === undefined) return [];
  const indent = spaceBefore(text, first.start);
  const lines = change.added.map((each) => dashOf(text, list) + each.text);
  const edits: Edit[] = [];
  const apart = blanksBetween(text, list);
  const space = eol.repeat(apart);
  /** Past the blank lines that stand between elements. */
  const below = (from: number): number => {
    let at = from;
    for (let blank = 0; blank < apart && at < text.length && isBlankAt(text, at); blank += 1)
      at = nextLine(text, at);
    return at;
  };
  const begins = beginsOf(text, items);
  const isTop = lineStart(text, begins[0] ?? first.start) === lineStart(text, 0);
  const drop = ({ node, start }: ListItem, index: number): Edit => {
    const next = items[index + 1];
    const end = contentEnd(node);
    // Other text before the first in its line stays where it is: what is below gives way to it.
    const isBehind = !beginsLine(text, index < (stay[0] ?? 0) ? first.start : start);
    if (isBehind) return { start, end: next?.start ?? end, text: "" };
    const last = lastOf(text, node);
    const line = lineStart(text, begins[index] ?? start);
    const above = lineStart(text, line - 1);
    // The line goes with the line end before it, at the end of the file there may be none after it; not at the file's top.
    if ((stay[0] ?? 0) > index && (apart > 0 || isTop)) {
      const end = below(nextLine(text, last));
      return isTop
        ? { start: line, end, text: "" }
        : { start: lineEnd(text, above), end: lineEnd(text, end - 1), text: "" };
    }
    let from = above;
    for (let blank = 0; blank < apart && isBlankAt(text, from); blank += 1) from = lineStart(text, from - 1);
    return { start: lineEnd(text, from), end: lineEnd(text, last), text: "" };
  };
  const replacing = stay.length === 0;
  for (const index of change.removed) {
    const item = items[index];
    if (item === undefined) continue;
    if (replacing && index === 0) {
      const empty = hasHeadings(list) ? `${text.slice(item.start + 2, item.node.end - 2)} = []` : "  []";
      const content = lines.length > 0 ? lines.join(eol + space + indent) : (change.none ?? empty);
      edits.push({ start: item.start, end: lastOf(text, item.node), text: content });
    } else edits.push(drop(item, index));
  }
  if (replacing) return edits;
  for (const [position, added] of change.added.entries()) {
    const line = lines[position] ?? "";
    const previous = before({ list, change }, added.slot);
    const item = previous === undefined ? undefined : items[previous];
    const next = stay.find((index) => index > (previous ?? -1));
    const above = placeAbove({ text, list, change }, added);
    const follower = above ?? (next === undefined ? undefined : begins[next]);
    if (item === undefined || above !== undefined || (endsInBlockText(item.node) && follower !== undefined)) {
      const at = follower ?? first.start;
      edits.push({ start: at, end: at, text: `${line}${eol}${space}${indent}` });
    } else {
      const at = lineEnd(text, lastOf(text, item.node));
      edits.push({ start: at, end: at, text: `${eol}${space}${indent}${line}` });
    }
  }
  return edits;
};

/** The edits that bring a list that has elements to what it should be; the texts that come are in order. */
export const listEdits = (text: string, list: ListNode, change: ListChange): readonly Edit[] => {
  if (change.removed.size === 0 && change.added.length === 0) return [];
  return (list.style === "flow" ? flowEdits : blockEdits)(text, list, change, eolOf(text));
};
