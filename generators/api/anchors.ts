/** Places that a document gives names to: `$anchor` and `$dynamicAnchor`. */
import { isList, isObject, type JsonValue } from "./json.ts";
import { toPointer } from "./pointer.ts";
import { addTo } from "../../src/text/group-by.ts";

const read = (file: JsonValue): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  const visit = (value: JsonValue, tokens: readonly string[]): void => {
    if (isList(value)) value.forEach((item, index) => visit(item, [...tokens, String(index)]));
    else if (isObject(value)) {
      for (const name of new Set([value.$anchor, value.$dynamicAnchor]))
        if (typeof name === "string") addTo(found, name, toPointer(tokens));
      for (const [key, item] of Object.entries(value)) visit(item, [...tokens, key]);
    }
  };
  visit(file, []);
  return found;
};

const known = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

/** Pointer of the one place in a file that is called so; undefined where there is none, or several are. */
export const anchorIn = (file: JsonValue, name: string): string | undefined => {
  if (!isObject(file)) return undefined;
  const anchors = known.get(file) ?? read(file);
  known.set(file, anchors);
  const places = anchors.get(name) ?? [];
  return places.length === 1 ? places[0] : undefined;
};
