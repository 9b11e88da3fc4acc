import type { Wanted } from "../../src/page/lifted.ts";
import { type Edit, overlap } from "../../src/page/page.ts";
import { hasShared } from "../../src/text/data/node.ts";
import { groupBy } from "../../src/text/group-by.ts";
import { blankText, type Manner } from "./cell-text.ts";
import { dashesEdits, givesWay, newListEdit, type Room } from "./empty.ts";
import { listEdits } from "./layout.ts";
import { eolOf } from "./lines.ts";
import { type DataColumn, editedText, rowEdits, uncommented } from "./row-edits.ts";
import { elementEdits, isHeaded, pairEdits } from "./pairs.ts";
import { type DataList, type DataRow, isRaw, itemsOf, KEY_HEADER, VALUE_HEADER } from "./rows.ts";
import {
  type DataItem,
  handOf,
  type Leaf,
  roomIn,
  keyQuote,
  nestedPairs,
  writeItem,
  writeKey,
  writeLeaf,
} from "./write.ts";

/** A list of data that is a table, and how it is written. */
type Written = { readonly manner: Manner; readonly list: DataList };

/** The row that a new one is a copy of: it has what the new one is to have, and no comment where another has none. */
const likeFor = (
  { rows, ...manner }: Manner,
  columns: readonly DataColumn[],
  cells: readonly string[],
): DataRow | undefined => {
  const has = (was: string, index: number): boolean =>
    cells[index] !== "" || blankText({ ...manner, rows }, was) !== undefined;
  const fits = (row: DataRow): number =>
    columns.filter(({ was = "" }, index) => row.cellsBy.has(was) === has(was, index)).length -
    (uncommented({ ...manner, rows }, row).length > 0 ? columns.length : 0);
  let best: DataRow | undefined;
  let most = -Infinity;
  for (const row of rows) {
    const fit = hasShared(row.node) || row.cellsBy.size === 0 ? -Infinity : fits(row);
    if (fit > most) [best, most] = [row, fit];
  }
  return best;
};

/** The text of a new row, as another is written. */
const copyText = (
  manner: Manner,
  columns: readonly DataColumn[],
  cells: readonly string[],
): string | undefined => {
  const like = likeFor(manner, columns, cells);
  const edits = like === undefined ? undefined : rowEdits(manner, like, columns, cells);
  if (like === undefined || edits === undefined) return undefined;
  const bare = uncommented(manner, like).filter((each) => !overlap([...edits, each]));
  return editedText(manner, like, [...edits, ...bare]);
};

/** The edits to a list that has rows. */
const changedList = (
  { manner, list }: Written,
  { rows, columns }: { readonly rows: Wanted<DataRow>["rows"]; readonly columns: readonly DataColumn[] },
): readonly Edit[] | undefined => {
  const edits: Edit[] = [];
  const staying = new Set<number>();
  const added: { slot: number; text: string }[] = [];
  let slot = 0;
  const isSame = columns.every(({ header, was }) => header === was);
  const count = new Set(manner.rows.flatMap(({ cellsBy }) => [...cellsBy.keys()])).size;
  for (const { from, moves, cells } of rows) {
    const isKept = from?.cells.every((cell, index) => cell === cells[index]) === true;
    const own =
      from === undefined || (isKept && isSame && columns.length === count)
        ? []
        : rowEdits(manner, from, columns, cells);
    if (own === undefined) return undefined;
    if (from !== undefined && !moves) {
      edits.push(...own);
      staying.add(from.index);
      slot = from.index + 1;
      continue;
    }
    const text = from === undefined ? copyText(manner, columns, cells) : editedText(manner, from, own);
    if (text === undefined) return undefined;
    added.push({ slot, text });
  }
  const items = itemsOf(list);
  const removed = new Set(items.flatMap((_, index) => (staying.has(index) ? [] : [index])));
  if (items.some(({ node }, index) => removed.has(index) && hasShared(node))) return undefined;
  const change = { removed, added };
  if (list.type === "map") {
    const isEmptied = staying.size + added.length === 0 && !isHeaded(list);
    const own = list.style === "lines" && !isEmptied ? elementEdits : pairEdits;
    return removed.size + added.length === 0 ? edits : [...edits, ...own(manner.text, list, change)];
  }
  return list.type === "list" ? [...edits, ...listEdits(manner.text, list, change)] : undefined;
};

/** Keys and values as an item; keys within keys are maps in braces. */
const itemOf = (
  { manner: { language } }: Written,
  pairs: readonly (readonly [header: string, text: string])[],
): DataItem => {
  const quote = language === "yaml" ? "plain" : "double";
  const leaf = (text: string): Leaf => ({ text, string: !isRaw(text) });
  const own = [...groupBy(pairs, ([header]) => header.split(".")[0] ?? "")].map(
    ([first, same]): readonly [string, Leaf] => {
      const alone = same.find(([header]) => header === first);
      if (alone !== undefined) return [first, leaf(alone[1])];
      const keyed = same.map(
        ([header, text]) => [header.split("."), writeLeaf(leaf(text), language, quote, true)] as const,
      );
      const [[, text] = ["", ""]] = nestedPairs(keyed, language, keyQuote(language));
      return [first, { text, string: false }];
    },
  );
  return { type: "map", pairs: own };
};

/** The edits that put rows into a list that has none. */
const filledList = (
  written: Written,
  rows: Wanted<DataRow>["rows"],
  header: readonly string[],
): readonly Edit[] => {
  const { list, manner } = written;
  const { text, language } = manner;
  const isKeyed = header.includes(KEY_HEADER);
  const dashes = language === "yaml" && (list.type === "scalar" || givesWay(text, list));
  const hand = {
    ...handOf(text, dashes || list.type !== "list" ? undefined : list, language),
    ...(isKeyed && !dashes ? { flow: true } : {}),
  };
  const room: Room = { ...roomIn(text, list, hand, dashes), dash: isKeyed ? "" : "- " };
  const indent = dashes ? `${room.inside}  ` : room.inside;
  const valueAt = header.indexOf(VALUE_HEADER);
  const texts = rows.map(({ cells }) => {
    const pairs = header.flatMap((name, index) =>
      cells[index] === "" || name === KEY_HEADER ? [] : [[name, cells[index] ?? ""] as const],
    );
    const value = cells[valueAt] ?? "";
    const data: DataItem =
      value === "" ? itemOf(written, pairs) : { type: "text", value: { text: value, string: !isRaw(value) } };
    const item = writeItem(data, hand, indent, eolOf(text));
    if (!isKeyed) return item;
    const key = writeKey(cells[header.indexOf(KEY_HEADER)] ?? "", language, hand.keys, true);
    return (dashes && value === "" ? key.trimEnd() + eolOf(text) + indent : key) + item;
  });
  return dashes && list.type !== "scalar"
    ? dashesEdits(text, list, texts, room)
    : newListEdit(text, list, texts, room);
};

/** The edits that give a list the rows that are wanted; undefined where it can't be edited in place. */
export const dataEdits = (
  written: Written,
  headers: readonly string[],
  { header, columns, rows }: Wanted<DataRow>,
): readonly Edit[] | undefined => {
  const { list } = written;
  if (itemsOf(list).length === 0) return filledList(written, rows, header);
  const named = columns.map((at, index) => ({
    header: header[index] ?? "",
    was: at === undefined ? undefined : headers[at],
  }));
  return changedList(written, { rows, columns: named });
};
