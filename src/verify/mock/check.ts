import { Ajv2020, type AnySchemaObject, type ErrorObject } from "ajv/dist/2020.js";
import { emptyObject, isObject, type JsonValue } from "../../../generators/api/json.ts";
import {
  type ApiDocument,
  type ApiOperation,
  isJson,
  type JsonSchema,
  type ParameterPlace,
} from "../../../generators/api/types.ts";
import type { RequestBody } from "./body.ts";
import { chatOptionProblems, toolCallProblems } from "./wires/tool-calls.ts";
import { cookiesOf } from "./security.ts";
import { messageProblems } from "./wires/message-terms.ts";
import { readForm, readQuery, readTexts } from "./values.ts";
import { fromUrl } from "../../text/escapes.ts";

/** The requests on the lines of an uploaded JSONL file. A batch hides their errors in a file of its own. */

/** Every reason why the lines are not requests that the API can answer. */
export type LineChecker = (lines: readonly JsonValue[]) => readonly string[];

/** Makes the checker; the schemas are compiled once for all snippets. */
export const lineChecker = (api: ApiDocument): LineChecker => {
  const check = checker(api);
  const problemsOf = (line: JsonValue): readonly string[] => {
    if (!isObject(line) || line.url === undefined) return ["it is no request"];
    const { method, url, body = null } = line;
    const operation = api.operations.find(
      (each) => each.path === url && each.method.toUpperCase() === method,
    );
    if (operation === undefined)
      return [`the API has no operation ${JSON.stringify(method)} ${JSON.stringify(url)}`];
    return check.bodyProblems(operation, "application/json", body);
  };
  return (lines) => {
    const seen = new Set<string>();
    return lines.flatMap((line, index) => {
      const id = isObject(line) ? line.custom_id : undefined;
      const unnamed = typeof id !== "string" ? ["it has no text `custom_id`"] : [];
      const twice =
        typeof id === "string" && seen.has(id) ? [`its custom_id ${JSON.stringify(id)} isn't unique`] : [];
      if (typeof id === "string") seen.add(id);
      return [...unnamed, ...twice, ...problemsOf(line)].map(
        (problem) => `Line ${index + 1} of the uploaded file: ${problem}.`,
      );
    });
  };
};

/** Whether a request is what the document says it is. */

/** What a request says outside its body; a query name may repeat. */
export type RequestHead = {
  readonly path: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  /** Value of a header by lower-case name. */
  readonly header: (name: string) => string | undefined;
};

export type Checker = {
  /** Every reason why the request is wrong; none when it is right. */
  readonly problems: (operation: ApiOperation, head: RequestHead, body: RequestBody) => readonly string[];
  /** Every reason why a value is not what a body of the operation must be. */
  readonly bodyProblems: (operation: ApiOperation, type: string, value: JsonValue) => readonly string[];
  /** The query, with numbers and booleans read as the document says. */
  readonly query: (operation: ApiOperation, query: URLSearchParams) => Readonly<Record<string, JsonValue>>;
};

const sayError = (subject: string, error: ErrorObject): string => {
  const detail: unknown = error.params.allowedValues ?? error.params.additionalProperty;
  const shown = detail === undefined ? "" : `: ${JSON.stringify(detail)}`;
  return `${subject}${error.instancePath} ${error.message ?? "is wrong"}${shown}`;
};

const parametersIn = (operation: ApiOperation, place: ParameterPlace) =>
  operation.parameters.filter((parameter) => parameter.in === place);

const parameterSchema = (operation: ApiOperation, place: ParameterPlace): JsonSchema => {
  const properties = emptyObject<JsonSchema>();
  for (const { name, schema } of parametersIn(operation, place))
    properties[place === "header" ? name.toLowerCase() : name] = schema;
  const required = parametersIn(operation, place)
    .filter((parameter) => parameter.required)
    .map(({ name }) => (place === "header" ? name.toLowerCase() : name));
  return {
    type: "object",
    properties,
    required,
    additionalProperties: place === "header" || place === "cookie",
  };
};

const isBinary = (schema: JsonSchema | undefined): boolean =>
  typeof schema === "object" && schema.format === "binary";

const missingFiles = (schema: JsonSchema, body: RequestBody): readonly string[] => {
  if (typeof schema === "boolean" || body.type !== "multipart/form-data") return [];
  return (schema.required ?? [])
    .filter((name) => isBinary(schema.properties?.[name]) && !body.files.some((file) => file.name === name))
    .map((name) => `body: ${JSON.stringify(name)} must be a file`);
};

type Place = ParameterPlace | `body/${number}`;

/** Which of the media types that an operation takes a body is of; ranges come after what is exact. */
const mediaIndex = (operation: ApiOperation, type: string): number => {
  const known = (operation.body?.media ?? []).map((media) =>
    (media.type.split(";")[0] ?? "").trim().toLowerCase(),
  );
  return (
    [type, type.replace(/\/.*/, "/*"), "*/*"].map((each) => known.indexOf(each)).find((at) => at >= 0) ?? -1
  );
};

/** Every schema of the document in one, so that references resolve and what they name is compiled once. */
const allSchemas = (api: ApiDocument): AnySchemaObject => ({
  $id: "api",
  components: { schemas: Object.fromEntries(api.schemas) },
  operations: api.operations.map((operation) => ({
    path: parameterSchema(operation, "path"),
    query: parameterSchema(operation, "query"),
    header: parameterSchema(operation, "header"),
    cookie: parameterSchema(operation, "cookie"),
    body: (operation.body?.media ?? []).map(({ schema }) => schema),
  })),
});

const namesBelow: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "$defs",
  "definitions",
  "schemas",
]);

/** Schemas as texts are held to: `5` may be a number, too. `named`: the keys are names of the document's own. */
const forTexts = (value: unknown, named = false): unknown => {
  if (Array.isArray(value)) return value.map((each) => forTexts(each));
  if (typeof value !== "object" || value === null) return value;
  const all = Object.entries(value).map(([key, each]) => {
    const free = !named && key === "oneOf" && !("anyOf" in value);
    return [free ? "anyOf" : key, forTexts(each, !named && namesBelow.has(key))] as const;
  });
  const isNumbers =
    !named &&
    !("type" in value) &&
    "enum" in value &&
    Array.isArray(value.enum) &&
    value.enum.every((each) => typeof each === "number");
  return Object.fromEntries(isNumbers ? [...all, ["type", "number"] as const] : all);
};

/** Makes the checks; each is compiled on its first use, so that starting costs nothing. */
export const checker = (api: ApiDocument): Checker => {
  const options = { strict: false, validateFormats: false, validateSchema: false } as const;
  const schemas = allSchemas(api);
  const exact = new Ajv2020(options);
  exact.addSchema(schemas);
  let made: Ajv2020 | undefined;
  const coercing = (): Ajv2020 => {
    if (made !== undefined) return made;
    made = new Ajv2020({ ...options, coerceTypes: "array" });
    made.addSchema(Object.assign({}, forTexts(schemas)));
    return made;
  };
  const run = (ajv: Ajv2020, operation: ApiOperation, place: Place, value: JsonValue): readonly string[] => {
    const validate = ajv.getSchema(`api#/operations/${api.operations.indexOf(operation)}/${place}`);
    if (validate === undefined || validate(value) === true) return [];
    return (validate.errors ?? []).map((problem) => sayError(place.replace(/\/\d+$/, ""), problem));
  };
  const bodyProblems = (operation: ApiOperation, type: string, value: JsonValue): readonly string[] => {
    const media = operation.body?.media ?? [];
    const index = mediaIndex(operation, type);
    const found = media[index];
    if (found && (type === "multipart/form-data" || type === "application/x-www-form-urlencoded")) {
      const form = readForm(value, found.schema, found.encoding, api.schemas);
      return run(coercing(), operation, `body/${index}`, form);
    }
    // What is neither JSON nor a form is taken as it comes.
    if (found && !isJson(type)) return [];
    if (found)
      return [
        ...run(exact, operation, `body/${index}`, value),
        ...chatOptionProblems(operation.path, value),
        ...toolCallProblems(operation.path, value),
      ];
    return [
      `content type ${JSON.stringify(type)} is not one of: ${media.map((known) => known.type).join(", ")}`,
    ];
  };
  return {
    bodyProblems,
    query: (operation, query) => {
      const values = readQuery(operation, query, api.schemas);
      run(coercing(), operation, "query", values);
      return values;
    },
    problems: (operation, head, body) => {
      const cookies = cookiesOf(head.header("cookie"));
      const cookie = (name: string): string | undefined => {
        const value = cookies.get(name);
        return value === undefined ? undefined : fromUrl(value);
      };
      const texts = (place: ParameterPlace, textOf: (name: string) => string | undefined) =>
        run(coercing(), operation, place, readTexts(operation, place, textOf, api.schemas));
      const found = [
        ...texts("path", (name) => head.path.get(name)),
        ...run(coercing(), operation, "query", readQuery(operation, head.query, api.schemas)),
        ...texts("header", (name) => head.header(name.toLowerCase())),
        ...texts("cookie", cookie),
      ];
      if (operation.body === undefined) return found;
      if (body.type === "") return operation.body.required ? [...found, "body is missing"] : found;
      const media = operation.body.media[mediaIndex(operation, body.type)];
      // A document may say what its service asks for anyway.
      const all = [
        ...found,
        ...(media === undefined ? [] : missingFiles(media.schema, body)),
        ...bodyProblems(operation, body.type, body.value ?? null),
        ...messageProblems(operation, api, head.header, body.value),
      ];
      return [...new Set(all)];
    },
  };
};
