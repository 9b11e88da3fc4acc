/**
 * What an operation takes and gives, as arguments and results of a function.
 */
import { emptyObject } from "../api/json.ts";
import type { ApiOperation, ApiParameter, JsonSchema } from "../api/types.ts";
import { eventsOf, isJson, itemOf, responseOf } from "./answer.ts";
import { distinctNames, mark } from "./distinct.ts";
import { isIdentifier, safeName } from "./reserved.ts";
import type { Argument, BodyKind, ClientOperation, NamedOperation, PathArgument } from "./types.ts";
import { camel, pascal, singular } from "./words.ts";

const bodyKinds: readonly (readonly [BodyKind, (type: string) => boolean])[] = [
  ["json", isJson],
  ["multipart", (type) => /^multipart\/form-data\b/i.test(type)],
  ["form", (type) => /^application\/x-www-form-urlencoded\b/i.test(type)],
  ["text", (type) => /^text\//i.test(type)],
  ["binary", () => true],
];

/** Names of the arguments that don't stand for a path parameter. */
const takenArguments = new Set(["params", "query", "headers", "options"]);

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

/** A name for the argument of a path parameter; `{日本}` keeps its own, `{*}` is a `value`. */
const argumentName = (text: string): string => {
  const name = camel(text);
  if (name === "") return "value";
  const started = isIdentifier(name) ? name : `_${name}`;
  return takenArguments.has(started) ? `${started}Value` : safeName(started, "Value");
};

const pathParts = (operation: ApiOperation): PathParts => {
  const pieces = operation.path.split(/\{([^{}]*)\}/);
  const literals = pieces.filter((_, index) => index % 2 === 0);
  const variables = pieces.filter((_, index) => index % 2 === 1);
  const { names } = distinctNames(
    variables.map((name, index) => ({
      key: name,
      names: [
        argumentName(name),
        argumentName(`${literals[index] ?? ""} ${name}`),
        `${argumentName(name)}_${mark(name)}`,
      ],
    })),
  );
  const pathArguments = variables.map((name): PathArgument => {
    const parameter = operation.parameters.find((each) => each.in === "path" && each.name === name);
    return {
      argument: names.get(name) ?? argumentName(name),
      parameter: parameter ?? { name, in: "path", required: true, schema: { type: "string" } },
    };
  });
  return { literals, pathArguments };
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

/** Describes a named operation as a function of the client, with the schemas as in the document. */
export const describeOperation = (
  { operation, name, about }: NamedOperation,
  named: ReadonlyMap<string, JsonSchema>,
): ClientOperation => {
  const query = group(operation.parameters.filter((parameter) => parameter.in === "query"));
  const headers = group(operation.parameters.filter((parameter) => parameter.in === "header"));
  const body = bodyOf(operation);
  const response = responseOf(operation);
  const events = eventsOf(operation, body?.schema ?? true, named);
  const item = itemOf(operation, response.schema, named);
  return {
    operation,
    name,
    about,
    typeName: name.map(pascal).join(""),
    noun: about
      .slice(0, -1)
      .map((part) => pascal(singular(part)))
      .join(""),
    ...pathParts(operation),
    ...(query && { query }),
    ...(headers && { headers }),
    ...(body && { body }),
    response,
    ...(events && { events }),
    ...(item !== undefined && { item }),
  };
};
