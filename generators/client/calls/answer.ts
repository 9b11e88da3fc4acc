/** What a successful operation gives: data, a file, events, or one page of a list. */
import { type ApiMedia, type ApiOperation, isJson, type JsonSchema, resolveSchema } from "../../api/types.ts";
import type { ClientOperation } from "../types.ts";
import { branchesOf } from "../shapes/walk.ts";

/** Named schemas, for references. */
export type Named = ReadonlyMap<string, JsonSchema>;

/** Whether a media type is JSON texts, one a line. */
export const isLines = (type: string): boolean =>
  /^application\/(?:x-)?(?:ndjson|jsonl|jsonlines|json-lines)\s*(?:;|$)/i.test(type);

/** Whether a media type is text. */
export const isText = (type: string): boolean => /^text\/|^[^/]+\/(?:[^;]+\+)?(?:xml|yaml)\b/i.test(type);

/** The properties of an object, those of its `allOf` included. */
export const propertiesOf = (schema: JsonSchema, named: Named, hops = 0): ReadonlyMap<string, JsonSchema> => {
  const target = resolveSchema(schema, named);
  if (typeof target === "boolean" || hops > 32) return new Map();
  const inherited = (target.allOf ?? []).flatMap((part) => [...propertiesOf(part, named, hops + 1)]);
  return new Map([...inherited, ...Object.entries(target.properties ?? {})]);
};

const propertyOf = (schema: JsonSchema, name: string, named: Named): JsonSchema | undefined =>
  propertiesOf(schema, named).get(name);

const successes = (
  operation: ApiOperation,
): readonly { readonly status: string; readonly media: readonly ApiMedia[] }[] => {
  const good = operation.responses.filter(({ status }) => status.startsWith("2"));
  return good.length > 0 ? good : operation.responses.filter(({ status }) => status === "default");
};

/** Schemas of which a value fits one at least; each stands once. */
export const unionOf = (schemas: readonly JsonSchema[]): JsonSchema => {
  const distinct = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  return distinct.length === 1 ? (distinct[0] ?? true) : { anyOf: distinct };
};

/** A file, whatever it holds: some documents describe a download as JSON that is `format: binary`. */
const isFile = ({ schema }: ApiMedia): boolean => typeof schema === "object" && schema.format === "binary";

/** Many documents say "any type" where they describe JSON. */
const describesJson = ({ type, schema }: ApiMedia, named: Named): boolean => {
  if (isJson(type)) return true;
  const target = resolveSchema(schema, named);
  return /^(?:\*|application)\/\*/.test(type) && typeof target === "object" && target.type !== "string";
};

/** How a response is read, and the schema of what it holds. */
export const responseOf = (operation: ApiOperation, named: Named): ClientOperation["response"] => {
  if (operation.method === "head") return { kind: "none", mediaType: "*/*", schema: true };
  const answers = successes(operation);
  const media = answers.flatMap((answer) => answer.media).filter(({ type }) => !isEvents(type));
  const json = media.filter((each) => describesJson(each, named) && !isFile(each));
  if (json.length > 0) {
    return {
      kind: "json",
      mediaType: [...new Set(json.map(({ type }) => type))].join(", "),
      schema: unionOf(json.map(({ schema }) => schema)),
      ...(answers.some((answer) => answer.media.length === 0) && { optional: true }),
    };
  }
  const lines = media.find((each) => isLines(each.type) && !isFile(each));
  if (lines) return { kind: "lines", mediaType: lines.type, schema: lineOf(lines.schema, named) };
  const [first] = media;
  if (first) {
    const kind = isText(first.type) && !isFile(first) ? "text" : "binary";
    return { kind, mediaType: first.type, schema: kind === "text" ? { type: "string" } : true };
  }
  const silent = answers.length > 0 && answers.every(({ status }) => status === "204" || status === "205");
  return { kind: silent ? "none" : "any", mediaType: "*/*", schema: true };
};

/** The schema of one line, also where the document describes the list of all. */
const lineOf = (schema: JsonSchema, named: Named): JsonSchema => {
  const target = resolveSchema(schema, named);
  if (typeof target === "boolean" || target.type === "string") return true;
  return target.type === "array" ? (target.items ?? true) : schema;
};

const isEvents = (type: string): boolean => /^text\/event-stream\b/i.test(type);

/** The schema of one event, without the text that marks the end (`[DONE]`). */
const eventSchema = (schema: JsonSchema): JsonSchema => {
  if (typeof schema === "boolean") return schema;
  const branches = branchesOf(schema);
  const events = branches.filter(
    (branch) => typeof branch === "boolean" || (branch.const !== "[DONE]" && branch.enum?.[0] !== "[DONE]"),
  );
  return events.length < branches.length ? unionOf(events) : schema;
};

/** Whether `true` is among the values of a schema for a switch. */
const canBeTrue = (schema: JsonSchema): boolean => {
  if (typeof schema === "boolean") return schema;
  if (schema.const !== undefined || schema.enum)
    return schema.const === true || (schema.enum?.includes(true) ?? false);
  if (schema.type !== undefined) return schema.type === "boolean" || schema.type.includes("boolean");
  return branchesOf(schema).some(canBeTrue);
};

/** The events of an operation that streams; `body` is the schema of its request. */
export const eventsOf = (
  operation: ApiOperation,
  body: JsonSchema,
  named: Named,
): ClientOperation["events"] => {
  const answers = successes(operation).flatMap(({ media }) => media);
  const events = answers.find(({ type }) => isEvents(type));
  if (!events) return undefined;
  const others = answers.some(({ type }) => !isEvents(type));
  const toggle = propertyOf(body, "stream", named);
  return {
    schema: eventSchema(events.schema),
    optional: others && toggle !== undefined && canBeTrue(resolveSchema(toggle, named)),
  };
};

/** A list goes on after a cursor when it takes `after` and gives `data`. */
export const itemOf = (
  operation: ApiOperation,
  response: JsonSchema,
  named: Named,
): JsonSchema | undefined => {
  const takesCursor = operation.parameters.some(
    (parameter) => parameter.in === "query" && parameter.name === "after",
  );
  const data = resolveSchema(propertyOf(response, "data", named) ?? true, named);
  return operation.method === "get" && takesCursor && typeof data === "object" ? data.items : undefined;
};
