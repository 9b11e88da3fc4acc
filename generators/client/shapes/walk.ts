/** The one place that knows where schemas stand inside a schema. */
import { emptyObject } from "../../api/json.ts";
import type { SchemaDraft } from "../../api/keywords.ts";
import {
  type JsonSchema,
  type SchemaMap,
  type SchemaObject,
  schemaRefName,
  isNull,
} from "../../api/types.ts";
import { addTo } from "../../../src/text/group-by.ts";

/** How a schema hangs in the one above it. */
export type Place =
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "branch"; readonly index: number }
  | { readonly kind: "item" | "value" | "part" | "test" };

/** The keywords whose values are schemas, each alone, in lists, or by names. */
export const alone = ["additionalProperties", "propertyNames", "items", "not"] as const;
export const inLists = ["prefixItems", "anyOf", "oneOf", "allOf"] as const;
export const inMaps = ["properties", "patternProperties"] as const;

const kinds = {
  additionalProperties: "value",
  patternProperties: "value",
  propertyNames: "test",
  not: "test",
  items: "item",
  prefixItems: "item",
  allOf: "part",
} as const;

type Visit = (child: JsonSchema, place: Place) => JsonSchema;

/** The map with each schema replaced; itself when none is. */
const mapValues = (map: SchemaMap, visit: (child: JsonSchema, name: string) => JsonSchema): SchemaMap => {
  const all = Object.entries(map).map(([name, child]) => [name, visit(child, name)] as const);
  if (all.every(([name, child]) => child === map[name])) return map;
  const made = emptyObject<JsonSchema>();
  for (const [name, child] of all) made[name] = child;
  return made;
};

const mapList = (
  list: readonly JsonSchema[],
  visit: (child: JsonSchema, index: number) => JsonSchema,
): readonly JsonSchema[] => {
  const made = list.map(visit);
  return made.every((child, index) => child === list[index]) ? list : made;
};

/**
 * The schema with every schema directly below it replaced by what `visit` makes of it; the schema itself when
 * nothing is replaced, so that passes which find nothing to do cost nothing.
 * `part` is a member of `allOf`; `test` is `not` or `propertyNames`, which describe no value of their own.
 */
export const rewriteChildren = (schema: SchemaObject, visit: Visit): SchemaObject => {
  const made: SchemaDraft = {};
  for (const key of inMaps) {
    const map = schema[key];
    if (!map) continue;
    const next = mapValues(map, (child, name) =>
      visit(child, key === "properties" ? { kind: "property", name } : { kind: kinds[key] }),
    );
    if (next !== map) made[key] = next;
  }
  for (const key of alone) {
    const child = schema[key];
    if (child === undefined) continue;
    const next = visit(child, { kind: kinds[key] });
    if (next !== child) made[key] = next;
  }
  for (const key of inLists) {
    const list = schema[key];
    if (!list) continue;
    const next = mapList(list, (child, index) =>
      visit(child, key === "anyOf" || key === "oneOf" ? { kind: "branch", index } : { kind: kinds[key] }),
    );
    if (next !== list) made[key] = next;
  }
  return Object.keys(made).length === 0 ? schema : { ...schema, ...made };
};

/** Calls `visit` for every schema directly below this one. */
export const eachChild = (schema: SchemaObject, visit: (child: JsonSchema, place: Place) => void): void => {
  rewriteChildren(schema, (child, place) => {
    visit(child, place);
    return child;
  });
};

/** Names, and all that they lead to. */
export const reached = (
  names: Iterable<string>,
  leadsTo: (name: string) => Iterable<string>,
): ReadonlySet<string> => {
  const found = new Set(names);
  // A set goes on with what is added while it is gone through.
  for (const name of found) for (const next of leadsTo(name)) found.add(next);
  return found;
};

/** Names of the schemas in which something stands, at any depth, or which refer to one of those. */
export const holdersOf = (
  schemas: Iterable<readonly [name: string, schema: JsonSchema]>,
  isIt: (schema: SchemaObject) => boolean,
): ReadonlySet<string> => {
  const users = new Map<string, string[]>();
  const own: string[] = [];
  for (const [name, schema] of schemas) {
    const visit = (each: JsonSchema): void => {
      if (typeof each === "boolean") return;
      if (each.$ref !== undefined) addTo(users, schemaRefName(each.$ref), name);
      if (isIt(each)) own.push(name);
      eachChild(each, visit);
    };
    visit(schema);
  }
  return reached(own, (name) => users.get(name) ?? []);
};

/** The branches of `anyOf` and `oneOf`, together. */
export const branchesOf = (schema: SchemaObject): readonly JsonSchema[] => [
  ...(schema.anyOf ?? []),
  ...(schema.oneOf ?? []),
];

/** The schema inside `anyOf: [X, null]`, for any such pair; undefined when it is something else. */
export const unwrapNullable = (schema: SchemaObject): JsonSchema | undefined => {
  const branches = branchesOf(schema);
  const keywords = Object.keys(schema).filter(
    (key) => key !== "description" && key !== "default" && key !== "title",
  );
  const rest = branches.filter((branch) => !isNull(branch));
  return keywords.length === 1 && branches.length === 2 && rest.length === 1 ? rest[0] : undefined;
};

/** The schema, without the null that may stand beside it. */
export const unwrapped = (schema: JsonSchema): JsonSchema =>
  typeof schema === "boolean" ? schema : (unwrapNullable(schema) ?? schema);
