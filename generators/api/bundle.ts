/** The state of one pass over a document and its files: which schemas got which name, what is open, missing or wrong. */
import { type Problem, error, warning } from "../../src/model/problem.ts";
import { addTo } from "../../src/text/group-by.ts";
import { once } from "../../src/text/once.ts";
import { type JsonObject, type JsonValue, fromPointer, isList, isObject, lookUp, toPointer } from "./json.ts";
import { refTarget } from "./reference.ts";
import { posix } from "node:path";

/** Keywords under which schemas stand by name. */
const holders: readonly string[] = ["schemas", "$defs", "definitions"];

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
const usesOf = (name: string, files: Iterable<JsonValue>): number =>
  [...files].reduce<number>((sum, file) => sum + (isObject(file) ? (countsIn(file).get(name) ?? 0) : 0), 0);

const anchorsIn = once((file: JsonObject): ReadonlyMap<string, readonly string[]> => {
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
});

/** Pointer of the one place in a file that is called so; undefined where there is none, or several are. */
const anchorIn = (file: JsonValue, name: string): string | undefined => {
  if (!isObject(file)) return undefined;
  const places = anchorsIn(file).get(name) ?? [];
  return places.length === 1 ? places[0] : undefined;
};

export type Bundle = {
  readonly label: string;
  /** Parsed files by path; `""` is the source. */
  readonly files: ReadonlyMap<string, JsonValue>;
  /** Files that `files` lacks, with the first place that refers to each. */
  readonly missing: Map<string, Place>;
  readonly problems: Problem[];
  /** OpenAPI 3.0, where keywords next to a `$ref` don't count. */
  readonly ignoresRefSiblings: boolean;
  /** Name of each referenced schema, by `placeKey`. */
  readonly names: Map<string, string>;
  /** The place that has each name. */
  readonly owners: Map<string, Place>;
  /** Named schemas that are not normalised yet. */
  readonly queue: { readonly name: string; readonly place: Place }[];
};

/** Where something stands in what a pass reads: `file` is the path as the source document reaches it, `""` for the source itself. */
export type Place = { readonly bundle: Bundle; readonly file: string; readonly pointer: string };

/** What stands at a place. */
export type Found<T = JsonValue> = { readonly place: Place; readonly value: T };

/** The place below `place` that the tokens lead to. */
export const below = (place: Place, ...tokens: readonly (string | number)[]): Place => ({
  ...place,
  pointer: place.pointer + toPointer(tokens.map(String)),
});

const placeKey = (place: Place): string => `${place.file}#${place.pointer}`;

/** The place as problems show it: `openapi.json#/paths/~1v1~1files`. */
export const showPlace = ({ bundle, file, pointer }: Place): string =>
  `${file === "" ? bundle.label : file}#${pointer}`;

/** Notes something that stops the generation. */
export const refuse = (code: string, place: Place, message: string, fix: string): void => {
  place.bundle.problems.push(error(code, showPlace(place), message, fix));
};

/** Notes something that is left out or bent, while the rest is generated. */
export const warn = (code: string, place: Place, message: string, fix: string): void => {
  place.bundle.problems.push(warning(code, showPlace(place), message, fix));
};

/** The same place in a pass that leaves no trace: what is wrong or missing there isn't noted. */
export const unnoted = (place: Place): Place => ({
  ...place,
  bundle: { ...place.bundle, problems: [], missing: new Map() },
});

/** Gives the schema at a place a name and queues it; a name taken by another place is a problem. */
export const nameSchema = (place: Place, name: string): void => {
  const { bundle } = place;
  const owner = bundle.owners.get(name);
  if (owner !== undefined && placeKey(owner) !== placeKey(place)) {
    const message = `Two schemas would be called ${JSON.stringify(name)}: this one and ${showPlace(owner)}.`;
    refuse("api-name-collision", place, message, "Rename one of them under components.schemas.");
    return;
  }
  bundle.owners.set(name, place);
  if (bundle.names.has(placeKey(place))) return;
  bundle.names.set(placeKey(place), name);
  bundle.queue.push({ name, place });
};

/** The name that a place got, if it got one. */
export const nameAt = (place: Place): string | undefined => place.bundle.names.get(placeKey(place));

const stem = (path: string): string => (path.split("/").at(-1) ?? path).replace(/(\.schema)?\.\w+$/, "");

/** The name of a schema that has none under `components.schemas`: its last token, or file and pointer. */
export const defaultName = (place: Place): string => {
  const tokens = fromPointer(place.pointer);
  const [holder = "", last] = tokens.slice(-2);
  return last !== undefined && holders.includes(holder) ? last : longName(place);
};

/** File and pointer as a name. */
const longName = (place: Place): string => {
  const tokens = fromPointer(place.pointer);
  const file =
    place.file === "" ? (tokens.length === 0 ? [stem(place.bundle.label)] : []) : [stem(place.file)];
  const path = tokens[0] === "components" ? tokens.slice(2) : tokens;
  return (
    [...file, ...path]
      .join("_")
      .replace(/[^\p{L}\p{N}]+/gu, "_")
      .replace(/^_+|_+$/g, "") || "Schema"
  );
};

/** A name for a schema that is referred to: the longer one where several have the short one, in whatever order. */
export const freeName = (place: Place): string => {
  const { bundle } = place;
  const name = defaultName(place);
  const longer = [longName(place), `${place.file}#${place.pointer}`];
  const isShort = name !== longer[0];
  if (!bundle.owners.has(name) && !(isShort && usesOf(name, bundle.files.values()) > 1)) return name;
  const chosen = longer.find((each) => !bundle.owners.has(each)) ?? name;
  const message = `Several schemas are called ${JSON.stringify(name)}, so this one is ${JSON.stringify(chosen)}.`;
  warn("api-name-clash", place, message, "Nothing need be done.");
  return chosen;
};

/** What a `$ref` string points at; undefined, with the problem noted, when it may not or can't be followed. */
export const follow = (ref: JsonValue, place: Place): Found | undefined => {
  const { bundle } = place;
  const fix = "Point the reference at something in this document or in a file beside it.";
  if (typeof ref !== "string") {
    refuse("api-reference-invalid", place, "A $ref must be text.", fix);
    return undefined;
  }
  const target = refTarget(ref, place.file);
  if ("refused" in target) {
    refuse(target.code, place, target.refused, fix);
    return undefined;
  }
  // A file beside the source may refer back to it by its name.
  const path = target.file === posix.basename(bundle.label) ? "" : target.file;
  const file = bundle.files.get(path);
  if (file === undefined) {
    if (!bundle.missing.has(path)) bundle.missing.set(path, place);
    return undefined;
  }
  const pointer = target.anchor === undefined ? target.pointer : anchorIn(file, target.anchor);
  if (pointer === undefined) {
    const message = `${JSON.stringify(ref)} is not the name of one place: no $anchor says so, or several do.`;
    refuse("api-reference-invalid", place, message, fix);
    return undefined;
  }
  const value = lookUp(file, pointer);
  if (value === undefined) {
    refuse("api-reference-missing", place, `${JSON.stringify(ref)} leads nowhere.`, fix);
    return undefined;
  }
  return { place: { bundle, file: path, pointer }, value };
};

/** Follows `$ref`s of a parameter, response, body or path item until something stands there itself. */
export const resolve = (value: JsonValue, place: Place): Found | undefined => {
  let current = { place, value };
  for (let hops = 0; isObject(current.value) && current.value.$ref !== undefined; hops++) {
    if (hops > 100) {
      refuse("api-reference-cycle", place, "This $ref leads back to itself.", "Break the cycle.");
      return undefined;
    }
    const next = follow(current.value.$ref, below(current.place, "$ref"));
    if (next === undefined) return undefined;
    current = next;
  }
  return current;
};

/** The members of an object: none where nothing stands there, nor, with the problem noted, where something else does. */
export const membersAt = (
  value: JsonValue | undefined,
  place: Place,
  code: string,
  message: string,
): readonly (readonly [name: string, value: JsonValue])[] => {
  if (isObject(value)) return Object.entries(value);
  // In YAML a key with nothing below it is null.
  if (value !== undefined && value !== null) refuse(code, place, message, "Correct it.");
  return [];
};

/** The object that stands somewhere, `$ref`s followed; undefined, with the problem noted, where something else does. */
export const objectAt = (
  value: JsonValue,
  place: Place,
  code: string,
  message: string,
): Found<JsonObject> | undefined => {
  const found = resolve(value, place);
  if (found === undefined) return undefined;
  if (isObject(found.value)) return { place: found.place, value: found.value };
  refuse(code, found.place, message, "Correct it.");
  return undefined;
};
