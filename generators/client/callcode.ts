/**
 * The statements inside a generated operation: which sender of the runtime it calls, and with what.
 */
import { type JsonSchema, schemaRefName } from "../api/types.ts";
import { quote } from "./literal.ts";
import { safeName } from "./reserved.ts";
import { typeText } from "./typetext.ts";
import type { ClientModel, ClientOperation } from "./types.ts";

/** Local name of an operation's function; `delete` alone can't be one. */
export const functionName = (operation: ClientOperation): string =>
  safeName(operation.name.at(-1) ?? "", "Operation");

/** Name of the validator for a type, which aliases share with what they stand for. */
export const validatorOf = (schema: JsonSchema | undefined, model: ClientModel): string | undefined => {
  let current = schema;
  for (let hops = 0; hops < 32 && typeof current === "object" && current.$ref !== undefined; hops++) {
    const name = schemaRefName(current.$ref);
    const target: JsonSchema | undefined = model.types.get(name);
    if (typeof target !== "object" || target.$ref === undefined) return `validate${name}`;
    current = target;
  }
  return undefined;
};

const pageType = ({ response, item }: ClientOperation): readonly [page: string, item: string] => {
  const page = typeText(response.schema);
  return [
    page,
    typeof item === "object" && item.$ref !== undefined
      ? typeText(item)
      : `NonNullable<${page}["data"]>[number]`,
  ];
};

/** What the function of an operation returns. */
export const responseType = (operation: ClientOperation): string => {
  const { response, item, events } = operation;
  if (events && !events.optional) return `Promise<AsyncIterable<${typeText(events.schema)}>>`;
  if (item !== undefined) return `Paged<${pageType(operation).join(", ")}>`;
  switch (response.kind) {
    case "json":
      return `Promise<${typeText(response.schema)}>`;
    case "text":
      return "Promise<string>";
    case "binary":
      return "Promise<Response>";
    case "any":
      return "Promise<unknown>";
    case "none":
      return "Promise<void>";
  }
};

const senders = {
  json: "sendJson",
  text: "sendText",
  binary: "sendBinary",
  any: "sendAny",
  none: "sendNothing",
} as const;

/** Names of the runtime's senders that an operation calls. */
export const sendersOf = ({ events, item, response }: ClientOperation): readonly string[] => {
  if (events && !events.optional) return ["sendEvents"];
  const sender = item === undefined ? senders[response.kind] : "sendPages";
  return events ? ["sendEvents", sender] : [sender];
};

type Check = (name: string, schema: JsonSchema | undefined) => readonly string[];

const bodyCode = ({ body }: ClientOperation, check: Check): readonly string[] => {
  if (!body) return [];
  const members = [
    `kind: ${quote(body.kind)} as const`,
    `mediaType: ${quote(body.mediaType)}`,
    "value: params",
    ...check("check", body.schema),
  ];
  const code = `{ ${members.join(", ")} }`;
  return [`body: ${body.required ? code : `params === undefined ? undefined : ${code}`}`];
};

const callMembers = (operation: ClientOperation, check: Check): readonly string[] => {
  const { literals, pathArguments, query, headers } = operation;
  const path = literals.flatMap((literal, index) => {
    const argument = pathArguments[index]?.argument;
    return argument === undefined
      ? literal === "" && index > 0
        ? []
        : [quote(literal)]
      : [quote(literal), argument];
  });
  return [
    `method: ${quote(operation.operation.method.toUpperCase())}`,
    `path: [${path.join(", ")}]`,
    `bearer: ${String(operation.operation.bearer)}`,
    ...(query ? ["query", ...check("queryCheck", query.schema)] : []),
    ...(headers ? ["headers", ...check("headersCheck", headers.schema)] : []),
    ...bodyCode(operation, check),
  ];
};

const indent = (code: string): string => code.replace(/^/gm, "  ");

const object = (members: readonly string[]): string =>
  `{\n${members.map((member) => `  ${member},\n`).join("")}}`;

const sendCode = (operation: ClientOperation, members: readonly string[], check: Check): string => {
  const { response, item } = operation;
  const accept = `accept: ${quote(response.mediaType)}`;
  const checked = object([
    ...members,
    accept,
    ...(response.kind === "json" ? check("responseCheck", response.schema) : []),
  ]);
  if (item !== undefined)
    return `sendPages<${pageType(operation).join(", ")}>(api, ${checked}, (page) => page.data ?? [], options)`;
  const sender = senders[response.kind];
  return `${sender}${response.kind === "json" ? `<${typeText(response.schema)}>` : ""}(api, ${checked}, options)`;
};

const eventsCode = (
  schema: JsonSchema,
  members: readonly string[],
  check: Check,
  sentinel: boolean,
): string => {
  const checked = object([...members, `accept: "text/event-stream"`, ...check("responseCheck", schema)]);
  return `sendEvents<${typeText(schema)}>(api, ${checked}, { sentinel: ${String(sentinel)} }, options)`;
};

/** The body of an operation's function. */
export const callCode = (
  operation: ClientOperation,
  model: ClientModel,
  validators: boolean,
): readonly string[] => {
  const check: Check = (name, schema) => {
    const validator = validators ? validatorOf(schema, model) : undefined;
    return validator === undefined ? [] : [`${name}: ${validator}`];
  };
  const members = callMembers(operation, check);
  const { events, body } = operation;
  if (!events) return [`return ${sendCode(operation, members, check)};`];
  if (!events.optional) return [`return ${eventsCode(events.schema, members, check, false)};`];
  return [
    `const call = ${object(members)};`,
    `if (params${body?.required ? "" : "?"}.stream === true) {\n${indent(`return ${eventsCode(events.schema, ["...call"], check, true)};`)}\n}`,
    `return ${sendCode(operation, ["...call"], check)};`,
  ];
};

/** Names of all validators that an operation refers to. */
export const validatorsOf = (
  { body, query, headers, response, events }: ClientOperation,
  model: ClientModel,
): readonly string[] =>
  [
    body?.schema,
    query?.schema,
    headers?.schema,
    response.kind === "json" ? response.schema : undefined,
    events?.schema,
  ].flatMap((schema) => {
    const name = validatorOf(schema, model);
    return name === undefined ? [] : [name];
  });
