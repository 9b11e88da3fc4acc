/** The statements inside a generated operation: which sender of the runtime it calls, and with what. */
import { type JsonSchema, schemaRefName } from "../../api/types.ts";
import { quote } from "./literal.ts";
import { readerCode, writerCode } from "./integers.ts";
import { safeName } from "../names/words.ts";
import { pathCode, securityCode, styleMembers } from "./wire.ts";
import { typeText } from "./typetext.ts";
import type { ClientBody, ClientModel, ClientOperation, ResponseKind } from "../types.ts";

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
      return `Promise<${typeText(response.schema)}${response.optional ? " | undefined" : ""}>`;
    case "lines":
      return `Promise<AsyncIterable<${typeText(response.schema)}>>`;
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

const senderOf = ({ response }: ClientOperation): string =>
  response.kind === "json" && response.optional ? "sendOptional" : senders[response.kind];

/** Whether a response of that kind is a value of the response's schema. */
export const isTyped = (kind: ResponseKind): boolean => kind === "json" || kind === "lines";

const senders = {
  json: "sendJson",
  lines: "sendLines",
  text: "sendText",
  binary: "sendBinary",
  any: "sendAny",
  none: "sendNothing",
} as const;

/** Names of the runtime's senders that an operation calls. */
export const sendersOf = (operation: ClientOperation): readonly string[] => {
  const { events, item } = operation;
  if (events && !events.optional) return ["sendEvents"];
  const sender = item === undefined ? senderOf(operation) : "sendPages";
  return events ? ["sendEvents", sender] : [sender];
};

type Check = (name: string, schema: JsonSchema | undefined) => readonly string[];

const bodyCode = ({ bodies }: ClientOperation, model: ClientModel, check: Check): readonly string[] => {
  const [body] = bodies;
  if (!body) return [];
  const codeOf = (form: ClientBody): string => {
    const members = [
      `encode: ${writerCode(form, model).text}`,
      `mediaType: ${quote(form.mediaType)}`,
      "value: params",
      ...check("check", form.schema),
    ];
    return `{ ${members.join(", ")} }`;
  };
  const code =
    bodies.length === 1 ? codeOf(body) : `chosenBody(options?.mediaType, [${bodies.map(codeOf).join(", ")}])`;
  return [`body: ${body.required ? code : `params === undefined ? undefined : ${code}`}`];
};

/** Names what reads a body, where that isn't `JSON.parse`. */
const reads = (name: string, schema: JsonSchema | undefined, model: ClientModel): readonly string[] => {
  const code = schema === undefined ? undefined : readerCode(schema, model);
  return code === undefined ? [] : [`${name}: ${code.text}`];
};

const callMembers = (operation: ClientOperation, model: ClientModel, check: Check): readonly string[] => {
  const { literals, pathArguments, groups } = operation;
  const { method, security, server } = operation.operation;
  const constant = model.securities.get(securityCode(security));
  const path = literals.flatMap((literal, index) => {
    const argument = pathArguments[index];
    return argument === undefined
      ? literal === "" && index > 0
        ? []
        : [quote(literal)]
      : [quote(literal), pathCode(argument).text];
  });
  return [
    `method: ${quote(method.toUpperCase())}`,
    `path: [${path.join(", ")}]`,
    ...(server === undefined ? [] : [`server: ${quote(server)}`]),
    ...(constant === undefined ? [] : [`security: ${constant}`]),
    ...groups.flatMap(({ name, schema }) => [name, ...check(`${name}Check`, schema)]),
    ...styleMembers(operation).map(({ text }) => text),
    ...bodyCode(operation, model, check),
    ...reads("readError", operation.error, model),
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
    ...(isTyped(response.kind) ? check("responseCheck", response.schema) : []),
  ]);
  if (item !== undefined)
    return `sendPages<${pageType(operation).join(", ")}>(api, ${checked}, (page) => page.data ?? [], options)`;
  return `${senderOf(operation)}${isTyped(response.kind) ? `<${typeText(response.schema)}>` : ""}(api, ${checked}, options)`;
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

/** The body of an operation's function; `loader` is the function that loads its group's validators. */
export const callCode = (
  operation: ClientOperation,
  model: ClientModel,
  loader: string | undefined,
): readonly string[] => {
  const check: Check = (name, schema) => {
    const validator = loader === undefined ? undefined : validatorOf(schema, model);
    return [
      ...(validator === undefined ? [] : [`${name}: async () => (await ${loader}()).${validator}`]),
      ...(name === "responseCheck" ? reads("read", schema, model) : []),
    ];
  };
  const members = callMembers(operation, model, check);
  const { events, bodies } = operation;
  if (!events) return [`return ${sendCode(operation, members, check)};`];
  if (!events.optional) return [`return ${eventsCode(events.schema, members, check, false)};`];
  return [
    `const call = ${object(members)};`,
    `if (params${bodies[0]?.required ? "" : "?"}.stream === true) {\n${indent(`return ${eventsCode(events.schema, ["...call"], check, true)};`)}\n}`,
    `return ${sendCode(operation, ["...call"], check)};`,
  ];
};

/** The schemas of what an operation takes, and of what it gives. */
export const schemasOf = ({ bodies, groups, response, events }: ClientOperation): readonly JsonSchema[] => [
  ...[...bodies, ...groups].map(({ schema }) => schema),
  ...(isTyped(response.kind) ? [response.schema] : []),
  ...(events ? [events.schema] : []),
];

/** Names of all validators that an operation refers to. */
export const validatorsOf = (operation: ClientOperation, model: ClientModel): readonly string[] =>
  schemasOf(operation).flatMap((schema) => validatorOf(schema, model) ?? []);
