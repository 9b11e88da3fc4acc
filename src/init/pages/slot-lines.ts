import { toMap } from "../../text/group-by.ts";
import type { Fields } from "../types.ts";
import type { Slot } from "./align.ts";
import { codeToWrite } from "./code.ts";
import { type Desk, type Lines, linesOf, type PlainDesk, type There, whereThere } from "./lines.ts";
import { headOf, rowOf, ruleOf, spaced } from "./rows.ts";

/** Where in a page the lines are that are drafted. */
export type State = { inFront: boolean; inCode: boolean };

const isFence = (line: string): boolean => /^\s*(?:`{3,}|~{3,}|-{4,}$)/.test(line);

/** Lines of a template, and what becomes of those of the pages. */
export type Made = { readonly lines: readonly string[]; readonly fields: Fields; readonly explained: number };

/** The line under or over a title whose width varies. */
const rulesOf = (slots: readonly Slot[], index: number, desk: Desk): Lines | undefined => {
  const slot = slots[index];
  if (slot === undefined || new Set(slot.lines.values()).size < 2) return undefined;
  return [slots[index - 1], slots[index + 1]]
    .map((title) => ruleOf(slot, title, desk))
    .find((made) => made !== undefined);
};

/** Lines that the same pages have, and no others, the same in each: a note or section of several lines is told as one. */
const joined = (slots: readonly Slot[], pages: number): readonly Slot[] => {
  const isNote = ({ lines }: Slot): boolean =>
    lines.size < pages && new Set(lines.values()).size === 1 && ![...lines.values()].some(isFence);
  const all: Slot[] = [];
  for (const slot of slots) {
    const last = all.at(-1);
    const [count, another] = new Set(last?.blanks.values());
    const isMore =
      last !== undefined &&
      count !== undefined &&
      another === undefined &&
      slot.loose === 0 &&
      [last, slot].every(isNote) &&
      last.lines.size === slot.lines.size &&
      [...slot.lines.keys()].every((page) => last.lines.has(page));
    if (!isMore) {
      all.push(slot);
      continue;
    }
    const between = "\n".repeat(count + 1);
    const lines = toMap(last.lines, ([page, text]) => [
      page,
      `${text}${between}${slot.lines.get(page) ?? ""}`,
    ]);
    all.splice(-1, 1, { ...last, lines, blanks: slot.blanks });
  }
  return all;
};

/** What is known of the pages that have a line: the plainest of what any line tells that the same pages have. */
const knowing = (slots: readonly Slot[], desk: PlainDesk): Desk => {
  const pagesOf = ({ lines }: Slot): string =>
    [...lines.keys()]
      .map(({ model }) => model.id)
      .sort()
      .join("\n");
  const known = new Map<string, There>();
  for (const slot of slots) {
    const key = pagesOf(slot);
    const isSome = slot.lines.size > 0 && slot.lines.size < desk.pages.length;
    const there = isSome ? whereThere(slot, desk) : undefined;
    if (there !== undefined && there.rank < (known.get(key)?.rank ?? Infinity)) known.set(key, there);
  }
  return { ...desk, thereFor: (slot) => known.get(pagesOf(slot)) };
};

/** The lines of all slots, one after another; `special` are those that stand for something else. */
export const linesFrom = (
  own: readonly Slot[],
  plain: PlainDesk,
  state: State,
  special: (key: string) => Made | undefined = () => undefined,
): Made => {
  let fields: Fields = {};
  let explained = 0;
  let [opening, start] = ["", 0];
  const lines: string[] = [];
  const slots = joined(own, plain.pages.length);
  const desk = knowing(slots, plain);
  for (const [index, slot] of slots.entries()) {
    const [first = ""] = slot.lines.values();
    // What most pages tell in words of their own is people's.
    if (slot.loose * 2 > desk.pages.length && !state.inCode && !state.inFront)
      lines.push(...desk.blank(""), "");
    if (slot.lines.size === 0) continue;
    if (/^(?:---|\+\+\+)$/.test(first)) state.inFront = index === 0;
    const made = special(slot.key);
    const { text, ...rest } =
      made === undefined
        ? (rulesOf(slots, index, desk) ??
          headOf(slot) ??
          rowOf(slot, slots[index - 2], desk) ??
          linesOf(slot, desk))
        : { ...made, text: made.lines };
    const isEdge = isFence(first) && !state.inFront;
    if (isEdge && state.inCode && slot.loose > 0) lines.push(...codeToWrite(opening, lines.slice(start)));
    if (isEdge) state.inCode = !state.inCode;
    fields = { ...fields, ...rest.fields };
    explained += rest.explained * first.split(/\n+/).length;
    // Of lines that the same pages have, the first one tells what stands before them.
    const isBefore = ({ lines: own }: Slot): boolean => [...own.keys()].some((page) => !slot.lines.has(page));
    const before = slots.slice(0, index).findLast(isBefore) ?? slots[index - 1];
    lines.push(...spaced(text, slot, before, slots[index + 1]));
    if (isEdge) [opening, start] = [first, lines.length];
  }
  return { lines, fields, explained };
};
