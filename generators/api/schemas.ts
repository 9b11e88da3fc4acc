/** Gives the document's own schemas their names, and reads every named schema. */
import { type Bundle, defaultName, follow, nameAt, nameSchema, refuse } from "./bundle.ts";
import { byCodeUnit, isObject, type JsonObject, type JsonValue } from "./json.ts";
import { below, lookUp, type Place } from "./pointer.ts";
import { readSchema } from "./schema.ts";
import type { JsonSchema } from "./types.ts";

const root: Place = { file: "", pointer: "" };

/** A component that only points into another file lends that file's schema its name. */
const adopt = (name: string, value: JsonValue, place: Place, bundle: Bundle): boolean => {
  if (!isObject(value) || value.$ref === undefined || Object.keys(value).length > 1) return false;
  // What is wrong with the reference is reported when the schema is read, so not here.
  const target = follow({ ...bundle, problems: [] }, value.$ref, below(place, "$ref"));
  if (target === undefined || target.place.file === "" || nameAt(bundle, target.place) !== undefined)
    return false;
  nameSchema(bundle, target.place, name);
  return true;
};

const nameAll = (value: JsonValue | undefined, place: Place, bundle: Bundle): void => {
  if (value === undefined) return;
  if (!isObject(value)) {
    refuse(bundle, place, {
      code: "api-schema-invalid",
      message: "An object of schemas is wanted here.",
      fix: "Make it an object.",
    });
    return;
  }
  for (const [name, schema] of Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b))) {
    const at = below(place, name);
    if (!adopt(name, schema, at, bundle)) nameSchema(bundle, at, name);
  }
};

const definitionKeys = ["$schema", "$id", "$comment", "title", "description", "$defs", "definitions"];

/** Names what the document declares: `components.schemas`, or a plain schema with its definitions. */
export const nameDeclaredSchemas = (document: JsonObject, isPlainSchema: boolean, bundle: Bundle): void => {
  if (!isPlainSchema) {
    const { components } = document;
    if (isObject(components)) nameAll(components.schemas, below(root, "components", "schemas"), bundle);
    return;
  }
  for (const key of ["$defs", "definitions"]) nameAll(document[key], below(root, key), bundle);
  if (Object.keys(document).every((key) => definitionKeys.includes(key))) return;
  const { title } = document;
  nameSchema(
    bundle,
    root,
    typeof title === "string" && title.trim() !== "" ? title.trim() : defaultName(bundle, root),
  );
};

/** Reads named schemas until no new name turns up; sorted by name. */
export const readNamedSchemas = (bundle: Bundle): ReadonlyMap<string, JsonSchema> => {
  const schemas = new Map<string, JsonSchema>();
  for (let next = bundle.queue.pop(); next !== undefined; next = bundle.queue.pop()) {
    const file = bundle.files.get(next.place.file);
    const value = file === undefined ? undefined : lookUp(file, next.place.pointer);
    if (value !== undefined) schemas.set(next.name, readSchema(value, next.place, bundle));
  }
  return new Map([...schemas].sort(([a], [b]) => byCodeUnit(a, b)));
};
