import type { NavigationSettings } from "../../src/config/settings.ts";
import { toText } from "../../src/config/expression.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Edit, splice } from "../../src/page/page.ts";
import {
  type DataNode,
  type DataStep,
  type ListNode,
  contentEnd,
  elementsOf,
  hasShared,
  listShape,
  scalarShape,
  scalarsIn,
  shapeOf,
  take,
} from "../../src/text/data/node.ts";
import { comparator, isSorted, slotFinder } from "../../src/text/order.ts";
import { slugOf } from "../placing/headers.ts";
import { escapePattern } from "../../src/text/escape-pattern.ts";
import { lineOf } from "./item.ts";
import { editedNode } from "../data/lines.ts";
import { listEdits } from "../data/layout.ts";
import { writeLeaf } from "../data/write.ts";
import { type Grown, named, type NavFile, withFirst } from "./first-group.ts";

const stepFor = (step: DataStep, name: string): DataStep => {
  if (typeof step === "number") return step;
  return typeof step === "string"
    ? named(step, name)
    : new Map([...step].map(([key, value]) => [key, named(value, name)]));
};

/** The list of a group in the list of all of them. */
export const listOfGroup = (
  nav: NavigationSettings,
  path: readonly DataStep[],
  name: string,
): NavigationSettings => ({
  ...nav,
  path: [...path, ...(nav.group?.path ?? []).map((step) => stepFor(step, name))],
  made: { name, at: path.length },
});

/** The lists of navigation, one for every group that models of the catalog or the lock are in. */
export const groupedLists = (
  navigation: readonly NavigationSettings[],
  models: readonly Pick<Entry, "fields">[],
): readonly NavigationSettings[] =>
  navigation.flatMap((nav) => {
    const { group } = nav;
    if (group === undefined) return [nav];
    const nameIn = ({ fields }: Pick<Entry, "fields">): string => lineOf(toText(fields.get(group.by)));
    const compare = comparator(group.order);
    const names = [...new Set(models.map(nameIn))].filter((name) => name !== "");
    return names
      .sort((a, b) => compare([a], [b]) || (a < b ? -1 : 1))
      .map((name) => ({
        ...listOfGroup(nav, nav.path, name),
        test: (entry: Parameters<typeof nav.test>[0]) => nav.test(entry) && nameIn(entry) === name,
      }));
  });

/** The part at the end of a way; undefined where there is none, or several. */
const at = (root: DataNode, path: readonly DataStep[]): DataNode | undefined =>
  path.reduce<DataNode | undefined>((node, step) => {
    const [next, another] = node === undefined ? [] : take(node, step);
    return another === undefined ? next : undefined;
  }, root);

/** The group of a list in its file: its element among all groups, and its list in that. */
type Group = { readonly index: number; readonly element: DataNode; readonly list: DataNode };

const isInside = (node: DataNode, outer: DataNode): boolean =>
  node.start >= outer.start && node.end <= outer.end;

/** The list of all groups that a group's list is in. */
export const groupsOf = (root: DataNode, { path, made }: NavigationSettings): DataNode | undefined =>
  at(root, path.slice(0, made?.at));

const groupOf = (root: DataNode, nav: NavigationSettings): Group | undefined => {
  const all = groupsOf(root, nav);
  const list = at(root, nav.path);
  if (all === undefined || list === undefined) return undefined;
  const index = elementsOf(all).findIndex((element) => isInside(list, element));
  const element = elementsOf(all)[index];
  return element === undefined ? undefined : { index, element, list };
};

/** The list of another group than a list's, where that has elements: it shows how the list is written. */
export const siblingList = (
  root: DataNode,
  nav: NavigationSettings,
  all: readonly NavigationSettings[],
): ListNode | undefined =>
  nav.made === undefined
    ? undefined
    : all
        .filter((other) => other !== nav && other.where === nav.where)
        .flatMap((other) => {
          const list = at(root, other.path);
          return list?.type === "list" && list.items.length > 0 ? [list] : [];
        })[0];

/** A text as another group has it: the name of this one in it becomes the other's, as an address has it too. */
const renamed = (text: string, name: string, other: string): string => {
  const forms: readonly ((words: string) => string)[] = [
    (words) => words,
    slugOf,
    (words) => words.toLowerCase(),
  ];
  const whole = (form: (words: string) => string): RegExp =>
    new RegExp(`(?<![\\p{L}\\p{N}])${escapePattern(form(name))}(?![\\p{L}\\p{N}])`, "gu");
  const form = forms.find((each) => each(name) !== "" && whole(each).test(text));
  return form === undefined ? text : text.replace(whole(form), () => form(other));
};

/** Whether nothing but values of its own stands in a group beside its list: no other list, and no comment. */
const isBare = (text: string, { element, list }: Group): boolean => {
  const hasList = (node: DataNode): boolean => {
    if (node === list) return false;
    if (node.type === "list") return node.items.length > 0;
    return node.type === "map" && node.pairs.some(({ value }) => hasList(value));
  };
  const known = [...scalarsIn(element, list), { start: list.start, end: contentEnd(list) }];
  const gaps = editedNode(
    text,
    element,
    known.map(({ start, end }) => ({ start, end, text: "" })),
  );
  return !hasList(element) && !/#|\/[/*]/.test(gaps);
};

/** The text of a file with the group of a list, made as the one beside it, without elements; undefined where none is. */
export const withGroup = (
  { text, root, language }: NavFile,
  nav: NavigationSettings,
  all: readonly NavigationSettings[],
  read: (text: string) => DataNode | undefined,
): Grown | undefined => {
  const { made, group } = nav;
  const groups = groupsOf(root, nav);
  if (made === undefined || group === undefined || groups?.type !== "list" || groups.shared) return undefined;
  const present = all
    .flatMap((other) => {
      const found = other.where === nav.where ? groupOf(root, other) : undefined;
      return found === undefined || other.made === undefined ? [] : [{ ...found, name: other.made.name }];
    })
    .sort((a, b) => a.index - b.index);
  const keys = present.map(({ name }) => [name]);
  const sorted = isSorted(keys, comparator(group.order));
  const place = sorted ? slotFinder(keys, group.order)([made.name]) : present.length;
  const beside = present[place - 1] ?? present[0];
  // What people wrote in one group is about that one.
  const like = [beside, ...present].find((each) => each !== undefined && isBare(text, each)) ?? beside;
  if (beside === undefined || like === undefined)
    return withFirst({ text, root, language }, groups, nav, read);
  if (hasShared(like.element)) return undefined;
  const { element, list } = like;
  const textsOf = (each: Group): readonly string[] =>
    scalarsIn(each.element, each.list).map((leaf) => leaf.text);
  const others = new Set(present.flatMap((each) => (each === like ? [] : textsOf(each))));
  const shapes = new Map<DataNode, string>([[list, listShape([])]]);
  const edits: Edit[] = [];
  const copied: string[] = [];
  for (const leaf of scalarsIn(element, list)) {
    // A value follows the name where that of another group does.
    const follows = (each: (typeof present)[number]): boolean =>
      each === like
        ? present.length === 1 || leaf.text === like.name
        : textsOf(each).includes(renamed(leaf.text, like.name, each.name));
    const wanted =
      leaf.string && present.some(follows) ? renamed(leaf.text, like.name, made.name) : leaf.text;
    if (wanted === leaf.text) {
      if (present.length > 1 && !others.has(leaf.text)) copied.push(leaf.text);
      continue;
    }
    shapes.set(leaf, scalarShape(wanted, true, leaf.tag));
    const written = writeLeaf({ text: wanted, string: true }, language, leaf.quote, true);
    edits.push({ start: leaf.start, end: leaf.end, text: written });
  }
  const isBlock = list.type === "list" && list.style === "block";
  const start = isBlock ? text.slice(0, list.start).trimEnd().length : list.start;
  edits.push({ start, end: isBlock ? contentEnd(list) : list.end, text: isBlock ? " []" : "[]" });
  const slot = place === 0 ? beside.index : beside.index + 1;
  const content = splice(
    text,
    listEdits(text, groups, {
      removed: new Set(),
      added: [{ slot, text: editedNode(text, element, edits) }],
    }),
  );
  const before = groups.items.map(({ node }) => shapeOf(node));
  const wanted = listShape(
    [...before.slice(0, slot), shapeOf(element, shapes), ...before.slice(slot)],
    groups.tag,
  );
  const after = read(content);
  return after !== undefined && shapeOf(after) === shapeOf(root, new Map([[groups, wanted]]))
    ? { text: content, copied, like: like.name }
    : undefined;
};

const isEmptyList = (node: DataNode): boolean =>
  node.type === "list" ? node.items.length === 0 : node.type === "scalar" && node.start === node.end;

/** The text of a file without the groups of these lists that have no element left. */
export const withoutEmptyGroups = (
  text: string,
  emptied: readonly NavigationSettings[],
  read: (text: string) => DataNode | undefined,
): string =>
  emptied.reduce((all, nav) => {
    const root = read(all);
    const groups = root === undefined ? undefined : groupsOf(root, nav);
    const found = root === undefined ? undefined : groupOf(root, nav);
    if (root === undefined || groups?.type !== "list" || found === undefined) return all;
    if (!isEmptyList(found.list) || !isBare(all, found)) return all;
    const content = splice(all, listEdits(all, groups, { removed: new Set([found.index]), added: [] }));
    const rest = groups.items.flatMap(({ node }, index) => (index === found.index ? [] : [shapeOf(node)]));
    const after = read(content);
    const wanted = shapeOf(root, new Map<DataNode, string>([[groups, listShape(rest, groups.tag)]]));
    return after !== undefined && shapeOf(after) === wanted ? content : all;
  }, text);
