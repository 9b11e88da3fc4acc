/**
 * What an operation takes and gives, as arguments and results of a function.
 */
import { error, fail, ok, type Outcome, type Problem } from "../../src/problem.ts";
import { byCodeUnit, emptyObject } from "../api/json.ts";
import {
  type ApiMedia,
  type ApiOperation,
  type ApiParameter,
  type JsonSchema,
  schemaRefName,
} from "../api/types.ts";
import { operationKey } from "./operations.ts";
import { safeName } from "./reserved.ts";
import type { Argument, BodyKind, ClientOperation, NamedOperation, PathArgument } from "./types.ts";
import { branchesOf } from "./walk.ts";
import { camel, pascal, singular } from "./words.ts";

const isJson = (type: string): boolean => /^[^/]+\/(?:[^;]+\+)?json\b/i.test(type);

const bodyKinds: readonly (readonly [BodyKind, (type: string) => boolean])[] = [
  ["json", isJson],
  ["multipart", (type) => /^multipart\/form-data\b/i.test(type)],
  ["form", (type) => /^application\/x-www-form-urlencoded\b/i.test(type)],
  ["text", (type) => /^text\//i.test(type)],
  ["binary", () => true],
];

/** Names of the arguments that don't stand for a path parameter. */
const takenArguments = new Set(["params", "query", "headers", "options"]);

/** Follows references to the schema that says something. */
export const resolve = (schema: JsonSchema, named: ReadonlyMap<string, JsonSchema>): JsonSchema => {
  let current = schema;
  for (let hops = 0; hops < 32 && typeof current === "object" && current.$ref !== undefined; hops++) {
    current = named.get(schemaRefName(current.$ref)) ?? true;
  }
  return current;
};

const propertyOf = (
  schema: JsonSchema,
  name: string,
  named: ReadonlyMap<string, JsonSchema>,
): JsonSchema | undefined => {
  const target = resolve(schema, named);
  if (typeof target === "boolean") return undefined;
  const own = Object.entries(target.properties ?? {}).find(([key]) => key === name)?.[1];
  if (own !== undefined) return own;
  return target.allOf?.map((part) => propertyOf(part, name, named)).find((found) => found !== undefined);
};

const group = (parameters: readonly ApiParameter[]): Argument | undefined => {
  if (parameters.length === 0) return undefined;
  const properties = emptyObject<JsonSchema>();
  for (const { name, schema, description } of parameters) {
    properties[name] =
      typeof schema === "object" &&
      description !== undefined &&
      schema.description === undefined &&
      schema.$ref === undefined
        ? { ...schema, description }
        : schema;
  }
  const required = parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name);
  return {
    schema: { type: "object", properties, ...(required.length > 0 && { required }) },
    required: required.length > 0,
  };
};

type PathParts = { readonly literals: readonly string[]; readonly pathArguments: readonly PathArgument[] };

const pathParts = (operation: ApiOperation): Outcome<PathParts> => {
  const pieces = operation.path.split(/\{([^{}]*)\}/);
  const literals = pieces.filter((_, index) => index % 2 === 0);
  const where = operationKey(operation);
  const problems: Problem[] = [];
  const pathArguments = pieces
    .filter((_, index) => index % 2 === 1)
    .map((name) => {
      const derived = camel(name);
      const argument = takenArguments.has(derived) ? `${derived}Value` : safeName(derived, "Value");
      const parameter = operation.parameters.find(
        (candidate) => candidate.in === "path" && candidate.name === name,
      );
      if (!/^[a-z]\w*$/i.test(argument)) {
        problems.push(
          error(
            "client-parameter-unnamed",
            where,
            `The path parameter ${JSON.stringify(name)} has no letters to name an argument by.`,
            "Rename it in an overlay.",
          ),
        );
      }
      return {
        argument,
        parameter: parameter ?? {
          name,
          in: "path" as const,
          required: true,
          schema: { type: "string" as const },
        },
      };
    });
  const names = pathArguments.map(({ argument }) => argument);
  if (new Set(names).size < names.length) {
    problems.push(
      error(
        "client-parameter-collision",
        where,
        "Two path parameters would give one argument.",
        "Rename one of them in an overlay.",
      ),
    );
  }
  return problems.length > 0 ? fail(...problems) : ok({ literals, pathArguments });
};

const bodyOf = (operation: ApiOperation): ClientOperation["body"] => {
  // Neither `fetch` nor most services take a body here.
  if (operation.method === "get" || operation.method === "head") return undefined;
  for (const [kind, matches] of bodyKinds) {
    const media = operation.body?.media.find(({ type }) => matches(type));
    if (media)
      return {
        kind,
        mediaType: media.type,
        schema: media.schema,
        required: operation.body?.required ?? false,
      };
  }
  return undefined;
};

const successes = (
  operation: ApiOperation,
): readonly { readonly status: string; readonly media: readonly ApiMedia[] }[] => {
  const good = operation.responses.filter(({ status }) => status.startsWith("2"));
  return good.length > 0 ? good : operation.responses.filter(({ status }) => status === "default");
};

const unionOf = (schemas: readonly JsonSchema[]): JsonSchema => {
  const distinct = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  return distinct.length === 1 ? (distinct[0] ?? true) : { anyOf: distinct };
};

const responseOf = (operation: ApiOperation): ClientOperation["response"] => {
  const answers = successes(operation);
  const media = answers.flatMap((answer) => answer.media).filter(({ type }) => !isEvents(type));
  const json = media.filter(({ type }) => isJson(type));
  if (json.length > 0) {
    return {
      kind: "json",
      mediaType: json[0]?.type ?? "application/json",
      schema: unionOf(json.map(({ schema }) => schema)),
    };
  }
  const [first] = media;
  if (first) {
    const kind = /^text\//i.test(first.type) ? "text" : "binary";
    return { kind, mediaType: first.type, schema: kind === "text" ? { type: "string" } : true };
  }
  const silent = answers.length > 0 && answers.every(({ status }) => status === "204" || status === "205");
  return { kind: silent || operation.method === "head" ? "none" : "any", mediaType: "*/*", schema: true };
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

const eventsOf = (
  operation: ApiOperation,
  body: JsonSchema,
  named: ReadonlyMap<string, JsonSchema>,
): ClientOperation["events"] => {
  const answers = successes(operation).flatMap(({ media }) => media);
  const events = answers.find(({ type }) => isEvents(type));
  if (!events) return undefined;
  const others = answers.some(({ type }) => !isEvents(type));
  const toggle = propertyOf(body, "stream", named);
  return {
    schema: eventSchema(events.schema),
    optional: others && toggle !== undefined && canBeTrue(resolve(toggle, named)),
  };
};

/** A list goes on after a cursor when it takes `after` and gives `data`. */
const itemOf = (
  operation: ApiOperation,
  response: JsonSchema,
  named: ReadonlyMap<string, JsonSchema>,
): JsonSchema | undefined => {
  const takesCursor = operation.parameters.some(
    (parameter) => parameter.in === "query" && parameter.name === "after",
  );
  const data = resolve(propertyOf(response, "data", named) ?? true, named);
  return operation.method === "get" && takesCursor && typeof data === "object" ? data.items : undefined;
};

/** Describes a named operation as a function of the client, with the schemas as in the document. */
export const describeOperation = (
  { operation, name }: NamedOperation,
  named: ReadonlyMap<string, JsonSchema>,
): Outcome<ClientOperation> => {
  const path = pathParts(operation);
  if (!path.ok) return path;
  const query = group(operation.parameters.filter((parameter) => parameter.in === "query"));
  const headers = group(operation.parameters.filter((parameter) => parameter.in === "header"));
  const body = bodyOf(operation);
  const response = responseOf(operation);
  const events = eventsOf(operation, body?.schema ?? true, named);
  const item = itemOf(operation, response.schema, named);
  return ok({
    operation,
    name,
    typeName: name.map(pascal).join(""),
    noun: name
      .slice(0, -1)
      .map((part) => pascal(singular(part)))
      .join(""),
    ...path.value,
    ...(query && { query }),
    ...(headers && { headers }),
    ...(body && { body }),
    response,
    ...(events && { events }),
    ...(item !== undefined && { item }),
  });
};

/** Sorts descriptions by the operation's full name. */
export const byName = (a: NamedOperation, b: NamedOperation): number =>
  byCodeUnit(a.name.join("."), b.name.join("."));
