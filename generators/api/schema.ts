/** One schema of the document → a `JsonSchema` that holds only keywords of the allow-list. */
import { below, follow, freeName, nameAt, nameSchema, type Place, refuse, warn, unnoted } from "./bundle.ts";
import { canonicalJson, emptyObject, isList, isObject, type JsonObject, type JsonValue } from "./json.ts";
import { readScalars, type SchemaDraft } from "./keywords.ts";
import { type JsonSchema, schemaRef, type TypeName } from "./types.ts";

const typeNames = ["string", "number", "integer", "boolean", "object", "array", "null"] as const;

const readTypes = (value: JsonObject, place: Place): readonly TypeName[] => {
  const { type } = value;
  if (type === undefined) return [];
  const types = new Set<TypeName>();
  for (const item of isList(type) ? type : [type]) {
    const name = typeNames.find((known) => known === item);
    if (name !== undefined) types.add(name);
    else {
      const message = `${JSON.stringify(item)} is not a type, so it is left out.`;
      warn("api-schema-type", below(place, "type"), message, `Use one of ${typeNames.join(", ")}.`);
    }
  }
  return [...types];
};

const readList = (list: JsonValue, place: Place): readonly JsonSchema[] => {
  if (!isList(list)) {
    refuse("api-schema-invalid", place, "A list of schemas is wanted here.", "Make it a list.");
    return [];
  }
  return list.map((item, index) => readSchema(item, below(place, index)));
};

const readMap = (map: JsonValue, place: Place): Record<string, JsonSchema> => {
  const made = emptyObject<JsonSchema>();
  if (!isObject(map)) {
    refuse("api-schema-invalid", place, "An object of schemas is wanted here.", "Make it an object.");
    return made;
  }
  for (const [key, item] of Object.entries(map)) made[key] = readSchema(item, below(place, key));
  return made;
};

const typeOf = (value: JsonValue): string => {
  if (value === null) return "null";
  return isList(value) ? "array" : typeof value;
};

/** No value is of a type that none of the values allowed has: what is meant are the values, in a list those of its items. */
const settleValues = (draft: SchemaDraft, place: Place): void => {
  const values = draft.const === undefined ? draft.enum : [draft.const];
  const types: readonly string[] = [draft.type ?? []]
    .flat()
    .map((type) => (type === "integer" ? "number" : type));
  if (!values || types.length === 0 || values.some((value) => types.includes(typeOf(value)))) return;
  const { items = {}, enum: listed } = draft;
  const isOpen = typeof items === "object" && (items.$ref ?? items.enum) === undefined;
  const isItems = draft.type === "array" && listed !== undefined && isOpen;
  if (isItems) {
    draft.items = { ...items, enum: listed };
    delete draft.enum;
  } else delete draft.type;
  warn(
    "api-schema-values",
    place,
    `None of the values allowed is of the type ${types.join(", ")}, so ${isItems ? "they are taken for those of its items" : "the type is left out"}.`,
    "Correct the type or the values, in an overlay if the document is not yours.",
  );
};

const acceptsAnything = (schema: JsonSchema): boolean =>
  schema === true ||
  (typeof schema === "object" &&
    Object.keys(schema).every((key) => ["title", "description", "deprecated"].includes(key)));

const readApplicators = (value: JsonObject, draft: SchemaDraft, place: Place): void => {
  for (const key of ["properties", "patternProperties"] as const) {
    const map = value[key] ?? undefined;
    if (map !== undefined) draft[key] = readMap(map, below(place, key));
  }
  for (const key of ["additionalProperties", "propertyNames", "not"] as const) {
    if (value[key] !== undefined) draft[key] = readSchema(value[key], below(place, key));
  }
  for (const key of ["anyOf", "oneOf", "allOf", "prefixItems"] as const) {
    const list = value[key] ?? undefined;
    if (list === undefined) continue;
    const branches = readList(list, below(place, key));
    if (branches.length > 0) draft[key] = branches;
    if (key === "anyOf" && branches.some(acceptsAnything)) {
      const message = "This accepts anything, because a branch of its anyOf does.";
      warn("api-schema-collapses", place, message, "Remove the empty branch, in an overlay if need be.");
    }
  }
  if (isList(value.items)) {
    // A tuple as it was spelled before 2020-12.
    draft.prefixItems = readList(value.items, below(place, "items"));
    const rest = value.additionalItems;
    if (rest !== undefined) draft.items = readSchema(rest, below(place, "additionalItems"));
  } else if (value.items !== undefined) draft.items = readSchema(value.items, below(place, "items"));
};

const readDiscriminator = (value: JsonValue, draft: SchemaDraft, place: Place): void => {
  if (!isObject(value) || typeof value.propertyName !== "string") {
    warn("api-schema-keyword", place, "A discriminator needs a propertyName, so it is left out.", "Add it.");
    return;
  }
  const mapping = new Map<string, string>();
  for (const [key, target] of Object.entries(isObject(value.mapping) ? value.mapping : {})) {
    const name = mappedName(target, below(place, "mapping", key));
    if (name !== undefined) mapping.set(key, name);
  }
  draft.discriminator = { propertyName: value.propertyName, mapping };
};

/** The name of the schema that a mapping leads to: it may be a name alone. One that leads nowhere is left out. */
const mappedName = (target: JsonValue, place: Place): string | undefined => {
  const names = typeof target === "string" && !/[#/]/.test(target) ? [schemaRef(target)] : [];
  // No file is read for a mapping alone: the branches that it tells apart have named theirs.
  const ref = [...names, target].find((each) => follow(each, unnoted(place)) !== undefined);
  if (ref !== undefined) return referencedName(ref, place);
  const message = `${JSON.stringify(target).slice(0, 200)} leads nowhere, so the value is left out of the mapping.`;
  warn("api-mapping-missing", place, message, "Correct the mapping.");
  return undefined;
};

/** The name of the schema that a `$ref` points at; it is queued if it is new. */
const referencedName = (ref: JsonValue, place: Place): string | undefined => {
  const target = follow(ref, place);
  if (target === undefined) return undefined;
  const known = nameAt(target.place);
  if (known !== undefined) return known;
  const name = freeName(target.place);
  nameSchema(target.place, name);
  return name;
};

const annotationKeys: readonly string[] = ["title", "description", "default", "deprecated"];

/** The keywords that only describe, or those that check. */
const pick = (draft: SchemaDraft, describing: boolean): SchemaDraft =>
  Object.fromEntries(Object.entries(draft).filter(([key]) => annotationKeys.includes(key) === describing));

const readReference = (ref: JsonValue, siblings: SchemaDraft, place: Place): JsonSchema => {
  const name = referencedName(ref, below(place, "$ref"));
  if (name === undefined) return true;
  const $ref = schemaRef(name);
  const described = pick(siblings, true);
  const rules = pick(siblings, false);
  const keywords = Object.keys(rules);
  if (keywords.length === 0) return { $ref, ...described };
  if (!place.bundle.ignoresRefSiblings) return { ...described, allOf: [{ $ref }, rules] };
  const message = `OpenAPI 3.0 ignores what stands next to a $ref: ${keywords.join(", ")}.`;
  warn("api-reference-siblings", place, message, "Put the reference into an allOf.");
  return { $ref, ...described };
};

/** A `$dynamicRef` that only one place can answer is a `$ref`; another can't be told before a value is seen. */
const dynamicTarget = (ref: JsonValue | undefined, place: Place): JsonValue | undefined => {
  if (ref === undefined) return undefined;
  if (follow(ref, unnoted(place)) !== undefined) return ref;
  const message = `$dynamicRef is left out: no place, or several, are called ${JSON.stringify(ref).slice(0, 100)}.`;
  warn("api-schema-keyword", below(place, "$dynamicRef"), message, "Use a $ref.");
  return undefined;
};

/** OpenAPI 3.0's way to allow null, written as JSON Schema does. */
const withNull = (schema: JsonSchema): JsonSchema => {
  if (typeof schema === "boolean") return schema;
  const { type, enum: values, ...rest } = schema;
  if (type === undefined && values === undefined) {
    const composed = schema.$ref ?? schema.anyOf ?? schema.oneOf ?? schema.allOf;
    return composed === undefined ? schema : { anyOf: [schema, { type: "null" }] };
  }
  const types: readonly TypeName[] = type === undefined ? [] : typeof type === "string" ? [type] : type;
  return {
    ...rest,
    ...(types.length === 0 ? {} : { type: types.includes("null") ? types : [...types, "null"] }),
    ...(values === undefined ? {} : { enum: values.includes(null) ? values : [...values, null] }),
  };
};

/** Normalises the schema at a place; what isn't understood is left out with a warning, and `$ref`s are only queued. */
export const readSchema = (value: JsonValue, place: Place): JsonSchema => {
  if (typeof value === "boolean") return value;
  if (value === null) {
    const message = "Nothing is declared here, so anything is accepted.";
    warn("api-schema-empty", place, message, "Write a schema, or leave the keyword out.");
    return true;
  }
  if (!isObject(value)) {
    const message = `A schema is wanted here, not ${canonicalJson(value).slice(0, 40)}.`;
    refuse("api-schema-invalid", place, message, "Make it an object, true or false.");
    return true;
  }
  const draft: SchemaDraft = {};
  const types = readTypes(value, place);
  const [first] = types;
  if (first !== undefined) draft.type = types.length === 1 ? first : types;
  readScalars(value, draft, place);
  readApplicators(value, draft, place);
  settleValues(draft, place);
  if (value.discriminator !== undefined) {
    readDiscriminator(value.discriminator, draft, below(place, "discriminator"));
  }
  const ref = value.$ref ?? dynamicTarget(value.$dynamicRef, place);
  const schema = ref === undefined ? draft : readReference(ref, draft, place);
  return value.nullable === true ? withNull(schema) : schema;
};
