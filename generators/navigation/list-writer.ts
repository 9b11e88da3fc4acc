import type { Edit } from "../../src/page/page.ts";
import type { ListNode } from "../../src/text/data/node.ts";
import { innerIndent } from "../data/elements.ts";
import { dashesEdits, givesWay, newListEdit, type Room } from "../data/empty.ts";
import { listEdits } from "../data/layout.ts";
import { eolOf } from "../data/lines.ts";
import { type DataItem, type DataLanguage, handOf, indentAt, roomIn, writeItem } from "../data/write.ts";
import type { NavList } from "./find.ts";

const empty: ListNode = { type: "list", style: "block", inFlow: false, items: [], start: 0, end: 0 };

/** The white space that the lines of an element begin with, after its first. */
const elementIndent = (text: string, list: ListNode): string | undefined => {
  const [first] = list.items;
  if (first === undefined) return undefined;
  return list.style === "flow" ? indentAt(text, first.start) : innerIndent(text, list);
};

/** A list in the text of its file. */
export type NavListText = {
  readonly text: string;
  readonly list: NavList;
  readonly language: DataLanguage;
  /** A list that shows how one without elements is written. */
  readonly like?: ListNode | undefined;
};

/** How a list beside one is written: how deep, in lines or not, and what stands behind the last element. */
const roomLike = (
  text: string,
  { start, end, items }: ListNode,
): Pick<Room, "inside" | "lines" | "last"> => ({
  inside: indentAt(text, items[0]?.start ?? start),
  lines: text.slice(start, end).includes("\n"),
  last: /^\s*,/.test(text.slice(items.at(-1)?.node.end ?? end, end)) ? "," : "",
});

/** Writes elements of a list as those that are there, and puts them in; a list without elements is made. */
export const listWriter = ({ text, list: found, language, like }: NavListText) => {
  const list = found.type === "list" ? found : empty;
  const shown = list.items.length === 0 ? like : undefined;
  // Where the lists beside it stand in brackets, one without elements does so too.
  const dashes = found.type !== "list" || (shown?.style !== "flow" && givesWay(text, found));
  const hand = handOf(text, dashes ? undefined : (shown ?? list), language);
  const own = roomIn(text, found, hand, dashes);
  const room = shown === undefined ? own : { ...own, ...roomLike(text, shown) };
  const indent = elementIndent(text, list) ?? (dashes ? `${room.inside}  ` : room.inside);
  const editsOf = (changes: Parameters<typeof listEdits>[2]): readonly Edit[] => {
    if (list.items.length > 0) return listEdits(text, list, changes);
    const texts = changes.added.map((each) => each.text);
    return dashes && found.type === "list"
      ? dashesEdits(text, found, texts, room)
      : newListEdit(text, found, texts, room);
  };
  return { list, hand, write: (item: DataItem) => writeItem(item, hand, indent, eolOf(text)), editsOf };
};
