/**
 * What an operation takes and gives, as arguments and results of a function.
 */
import { error, fail, ok, type Outcome, type Problem } from "../../src/model/problem.ts";
import { emptyObject } from "../api/json.ts";
import type { ApiOperation, ApiParameter, JsonSchema } from "../api/types.ts";
import { eventsOf, isJson, itemOf, responseOf } from "./answer.ts";
import { operationKey } from "./operations.ts";
import { safeName } from "./reserved.ts";
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
