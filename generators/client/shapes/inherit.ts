/** What a schema has from those that it is composed of: `required` and discriminators count where the property is. */
import { emptyObject } from "../../api/json.ts";
import { type JsonSchema, type SchemaObject, schemaRefName } from "../../api/types.ts";
import { reached, rewriteChildren } from "./walk.ts";
import { addTo } from "../../../src/text/group-by.ts";

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
export const requireInherited = (schema: JsonSchema, named: Named): JsonSchema => {
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

/** The values that stand for a schema and all its heirs. */
const valuesOf = (name: string, { heirs, mapping }: Lineage, seen: Set<string>): readonly string[] => {
  if (seen.has(name)) return [];
  seen.add(name);
  const mapped = [...mapping].filter(([, target]) => target === name).map(([value]) => value);
  const own = mapped.length > 0 ? mapped : [name];
  return [...own, ...(heirs.get(name) ?? []).flatMap((heir) => valuesOf(heir, { heirs, mapping }, seen))];
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
export const tagHeirs = (schemas: Named): Named => {
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
