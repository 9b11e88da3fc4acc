/** Where values have integers of 64 bits, as code: a constant for each such type, and what reads and writes them. */
import { type JsonSchema, schemaRefName } from "../../api/types.ts";
import { branchesOf, holdersOf } from "../shapes/walk.ts";
import type { ClientBody, ClientModel, ClientOperation } from "../types.ts";
import { escapeInvisible, memberName } from "./literal.ts";
import { type Code, encoderCode } from "./wire.ts";

/** The types that lead to such an integer. */
export const typesWith = (types: ClientModel["types"]): ReadonlySet<string> =>
  holdersOf(types, ({ int64 }) => int64 !== undefined);

/** How the constant of a type is named. */
type NameOf = (type: string) => string | undefined;

const literalOf = (schema: JsonSchema, nameOf: NameOf): string | undefined => {
  if (typeof schema === "boolean") return undefined;
  const { $ref, properties, prefixItems, items, additionalProperties, patternProperties } = schema;
  const below = (child: JsonSchema | undefined): string | undefined =>
    child === undefined ? undefined : literalOf(child, nameOf);
  const first = (prefixItems ?? []).map(below);
  const rest = [...Object.values(patternProperties ?? {}), additionalProperties].flatMap(
    (child) => below(child) ?? [],
  );
  const members = Object.entries(properties ?? {}).flatMap(([name, child]) => {
    // What holds of the rest doesn't hold of a member with a schema of its own.
    const text = below(child) ?? (rest.length === 0 ? undefined : "{}");
    return text === undefined ? [] : [`${memberName(name)}: ${text}`];
  });
  const named = $ref === undefined ? undefined : nameOf(schemaRefName($ref));
  const also = [
    ...(named === undefined ? [] : [named]),
    ...[...(schema.allOf ?? []), ...branchesOf(schema)].flatMap((child) => below(child) ?? []),
  ];
  const item = below(items);
  const [onlyRest] = rest;
  const parts = [
    ...(schema.int64 === undefined ? [] : ["self: true"]),
    ...(members.length === 0 ? [] : [`members: { ${members.join(", ")} }`]),
    ...(rest.length === 0
      ? []
      : [`rest: ${rest.length === 1 ? String(onlyRest) : `{ also: () => [${rest.join(", ")}] }`}`]),
    ...(first.every((each) => each === undefined)
      ? []
      : [`first: [${first.map((each) => each ?? "{}").join(", ")}]`]),
    ...(item === undefined ? [] : [`items: ${item}`]),
    ...(also.length === 0 ? [] : [`also: () => [${also.join(", ")}]`]),
  ];
  return parts.length === 0 ? undefined : `{ ${parts.join(", ")} }`;
};

/** The text of `integers.ts`; undefined where no type has an integer that isn't a number. */
export const renderIntegers = (
  { types, int64 }: ClientModel,
  ending: string,
  header: string,
): string | undefined => {
  if (int64 === undefined || int64.types.size === 0) return undefined;
  const constants = [...types].flatMap(([name, schema]) => {
    const text = literalOf(schema, (type) => (int64.types.has(type) ? type : undefined));
    return text === undefined ? [] : [`export const ${name}: $Integers = ${text};\n`];
  });
  const imported = `import type { Integers as $Integers } from "./runtime/index${ending}";\n`;
  return escapeInvisible(`${header}\n${imported}\n${constants.join("")}`);
};

/** Where a schema's values have such integers, as code of the client. */
const placesIn = (schema: JsonSchema, { int64 }: ClientModel): string | undefined =>
  int64 && literalOf(schema, (type) => (int64.types.has(type) ? `$integers.${type}` : undefined));

/** Whether values of a schema have such integers. */
export const leadsToIntegers = (schema: JsonSchema, model: ClientModel): boolean =>
  placesIn(schema, model) !== undefined;

/** What reads the JSON of a schema; undefined where `JSON.parse` will do. */
export const readerCode = (schema: JsonSchema, model: ClientModel): Code | undefined => {
  const places = placesIn(schema, model);
  const name = model.int64?.as === "bigint" ? "bigints" : "digits";
  return places === undefined ? undefined : { text: `${name}(${places})`, uses: [name] };
};

/** What writes a body: a `bigint` tells itself apart from a number, but digits are a text like any other. */
export const writerCode = (body: ClientBody, model: ClientModel): Code => {
  const encoder = encoderCode(body);
  const places =
    model.int64?.as === "string" && body.kind !== "raw" ? placesIn(body.schema, model) : undefined;
  return places === undefined
    ? encoder
    : { text: `fromDigits(${encoder.text}, ${places})`, uses: ["fromDigits", ...encoder.uses] };
};

/** What an operation's call names for its integers and bodies. */
export const integerNames = (operation: ClientOperation, model: ClientModel): readonly string[] => {
  const { bodies, response, events, error } = operation;
  return [
    ...[response.schema, events?.schema, error].map((schema) =>
      schema === undefined ? undefined : readerCode(schema, model),
    ),
    ...bodies.map((each) => writerCode(each, model)),
  ].flatMap((code) => code?.uses ?? []);
};
