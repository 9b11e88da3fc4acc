/** Whether a request is what the document says it is. */
import { type ErrorObject, Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { emptyObject, type JsonValue } from "../api/json.ts";
import type { ApiDocument, ApiOperation, JsonSchema, ParameterPlace } from "../api/types.ts";
import type { RequestBody } from "./body.ts";

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
  return { type: "object", properties, required, additionalProperties: place === "header" };
};

const keyOf = (operation: ApiOperation): string => `${operation.method} ${operation.path}`;

/** A text, or the list of texts of a name that repeats (`labels=a&labels=b`, `labels[]=a`). */
const queryValues = (query: URLSearchParams): Record<string, JsonValue> => {
  const made = emptyObject<JsonValue>();
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    made[name.replace(/\[\]$/, "")] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return made;
};

const isBinary = (schema: JsonSchema | undefined): boolean =>
  typeof schema === "object" && schema.format === "binary";

const missingFiles = (schema: JsonSchema, body: RequestBody): readonly string[] => {
  if (typeof schema === "boolean" || body.type !== "multipart/form-data") return [];
  return (schema.required ?? [])
    .filter((name) => isBinary(schema.properties?.[name]) && !body.files.some((file) => file.name === name))
    .map((name) => `body: ${JSON.stringify(name)} must be a file`);
};

/** Compiles checks on first use; a document of 29 operations costs nothing until it is called. */
export const checker = (api: ApiDocument): Checker => {
  const components = { schemas: Object.fromEntries(api.schemas) };
  const make = (coerceTypes: boolean): Ajv2020 =>
    new Ajv2020({
      strict: false,
      validateFormats: false,
      ...(coerceTypes ? { coerceTypes: "array" as const } : {}),
    });
  const coercing = make(true);
  const exact = make(false);
  const compiled = new Map<string, ValidateFunction>();
  const validator = (ajv: Ajv2020, key: string, schema: JsonSchema): ValidateFunction => {
    const known = compiled.get(key);
    if (known !== undefined) return known;
    // The components travel with each schema, so that its references resolve inside it.
    const made = ajv.compile({ allOf: [schema], components });
    compiled.set(key, made);
    return made;
  };
  const run = (validate: ValidateFunction, value: JsonValue, subject: string): readonly string[] => {
    validate(value);
    return (validate.errors ?? []).map((problem) => sayError(subject, problem));
  };
  const parameterProblems = (
    operation: ApiOperation,
    place: ParameterPlace,
    values: Record<string, JsonValue>,
  ) => {
    const validate = validator(coercing, `${place} ${keyOf(operation)}`, parameterSchema(operation, place));
    return run(validate, values, place);
  };
  const bodyProblems = (operation: ApiOperation, type: string, value: JsonValue): readonly string[] => {
    const media = operation.body?.media.find((candidate) => candidate.type.split(";")[0]?.trim() === type);
    if (media === undefined) {
      const known = (operation.body?.media ?? []).map((candidate) => candidate.type).join(", ");
      return [`content type ${JSON.stringify(type)} is not one of: ${known}`];
    }
    return run(validator(exact, `${type} ${keyOf(operation)}`, media.schema), value, "body");
  };
  return {
    bodyProblems,
    query: (operation, query) => {
      const values = queryValues(query);
      parameterProblems(operation, "query", values);
      return values;
    },
    problems: (operation, head, body) => {
      const headers = emptyObject<JsonValue>();
      for (const { name } of parametersIn(operation, "header")) {
        const value = head.header(name.toLowerCase());
        if (value !== undefined) headers[name.toLowerCase()] = value;
      }
      const path = Object.assign(emptyObject<JsonValue>(), Object.fromEntries(head.path));
      const found = [
        ...parameterProblems(operation, "path", path),
        ...parameterProblems(operation, "query", queryValues(head.query)),
        ...parameterProblems(operation, "header", headers),
      ];
      if (operation.body === undefined) return found;
      if (body.type === "") return operation.body.required ? [...found, "body is missing"] : found;
      const media = operation.body.media.find((candidate) => candidate.type === body.type);
      return [
        ...found,
        ...(media === undefined ? [] : missingFiles(media.schema, body)),
        ...bodyProblems(operation, body.type, body.value ?? null),
      ];
    },
  };
};
