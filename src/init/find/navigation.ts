import type { NavigationConfig } from "../../config/config.gen.ts";
import type { RelativePath } from "../../model/file.ts";
import type { Menu } from "../../page/markup.ts";
import { menusCalled } from "../../page/rows/menu.ts";
import { markupOf, menuStep, scanPage } from "../../page/scan.ts";
import { countEach, groupBy } from "../../text/group-by.ts";
import { textsIn } from "../../../generators/navigation/item.ts";
import { commentAbove } from "../../../generators/data/labels.ts";
import { type DataNode, type ListNode, type MapNode, elementsOf, keysOf } from "../../text/data/node.ts";

/** The texts of an element: by key; a text alone, and the key and value of a single pair, by names of their own. */
export type FoundElement = ReadonlyMap<string, string>;

/** What the texts of an element are called that have no key of their own. */
export const lone = { text: "", label: "\0label", target: "\0target" } as const;

/** A list of a file of navigation or data. */
export type FoundNav = {
  readonly file: RelativePath;
  readonly path: NavigationConfig["path"];
  readonly context: readonly string[];
  /** Which steps of the way lead to an element of a list. */
  readonly choices: readonly number[];
  /** Elements that have other forms than most are left out. */
  readonly elements: readonly FoundElement[];
  /** What each line of the list says: its elements, whatever they are, and comments above them. */
  readonly said: readonly (readonly string[])[];
  /** Those that are left out, as far as they have the keys of the others. */
  readonly others: readonly FoundElement[];
  /** The keys whose values aren't texts: numbers, yes and no. */
  readonly untyped: ReadonlySet<string>;
  /** How many elements have each of the keys that only some have. */
  readonly besides: ReadonlyMap<string, number>;
};

const labels = "group tab label title text name version language anchor caption".split(" ");

const scalarsWithin = (node: DataNode): ReadonlyMap<string, string> =>
  new Map(
    node.type !== "map"
      ? []
      : node.pairs.flatMap(({ key, value }) =>
          key.type === "scalar" && value.type === "scalar" ? [[key.text, value.text] as const] : [],
        ),
  );

const byLength = (a: readonly unknown[], b: readonly unknown[]): number => b.length - a.length;

const isPlain = ({ key, value }: MapNode["pairs"][number]): boolean =>
  key.type === "scalar" && value.type === "scalar";

/** The texts of elements; what has parts (`badge: { … }`) is people's where the others have all keys but that. */
const scalarsOf = (items: readonly DataNode[]): readonly FoundElement[] => {
  const plain = items.filter((node) => node.type === "map" && node.pairs.every(isPlain));
  const [common = []] = [...groupBy(plain, (node) => keysOf(node).join()).values()].sort(byLength);
  const keys = common.slice(0, 1).flatMap(keysOf);
  return items.flatMap((node): readonly FoundElement[] => {
    if (node.type === "scalar") return [new Map([[lone.text, node.text]])];
    const texts = scalarsWithin(node);
    const isMore = keys.length > 1 && keys.every((key) => texts.has(key));
    return texts.size > 0 && (plain.includes(node) || isMore) ? [texts] : [];
  });
};

/** Pairs under one key everywhere are a map's; under a key of their own each, a label's. */
const asPairs = (elements: readonly FoundElement[]): readonly FoundElement[] => {
  const single = elements.filter((element) => element.size === 1 && !element.has(lone.text));
  const keys = new Set(single.flatMap((element) => [...element.keys()]));
  const [only = ""] = elements.length === 1 ? (single[0]?.values() ?? []) : [];
  // One alone is a label where it leads to a page.
  const areLabels = /[/.]/.test(only) || (single.length > 1 && keys.size > 1);
  if (!areLabels) return elements;
  return elements.map((element) => {
    const [pair] = element;
    return pair === undefined || !single.includes(element)
      ? element
      : new Map([
          [lone.label, pair[0]],
          [lone.target, pair[1]],
        ]);
  });
};

const formOf = (element: FoundElement): string => JSON.stringify([...element.keys()]);

/** The elements of the form that most have, with those that have keys besides, which are people's; and the others. */
const alike = (elements: readonly FoundElement[]): Pick<FoundNav, "elements" | "others"> => {
  const all = asPairs(elements);
  const [common = []] = [...groupBy(all, formOf).values()].sort(byLength);
  const keys = [...(common[0]?.keys() ?? [])];
  const isWhole = (element: FoundElement): boolean => keys.every((key) => element.has(key));
  const cut = (element: FoundElement): FoundElement =>
    new Map(keys.map((key) => [key, element.get(key) ?? ""]));
  const others = all.filter((element) => !isWhole(element));
  return { elements: all.filter(isWhole).map(cut), others: others.map(cut) };
};

type Step = NavigationConfig["path"][number];

/** How each element of a list is named in a path, so that no other is meant. */
const stepsTo = (list: ListNode): readonly Step[] => {
  const scalars = list.items.map(({ node }) => scalarsWithin(node));
  const named = labels.map((label) => [label, countEach(scalars.map((own) => own.get(label)))] as const);
  return scalars.map((own, index) => {
    const [label = ""] = named.find(([each, texts]) => own.has(each) && texts.get(own.get(each)) === 1) ?? [];
    const text = own.get(label);
    return text === undefined ? index : { [label]: text };
  });
};

/** The keys whose values are no texts in most maps: one that is worked out (`base + "/more"`) stays alone. */
const untypedIn = (nodes: readonly DataNode[]): ReadonlySet<string> => {
  const texts = new Map<string, number>();
  for (const node of nodes)
    for (const { key, value } of node.type === "map" ? node.pairs : [])
      if (key.type === "scalar" && value.type === "scalar")
        texts.set(key.text, (texts.get(key.text) ?? 0) + (value.string ? 1 : -1));
  return new Set([...texts].flatMap(([key, more]) => (more < 0 ? [key] : [])));
};

/** A list or map of a file of data, and the way to it. */
type PlacedPart = {
  readonly part: Extract<DataNode, { readonly type: "list" | "map" }>;
  readonly path: readonly Step[];
  readonly context: readonly string[];
  readonly choices: readonly number[];
};

/** Every list and map of a file. */
export const partsBelow = (root: DataNode): readonly PlacedPart[] => {
  const found: PlacedPart[] = [];
  // A part of a module may be led to in two ways.
  const seen = new Set<DataNode>();
  const walk = (node: DataNode, way: Omit<PlacedPart, "part">): void => {
    const { path, context, choices } = way;
    if (seen.has(node)) return;
    seen.add(node);
    if (node.type === "list" || node.type === "map") found.push({ part: node, ...way });
    if (node.type === "map")
      for (const { key, value } of node.pairs) {
        if (key.type === "scalar")
          walk(value, { path: [...path, key.text], context: [...context, key.text], choices });
      }
    if (node.type !== "list") return;
    const into = (step: Step, told: readonly string[]): Omit<PlacedPart, "part"> => ({
      path: [...path, step],
      context: [...context, ...told],
      choices: [...choices, path.length],
    });
    const counts = countEach(node.items.flatMap((each) => keysOf(each.node)));
    const steps = stepsTo(node);
    for (const [index, { node: element }] of node.items.entries()) {
      const [pair, another] = element.type === "map" ? element.pairs : [];
      const name = pair?.key.type === "scalar" && another === undefined ? pair.key.text : undefined;
      // In a list a text names the element that has it as a key.
      if (pair !== undefined && name !== undefined && counts.get(name) === 1)
        walk(pair.value, into(name, [name]));
      else {
        const step = steps[index] ?? index;
        const told = typeof step === "object" ? Object.values(step) : [];
        walk(element, into(step, told));
      }
    }
  };
  walk(root, { path: [], context: [], choices: [] });
  return found;
};

/** What elements say, and comments above them. */
const saidBy = (items: readonly DataNode[], text: string): FoundNav["said"] =>
  items.flatMap((node) => {
    const above = commentAbove(text, node.start);
    return [...(above === undefined ? [] : [[above]]), textsIn(node)];
  });

/** The pairs that elements with certain keys have besides: their keys. Lists in them hold further elements. */
const keysBeside = (node: DataNode, own: readonly string[]): readonly string[] =>
  node.type !== "map" || own.some((key) => !keysOf(node).includes(key))
    ? []
    : node.pairs.flatMap(({ key, value }) =>
        key.type !== "scalar" || value.type === "list" || own.includes(key.text) ? [] : [key.text],
      );

/** Every list of a file with elements that have texts alone. */
export const navListsOf = (file: RelativePath, root: DataNode, text: string): readonly FoundNav[] =>
  partsBelow(root).flatMap(({ part, path, ...way }) => {
    const items = elementsOf(part);
    const { elements, others } = alike(scalarsOf(items));
    const keys = [...(elements[0]?.keys() ?? [])];
    const besides = countEach(items.flatMap((node) => keysBeside(node, keys)));
    const found = { elements, others, besides, untyped: untypedIn(items), said: saidBy(items, text) };
    return found.elements.length > 0 ? [{ file, path: [...path], ...way, ...found }] : [];
  });

/** A name that no other menu of the page has; none is needed for the only one. */
const pathOf = (menu: Menu, all: readonly Menu[]): readonly string[] | undefined => {
  if (all.length === 1) return [];
  const name = menu.names.find((each) => {
    const [one, another] = menusCalled(all, [each]);
    return one === menu && another === undefined;
  });
  return name === undefined ? undefined : [name];
};

/** The menus of a page, as lists of navigation. */
export const menusOf = (file: RelativePath, text: string): readonly FoundNav[] => {
  const { name, menus } = markupOf(file);
  const all = menus === undefined ? [] : menus(scanPage(file, text));
  return all.flatMap((menu) => {
    const path = pathOf(menu, all);
    const found = alike(menu.items.map(({ title, page }) => new Map([[title ?? lone.text, page]])));
    return path === undefined || found.elements.length < 2
      ? []
      : [
          {
            file,
            path: name === "markdown" ? [menuStep, ...path] : [...path],
            context: [...menu.names],
            choices: [],
            ...found,
            ...{ untyped: new Set<string>(), besides: new Map<string, number>(), said: [] },
          },
        ];
  });
};
