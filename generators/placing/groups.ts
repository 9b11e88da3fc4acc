import { cellText } from "../../src/text/emit/markdown.ts";
import { plainText } from "../../src/text/emit/plain-text.ts";
import { toText } from "../../src/config/expression.ts";
import { comparator, slotFinder, type SortKey } from "../../src/text/order.ts";
import type { Grouping, Order } from "../../src/config/order-settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { findMovers, type Sorted } from "./moving.ts";
import { oldField, type Past } from "./past.ts";
import { addTo } from "../../src/text/group-by.ts";

/** Something that stands in a page, in the order of the page. */
export type Member = Sorted & {
  readonly remove: boolean;
  /** The group that it goes to because its own changed; undefined where it stays. */
  readonly goesTo: string | undefined;
  /** Whose it is of several of one model, and its position among them. */
  readonly id?: string;
  readonly rank?: number;
};

/** Those who stand under one header, up to the next; those before the first header come first and have none. */
export type Stretch<T> = {
  /** The group's name. */
  readonly name: string | undefined;
  /** Whether the header goes with the last of its members. */
  readonly removable: boolean;
  readonly members: readonly T[];
  /** Whether none of them is a model's. */
  readonly isOthers?: boolean;
};

/** Something that is put into a page. */
export type Arrival = {
  readonly key: SortKey;
  readonly id: string;
  /** Which of several of one model it is. */
  readonly rank: number;
  readonly group: string | undefined;
};

/** What becomes of a stretch. */
export type Arranged<T, A> = {
  /** Those who stay, in the order of the page. */
  readonly rest: readonly T[];
  /** Those who are put in, in their order: `slot` is the number of those who stay before it. */
  readonly arrivals: readonly { readonly slot: number; readonly arrival: A }[];
  /** Whether its header goes. */
  readonly emptied: boolean;
  /** New groups that follow it, with their members. */
  readonly fresh: readonly { readonly name: string; readonly arrivals: readonly A[] }[];
};

/** A group's name as people see it in its header. */
const nameOf = (value: string, { other }: Grouping): string => plainText(cellText(value)) || other;

/** The group that an entry belongs to; undefined where there are none. */
export const groupOf = (
  grouping: Grouping | undefined,
  { fields }: Pick<Entry, "fields">,
): string | undefined =>
  grouping === undefined ? undefined : nameOf(toText(fields.get(grouping.by)), grouping);

/** The group that an entry belonged to when it was last applied. */
export const oldGroupOf = (grouping: Grouping, entry: Entry, past: Past): string =>
  nameOf(toText(oldField(grouping.by, entry, past)), grouping);

/** Tells whether a model was in a group of that name when it was last applied; of nothing known, all are taken for such. */
const formerGroups = (
  grouping: Grouping | undefined,
  { lock: { models } }: Pick<Past, "lock">,
): ((name: string | undefined) => boolean) => {
  if (grouping === undefined || models.size === 0) return () => true;
  const { by, other } = grouping;
  return (name) =>
    name === other ||
    [...models.values()].some(({ fields }) => nameOf(toText(fields[by]), grouping) === name);
};

/** The group that an entry goes to because its own is another than when it was last applied, and it stands elsewhere. */
export const newGroupOf = (
  grouping: Grouping | undefined,
  entry: Entry,
  present: string | undefined,
  past: Past,
): string | undefined => {
  if (grouping === undefined) return undefined;
  const group = groupOf(grouping, entry);
  return group === oldGroupOf(grouping, entry, past) || group === present ? undefined : group;
};

/** A group's header; `name` is escaped for where it lands. */
export const headerLine = ({ header }: Grouping, name: string): string =>
  header.replaceAll("{group}", () => name);

/** The group whose header a text is; undefined where it is none. */
export const headerName = ({ header }: Grouping, text: string): string | undefined => {
  const [before = "", after = ""] = header.split("{group}");
  if (text.length <= before.length + after.length) return undefined;
  if (!text.startsWith(before) || !text.endsWith(after)) return undefined;
  return plainText(text.slice(before.length, text.length - after.length)) || undefined;
};

/** What a group is sorted by: the group of the rest comes last, unless it is listed. */
export const groupKey = ({ other, order }: Grouping, name: string | undefined): SortKey => {
  const listed = order.criteria.some(({ list }) => list.has(other));
  return [name === undefined || (name === other && !listed) ? null : name];
};

const freshGroups = <A extends Arrival>(
  stretches: readonly Stretch<unknown>[],
  grouping: Grouping,
  arrivals: readonly A[],
): readonly (readonly { readonly name: string; readonly arrivals: readonly A[] }[])[] => {
  const byName = new Map<string, A[]>();
  for (const arrival of arrivals) {
    const { group = grouping.other } = arrival;
    addTo(byName, group, arrival);
  }
  const keyOf = (name: string | undefined): SortKey => groupKey(grouping, name);
  const compare = comparator(grouping.order);
  const named = stretches.flatMap(({ name, members, isOthers = false }, index) =>
    name === undefined ? [] : [{ name, index, isEmpty: isOthers || members.length === 0 }],
  );
  // A header above nothing that is a model's may be of other text, where there are others.
  const inhabited = named.filter(({ isEmpty }) => !isEmpty);
  const groups = inhabited.length === 0 ? named : inhabited;
  const slotOf = slotFinder(
    groups.map(({ name }) => keyOf(name)),
    grouping.order,
  );
  const behind = (slot: number): number =>
    groups[slot - 1]?.index ?? (groups[0]?.index ?? stretches.length) - 1;
  const after = stretches.map((): { name: string; arrivals: readonly A[] }[] => []);
  const names = [...byName].sort(([a], [b]) => compare(keyOf(a), keyOf(b)) || (a < b ? -1 : 1));
  for (const [name, members] of names) after[behind(slotOf(keyOf(name)))]?.push({ name, arrivals: members });
  return after;
};

/** The arrivals, each right below the last that comes before it in the order, above what isn't sorted. */
const slotted = <A extends Arrival>(
  rest: readonly Member[],
  arrivals: readonly A[],
  order: Order,
): readonly { readonly slot: number; readonly arrival: A }[] => {
  // To find out how the keys are sorted takes as long as to sort them in.
  if (arrivals.length === 0) return [];
  const places = rest.flatMap(({ tied }, index) => (tied === true ? [] : [index]));
  const slotOf = slotFinder(
    places.map((index) => rest[index]?.sortedBy ?? []),
    order,
  );
  const compare = comparator(order);
  const isTwin = (one: Sorted | undefined, other: Sorted | undefined): boolean =>
    one?.tied === true && compare(one.sortedBy, other?.sortedBy ?? []) === 0;
  const first = places[0] ?? (order.position === "end" ? rest.length : 0);
  return arrivals.map((arrival) => {
    const above = places[slotOf(arrival.key) - 1];
    if (above === undefined) return { slot: first, arrival };
    // What stands a second time goes with the first.
    let slot = above + 1;
    while (isTwin(rest[slot], rest[above])) slot += 1;
    // Of one model's the config says in which order they stand.
    const isAfter = ({ id, rank = -1 }: Member): boolean => id === arrival.id && rank > arrival.rank;
    for (let up = rest[slot - 1]; up !== undefined && isAfter(up); up = rest[slot - 1]) slot -= 1;
    return { slot, arrival };
  });
};

/** Arranges a page: whoever is new or moves goes to its place under its group's header, and everyone else stays. */
export const arrange = <T extends Member, A extends Arrival>(
  stretches: readonly Stretch<T>[],
  settings: {
    readonly order: Order;
    readonly group: Grouping | undefined;
    readonly resorted: boolean;
    readonly past: Pick<Past, "lock">;
  },
  added: readonly A[],
  arrive: (member: T) => A,
): { readonly moving: ReadonlySet<T>; readonly arranged: readonly Arranged<T, A>[] } => {
  const { order, group: grouping, resorted, past } = settings;
  const wasGroup = formerGroups(grouping, past);
  const compare = comparator(order);
  const inOrder = (arrivals: readonly A[]): readonly A[] =>
    [...arrivals].sort(
      (a, b) => compare(a.key, b.key) || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.rank - b.rank),
    );
  const indexOf = new Map(stretches.map(({ name }, index) => [name, index] as const).reverse());
  const into = stretches.map((): A[] => []);
  const homeless: A[] = [];
  const place = (arrival: A): void => {
    const target = grouping === undefined ? 0 : indexOf.get(arrival.group);
    if (target === undefined) homeless.push(arrival);
    else into[target]?.push(arrival);
  };
  const moving = new Set<T>();
  const rests = stretches.map(({ members }, index) => {
    const here = members.filter(({ remove, goesTo }) => !remove && goesTo === undefined);
    const turned = here.filter((member) => member.turned === true);
    const movers = new Set([...findMovers(here, order, resorted), ...turned]);
    for (const mover of movers) into[index]?.push(arrive(mover));
    for (const member of members)
      if (movers.has(member) || (!member.remove && member.goesTo !== undefined)) moving.add(member);
    return here.filter((member) => !movers.has(member));
  });
  for (const { members } of stretches)
    for (const member of members)
      if (!member.remove && member.goesTo !== undefined) place({ ...arrive(member), group: member.goesTo });
  for (const arrival of added) place(arrival);
  const fresh = grouping === undefined ? [] : freshGroups(stretches, grouping, inOrder(homeless));
  const arranged = stretches.map(({ name, removable, members }, index) => {
    const rest = rests[index] ?? [];
    const arrivals = inOrder(into[index] ?? []);
    return {
      rest,
      arrivals: slotted(rest, arrivals, order),
      emptied:
        removable && members.length > 0 && rest.length === 0 && arrivals.length === 0 && wasGroup(name),
      fresh: fresh[index] ?? [],
    };
  });
  return { moving, arranged };
};
