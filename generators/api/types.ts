/**
 * The normalised description of an API: what every later stage (types, validators, client, mock) reads.
 * Every string in it comes from outside and must be escaped for where it lands.
 * Every object whose keys come from the document has no prototype.
 */
import type { Digest } from "../../src/model/file.ts";
import type { JsonValue } from "./json.ts";

export type { JsonValue } from "./json.ts";

/** The names that JSON Schema's `type` knows. */
export type TypeName = "string" | "number" | "integer" | "boolean" | "object" | "array" | "null";

/** Schemas under names from the document; no prototype. */
export type SchemaMap = Readonly<Record<string, JsonSchema>>;

/** A JSON Schema (2020-12 spelling) with the keywords that are safe and understood; older spellings are rewritten. */
export type JsonSchema = boolean | SchemaObject;

/** See {@link JsonSchema}. Next to `$ref` stand only `title`, `description`, `default`, `deprecated`. */
export type SchemaObject = {
  /** Always `#/components/schemas/NAME`; read it with `schemaRefName`. */
  readonly $ref?: string;
  readonly type?: TypeName | readonly TypeName[];
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly properties?: SchemaMap;
  readonly patternProperties?: SchemaMap;
  readonly additionalProperties?: JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly title?: string;
  readonly description?: string;
  readonly default?: JsonValue;
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly discriminator?: Discriminator;
  /** What stands for an integer of 64 bits in code, where that isn't a number. */
  readonly int64?: "string" | "bigint";
};

/** Which property tells the branches of `oneOf`/`anyOf` apart; data, not a validation rule. */
export type Discriminator = {
  readonly propertyName: string;
  /** Value of the property → name in `ApiDocument.schemas`. */
  readonly mapping: ReadonlyMap<string, string>;
};

export type ParameterPlace = "path" | "query" | "header" | "cookie";

/** OpenAPI's styles; `json` and `text` are those of a parameter that has `content` in place of a schema. */
export type Style =
  | "form"
  | "simple"
  | "label"
  | "matrix"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject"
  | "json"
  | "text";

/** How a value is written in a URL, a header, a cookie or a form. */
export type ValueStyle = { readonly style: Style; readonly explode: boolean; readonly reserved: boolean };

export type ApiParameter = {
  readonly name: string;
  readonly in: ParameterPlace;
  /** Always true in a path. */
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly style: ValueStyle;
  readonly description?: string;
  /** JSON pointer of the parameter, for problems. */
  readonly pointer: string;
};

/** What the document says about one property of a form: how it is written, or of which media type its part is. */
export type PartEncoding = { readonly style?: ValueStyle; readonly contentType?: string };

/** One media type of a body, e.g. `application/json`, with the schema of what it carries. */
export type ApiMedia = {
  readonly type: string;
  readonly schema: JsonSchema;
  /** By property; only for forms that say something about it. */
  readonly encoding?: ReadonlyMap<string, PartEncoding>;
};

export type ApiResponse = {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly description?: string;
  /** Sorted by media type; empty when the document names none. */
  readonly media: readonly ApiMedia[];
};

export type ApiBody = { readonly required: boolean; readonly media: readonly ApiMedia[] };

/** A way to prove who is asking: a token, or a key under a name. `scheme` is what the document calls it. */
export type SecurityScheme = { readonly scheme: string } & (
  | { readonly kind: "bearer" | "basic" }
  | { readonly kind: "key"; readonly in: "header" | "query" | "cookie"; readonly name: string }
);

/** The schemes of each alternative go together; an empty alternative asks for nothing. */
export type ApiSecurity = readonly (readonly SecurityScheme[])[];

/** A server's URL as written, with what its `{names}` stand for. */
export type ApiServer = {
  readonly url: string;
  readonly variables: ReadonlyMap<string, { readonly default: string; readonly enum?: readonly string[] }>;
};

export type Method = "delete" | "get" | "head" | "options" | "patch" | "post" | "put" | "query" | "trace";

export type ApiOperation = {
  readonly method: Method;
  /** As written, with `{name}` for each path parameter. */
  readonly path: string;
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly tags: readonly string[];
  /** Empty when nothing is asked for. */
  readonly security: ApiSecurity;
  /** The operation's own server, where it has one; its variables stand at their defaults. */
  readonly server?: string;
  /** Sorted: path parameters in the order of the path, then query, header and cookie, by name. */
  readonly parameters: readonly ApiParameter[];
  readonly body?: ApiBody;
  /** Sorted by status. */
  readonly responses: readonly ApiResponse[];
  /** JSON pointer of the operation in the source, for problems; `FILE#POINTER` when it is in another file. */
  readonly pointer: string;
};

/** What the service sends to whoever asked for it. */
export type ApiWebhook = { readonly name: string; readonly schema: JsonSchema };

export type ApiDocument = {
  readonly title: string;
  readonly version: string;
  readonly servers: readonly ApiServer[];
  /** Sorted by path, then method; empty for a plain JSON Schema. */
  readonly operations: readonly ApiOperation[];
  /** Sorted by name. */
  readonly webhooks: readonly ApiWebhook[];
  /** Every named schema, sorted by name; the targets of every `$ref`. */
  readonly schemas: ReadonlyMap<string, JsonSchema>;
  /** The other files that the document is spread over, by path relative to it, with the digest of their text. */
  readonly files: readonly { readonly path: string; readonly digest: Digest }[];
  /** What to call the document in headers and problems. */
  readonly source: string;
};

const prefix = "#/components/schemas/";

/** The one spelling of a reference to a named schema. */
export const schemaRef = (name: string): string =>
  prefix + encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));

/** The name that a normalised `$ref` stands for: the inverse of {@link schemaRef}. */
export const schemaRefName = (ref: string): string =>
  decodeURIComponent(ref.slice(prefix.length)).replaceAll("~1", "/").replaceAll("~0", "~");

/** Follows references to the schema that says something. */
export const resolveSchema = (schema: JsonSchema, schemas: ApiDocument["schemas"]): JsonSchema => {
  let current = schema;
  for (let hops = 0; hops < 32 && typeof current === "object" && current.$ref !== undefined; hops++) {
    current = schemas.get(schemaRefName(current.$ref)) ?? true;
  }
  return current;
};

/** Of what shape the values of a schema are, as far as parameters and forms care. */
export const shapeOf = (schema: JsonSchema, schemas: ApiDocument["schemas"]): "list" | "object" | "plain" => {
  const target = resolveSchema(schema, schemas);
  if (typeof target === "boolean") return "plain";
  if (target.type === "array") return "list";
  return target.type === "object" || target.properties !== undefined ? "object" : "plain";
};

/** Whether a schema is that of `null` alone. */
export const isNull = (schema: JsonSchema): boolean => typeof schema === "object" && schema.type === "null";

/** Whether a media type is JSON: `application/json`, `application/problem+json`. */
export const isJson = (type: string): boolean => /^[^/]+\/(?:[^;]+\+)?json\s*(?:;|$)/i.test(type);
