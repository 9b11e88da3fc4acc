import { type Problem, warning } from "../../../src/model/problem.ts";
import {
  type ApiDocument,
  type ApiOperation,
  type ApiParameter,
  type JsonSchema,
  resolveSchema,
  shapeOf,
} from "../../api/types.ts";
import { eventsOf, type Named, propertiesOf } from "./answer.ts";
import { bodiesOf, takesBody } from "./bodies.ts";
import { groupBy } from "../../../src/text/group-by.ts";
import { branchesOf, eachChild } from "../shapes/walk.ts";
import type { ClientModel } from "../types.ts";
import { leadsToIntegers } from "../code/integers.ts";

/** What can't be kept apart, or written with all digits, where integers of 64 bits aren't numbers. */

/** Members that one branch of a choice has as such an integer, and another as a number: a value doesn't say which it is. */
const unclear = (schema: JsonSchema, types: ClientModel["types"]): readonly string[] => {
  const found: string[] = [];
  const visit = (each: JsonSchema): void => {
    if (typeof each === "boolean") return;
    const isNumber = new Map<string, boolean>();
    for (const branch of branchesOf(each))
      for (const [name, member] of propertiesOf(branch, types)) {
        const target = resolveSchema(member, types);
        if (typeof target === "boolean") continue;
        if (![target.type].flat().some((type) => type === "integer" || type === "number")) continue;
        const plain = target.int64 === undefined && target.enum === undefined && target.const === undefined;
        if (isNumber.get(name) === !plain) found.push(name);
        isNumber.set(name, plain);
      }
    eachChild(each, visit);
  };
  visit(schema);
  return found;
};

/** Warnings about integers of 64 bits: none where they are numbers. */
export const integerProblems = (model: ClientModel): readonly Problem[] => {
  const { types, int64, operations } = model;
  if (int64 === undefined) return [];
  const choices = [...types].flatMap(([type, schema]) => {
    const [name] = unclear(schema, types);
    if (name === undefined) return [];
    const message = `${JSON.stringify(name)} is an integer of 64 bits in one branch and a number in another: whole ones are read as ${int64.as}.`;
    return [warning("client-int64-branches", type, message, "Give both branches one format, in an overlay.")];
  });
  // A `bigint` is told apart wherever it stands; digits only where a body's schema is walked along.
  const content = operations.flatMap(({ operation, groups, pathArguments }) =>
    operation.parameters.flatMap(({ name, in: place, style, pointer }) => {
      if (int64.as === "bigint" || style.style !== "json") return [];
      const whole = groups.find(({ name: group }) => group.startsWith(place))?.schema;
      const inPath = pathArguments.find(({ parameter }) => parameter.name === name)?.parameter.schema;
      const own = place === "path" ? inPath : whole && propertiesOf(whole, types).get(name);
      if (own === undefined || !leadsToIntegers(own, model)) return [];
      const message = `${JSON.stringify(name)} is JSON: integers in it that are given as digits are sent as text.`;
      return [warning("client-int64-content", pointer, message, 'Use int64: "bigint".')];
    }),
  );
  return [...choices, ...content];
};

/** What the client can't send as the document says, each kind reported once: nothing goes out differently in silence. */

type Found = {
  readonly code: string;
  readonly where: string;
  readonly message: string;
  readonly fix: string;
};

const childrenOf = (schema: JsonSchema, named: Named): readonly JsonSchema[] => {
  const target = resolveSchema(schema, named);
  if (typeof target === "boolean") return [];
  return target.type === "array" ? [target.items ?? true] : [...propertiesOf(schema, named).values()];
};

const parameterProblems = (parameter: ApiParameter, named: Named): readonly Found[] => {
  const { name, schema, pointer: where } = parameter;
  const { style, explode } = parameter.style;
  const told = (code: string, message: string, fix: string): Found => ({
    code,
    where,
    message: `${JSON.stringify(name)}: ${message}`,
    fix,
  });
  const found: Found[] = [];
  if (parameter.in === "cookie")
    found.push(
      told(
        "client-cookie",
        "a browser sends no cookie that a program sets; servers and Node do.",
        "Use a header where browsers call this API.",
      ),
    );
  const type = shapeOf(schema, named);
  if (style === "json" || style === "text") return found;
  const children = childrenOf(schema, named).map((child) => shapeOf(child, named));
  if (style === "deepObject") {
    if (type === "list" || children.includes("list"))
      found.push(
        told(
          "client-style-deep",
          "OpenAPI doesn't say how a list is written in brackets: its items repeat the name, objects are numbered.",
          "Check what the service reads.",
        ),
      );
    return found;
  }
  if (
    children.some((child) => child !== "plain") &&
    !(type === "object" && explode && !children.includes("object"))
  )
    found.push(
      told(
        "client-style-nested",
        "no style writes lists or objects within others: they are sent as JSON.",
        "Use content, or deepObject.",
      ),
    );
  if ((style === "spaceDelimited" || style === "pipeDelimited") && explode && type === "object")
    found.push(
      told(
        "client-style-explode",
        `${style} doesn't explode objects: the members are sent by their own names.`,
        "Leave out explode.",
      ),
    );
  return found;
};

const operationProblems = (operation: ApiOperation, source: string, named: Named): readonly Found[] => {
  const where = operation.pointer.includes("#") ? operation.pointer : `${source}#${operation.pointer}`;
  if (operation.method === "trace")
    return [
      {
        code: "client-method",
        where,
        message: "fetch can't send TRACE: calling this fails.",
        fix: "Leave it out in an overlay.",
      },
    ];
  const [body, ...others] = bodiesOf(operation, named);
  if (body && others.length > 0 && eventsOf(operation, body.schema, named)?.optional)
    return [
      {
        code: "client-body-alternatives",
        where: `${where}/requestBody`,
        message: `Of the media types of this body, only ${body.mediaType} is sent: it says whether the answer is a stream.`,
        fix: "Take that one out in an overlay to send another.",
      },
    ];
  if (!operation.body || takesBody(operation)) return [];
  const message = `fetch sends no body with ${operation.method.toUpperCase()}: it is left out.`;
  return [{ code: "client-body-unsent", where: `${where}/requestBody`, message, fix: "Use another method." }];
};

/** One problem for each kind, which says how often it occurs. */
const grouped = (all: readonly Found[]): readonly Problem[] =>
  [...groupBy(all, ({ code }) => code).values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const places = new Set(others.map(({ where }) => where).filter((where) => where !== first.where));
    const more = places.size === 0 ? "" : ` The same holds at ${places.size} more places.`;
    return [warning(first.code, first.where, `${first.message}${more}`, first.fix)];
  });

/** Warnings about parameters and bodies that can't be sent as they are described. */
export const wireProblems = ({ operations, schemas, source }: ApiDocument): readonly Problem[] =>
  grouped(
    operations.flatMap((operation) => [
      ...operationProblems(operation, source, schemas),
      ...operation.parameters.flatMap((parameter) => parameterProblems(parameter, schemas)),
    ]),
  );

/** A server without a host leaves it to the caller to say where the API is. */
export const serverProblems = ({ servers, source, operations }: ApiDocument): readonly Problem[] => {
  const [first] = servers;
  if (operations.length === 0 || (first && /^(?:https?:\/\/|\{)/i.test(first.url))) return [];
  const message = first
    ? `The server ${JSON.stringify(first.url)} has no host: baseUrl must be given when a client is made.`
    : "The document names no server: baseUrl must be given when a client is made.";
  return [warning("client-no-server", `${source}#/servers`, message, "Set client.baseUrl in the config.")];
};
