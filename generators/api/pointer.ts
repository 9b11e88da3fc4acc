/** JSON pointers (RFC 6901). */
import { isList, isObject, type JsonValue } from "./json.ts";

/** The pointer that these tokens spell: `["a/b", "c"]` → `/a~1b/c`. */
export const toPointer = (tokens: readonly string[]): string =>
  tokens.map((token) => `/${token.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** The tokens of a pointer; `""` has none. */
export const fromPointer = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));

/** What stands at a pointer, or undefined where nothing does. */
export const lookUp = (root: JsonValue, pointer: string): JsonValue | undefined => {
  let value: JsonValue | undefined = root;
  for (const token of fromPointer(pointer)) {
    if (isList(value)) value = /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
    else if (isObject(value)) value = value[token];
    else return undefined;
  }
  return value;
};
