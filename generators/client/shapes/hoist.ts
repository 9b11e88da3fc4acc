/** Finds the schemas that deserve a name: objects, and what occurs in several places; annotations don't count. */
import { once } from "../../../src/text/once.ts";
import { byCodeUnit, canonicalJson } from "../../api/json.ts";
import type { JsonSchema, SchemaObject } from "../../api/types.ts";
import { pascal, singular } from "../names/words.ts";
import { hasProperties } from "../types.ts";
import { type Place, branchesOf, eachChild, rewriteChildren, unwrapNullable, unwrapped } from "./walk.ts";
import { createHash } from "node:crypto";

const annotations: ReadonlySet<string> = new Set(["title", "description", "default", "deprecated"]);

const digestOfObject = once((schema: SchemaObject): string => {
  const leaves = Object.entries(rewriteChildren(schema, (child) => ({ const: digestOf(child) })));
  const meaning = leaves
    .filter(([keyword]) => !annotations.has(keyword))
    .map(([keyword, value]) => `${keyword}:${canonicalJson(value)}`)
    .sort(byCodeUnit)
    .join();
  // Most schemas are shorter than their hash.
  return meaning.length < 64 ? meaning : createHash("sha256").update(meaning).digest("hex");
});

/** Digest of a schema's meaning: annotations don't count. */
const digestOf = (schema: JsonSchema): string =>
  typeof schema === "boolean" ? String(schema) : digestOfObject(schema);

/** The one shape that all values of an object have, and what each of them is called. */
type Values = { readonly digest: string; readonly thing: string };

/** Digests of the objects that are values of this one, or of an object in it that holds nothing else. */
const valueDigests = (schema: JsonSchema): readonly string[] =>
  Object.values(hasProperties(schema) ? schema.properties : {}).flatMap((child) => {
    const value = unwrapped(child);
    if (!hasProperties(value)) return [];
    const inner = Object.values(value.properties).map(unwrapped);
    return inner.every(hasProperties) ? valueDigests(value) : [digestOf(value)];
  });

/** A field in the plural with at least three values of one shape is like a map: `pricing` has prices. */
const valuesOf = (schema: SchemaObject, field: string): Values | undefined => {
  const thing = singular(field);
  if (thing === field) return undefined;
  const found = valueDigests(schema);
  const [digest] = found;
  return digest !== undefined && found.length > 2 && new Set(found).size === 1
    ? { digest, thing: `the ${thing}` }
    : undefined;
};

/** What a schema at the top of an operation is for, or a named schema of the document. */
export type Role =
  | "component"
  | "params"
  | "query"
  | "headers"
  | "cookies"
  | "response"
  | "event"
  | "error"
  | "webhook";

/** A schema from which a walk starts, with what it may be called. */
export type Root = {
  readonly role: Role;
  readonly schema: JsonSchema;
  /** Its own name: `BatchesListQuery`, or the component's. */
  readonly name: string;
  /** The thing it is about: `Batch`. */
  readonly noun: string;
  /** Last part of the operation's name: `list`. */
  readonly verb: string;
  /** How the config and problems address it. */
  readonly address: string;
};

/** One place where a schema stands: under `parent` by way of `step`, or at a root. */
export type Site = {
  readonly root: Root;
  readonly parent: Group | undefined;
  /** The property (or tag of a branch) that leads here; empty at a root. */
  readonly step: string;
  /** Names of all properties between the root and here. */
  readonly depth: number;
  /** Whether this is the item of a list response. */
  readonly listItem: boolean;
  /** What the values of the map-like object around it are, if there is one. */
  readonly values?: Values;
};

/** All places of one thing: equal schemas that are called the same. */
export type Group = {
  /** Tells it from all others: what it is called, and the digest of its schema. */
  readonly key: string;
  readonly schema: SchemaObject;
  readonly kind: "object" | "shared" | "root";
  readonly sites: Site[];
};

/** All groups: by key, and by each schema that belongs to one. */
export type Groups = {
  readonly byKey: ReadonlyMap<string, Group>;
  readonly of: ReadonlyMap<JsonSchema, Group>;
};

const kindOf = (schema: SchemaObject, place: Place["kind"] | "root"): Group["kind"] | undefined => {
  if (schema.$ref !== undefined) return undefined;
  if (place === "root") return "root";
  if (place === "part" || place === "test") return undefined;
  if (hasProperties(schema) || schema.allOf) return "object";
  return (schema.enum?.length ?? 0) > 1 || branchesOf(schema).length > 1 ? "shared" : undefined;
};

const constantOf = (schema: JsonSchema | undefined): string | undefined => {
  if (typeof schema !== "object") return undefined;
  const value = schema.const ?? schema.enum?.[0];
  return typeof value === "string" && (schema.enum?.length ?? 1) <= 3 ? value : undefined;
};

/** The value of the property that tells a branch apart: `{ type: "text", … }` → `text`. */
export const tagOf = (
  schema: JsonSchema,
  names: readonly string[] = ["type", "role", "kind", "object"],
): string | undefined => {
  if (typeof schema !== "object") return undefined;
  const properties = new Map(Object.entries(schema.properties ?? {}));
  return names.map((name) => constantOf(properties.get(name))).find((value) => value !== undefined);
};

/** What to call a branch among its siblings: its tag, or a required property that only it has. */
const branchStep = (schema: JsonSchema, siblings: readonly JsonSchema[]): string | undefined => {
  const objects = siblings.filter(hasProperties);
  if (!hasProperties(schema) || objects.length < 2) return "";
  const others = objects.filter((other) => other !== schema);
  const tag = tagOf(schema);
  if (tag !== undefined && others.every((other) => tagOf(other) !== tag)) return tag;
  return (schema.required ?? []).find((name) =>
    others.every((other) => !Object.keys(other.properties).includes(name)),
  );
};

const listProperties = new Set(["data", "items", "results"]);

/** The step to a child; `above` is the one to its schema, unless that has a name of its own. */
const stepTo = (
  child: JsonSchema,
  place: Place,
  schema: SchemaObject,
  above: string | undefined,
): string | undefined => {
  if (place.kind === "property") return place.name;
  const here = above ?? "";
  if (place.kind === "part" || place.kind === "test") return here;
  if (place.kind !== "branch") return above === undefined ? "item" : singular(above);
  const step = branchStep(child, branchesOf(schema));
  return step === undefined ? undefined : `${here} ${step}`.trim();
};

/**
 * What a schema is called where it stands: equal schemas are one type only if they are called the same. A
 * named schema of the document is itself; a title or a tag names a thing wherever it is; the whole of a
 * response and the item of a list are the same thing; anything else is called by its field.
 */
const thingOf = (schema: SchemaObject, place: Place["kind"] | "root", site: Site): string => {
  const { root, step, listItem, values } = site;
  if (place === "root" && root.role === "component") return root.address;
  if (place === "root" && root.role !== "response" && root.role !== "event") return `a ${root.role}`;
  const own = schema.title ?? tagOf(schema, ["object"]);
  if (own !== undefined) return `the ${own}`;
  if (values?.digest === digestOf(schema)) return values.thing;
  return place === "root" || listItem ? root.noun : pascal(singular(step));
};

type Collected = { readonly byKey: Map<string, Group>; readonly of: Map<JsonSchema, Group> };

const walk = (schema: JsonSchema, place: Place["kind"] | "root", site: Site, groups: Collected): void => {
  if (typeof schema === "boolean") return;
  const inner = place === "root" ? undefined : unwrapNullable(schema);
  if (inner !== undefined) {
    walk(inner, place, site, groups);
    return;
  }
  const kind = kindOf(schema, place);
  let parent = site.parent;
  if (kind !== undefined) {
    const key = `${thingOf(schema, place, site)} ${digestOf(schema)}`;
    const known = groups.byKey.get(key);
    if (known) {
      known.sites.push(site);
      groups.of.set(schema, known);
      return;
    }
    parent = { key, schema, kind, sites: [site] };
    groups.byKey.set(key, parent);
    groups.of.set(schema, parent);
  }
  const grouped = kind !== undefined;
  const values = site.values ?? (site.depth > 0 ? valuesOf(schema, site.step) : undefined);
  eachChild(schema, (child, childPlace) => {
    const step = stepTo(child, childPlace, schema, grouped ? undefined : site.step);
    const enters = childPlace.kind === "property";
    const inList =
      site.listItem || (site.root.role === "response" && enters && listProperties.has(childPlace.name));
    const below: Site = {
      root: site.root,
      parent,
      step: step ?? site.step,
      depth: site.depth + (enters ? 1 : 0),
      listItem: inList && !(site.listItem && enters),
      ...(values && { values }),
    };
    walk(child, step === undefined ? "part" : childPlace.kind, below, groups);
  });
};

/** Every group below the roots, in the order of the walk. */
export const collectGroups = (roots: readonly Root[]): Groups => {
  const groups = { byKey: new Map<string, Group>(), of: new Map<JsonSchema, Group>() };
  for (const root of roots) {
    walk(root.schema, "root", { root, parent: undefined, step: "", depth: 0, listItem: false }, groups);
  }
  return groups;
};
