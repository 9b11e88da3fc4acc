import type { NavigationSettings } from "../../src/config/settings.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import { comparator, inOrder, isSorted, orderName, slotFinder, type SortKey } from "../../src/text/order.ts";
import { listNames } from "../../src/text/suggest.ts";
import { navPlace } from "./find.ts";
import { labelIn } from "./item.ts";
import { contentEnd, type DataNode, hasShared, type ListNode } from "../../src/text/data/node.ts";
import { lineEnd, lineStart } from "../data/lines.ts";
import { findMovers } from "../placing/moving.ts";
import type { NavStatus } from "./statuses.ts";

/** An element of a model: what becomes of it, what it is sorted by and was, and whether the tool made it. */
export type KnownElement = {
  readonly status: NavStatus;
  readonly key: SortKey;
  readonly was: SortKey;
  readonly isMade: boolean;
};

/** By where they stand in their list. */
export type Known = ReadonlyMap<number, KnownElement>;

/** Whether nothing but an element stands in its lines: what people noted there stays where it is. */
const isAlone = (text: string, list: ListNode, index: number): boolean => {
  const { items } = list;
  const item = items[index];
  if (item === undefined || hasShared(item.node)) return false;
  const { start, node } = item;
  const end = contentEnd(node);
  const [first, last] = [lineStart(text, start), lineEnd(text, end)];
  const above = first === 0 ? "" : text.slice(lineStart(text, first - 1), first);
  const isAbove = /^[ \t]*(?:#|\/\/|.*\*\/)/.test(above);
  // Others may stand in its line.
  const [before, next] = [items[index - 1], items[index + 1]];
  const from = Math.max(first, before === undefined ? list.start : contentEnd(before.node));
  const to = Math.min(last, next?.start ?? list.end);
  return !isAbove && /^[\s,[\]-]*$/.test(text.slice(from, node.start) + text.slice(end, to));
};

/** Where the elements stand that go to another place, as what they are sorted by changed. */
export const moversIn = (
  text: string,
  list: ListNode,
  { order }: NavigationSettings,
  known: Known,
): ReadonlySet<number> => {
  const items = list.items.flatMap((_, index) => {
    const { status, key, was, isMade } = known.get(index) ?? {};
    if (status === undefined || key === undefined || was === undefined || status.remove) return [];
    // What people call otherwise stands where they put it.
    const isTheirs = isMade !== true || status.notes.some(({ action }) => action !== "change");
    return [{ index, sortedBy: key, wasSortedBy: was, tied: isTheirs || !isAlone(text, list, index) }];
  });
  return new Set([...findMovers(items, order)].map(({ index }) => index));
};

const labelKey = (node: DataNode): SortKey | undefined => {
  const label = labelIn(node);
  return label === undefined ? undefined : [label];
};

/** Finds the slot of a new element: among the models', and among all others where these are sorted like them. */
export const placer = (
  list: ListNode,
  { order }: NavigationSettings,
  known: Known,
  movers: ReadonlySet<number>,
): ((key: SortKey) => number) => {
  const compare = comparator(order);
  const staying = list.items.flatMap(({ node }, index) => {
    const found = known.get(index);
    if (found?.status.remove === true || movers.has(index)) return [];
    return [{ index, key: found?.key ?? labelKey(node), owned: found !== undefined }];
  });
  const [first, ...others] = order.criteria;
  const isPlain = first !== undefined && !first.source && !first.appearance && others.length === 0;
  const isByName = isPlain && first.by === "name";
  const all =
    isByName &&
    staying.every(({ key }) => key !== undefined) &&
    isSorted(
      staying.map(({ key = [] }) => key),
      compare,
    );
  const counted = all ? staying : staying.filter(({ owned }) => owned);
  const slotOf = slotFinder(
    counted.map(({ key = [] }) => key),
    order,
  );
  return (key) => {
    const slot = slotOf(key);
    const previous = counted[slot - 1];
    if (previous !== undefined) return previous.index + 1;
    // Where all others go, those that come stand where they stood.
    return counted[0]?.index ?? (known.size === 0 ? list.items.length : Math.max(...known.keys()) + 1);
  };
};

/** An element as it is to stand: what it is sorted by, and what people call it. */
type Sorted = { readonly key: SortKey; readonly name: string };

/** What is said of elements that stand otherwise than a declared order has them: people put them there, or noted something beside them. */
export const unsorted = (settings: NavigationSettings, standing: readonly Sorted[]): readonly Problem[] => {
  const { order, file } = settings;
  if (order.assumed === true || order.position !== "sorted") return [];
  const kept = inOrder(
    standing.map(({ key }) => key),
    comparator(order),
  );
  const names = standing.flatMap(({ name }, at) => (kept.has(at) ? [] : [name]));
  if (names.length === 0) return [];
  return [
    warning(
      "elements-unsorted",
      `${file}, ${navPlace(settings)}`,
      `By ${orderName(order)} ${names.length === 1 ? "one element stands" : `${names.length} elements stand`} elsewhere: ${listNames(names)}.`,
      "Move them by hand, or leave `order` out.",
    ),
  ];
};
