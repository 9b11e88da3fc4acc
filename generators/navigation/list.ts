import { toText } from "../../src/config/expression.ts";
import type { EntryRecord } from "../../src/model/lock.ts";
import { comparator, type SortKey } from "../../src/text/order.ts";
import type { NavigationSettings } from "../../src/config/settings.ts";
import { type Edit, splice } from "../../src/page/page.ts";
import type { Problem } from "../../src/model/problem.ts";
import type { Entry, FieldValue } from "../../src/model/entry.ts";
import { type Note, noteOf } from "../../src/model/note.ts";
import { commentsGone, misplaced } from "../data/labels.ts";
import { oldSortKey, type Orphan, type Past, sortKey } from "../placing/past.ts";
import { type KnownElement, moversIn, placer, unsorted } from "./moving.ts";
import { byCodeUnit } from "../../src/text/natural.ts";
import { claimElements, type NavListed } from "./claim.ts";
import { departedNavStatus, goneNavStatus, leftoverElement, orphanElements } from "./gone.ts";
import {
  changedShapes,
  formerOwner,
  freshRecord,
  type NavContext,
  type NavStatus,
  nothing,
  ownedNavStatus,
  recordIn,
} from "./statuses.ts";
import { navPlace } from "./find.ts";
import { standingTwice, twiceProblems } from "./twice.ts";
import { listWriter, type NavListText } from "./list-writer.ts";
import { itemOf, itemShape, keyOf as textKey } from "./item.ts";
import { editedNode } from "../data/lines.ts";
import { contentEnd, type ListItem, listShape, type DataNode, shapeOf } from "../../src/text/data/node.ts";

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

/** What a model that left is sorted by. */
const formerKey = ({ order }: NavigationSettings, fields: Readonly<Record<string, FieldValue>>): SortKey =>
  order.criteria.map(({ by, source, appearance }) => (source || appearance ? null : (fields[by] ?? null)));

/** Plans one list of a navigation file. */
export const planNavList = (
  { text, list: found, language, like }: NavListText,
  settings: NavigationSettings,
  listed: NavListed,
  past: Past,
): NavListPlan => {
  const { entries, unwanted } = listed;
  const { list, hand, write, editsOf } = listWriter({ text, list: found, language, like });
  const context: NavContext = { settings, past, hand };
  const { owned, nested } = claimElements(list, settings, listed, past);
  const known = new Map<number, KnownElement>();
  const settle = (
    model: string,
    [was, key]: readonly [SortKey, SortKey],
    statusOf: (element: ListItem) => NavStatus,
  ): void => {
    const index = owned.get(model);
    const element = index === undefined ? undefined : list.items[index];
    if (index === undefined || element === undefined) return;
    const former = formerOwner(settings, { id: model }, element, past)?.record;
    const isMade = former !== undefined || recordIn(settings, model, past).made !== undefined;
    const before = former === undefined ? was : formerKey(settings, former.fields);
    known.set(index, { status: statusOf(element), key, was: before, isMade });
  };
  const keyOf = (entry: Entry): SortKey => sortKey(settings.order, entry);
  const keysOf = (entry: Entry): readonly [SortKey, SortKey] => {
    const was = oldSortKey(settings.order, entry, past);
    return [was, past.follows(entry) ? keyOf(entry) : was];
  };
  for (const entry of entries)
    settle(entry.id, keysOf(entry), (element) => ownedNavStatus(context, entry, element));
  for (const entry of unwanted)
    settle(entry.id, keysOf(entry), (element) => departedNavStatus(context, entry, element));
  for (const gone of past.gone) {
    const { model, fields } = gone.record;
    const { record } = recordIn(settings, model, past);
    const key = formerKey(settings, fields);
    if (record !== undefined)
      settle(model, [key, key], (element) => goneNavStatus(context, gone, element, record));
  }
  const taken = new Set(owned.values());
  const twice = standingTwice(list, known);
  for (const [index, { status, key, was }] of twice)
    if (status.remove)
      known.set(index, {
        status: { ...nothing, remove: true, notes: status.notes },
        key,
        was,
        isMade: false,
      });
  const orphans = orphanElements(
    { text, list },
    settings,
    (index) => known.has(index) || taken.has(index) || twice.has(index),
    listed.elsewhere,
  );
  for (const [index, orphan] of orphans) {
    const status = leftoverElement(settings, orphan, past);
    const key = [orphan.title];
    if (status !== undefined) known.set(index, { status, key, was: key, isMade: false });
  }
  const movers = moversIn(text, list, settings, known);
  const compare = comparator(settings.order);
  const slotOf = placer(list, settings, known, movers);
  const [group, ...within] = settings.order.criteria;
  const groupOf = ({ fields }: Entry): string =>
    group === undefined || group.source || within.length === 0 ? "" : toText(fields.get(group.by));
  const added = entries
    .filter((entry) => !owned.has(entry.id) && !nested.has(entry.id) && past.selected(entry))
    .map((entry) => {
      const item = itemOf(settings.item, entry.fields);
      return {
        entry,
        item,
        key: keyOf(entry),
        name: entry.name,
        shape: itemShape(item),
        text: write(item),
        group: groupOf(entry),
      };
    });
  const nameAt = new Map(entries.flatMap(({ id, name }) => [[owned.get(id) ?? -1, name] as const]));
  const statuses = [...known.values()].map(({ status }) => status);
  const changed = new Map<DataNode, string>(statuses.flatMap((status) => changedShapes(status)));
  const moving = [...movers].flatMap((index) => {
    const { node } = list.items[index] ?? {};
    const { status, key } = known.get(index) ?? {};
    if (node === undefined || status === undefined || key === undefined) return [];
    const name = nameAt.get(index);
    return [{ key, name, shape: shapeOf(node, changed), text: editedNode(text, node, status.edits), status }];
  });
  const coming = [...added, ...moving]
    .sort((a, b) => compare(a.key, b.key) || byCodeUnit(a.shape, b.shape))
    .map(({ text: own, ...each }) => ({ ...each, slot: slotOf(each.key), text: own }))
    .sort((a, b) => a.slot - b.slot);
  const removed = new Set([...known].flatMap(([index, { status }]) => (status.remove ? [index] : [])));
  const leaving = new Set([...removed, ...movers]);
  const shapes = Array.from({ length: list.items.length + 1 }, (_, index) => {
    const item = list.items[index];
    const before = coming.filter(({ slot }) => slot === index).map(({ shape }) => shape);
    return item === undefined || leaving.has(index) ? before : [...before, shapeOf(item.node, changed)];
  });
  const edits = [
    ...[...known].flatMap(([index, { status }]) => (movers.has(index) ? [] : status.edits)),
    ...editsOf({ removed: leaving, added: coming }),
  ];
  const behind = [...removed].flatMap((index) => {
    const { node } = list.items[index] ?? {};
    const end = node === undefined ? text.length : contentEnd(node);
    const [, comment] = /^,?[ \t]+((?:#|\/\/)[^\r\n]*)/.exec(text.slice(end)) ?? [];
    return comment === undefined
      ? []
      : [[text.slice(0, end).split("\n").length - 1, comment.trimEnd()] as const];
  });
  const after = splice(text, edits);
  const gone = commentsGone({ path: settings.file, text, after }, behind);
  const told = misplaced(
    {
      where: `${settings.file}, ${navPlace(settings)}`,
      after: after.slice(list.start),
      order: settings.order,
      shown: entries.filter(({ id }) => owned.has(id)),
      separators: list.items.flatMap(({ node }, index) =>
        taken.has(index) || known.has(index) ? [] : text.slice(node.start, contentEnd(node)),
      ),
    },
    added.map(({ entry, item }) => ({ called: textKey(item, settings), entry })),
  );
  const standing = Array.from({ length: list.items.length + 1 }, (_, index) => {
    const { status, key = [] } = known.get(index) ?? {};
    const own = status?.remove === true || movers.has(index) ? undefined : nameAt.get(index);
    const before = coming.filter(({ slot }) => slot === index);
    return [...before, { key, name: own }].flatMap((each) =>
      each.name === undefined ? [] : [{ key: each.key, name: each.name }],
    );
  });
  const isUnchanged = coming.length === 0 && list.items.length === 0;
  return {
    edits,
    notes: [
      ...added.map(({ entry: { id, name } }) => {
        const cause = recordIn(settings, id, past).record === undefined ? "catalog" : "drift";
        return noteOf({ cause, what: "entry", action: "add" }, id, `${name} in ${navPlace(settings)}`);
      }),
      ...statuses.flatMap(({ notes }) => notes),
      // A new name tells of the move already.
      ...moving.flatMap(({ status: { record, values } }): readonly Note[] => {
        const { model } = record ?? {};
        if (model === undefined || values.length > 0) return [];
        const title = entries.find(({ id }) => id === model)?.name ?? model;
        return [noteOf({ what: "entry", action: "move" }, model, `${title} in ${navPlace(settings)}`)];
      }),
    ],
    records: [
      ...statuses.flatMap(({ record }) => record ?? []),
      ...[...nested].flatMap((id) => recordIn(settings, id, past).record ?? []),
      ...added.map(({ entry, item }) => freshRecord(settings, entry, item)),
    ],
    problems: [
      ...statuses.flatMap(({ problems }) => problems),
      ...twiceProblems(settings, list, twice),
      ...gone,
      ...told,
      ...unsorted(settings, standing.flat()),
    ],
    orphans: [...orphans].flatMap(([index, orphan]) => (removed.has(index) ? [] : [orphan])),
    shape: isUnchanged ? shapeOf(found) : listShape(shapes.flat(), found.tag),
  };
};
