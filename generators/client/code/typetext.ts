/** A schema as one line of TypeScript: for signatures, and for telling how an API changed. */
import { byCodeUnit } from "../../api/json.ts";
import { type JsonSchema, type SchemaObject, schemaRefName, type TypeName } from "../../api/types.ts";
import { literalType, propertyName } from "./literal.ts";
import { eachChild } from "../shapes/walk.ts";

const distinct = (members: readonly string[], operator: "|" | "&"): string => {
  const unique = [...new Set(members)];
  if (unique.includes("unknown"))
    return operator === "|"
      ? "unknown"
      : distinct(
          unique.filter((each) => each !== "unknown"),
          "&",
        );
  const [only] = unique;
  if (unique.length <= 1) return only ?? (operator === "|" ? "never" : "unknown");
  return unique
    .map((each) => (/[&|]/.test(each) && operator === "&" ? `(${each})` : each))
    .join(` ${operator} `);
};

const objectText = (schema: SchemaObject): string => {
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties ?? {}).map(
    ([name, child]) => `${propertyName(name)}${required.has(name) ? "" : "?"}: ${typeText(child)}`,
  );
  const { additionalProperties } = schema;
  if (members.length > 0) return `{ ${members.join("; ")} }`;
  return `Record<string, ${additionalProperties === undefined ? "unknown" : typeText(additionalProperties)}>`;
};

const oneType = (type: TypeName, schema: SchemaObject): string => {
  switch (type) {
    case "object":
      return objectText(schema);
    case "array": {
      if (schema.prefixItems) return tupleText(schema);
      return listOf(schema.items ?? true);
    }
    case "string":
      return schema.format === "binary" ? "Blob" : "string";
    case "integer":
    case "number":
      return schema.int64 ?? "number";
    case "boolean":
    case "null":
      return type;
  }
};

/** A tuple: members past `minItems` are optional, and what `items` allows may follow them. */
export const tupleText = ({ prefixItems = [], items, minItems = 0, maxItems }: SchemaObject): string => {
  const members = prefixItems.slice(0, maxItems).map((child, index) => {
    const text = typeText(child);
    if (index < minItems) return text;
    return /^[\w."]+(?:\[\])*$/.test(text) ? `${text}?` : `(${text})?`;
  });
  const closed = items === false || (maxItems !== undefined && maxItems <= prefixItems.length);
  return `[${[...members, ...(closed ? [] : [`...${listOf(items ?? true)}`])].join(", ")}]`;
};

const listOf = (item: JsonSchema): string => {
  const text = typeText(item);
  return /^[\w.]+(?:\[\])*$/.test(text) ? `${text}[]` : `(${text})[]`;
};

/** The type of a schema's values; references stand as the names that they carry. */
export const typeText = (schema: JsonSchema): string => {
  if (typeof schema === "boolean") return schema ? "unknown" : "never";
  if (schema.$ref !== undefined) return schemaRefName(schema.$ref);
  if (schema.const !== undefined) return literalType(schema.const);
  if (schema.enum) return distinct(schema.enum.map(literalType), "|");
  const types = schema.type ?? (schema.properties ? "object" : []);
  const own = distinct(
    (typeof types === "string" ? [types] : types).map((type) => oneType(type, schema)),
    "|",
  );
  const unions = [schema.anyOf, schema.oneOf].flatMap((branches) =>
    branches ? [distinct(branches.map(typeText), "|")] : [],
  );
  const all = [...(own === "never" ? [] : [own]), ...(schema.allOf ?? []).map(typeText), ...unions];
  return distinct(all.length > 1 ? all.filter((each) => each !== "Record<string, unknown>") : all, "&");
};

/** Names of the types that a schema refers to, sorted. */
export const namesIn = (schema: JsonSchema): readonly string[] => {
  const found = new Set<string>();
  const visit = (each: JsonSchema): void => {
    if (typeof each === "boolean") return;
    if (each.$ref !== undefined) found.add(schemaRefName(each.$ref));
    eachChild(each, visit);
  };
  visit(schema);
  return [...found].sort(byCodeUnit);
};
