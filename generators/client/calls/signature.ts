/** What an operation takes and gives, as arguments and results of a function. */
import { emptyObject } from "../../api/json.ts";
import { type ApiOperation, type ApiParameter, type JsonSchema, resolveSchema } from "../../api/types.ts";
import { plainStyle } from "../../api/style.ts";
import { eventsOf, itemOf, type Named, responseOf } from "./answer.ts";
import { bodiesOf, errorOf } from "./bodies.ts";
import { distinctNames, mark } from "../names/distinct.ts";
import { camel, isIdentifier, pascal, safeName, singular } from "../names/words.ts";
import { typeStem } from "../names/roots.ts";
import type { Argument, ClientOperation, NamedOperation, PathArgument } from "../types.ts";

/** Names of the arguments that don't stand for a path parameter. */
const takenArguments = new Set(["params", "query", "headers", "cookies", "options"]);

const places = [
  ["query", "query"],
  ["headers", "header"],
  ["cookies", "cookie"],
] as const;

const argumentOf = (parameters: readonly ApiParameter[]): Argument => {
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

const scalars = { string: "text", integer: "number", number: "number", boolean: "boolean" } as const;

/** What a caller gives for a path parameter. */
const pathKind = ({ schema, style }: ApiParameter, named: Named): PathArgument["kind"] => {
  const target = resolveSchema(schema, named);
  if (typeof target === "boolean") return "text";
  const { type } = target;
  if (type === "array") return "list";
  if (type === "object" || (style.style === "json" && target.properties)) return "object";
  if (target.int64 === "bigint") return "bigint";
  return type === "integer" || type === "number" || type === "boolean" ? scalars[type] : "text";
};

const pathParts = (operation: ApiOperation, schemas: Named): PathParts => {
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
    const found = operation.parameters.find((each) => each.in === "path" && each.name === name);
    const parameter = found ?? {
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
      style: plainStyle.path,
      pointer: "",
    };
    return {
      argument: names.get(name) ?? argumentName(name),
      parameter,
      kind: pathKind(parameter, schemas),
    };
  });
  return { literals, pathArguments };
};

/** Describes a named operation as a function of the client, with the schemas as in the document. */
export const describeOperation = (
  { operation, name, about }: NamedOperation,
  named: Named,
): ClientOperation => {
  const groups = places.flatMap(([name, place]) => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place);
    return parameters.length === 0 ? [] : [{ name, ...argumentOf(parameters) }];
  });
  const bodies = bodiesOf(operation, named);
  const response = responseOf(operation, named);
  const events = eventsOf(operation, bodies[0]?.schema ?? true, named);
  const item = itemOf(operation, response.schema, named);
  const error = errorOf(operation);
  return {
    operation,
    name,
    about,
    typeName: typeStem(name.map(pascal).join("")),
    noun: about
      .slice(0, -1)
      .map((part) => pascal(singular(part)))
      .join(""),
    ...pathParts(operation, named),
    groups,
    // Where a member of the body says whether the answer is a stream, all forms of it would have to have that member.
    bodies: events?.optional ? bodies.slice(0, 1) : bodies,
    response,
    ...(events && { events }),
    ...(error !== undefined && { error }),
    ...(item !== undefined && { item }),
  };
};
