import type { ValuePath } from "../value-path.ts";
import { isObject } from "../../text/json.ts";

const join = (pages: readonly unknown[], keys: readonly string[]): unknown => {
  const [first] = pages;
  const [key, ...rest] = keys;
  if (Array.isArray(first))
    return pages.flatMap((page): readonly unknown[] => (Array.isArray(page) ? page : []));
  if (!isObject(first)) return first;
  if (key === undefined)
    return Object.fromEntries(pages.filter(isObject).flatMap((page) => Object.entries(page)));
  const inside = pages.filter(isObject).map((page) => page[key]);
  return { ...first, [key]: join(inside, rest) };
};

/** The key of the longest list of objects at a document's top. */
const longestKey = (value: unknown): readonly string[] => {
  if (!isObject(value)) return [];
  const lists = Object.entries(value).flatMap(([key, list]) =>
    Array.isArray(list) && list.every(isObject) ? [{ key, length: list.length }] : [],
  );
  const [longest] = lists.sort((a, b) => b.length - a.length);
  return longest === undefined ? [] : [longest.key];
};

/** The keys that lead to a document's list: those of the path, or to the longest list that there is. */
export const keysOfList = (value: unknown, list: ValuePath | undefined): readonly string[] =>
  list === undefined
    ? longestKey(value)
    : list.steps.flatMap((step) => (step.type === "key" ? [step.key] : []));

/** The first page with the records of all of them in its list, for whoever looks at a catalog as one document. */
export const joinPages = (pages: readonly unknown[], list: ValuePath | undefined): unknown =>
  join(pages, keysOfList(pages[0], list));
