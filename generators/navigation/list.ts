import type { EntryRecord } from "../../src/model/lock.ts";
import { comparator, isSorted, slotFinder, type SortKey } from "../../src/text/order.ts";
import type { NavigationSettings } from "../../src/config/settings.ts";
import { type Edit, splice } from "../../src/page/splice.ts";
import type { Problem } from "../../src/model/problem.ts";
import type { Entry, FieldValue } from "../../src/model/entry.ts";
import type { Note } from "../../src/model/note.ts";
import { misplaced } from "../data/labels.ts";
import { type Orphan, type Past, sortKey } from "../placing/past.ts";
import { claimElements, type NavListed } from "./claim.ts";
import { goneNavStatus } from "./gone.ts";
import { labelIn } from "./labels.ts";
import { leftoverElement, orphanElements } from "./orphans.ts";
import { ownedNavStatus } from "./owned.ts";
import { changedShapes, freshRecord, type NavContext, type NavStatus, recordIn } from "./statuses.ts";
import { departedNavStatus } from "./departed.ts";
import { type NavList, navPlace } from "./find.ts";
import { itemOf, itemShape, keyOf as textKey } from "./item.ts";
import { dashesEdits, givesWay, newListEdit, type Room } from "../data/empty.ts";
import { innerIndent } from "../data/elements.ts";
import { listEdits } from "../data/layout.ts";
import { eolOf } from "../data/lines.ts";
import {
  contentEnd,
  type ListItem,
  type ListNode,
  listShape,
  type DataNode,
  shapeOf,
} from "../../src/text/data/node.ts";
import { handOf, indentAt, type DataLanguage, roomIn, writeItem } from "../data/write.ts";

/** What a navigation list needs, and the shape that it has then. */
export type NavListPlan = {
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
  readonly records: readonly EntryRecord[];
  readonly problems: readonly Problem[];
  /** The elements of no known model. */
  readonly orphans: readonly Orphan[];
  readonly shape: string;
};

type Known = ReadonlyMap<number, { readonly status: NavStatus; readonly key: SortKey }>;

const empty: ListNode = { type: "list", style: "block", inFlow: false, items: [], start: 0, end: 0 };

const labelKey = (node: DataNode): SortKey | undefined => {
  const label = labelIn(node);
  return label === undefined ? undefined : [label];
};

/** What a model that left is sorted by. */
const formerKey = ({ order }: NavigationSettings, fields: Readonly<Record<string, FieldValue>>): SortKey =>
  order.criteria.map(({ by, source }) => (source ? null : (fields[by] ?? null)));

/** Finds the slot of a new element: among the models', and among all others where these are sorted like them. */
const placer = (list: ListNode, { order }: NavigationSettings, known: Known): ((key: SortKey) => number) => {
  const compare = comparator(order);
  const staying = list.items.flatMap(({ node }, index) => {
    const found = known.get(index);
    if (found?.status.remove === true) return [];
    return [{ index, key: found?.key ?? labelKey(node), owned: found !== undefined }];
  });
  const [{ by, source } = { by: "", source: false }, ...others] = order.criteria;
  const isByName = by === "name" && !source && others.length === 0;
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
    return counted[0]?.index ?? list.items.length;
  };
};

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

/** Plans one list of a navigation file. */
export const planNavList = (
  { text, list: found, language, like }: NavListText,
  settings: NavigationSettings,
  listed: NavListed,
  past: Past,
): NavListPlan => {
  const { entries, unwanted } = listed;
  const list = found.type === "list" ? found : empty;
  const shown = list.items.length === 0 ? like : undefined;
  // Where the lists beside it stand in brackets, one without elements does so too.
  const dashes = found.type !== "list" || (shown?.style !== "flow" && givesWay(text, found));
  const hand = handOf(text, dashes ? undefined : (shown ?? list), language);
  const context: NavContext = { settings, past, hand };
  const { owned, nested } = claimElements(list, settings, listed, past);
  const known = new Map<number, { readonly status: NavStatus; readonly key: SortKey }>();
  const settle = (model: string, key: SortKey, statusOf: (element: ListItem) => NavStatus): void => {
    const index = owned.get(model);
    const element = index === undefined ? undefined : list.items[index];
    if (index !== undefined && element !== undefined) known.set(index, { status: statusOf(element), key });
  };
  const keyOf = (entry: Entry): SortKey => sortKey(settings.order, entry);
  for (const entry of entries)
    settle(entry.id, keyOf(entry), (element) => ownedNavStatus(context, entry, element));
  for (const entry of unwanted)
    settle(entry.id, keyOf(entry), (element) => departedNavStatus(context, entry, element));
  for (const gone of past.gone) {
    const { model, fields } = gone.record;
    const { record } = recordIn(settings, model, past);
    if (record !== undefined)
      settle(model, formerKey(settings, fields), (element) => goneNavStatus(context, gone, element, record));
  }
  const taken = new Set(owned.values());
  const orphans = orphanElements({ text, list }, settings, (index) => known.has(index) || taken.has(index));
  for (const [index, orphan] of orphans) {
    const status = leftoverElement(settings, orphan, past);
    if (status !== undefined) known.set(index, { status, key: [orphan.title] });
  }
  const compare = comparator(settings.order);
  const slotOf = placer(list, settings, known);
  const eol = eolOf(text);
  const own = roomIn(text, found, hand, dashes);
  const room = shown === undefined ? own : { ...own, ...roomLike(text, shown) };
  const indent = elementIndent(text, list) ?? (dashes ? `${room.inside}  ` : room.inside);
  const added = entries
    .filter((entry) => !owned.has(entry.id) && !nested.has(entry.id) && past.selected(entry))
    .sort((a, b) => compare(keyOf(a), keyOf(b)) || (a.id < b.id ? -1 : 1))
    .map((entry) => {
      const item = itemOf(settings.item, entry.fields);
      const slot = slotOf(keyOf(entry));
      return { entry, item, slot, text: writeItem(item, hand, indent, eol) };
    })
    .sort((a, b) => a.slot - b.slot);
  const statuses = [...known.values()].map(({ status }) => status);
  const removed = new Set([...known].filter(([, { status }]) => status.remove).map(([index]) => index));
  const changed = new Map<DataNode, string>(statuses.flatMap((status) => changedShapes(status)));
  const shapes = Array.from({ length: list.items.length + 1 }, (_, index) => {
    const item = list.items[index];
    const coming = added.filter(({ slot }) => slot === index).map(({ item: each }) => itemShape(each));
    return item === undefined || removed.has(index) ? coming : [...coming, shapeOf(item.node, changed)];
  });
  const texts = added.map((each) => each.text);
  const whole =
    list.items.length > 0
      ? []
      : dashes && found.type === "list"
        ? dashesEdits(text, found, texts, room)
        : newListEdit(text, found, texts, room);
  const edits = [
    ...whole,
    ...statuses.flatMap((status) => status.edits),
    ...listEdits(text, list, { removed, added }),
  ];
  const told = misplaced(
    {
      where: `${settings.file}, ${navPlace(settings)}`,
      after: splice(text, edits).slice(list.start),
      order: settings.order,
      shown: entries.filter(({ id }) => owned.has(id)),
      separators: list.items.flatMap(({ node }, index) =>
        taken.has(index) || known.has(index) ? [] : text.slice(node.start, contentEnd(node)),
      ),
    },
    added.map(({ entry, item }) => ({ called: textKey(item, settings), entry })),
  );
  const isUnchanged = removed.size === 0 && added.length === 0 && list.items.length === 0;
  return {
    edits,
    notes: [
      ...added.map(
        ({ entry }): Note => ({
          cause: recordIn(settings, entry.id, past).record === undefined ? "catalog" : "drift",
          models: [entry.id],
          what: "entry",
          action: "add",
          text: `${entry.name} in ${navPlace(settings)}`,
        }),
      ),
      ...statuses.flatMap(({ notes }) => notes),
    ],
    records: [
      ...statuses.flatMap(({ record }) => record ?? []),
      ...[...nested].flatMap((id) => recordIn(settings, id, past).record ?? []),
      ...added.map(({ entry, item }) => freshRecord(settings, entry, item)),
    ],
    problems: [...statuses.flatMap(({ problems }) => problems), ...told],
    orphans: [...orphans].flatMap(([index, orphan]) => (removed.has(index) ? [] : [orphan])),
    shape: isUnchanged ? shapeOf(found) : listShape(shapes.flat(), found.tag),
  };
};
