/** How often a name stands under `schemas`, `$defs` or `definitions`: where twice, it names neither. */
import { isList, isObject, type JsonValue } from "./json.ts";

/** Keywords under which schemas stand by name. */
export const holders: readonly string[] = ["schemas", "$defs", "definitions"];

const count = (value: JsonValue, found: Map<string, number>): void => {
  if (isList(value)) for (const item of value) count(item, found);
  else if (isObject(value))
    for (const [key, item] of Object.entries(value)) {
      if (holders.includes(key) && isObject(item))
        for (const name of Object.keys(item)) found.set(name, (found.get(name) ?? 0) + 1);
      count(item, found);
    }
};

const known = new WeakMap<object, ReadonlyMap<string, number>>();

const countsIn = (file: JsonValue): ReadonlyMap<string, number> => {
  if (!isObject(file)) return new Map();
  const counted = known.get(file);
  if (counted) return counted;
  const found = new Map<string, number>();
  count(file, found);
  known.set(file, found);
  return found;
};

/** How many schemas of these files have a name. */
export const usesOf = (name: string, files: Iterable<JsonValue>): number =>
  [...files].reduce<number>((sum, file) => sum + (countsIn(file).get(name) ?? 0), 0);
