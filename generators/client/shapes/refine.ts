import { type ApiDocument, type JsonSchema, type SchemaObject, schemaRefName } from "../../api/types.ts";
import { mapOperation, mapWebhooks, splitDirections } from "./directions.ts";
import { branchesOf, reached, rewriteChildren } from "./walk.ts";
import { byCodeUnit, emptyObject } from "../../api/json.ts";
import { addTo } from "../../../src/text/group-by.ts";

/** What a schema has from those that it is composed of: `required` and discriminators count where the property is. */

type Named = ReadonlyMap<string, JsonSchema>;

const ownProperty = (schema: SchemaObject, name: string): JsonSchema | undefined =>
  schema.properties !== undefined && Object.hasOwn(schema.properties, name)
    ? schema.properties[name]
    : undefined;

/** The parts that hold for the same value as this schema does, itself first; references followed. */
const partsOf = (
  schema: JsonSchema,
  named: Named,
  seen: Set<string> = new Set(),
): readonly SchemaObject[] => {
  if (typeof schema === "boolean") return [];
  if (schema.$ref !== undefined) {
    const name = schemaRefName(schema.$ref);
    if (seen.has(name)) return [];
    seen.add(name);
    return partsOf(named.get(name) ?? true, named, seen);
  }
  return [schema, ...(schema.allOf ?? []).flatMap((part) => partsOf(part, named, seen))];
};

const withProperty = (schema: SchemaObject, name: string, value: JsonSchema): SchemaObject => {
  const properties = emptyObject<JsonSchema>();
  Object.assign(properties, schema.properties);
  properties[name] = value;
  return { ...schema, type: "object", properties };
};

const isObject = ({ type, properties }: SchemaObject): boolean =>
  type === "object" || properties !== undefined;

/** Puts each property that is required here beside its `required`, where only another part describes it, or none. */
const completed = (holder: SchemaObject, parts: readonly SchemaObject[]): SchemaObject => {
  let made = holder;
  for (const name of holder.required ?? []) {
    if (ownProperty(made, name) !== undefined) continue;
    const owners = parts.filter((part) => part !== holder && ownProperty(part, name) !== undefined);
    const [owner] = owners;
    if (owners.some((part) => part.required?.includes(name))) continue;
    if (owner || parts.some(isObject))
      made = withProperty(made, name, (owner && ownProperty(owner, name)) ?? true);
  }
  return made;
};

/** Returns the schema with what `allOf` and `required` say together written out. */
const requireInherited = (schema: JsonSchema, named: Named): JsonSchema => {
  if (typeof schema === "boolean") return schema;
  const inner = rewriteChildren(schema, (child) => requireInherited(child, named));
  if (!inner.allOf) return inner;
  const parts = partsOf(inner, named);
  const allOf = inner.allOf.map((part) =>
    typeof part === "object" && part.$ref === undefined ? completed(part, parts) : part,
  );
  return completed(
    { ...inner, allOf },
    parts.filter((part) => part !== inner),
  );
};

type Heirs = ReadonlyMap<string, readonly string[]>;

const parentsOf = (schema: JsonSchema): readonly string[] =>
  typeof schema === "boolean"
    ? []
    : (schema.allOf ?? []).flatMap((part) =>
        typeof part === "object" && part.$ref !== undefined ? [schemaRefName(part.$ref)] : [],
      );

const heirsOf = (schemas: Named): Heirs => {
  const heirs = new Map<string, string[]>();
  for (const [name, schema] of schemas) for (const parent of parentsOf(schema)) addTo(heirs, parent, name);
  return heirs;
};

type Lineage = { readonly heirs: Heirs; readonly mapping: ReadonlyMap<string, string> };

/** The values that stand for a schema: those that are mapped to it, else its name. */
const valuesFor = (name: string, mapping: Lineage["mapping"]): readonly string[] => {
  const mapped = [...mapping].filter(([, target]) => target === name).map(([value]) => value);
  return mapped.length > 0 ? mapped : [name];
};

/** The values that stand for a schema and all its heirs. */
const valuesOf = (name: string, { heirs, mapping }: Lineage, seen: Set<string>): readonly string[] => {
  if (seen.has(name)) return [];
  seen.add(name);
  const below = heirs.get(name) ?? [];
  return [...valuesFor(name, mapping), ...below.flatMap((heir) => valuesOf(heir, { heirs, mapping }, seen))];
};

const isTag = (schema: JsonSchema | undefined): boolean =>
  typeof schema === "object" && (schema.enum !== undefined || schema.const !== undefined);

const tagged = (schema: SchemaObject, property: string, values: readonly string[]): SchemaObject => {
  const parts = [schema, ...(schema.allOf ?? [])];
  const inline = parts.filter(
    (part): part is SchemaObject =>
      typeof part === "object" && part.$ref === undefined && part.properties !== undefined,
  );
  if (inline.some((part) => isTag(ownProperty(part, property)))) return schema;
  const holder = inline.find((part) => ownProperty(part, property) !== undefined) ?? inline[0];
  const known = holder && ownProperty(holder, property);
  const tag: SchemaObject = {
    ...(typeof known === "object" && known.$ref === undefined ? known : {}),
    enum: [...new Set(values)],
  };
  if (!holder) return { ...schema, allOf: [...(schema.allOf ?? []), withProperty({}, property, tag)] };
  const made = withProperty(holder, property, tag);
  if (holder === schema) return made;
  return { ...schema, allOf: (schema.allOf ?? []).map((part) => (part === holder ? made : part)) };
};

/** Returns the named schemas with the value of each inherited discriminator written into the heirs. */
const tagHeirs = (schemas: Named): Named => {
  const heirs = heirsOf(schemas);
  const made = new Map<string, JsonSchema>(schemas);
  for (const [parent, schema] of schemas) {
    if (typeof schema === "boolean" || !schema.discriminator) continue;
    const { propertyName, mapping } = schema.discriminator;
    for (const name of reached(heirs.get(parent) ?? [], (each) => heirs.get(each) ?? [])) {
      const heir = made.get(name);
      const values = valuesOf(name, { heirs, mapping }, new Set());
      if (typeof heir === "object") made.set(name, tagged(heir, propertyName, values));
    }
  }
  return made;
};

/** The API as types and validators need it: what a document says in one place about another is written there. */

const alreadyTagged = (schema: JsonSchema | undefined, property: string): boolean =>
  typeof schema === "object" &&
  (isTag(ownProperty(schema, property)) ||
    (schema.allOf ?? []).some((part) => alreadyTagged(part, property)));

/** Returns the schema with every discriminator written out in the branches that need it. */
const applyDiscriminators = (schema: JsonSchema, named: ReadonlyMap<string, JsonSchema>): JsonSchema => {
  if (typeof schema === "boolean") return schema;
  const { discriminator, ...rest } = rewriteChildren(schema, (child) => applyDiscriminators(child, named));
  if (!discriminator || branchesOf(schema).length === 0) return rest;
  const { propertyName, mapping } = discriminator;
  const mark = (branch: JsonSchema): JsonSchema => {
    if (typeof branch === "boolean" || branch.$ref === undefined) return branch;
    const target = schemaRefName(branch.$ref);
    if (alreadyTagged(named.get(target), propertyName)) return branch;
    const tag = withProperty({}, propertyName, { enum: valuesFor(target, mapping).toSorted(byCodeUnit) });
    return { allOf: [branch, { ...tag, required: [propertyName] }] };
  };
  return {
    ...rest,
    ...(rest.anyOf && { anyOf: rest.anyOf.map(mark) }),
    ...(rest.oneOf && { oneOf: rest.oneOf.map(mark) }),
  };
};

const mapSchemas = (api: ApiDocument, turn: (schema: JsonSchema) => JsonSchema): ApiDocument => ({
  ...api,
  operations: api.operations.map((operation) => mapOperation(operation, turn, turn)),
  webhooks: mapWebhooks(api.webhooks, turn),
  schemas: new Map([...api.schemas].map(([name, schema]) => [name, turn(schema)])),
});

/** Marks integers of 64 bits; a list of values says by itself what they are. */
const markIntegers = (schema: JsonSchema, as: SchemaObject["int64"]): JsonSchema => {
  if (typeof schema === "boolean") return schema;
  const inner = rewriteChildren(schema, (child) => markIntegers(child, as));
  const isNumber = [inner.type ?? []].flat().some((type) => type === "integer" || type === "number");
  const isWide = isNumber && /^u?int64$/.test(inner.format ?? "") && !inner.enum && inner.const === undefined;
  return isWide && as ? { ...inner, int64: as } : inner;
};

/** Writes out inherited requirements, tells requests from responses, checks discriminators, marks integers of 64 bits. */
export const refineApi = (
  given: ApiDocument,
  int64: "number" | SchemaObject["int64"] = "number",
): ApiDocument => {
  const api = int64 === "number" ? given : mapSchemas(given, (schema) => markIntegers(schema, int64));
  const complete = mapSchemas(api, (schema) => requireInherited(schema, api.schemas));
  const split = splitDirections({ ...complete, schemas: tagHeirs(complete.schemas) });
  return mapSchemas(split, (schema) => applyDiscriminators(schema, split.schemas));
};
