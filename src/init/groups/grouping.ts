import { byCodeUnit, naturally } from "../../text/natural.ts";
import type { GroupConfig } from "../../config/config.gen.ts";
import type { Model, Shape } from "../catalog/records.ts";
import { pathsOf, type Reading, readingOf } from "../columns/readings.ts";
import { groupingReadings } from "../order/criteria.ts";

/** A group as a page shows it: its name there, and its models. */
export type FoundGroup = { readonly name: string; readonly models: readonly Model[] };

/** How groups follow from the catalog: the field that gives their names, and how these are sorted. */
export type Grouping = { readonly reading: Reading; readonly order: Pick<GroupConfig, "order"> };

/** The field that gives each group's name, with other words for its values where the page has such. */
const naming = (groups: readonly FoundGroup[], shape: Shape): Reading | undefined => {
  const known = groupingReadings(shape);
  const isSeveral = groups.some(({ models }) => models.length > 1);
  // Of a field that nothing says is one of groups the values themselves must be the names.
  const others = pathsOf(shape)
    .filter((path) => isSeveral && path !== shape.id && path !== shape.name)
    .map((path) => readingOf(shape, path, "", []));
  const titled = (reading: Reading): Reading => ({
    ...readingOf(shape, reading.path, "", [...reading.rules, { op: "words" }, { op: "titleCase" }]),
    name: `${reading.name}Title`,
  });
  const plain = [...known, ...others];
  const tried = [...plain, ...plain.map(titled)].flatMap((reading) => {
    const isKnown = known.some(({ path }) => path === reading.path);
    const names = new Map<string, string>();
    for (const { name, models } of groups)
      for (const model of models) {
        const value = reading.text(model);
        if (value === "" || (names.get(value) ?? name) !== name || (!isKnown && value !== name)) return [];
        names.set(value, name);
      }
    const values = Object.fromEntries([...names].filter(([value, name]) => value !== name).sort());
    return names.size === groups.length ? [{ reading, values, changes: Object.keys(values).length }] : [];
  });
  const [best] = tried.sort((a, b) => a.changes - b.changes);
  if (best === undefined || best.changes === 0) return best?.reading;
  const { reading, values } = best;
  return {
    ...readingOf(shape, reading.path, "", [...reading.rules, { op: "map", values }]),
    name: `${reading.name}Group`,
  };
};

const isSorted = (texts: readonly string[], compare: (a: string, b: string) => number): boolean =>
  texts.every((text, index) => index === 0 || compare(texts[index - 1] ?? "", text) <= 0);

const orderOf = (names: readonly string[]): Pick<GroupConfig, "order"> => {
  if (isSorted(names, byCodeUnit)) return {};
  const lower = names.map((name) => name.toLowerCase());
  if (isSorted(lower, byCodeUnit)) return { order: { ignoreCase: true } };
  const areNumbers = names.every((name) => /\d/.test(name));
  if (areNumbers && isSorted(names, naturally)) return { order: { natural: true } };
  if (areNumbers && names.length > 2 && isSorted(names.toReversed(), naturally))
    return { order: { natural: true, descending: true } };
  return { order: { list: [...names] } };
};

/** How groups of a page follow from the catalog; undefined where it doesn't tell them apart, or there is only one. */
export const groupingOf = (groups: readonly FoundGroup[], shape: Shape): Grouping | undefined => {
  // A new group would need the next number.
  const areNumbered = groups.every(({ name }) => /^\d+[.)]\s/.test(name));
  const isTold =
    !areNumbered && groups.length > 1 && new Set(groups.map(({ name }) => name)).size === groups.length;
  const reading = isTold ? naming(groups, shape) : undefined;
  return reading === undefined ? undefined : { reading, order: orderOf(groups.map(({ name }) => name)) };
};

/** The words that all texts end with, but for their first one. */
const sharedEnd = (texts: readonly string[]): string => {
  const [first = "", ...others] = texts;
  let end = "";
  for (const [word] of [...first.matchAll(/\s+\S+/gu)].reverse()) {
    const longer = word + end;
    if (!others.every((text) => text.length > longer.length && text.endsWith(longer))) break;
    end = longer;
  }
  return end;
};

/** The words that all texts begin with, but for their last one. */
export const sharedStart = (texts: readonly string[]): string => {
  const [first = "", ...others] = texts;
  let start = "";
  for (const [word] of first.matchAll(/\S+\s+/gu)) {
    const longer = start + word;
    if (!others.every((text) => text.length > longer.length && text.startsWith(longer))) break;
    start = longer;
  }
  return start;
};

/** The names in headers of groups, and what all of these say after them: `Acme models`, `Bolt models`. */
export const namesIn = (
  headers: readonly string[],
): { readonly names: readonly string[]; readonly end: string } => {
  const end = headers.length < 2 ? "" : sharedEnd(headers);
  return { names: headers.map((header) => header.slice(0, header.length - end.length)), end };
};
