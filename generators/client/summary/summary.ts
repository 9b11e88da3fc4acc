/** What an API offers, small, stable and readable: kept beside the client, so that a later run tells what changed. */
import { byCodeUnit, emptyObject, isObject, type JsonValue, readJson } from "../../api/json.ts";
import type { JsonSchema } from "../../api/types.ts";
import { operationKey } from "../names/operations.ts";
import { typeText } from "../code/typetext.ts";
import type { ClientModel, ClientOperation } from "../types.ts";

/** Names → text; sorted when written. */
export type Texts = Readonly<Record<string, string>>;

/** Operations and types as text. */
export type ApiSummary = {
  readonly title: string;
  readonly version: string;
  /** `"GET /v1/models"` → its name, arguments and result. */
  readonly operations: Readonly<Record<string, Texts>>;
  /** Type → field → type of the field; a `?` after the field's name when it may be absent. A type without fields has only `=`. */
  readonly types: Readonly<Record<string, Texts>>;
};

const record = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> => {
  const made = emptyObject<T>();
  for (const [key, value] of [...entries].sort(([a], [b]) => byCodeUnit(a, b))) made[key] = value;
  return made;
};

const fieldsOf = (schema: JsonSchema): Texts => {
  if (
    typeof schema === "boolean" ||
    schema.properties === undefined ||
    schema.allOf ||
    schema.anyOf ||
    schema.oneOf
  ) {
    return record([["=", typeText(schema)]]);
  }
  const required = new Set(schema.required ?? []);
  return record(
    Object.entries(schema.properties).map(([name, child]) => [
      required.has(name) ? name : `${name}?`,
      typeText(child),
    ]),
  );
};

const resultOf = ({ kind, schema, optional }: ClientOperation["response"]): string => {
  if (kind === "lines") return `lines of ${typeText(schema)}`;
  return kind === "json" ? `${typeText(schema)}${optional ? " | undefined" : ""}` : kind;
};

const partsOf = (operation: ClientOperation): Texts => {
  const { bodies, groups, response, events, pathArguments } = operation;
  const optional = (required: boolean): string => (required ? "" : "?");
  return record([
    ["name", operation.name.join(".")],
    ...pathArguments.map(({ parameter }) => [`path ${parameter.name}`, typeText(parameter.schema)] as const),
    ...bodies.map(({ required, mediaType, schema }, index) =>
      index === 0
        ? ([`body${optional(required)}`, `${typeText(schema)} as ${mediaType}`] as const)
        : ([`body, instead as ${mediaType}`, typeText(schema)] as const),
    ),
    ...groups.map(
      ({ name, required, schema }) => [`${name}${optional(required)}`, typeText(schema)] as const,
    ),
    ["result", resultOf(response)],
    ...(events ? [["events", typeText(events.schema)] as const] : []),
  ]);
};

/** Summarises a client's API. */
export const summarizeApi = (model: ClientModel): ApiSummary => ({
  title: model.title,
  version: model.version,
  operations: record(
    model.operations.map((operation) => [operationKey(operation.operation), partsOf(operation)]),
  ),
  types: record([...model.types].map(([name, schema]) => [name, fieldsOf(schema)])),
});

/** What a client was made from besides its source, and the files that it consists of besides `api.json`. */
export type SummaryFiles = { readonly sources: readonly string[]; readonly outputs: readonly string[] };

/** The text of `api.json`: a line for each operation and each field, and for each file. */
export const renderSummary = (
  summary: ApiSummary,
  header: readonly string[],
  { sources, outputs }: SummaryFiles,
): string => {
  const files = sources.length > 0 ? { files: sources } : {};
  return `${JSON.stringify({ generated: header, ...files, client: outputs, ...summary }, null, 2)}\n`;
};

const textsOf = (value: JsonValue | undefined): Readonly<Record<string, Texts>> | undefined => {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value).map(([name, inner]) => {
    const texts = isObject(inner) ? Object.entries(inner) : [];
    return [
      name,
      record(texts.flatMap(([key, text]) => (typeof text === "string" ? [[key, text] as const] : []))),
    ] as const;
  });
  return record(entries);
};

/** Reads `api.json` back; undefined when it isn't one. */
export const readSummary = (text: string): ApiSummary | undefined => {
  const parsed = readJson(text);
  if (!isObject(parsed)) return undefined;
  const operations = textsOf(parsed.operations);
  const types = textsOf(parsed.types);
  const { title, version } = parsed;
  if (!operations || !types || typeof title !== "string" || typeof version !== "string") return undefined;
  return { title, version, operations, types };
};
