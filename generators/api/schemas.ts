/** Gives the document's own schemas their names, and reads every named schema. */
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
} from "./bundle.ts";
import { type JsonObject, type JsonValue, byCodeUnit, isObject, lookUp } from "./json.ts";
import { readSchema } from "./schema.ts";
import type { JsonSchema } from "./types.ts";

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
