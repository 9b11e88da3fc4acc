import {
  below,
  type Bundle,
  defaultName,
  follow,
  nameAt,
  nameSchema,
  type Place,
  refuse,
  unnoted,
  warn,
} from "./bundle.ts";
import { byCodeUnit, isObject, type JsonObject, type JsonValue, lookUp } from "./json.ts";
import { readSchema } from "./schema.ts";
import { type JsonSchema, type SchemaObject, schemaRefName } from "./types.ts";
import { toMap } from "../../src/text/group-by.ts";

/** Named schemas that contain themselves with nothing in between: a type would refer to itself, a check never end. */

type Named = ReadonlyMap<string, JsonSchema>;

/** Names that apply to the same value as this schema does. */
const inPlace = (schema: JsonSchema): readonly string[] => {
  if (typeof schema === "boolean") return [];
  const { $ref, allOf = [], anyOf = [], oneOf = [], not } = schema;
  const branches = [...allOf, ...anyOf, ...oneOf, ...(not === undefined ? [] : [not])];
  return [...($ref === undefined ? [] : [schemaRefName($ref)]), ...branches.flatMap(inPlace)];
};

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

const reversed = (edges: Edges): Map<string, Set<string>> => {
  const back = new Map([...edges.keys()].map((name) => [name, new Set<string>()]));
  for (const [name, targets] of edges) for (const target of targets) back.get(target)?.add(name);
  return back;
};

/** Drops names, in linear time, until each that is left has an edge to another that is left. */
const pruned = (edges: Edges): Edges => {
  const back = reversed(edges);
  const left = toMap(edges, ([name, targets]) => [name, [...targets].filter((t) => edges.has(t)).length]);
  const ends = [...left].filter(([, count]) => count === 0).map(([name]) => name);
  for (let name = ends.pop(); name !== undefined; name = ends.pop()) {
    left.delete(name);
    for (const source of back.get(name) ?? []) {
      const count = (left.get(source) ?? 0) - 1;
      left.set(source, count);
      if (count === 0) ends.push(source);
    }
  }
  return new Map([...edges].filter(([name]) => left.has(name)));
};

/** Schemas that are written out inside each other: any more, and what they refer to may be anything. */
const deepest = 6;

type Cut = {
  readonly schemas: Named;
  readonly cyclic: ReadonlySet<string>;
  readonly seen: readonly string[];
};

/** What a schema says without itself: a branch that leads back adds nothing. Undefined when nothing else is said. */
const without = (schema: JsonSchema, cut: Cut): JsonSchema | undefined => {
  if (typeof schema === "boolean") return schema;
  if (schema.$ref !== undefined) {
    const name = schemaRefName(schema.$ref);
    if (!cut.cyclic.has(name)) return schema;
    if (cut.seen.includes(name)) return undefined;
    if (cut.seen.length >= deepest) return true;
    return without(cut.schemas.get(name) ?? true, { ...cut, seen: [...cut.seen, name] });
  }
  const { anyOf, oneOf, allOf, not, ...rest } = schema;
  const left = (branches: readonly JsonSchema[] | undefined): readonly JsonSchema[] | undefined =>
    branches?.flatMap((branch) => without(branch, cut) ?? []);
  const kept = { anyOf: left(anyOf), oneOf: left(oneOf), allOf: left(allOf) };
  const made: SchemaObject = {
    ...rest,
    ...(kept.anyOf?.length && { anyOf: kept.anyOf }),
    ...(kept.oneOf?.length && { oneOf: kept.oneOf }),
    ...(kept.allOf?.length && { allOf: kept.allOf }),
    ...(not !== undefined && inPlace(not).every((name) => !cut.cyclic.has(name)) && { not }),
  };
  return Object.keys(made).length === 0 ? undefined : made;
};

/** The schemas, those on such a cycle without what leads back, each with a warning. Other recursion stays. */
export const breakCycles = (schemas: Named, root: Place): Named => {
  const edges: Edges = new Map([...schemas].map(([name, schema]) => [name, new Set(inPlace(schema))]));
  const cyclic = new Set(pruned(reversed(pruned(edges))).keys());
  if (cyclic.size === 0) return schemas;
  const made = new Map(schemas);
  for (const name of cyclic) {
    const left = without(schemas.get(name) ?? true, { schemas, cyclic, seen: [name] });
    const place = root.bundle.owners.get(name) ?? root;
    const code = "api-reference-cycle";
    const shown = JSON.stringify(name);
    if (left === undefined) {
      const message = `The schema ${shown} consists of itself and nothing else.`;
      refuse(code, place, message, "Break the cycle of references.");
    } else {
      const message = `The schema ${shown} leads back to itself in its own place: the rest of it is what counts.`;
      warn(code, place, message, "Take the branch out that leads back.");
      made.set(name, left);
    }
  }
  return made;
};

/** Gives the document's own schemas their names, and reads every named schema. */

/** A component that only points into another file lends that file's schema its name. */
const adopt = (name: string, value: JsonValue, place: Place): boolean => {
  if (!isObject(value) || value.$ref === undefined || Object.keys(value).length > 1) return false;
  // What is wrong with the reference is reported when the schema is read, so not here.
  const target = follow(value.$ref, unnoted(below(place, "$ref")));
  if (target === undefined || target.place.file === "" || nameAt(target.place) !== undefined) return false;
  nameSchema({ ...target.place, bundle: place.bundle }, name);
  return true;
};

const nameAll = (value: JsonValue | undefined, place: Place): void => {
  if (value === undefined) return;
  if (!isObject(value)) {
    refuse("api-schema-invalid", place, "An object of schemas is wanted here.", "Make it an object.");
    return;
  }
  for (const [name, schema] of Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b))) {
    const at = below(place, name);
    if (!adopt(name, schema, at)) nameSchema(at, name);
  }
};

const definitionKeys = ["$schema", "$id", "$comment", "title", "description", "$defs", "definitions"];

/** Names what the document declares: `components.schemas`, or a plain schema with its definitions. */
export const nameDeclaredSchemas = (document: JsonObject, root: Place, isPlainSchema: boolean): void => {
  if (!isPlainSchema) {
    const { components } = document;
    if (isObject(components)) nameAll(components.schemas, below(root, "components", "schemas"));
    return;
  }
  for (const key of ["$defs", "definitions"]) nameAll(document[key], below(root, key));
  if (Object.keys(document).every((key) => definitionKeys.includes(key))) return;
  const { title } = document;
  nameSchema(root, typeof title === "string" && title.trim() !== "" ? title.trim() : defaultName(root));
};

/** Reads named schemas until no new name turns up; sorted by name. */
export const readNamedSchemas = (bundle: Bundle): ReadonlyMap<string, JsonSchema> => {
  const schemas = new Map<string, JsonSchema>();
  for (let next = bundle.queue.pop(); next !== undefined; next = bundle.queue.pop()) {
    const file = bundle.files.get(next.place.file);
    const value = file === undefined ? undefined : lookUp(file, next.place.pointer);
    if (value !== undefined) schemas.set(next.name, readSchema(value, next.place));
  }
  return new Map([...schemas].sort(([a], [b]) => byCodeUnit(a, b)));
};
