import type { ListNode } from "../../src/text/data/node.ts";
import { beginsOf, isUnderComment } from "./elements.ts";

/** What becomes of a list: elements by index that go, and texts that come; `slot` counts the elements before one. */
export type ListChange = {
  readonly removed: ReadonlySet<number>;
  readonly added: readonly { readonly slot: number; readonly text: string }[];
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
  slot: number,
  added: string,
): number | undefined => {
  const next = kept(changing).find((index) => index >= slot);
  if (next === undefined) return undefined;
  const { text, list } = changing;
  const isTheirs = before(changing, slot) === undefined || isUnderComment(text, list.items, next, added);
  return isTheirs ? beginsOf(text, list.items)[next] : undefined;
};
