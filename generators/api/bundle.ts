/**
 * The state of one pass over a document and the files that it refers to: which schemas got which name,
 * which are still to be read, which files are missing, and what is wrong.
 */
import { posix } from "node:path";
import { error, type Problem, warning } from "../../src/model/problem.ts";
import { anchorIn } from "./anchors.ts";
import { isObject, type JsonValue } from "./json.ts";
import { below, fromPointer, lookUp, type Place } from "./pointer.ts";
import { refTarget } from "./reference.ts";
import { holders, usesOf } from "./shortnames.ts";

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

const placeKey = (place: Place): string => `${place.file}#${place.pointer}`;

/** The place as problems show it: `openapi.json#/paths/~1v1~1files`. */
export const showPlace = (bundle: Bundle, place: Place): string =>
  `${place.file === "" ? bundle.label : place.file}#${place.pointer}`;

/** What is wrong at a place, and what helps. */
export type Fault = { readonly code: string; readonly message: string; readonly fix: string };

/** Notes something that stops the generation. */
export const refuse = (bundle: Bundle, place: Place, { code, message, fix }: Fault): void => {
  bundle.problems.push(error(code, showPlace(bundle, place), message, fix));
};

/** Notes something that is left out or bent, while the rest is generated. */
export const warn = (bundle: Bundle, place: Place, { code, message, fix }: Fault): void => {
  bundle.problems.push(warning(code, showPlace(bundle, place), message, fix));
};

/** Gives the schema at a place a name and queues it; a name taken by another place is a problem. */
export const nameSchema = (bundle: Bundle, place: Place, name: string): void => {
  const owner = bundle.owners.get(name);
  if (owner !== undefined && placeKey(owner) !== placeKey(place)) {
    const message = `Two schemas would be called ${JSON.stringify(name)}: this one and ${showPlace(bundle, owner)}.`;
    refuse(bundle, place, {
      code: "api-name-collision",
      message,
      fix: "Rename one of them under components.schemas.",
    });
    return;
  }
  bundle.owners.set(name, place);
  if (bundle.names.has(placeKey(place))) return;
  bundle.names.set(placeKey(place), name);
  bundle.queue.push({ name, place });
};

/** The name that a place got, if it got one. */
export const nameAt = (bundle: Bundle, place: Place): string | undefined => bundle.names.get(placeKey(place));

const stem = (path: string): string => (path.split("/").at(-1) ?? path).replace(/(\.schema)?\.\w+$/, "");

/** The name of a schema that has none under `components.schemas`: its last token, or file and pointer. */
export const defaultName = (bundle: Bundle, place: Place): string => {
  const tokens = fromPointer(place.pointer);
  const [holder = "", last] = tokens.slice(-2);
  return last !== undefined && holders.includes(holder) ? last : longName(bundle, place);
};

/** File and pointer as a name. */
const longName = (bundle: Bundle, place: Place): string => {
  const tokens = fromPointer(place.pointer);
  const file = place.file === "" ? (tokens.length === 0 ? [stem(bundle.label)] : []) : [stem(place.file)];
  const path = tokens[0] === "components" ? tokens.slice(2) : tokens;
  return (
    [...file, ...path]
      .join("_")
      .replace(/[^\p{L}\p{N}]+/gu, "_")
      .replace(/^_+|_+$/g, "") || "Schema"
  );
};

/**
 * A name for a schema that is referred to: the longer one where several have the short one, whichever of them
 * is referred to first.
 */
export const freeName = (bundle: Bundle, place: Place): string => {
  const name = defaultName(bundle, place);
  const longer = [longName(bundle, place), `${place.file}#${place.pointer}`];
  const isShort = name !== longer[0];
  if (!bundle.owners.has(name) && !(isShort && usesOf(name, bundle.files.values()) > 1)) return name;
  const chosen = longer.find((each) => !bundle.owners.has(each)) ?? name;
  const message = `Several schemas are called ${JSON.stringify(name)}, so this one is ${JSON.stringify(chosen)}.`;
  warn(bundle, place, { code: "api-name-clash", message, fix: "Nothing need be done." });
  return chosen;
};

/** What a `$ref` string points at; undefined, with the problem noted, when it may not or can't be followed. */
export const follow = (
  bundle: Bundle,
  ref: JsonValue,
  place: Place,
): { place: Place; value: JsonValue } | undefined => {
  const fix = "Point the reference at something in this document or in a file beside it.";
  if (typeof ref !== "string") {
    refuse(bundle, place, { code: "api-reference-invalid", message: "A $ref must be text.", fix });
    return undefined;
  }
  const target = refTarget(ref, place.file);
  if ("refused" in target) {
    refuse(bundle, place, { code: target.code, message: target.refused, fix });
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
    refuse(bundle, place, { code: "api-reference-invalid", message, fix });
    return undefined;
  }
  const value = lookUp(file, pointer);
  if (value === undefined) {
    refuse(bundle, place, {
      code: "api-reference-missing",
      message: `${JSON.stringify(ref)} leads nowhere.`,
      fix,
    });
    return undefined;
  }
  return { place: { file: path, pointer }, value };
};

/** Follows `$ref`s of a parameter, response, body or path item until something stands there itself. */
export const resolve = (
  bundle: Bundle,
  value: JsonValue,
  place: Place,
): { place: Place; value: JsonValue } | undefined => {
  let current = { place, value };
  for (let hops = 0; isObject(current.value) && current.value.$ref !== undefined; hops++) {
    if (hops > 100) {
      refuse(bundle, place, {
        code: "api-reference-cycle",
        message: "This $ref leads back to itself.",
        fix: "Break the cycle.",
      });
      return undefined;
    }
    const next = follow(bundle, current.value.$ref, below(current.place, "$ref"));
    if (next === undefined) return undefined;
    current = next;
  }
  return current;
};
