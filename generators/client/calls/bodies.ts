/** How a request's body is written, by its media type and what the document says about the parts of a form. */
import {
  type ApiMedia,
  type ApiOperation,
  type JsonSchema,
  type PartEncoding,
  isJson,
  resolveSchema,
} from "../../api/types.ts";
import { quote } from "../code/literal.ts";
import { typeText } from "../code/typetext.ts";
import type { BodyKind, ClientBody, ClientOperation } from "../types.ts";
import { type Named, isLines, isText, propertiesOf, unionOf } from "./answer.ts";

/** The schema of all that an operation's errors say as JSON; undefined where the document says nothing. */
export const errorOf = ({ responses }: ApiOperation): JsonSchema | undefined => {
  const hasSuccess = responses.some(({ status }) => status.startsWith("2"));
  const schemas = responses
    .filter(({ status }) => /^[45]/.test(status) || (status === "default" && hasSuccess))
    .flatMap(({ media }) => media.filter(({ type }) => isJson(type)).map(({ schema }) => schema))
    .filter((schema) => schema !== true);
  return schemas.length === 0 ? undefined : unionOf(schemas);
};

/** The type `ErrorBodies`, as code; nothing where no operation says what its errors are. */
export const errorBodies = (operations: readonly ClientOperation[]): readonly string[] => {
  const members = operations.flatMap(({ name, error }) =>
    error === undefined ? [] : [`  ${quote(name.join("."))}: ${typeText(error)};\n`],
  );
  if (members.length === 0) return [];
  const comment = "/** What the `body` of an `ApiError` says, by operation. */";
  return [`${comment}\nexport type ErrorBodies = {\n${members.join("")}};\n`];
};

const isAny = (type: string): boolean => /^(?:\*|application)\/\*/.test(type);

/** Whether values of a schema are text or bytes, and no structure. */
const isFlat = (schema: JsonSchema, named: Named): boolean => {
  const target = resolveSchema(schema, named);
  return typeof target === "boolean" || target.type === "string";
};

const kindOf = ({ type, schema }: ApiMedia, named: Named): BodyKind => {
  if (isJson(type) || (isAny(type) && !isFlat(schema, named))) return "json";
  if (isLines(type)) return "lines";
  if (/^multipart\/form-data\b/i.test(type)) return "multipart";
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return "form";
  return "raw";
};

/** From the one that says most about its content to bare bytes. */
const preferred: readonly BodyKind[] = ["json", "multipart", "form", "lines", "raw"];

const text = { type: "string" } as const;
const bytes = { type: "string", format: "binary" } as const;

/** What the caller gives for a body that is sent as it stands. */
const rawSchema = ({ type, schema }: ApiMedia, named: Named): JsonSchema => {
  const target = resolveSchema(schema, named);
  if (typeof target === "object" && target.type === "string" && (isText(type) || target.format === "binary"))
    return schema;
  if (isText(type)) return text;
  return /^(?:application\/octet-stream|(?:audio|image|video|multipart)\/)/i.test(type)
    ? bytes
    : { anyOf: [text, bytes] };
};

/** A line's schema, where the document describes a list of all lines. */
const linesSchema = (schema: JsonSchema, named: Named): JsonSchema => {
  const target = resolveSchema(schema, named);
  return typeof target === "object" && target.type === "array" ? schema : { type: "array", items: schema };
};

const isStructured = (schema: JsonSchema, named: Named): boolean => {
  const target = resolveSchema(schema, named);
  if (typeof target === "boolean") return false;
  const { type, properties, items = true } = target;
  return type === "object" || properties !== undefined || (type === "array" && isStructured(items, named));
};

/** The parts of a form of which something is said, or whose values are objects: those are JSON then. */
const encodingOf = ({ schema, encoding }: ApiMedia, named: Named): ReadonlyMap<string, PartEncoding> => {
  const made = new Map(encoding ?? []);
  for (const [name, child] of propertiesOf(schema, named))
    if (!made.has(name) && isStructured(child, named)) made.set(name, { contentType: "application/json" });
  return made;
};

const describe = (media: ApiMedia, required: boolean, named: Named): ClientBody => {
  const kind = kindOf(media, named);
  const mediaType = kind === "json" && isAny(media.type) ? "application/json" : media.type;
  const common = { kind, mediaType, required };
  if (kind === "raw") return { ...common, schema: rawSchema(media, named) };
  if (kind === "lines") return { ...common, schema: linesSchema(media.schema, named) };
  const encoding = kind === "multipart" ? encodingOf(media, named) : media.encoding;
  return { ...common, schema: media.schema, ...(encoding && encoding.size > 0 && { encoding }) };
};

/** Whether `fetch` sends a body with this method. */
export const takesBody = ({ method }: ApiOperation): boolean =>
  method !== "get" && method !== "head" && method !== "trace";

/** The bodies that an operation takes, one for each media type, the usual one first. */
export const bodiesOf = (operation: ApiOperation, named: Named): readonly ClientBody[] => {
  if (!operation.body || !takesBody(operation)) return [];
  const { media, required } = operation.body;
  const bodies = media.map((each) => describe(each, required, named));
  const sorted = preferred.flatMap((kind) => bodies.filter((body) => body.kind === kind));
  return [...new Map(sorted.toReversed().map((body) => [body.mediaType, body])).values()].toReversed();
};
