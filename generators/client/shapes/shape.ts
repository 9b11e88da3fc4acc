/** When two schemas are of one shape, and when all values of an object are. */
import { createHash } from "node:crypto";
import { byCodeUnit, canonicalJson } from "../../api/json.ts";
import type { JsonSchema, SchemaObject } from "../../api/types.ts";
import { hasProperties } from "../types.ts";
import { rewriteChildren, unwrapped } from "./walk.ts";
import { singular } from "../names/words.ts";
import { once } from "../../../src/text/once.ts";

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
export const digestOf = (schema: JsonSchema): string =>
  typeof schema === "boolean" ? String(schema) : digestOfObject(schema);

/** The one shape that all values of an object have, and what each of them is called. */
export type Values = { readonly digest: string; readonly thing: string };

/** Digests of the objects that are values of this one, or of an object in it that holds nothing else. */
const valueDigests = (schema: JsonSchema): readonly string[] =>
  Object.values(hasProperties(schema) ? schema.properties : {}).flatMap((child) => {
    const value = unwrapped(child);
    if (!hasProperties(value)) return [];
    const inner = Object.values(value.properties).map(unwrapped);
    return inner.every(hasProperties) ? valueDigests(value) : [digestOf(value)];
  });

/** A field in the plural with at least three values of one shape is like a map: `pricing` has prices. */
export const valuesOf = (schema: SchemaObject, field: string): Values | undefined => {
  const thing = singular(field);
  if (thing === field) return undefined;
  const found = valueDigests(schema);
  const [digest] = found;
  return digest !== undefined && found.length > 2 && new Set(found).size === 1
    ? { digest, thing: `the ${thing}` }
    : undefined;
};
