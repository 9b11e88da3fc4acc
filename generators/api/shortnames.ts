/** How often a name stands under `schemas`, `$defs` or `definitions`: where twice, it names neither. */
import { isList, isObject, type JsonObject, type JsonValue } from "./json.ts";
import { once } from "../../src/text/once.ts";

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

const countsIn = once((file: JsonObject): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  count(file, found);
  return found;
});

/** How many schemas of these files have a name. */
export const usesOf = (name: string, files: Iterable<JsonValue>): number =>
  [...files].reduce<number>((sum, file) => sum + (isObject(file) ? (countsIn(file).get(name) ?? 0) : 0), 0);
