/**
 * OpenAPI's discriminator says which value of a property belongs to which branch, but validates nothing.
 * Here it becomes ordinary schema, so that types narrow by it and validators check it.
 */
import { byCodeUnit, emptyObject } from "../../api/json.ts";
import { type JsonSchema, type SchemaObject, schemaRefName } from "../../api/types.ts";
import { branchesOf, rewriteChildren } from "./walk.ts";

const valuesFor = (schema: SchemaObject, target: string): readonly string[] => {
  const mapping = schema.discriminator?.mapping ?? new Map<string, string>();
  const mapped = [...mapping].filter(([, name]) => name === target).map(([value]) => value);
  return mapped.length === 0 ? [target] : mapped.sort(byCodeUnit);
};

const tag = (property: string, values: readonly string[]): SchemaObject => {
  const properties = emptyObject<JsonSchema>();
  properties[property] = { enum: values };
  return { type: "object", properties, required: [property] };
};

const alreadyTagged = (schema: JsonSchema | undefined, property: string): boolean => {
  if (typeof schema !== "object") return false;
  const found = Object.entries(schema.properties ?? {}).find(([name]) => name === property)?.[1];
  if (typeof found === "object" && (found.enum !== undefined || found.const !== undefined)) return true;
  return (schema.allOf ?? []).some((part) => alreadyTagged(part, property));
};

/** Returns the schema with every discriminator written out in the branches that need it. */
export const applyDiscriminators = (
  schema: JsonSchema,
  named: ReadonlyMap<string, JsonSchema>,
): JsonSchema => {
  if (typeof schema === "boolean") return schema;
  const { discriminator, ...rest } = rewriteChildren(schema, (child) => applyDiscriminators(child, named));
  if (!discriminator || branchesOf(schema).length === 0) return rest;
  const mark = (branch: JsonSchema): JsonSchema => {
    if (typeof branch === "boolean" || branch.$ref === undefined) return branch;
    const target = schemaRefName(branch.$ref);
    if (alreadyTagged(named.get(target), discriminator.propertyName)) return branch;
    return { allOf: [branch, tag(discriminator.propertyName, valuesFor(schema, target))] };
  };
  return {
    ...rest,
    ...(rest.anyOf && { anyOf: rest.anyOf.map(mark) }),
    ...(rest.oneOf && { oneOf: rest.oneOf.map(mark) }),
  };
};
