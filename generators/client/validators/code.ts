/** Schemas as code: what the client's judge (`runtime/schema.ts`) reads, a constant for each type. */
import { type JsonSchema, type SchemaObject, schemaRefName } from "../../api/types.ts";
import { dataCode, memberName } from "../code/literal.ts";
import { eachChild } from "../shapes/walk.ts";

/** A type's constant, and those that it refers to. */
export type Unit = {
  readonly type: string;
  readonly name: string;
  readonly code: string;
  readonly calls: readonly string[];
};

/** No type's name begins so. */
const constant = (type: string): string => `$${type}`;

/** Keywords whose values are no schemas; annotations are none of a validator's. */
const plain = [
  ...(["type", "enum", "const", "required", "pattern", "int64", "multipleOf", "uniqueItems"] as const),
  ...(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength"] as const),
  ...(["minItems", "maxItems", "minProperties", "maxProperties"] as const),
];
const single = ["additionalProperties", "propertyNames", "items", "not"] as const;
const lists = ["prefixItems", "anyOf", "oneOf", "allOf"] as const;
const maps = ["properties", "patternProperties"] as const;

const schemaCode = (schema: JsonSchema, isKnown: (type: string) => boolean): string => {
  if (typeof schema === "boolean") return String(schema);
  if (schema.$ref !== undefined) {
    const type = schemaRefName(schema.$ref);
    // A type may be written further below, or refer to itself.
    return isKnown(type) ? `() => ${constant(type)}` : "true";
  }
  const inner = (child: JsonSchema): string => schemaCode(child, isKnown);
  const written = <Keyword extends keyof SchemaObject>(
    keywords: readonly Keyword[],
    write: (value: NonNullable<SchemaObject[Keyword]>) => string,
  ): readonly string[] =>
    keywords.flatMap((keyword) => {
      const value = schema[keyword];
      return value === undefined ? [] : [`${keyword}: ${write(value)}`];
    });
  const members = [
    ...written(plain, dataCode),
    ...written(maps, (map) => {
      const entries = Object.entries(map).map(([name, child]) => `${memberName(name)}: ${inner(child)}`);
      return `{ ${entries.join(", ")} }`;
    }),
    ...written(single, inner),
    ...written(lists, (list) => `[${list.map(inner).join(", ")}]`),
  ];
  return members.length === 0 ? "true" : `{ ${members.join(", ")} }`;
};

const typesIn = (schema: JsonSchema, found: Set<string>): ReadonlySet<string> => {
  if (typeof schema === "boolean") return found;
  if (schema.$ref !== undefined) found.add(schemaRefName(schema.$ref));
  eachChild(schema, (child) => void typesIn(child, found));
  return found;
};

/** The constant of each type. */
export const unitsOf = (types: ReadonlyMap<string, JsonSchema>): readonly Unit[] =>
  [...types].map(([type, schema]) => ({
    type,
    name: constant(type),
    code: `const ${constant(type)} = ${schemaCode(schema, (name) => types.has(name))};`,
    calls: [...typesIn(schema, new Set())].filter((name) => types.has(name)).map(constant),
  }));
