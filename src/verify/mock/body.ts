import {
  emptyObject,
  isList,
  isObject,
  type JsonValue,
  readJson,
  toJson,
} from "../../../generators/api/json.ts";
import type { Route } from "./route.ts";

/** What the mock remembers of each request. */

export type MockRequest = {
  /** `POST` */
  readonly method: string;
  /** The raw path, without the query. */
  readonly path: string;
  /** The operation as the document writes it: `post /v1/files`; undefined when there is none. */
  readonly operation?: string;
  readonly pathParameters: ReadonlyMap<string, string>;
  readonly query: readonly (readonly [string, string])[];
  /** Media type of the body; empty without one. */
  readonly contentType: string;
  /** The parsed body; of a form, its fields, with file names for files. */
  readonly body?: JsonValue;
  readonly files: readonly { readonly name: string; readonly filename: string; readonly bytes: Buffer }[];
  /** The requests on the lines of an uploaded JSONL file. */
  readonly lines?: readonly JsonValue[];
  /** Every model ID that the request names, in its body or on the lines of an upload; each once. */
  readonly models: readonly string[];
  /** Whether it sends an image, in its body or on one of those lines. */
  readonly image: boolean;
  /** The status that it was answered with. */
  readonly status: number;
  /** What whoever reads the stream that it was answered with gets to see. */
  readonly words?: readonly string[];
  /** Whether it was answered wrongly on purpose. */
  readonly faulty?: boolean;
  /** Every way in which it is not what the document says; empty when it is right. */
  readonly problems: readonly string[];
};

type Parsed = {
  readonly method: string;
  readonly path: string;
  readonly route?: Route;
  readonly body?: RequestBody;
  readonly query?: URLSearchParams;
};

/** Describes a request that is not answered yet. */
export const describeRequest = ({ method, path, route, body, query }: Parsed): MockRequest => {
  const jsonl = (body?.files ?? []).flatMap((file) => jsonLines(file.bytes)).filter(isObject);
  const bodies = [body?.value, ...jsonl.map((line) => line.body)];
  return {
    method,
    path,
    ...(route === undefined ? {} : { operation: `${route.operation.method} ${route.operation.path}` }),
    pathParameters: route?.path ?? new Map(),
    query: [...(query?.entries() ?? [])],
    contentType: body?.type ?? "",
    ...(body?.value === undefined ? {} : { body: body.value }),
    files: body?.files ?? [],
    ...(jsonl.length === 0 ? {} : { lines: jsonl }),
    models: [...new Set(bodies.flatMap((value) => modelOf(value) ?? []))],
    image: bodies.some(showsImage),
    status: 0,
    problems: [],
  };
};

/** The bytes of a request → JSON or a form. */

/** Bytes of a `multipart/form-data` body → its parts (RFC 7578). */

/** One part; `filename` only where the sender gave one. */
type FormPart = { readonly name: string; readonly filename?: string; readonly bytes: Buffer };

/** A parameter of a header, quoted or not: browsers and curl write `"` in a name as `%22`, or escape it. */
const parameter = (header: string, name: string): string | undefined => {
  const match = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, "i").exec(header);
  return (match?.[1] ?? match?.[2])?.replace(/\\(.)/g, "$1").replace(/%22/g, '"');
};

const readPart = (bytes: Buffer): FormPart | undefined => {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const headers = bytes.subarray(0, end).toString("utf8").split("\r\n");
  const disposition = headers.find((line) => /^content-disposition:\s*form-data/i.test(line));
  const name = disposition === undefined ? undefined : parameter(disposition, "name");
  if (disposition === undefined || name === undefined) return undefined;
  const filename = parameter(disposition, "filename");
  return { name, ...(filename === undefined ? {} : { filename }), bytes: bytes.subarray(end + 4) };
};

/** Splits the body at its boundary; undefined when it is not what its content type announces. */
const readMultipart = (contentType: string, body: Buffer): readonly FormPart[] | undefined => {
  const boundary = parameter(contentType, "boundary");
  if (boundary === undefined || boundary === "") return undefined;
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const all = Buffer.concat([Buffer.from("\r\n"), body]);
  const parts: FormPart[] = [];
  let start = all.indexOf(delimiter);
  while (start >= 0) {
    const from = start + delimiter.length;
    if (all.subarray(from, from + 2).toString("latin1") === "--") return parts;
    const next = all.indexOf(delimiter, from);
    // White space may follow the boundary on its line.
    const line = all.indexOf("\r\n", from);
    if (next < 0 || line < 0) return undefined;
    const part = readPart(all.subarray(line + 2, Math.max(next, line + 2)));
    if (part === undefined) return undefined;
    parts.push(part);
    start = next;
  }
  return undefined;
};

/** A file of a multipart form. */
export type FormFile = { readonly name: string; readonly filename: string; readonly bytes: Buffer };

/** What a request carries. In `value`, a file of a form stands as a text with its name. */
export type RequestBody = {
  /** Media type in lower case, without parameters; empty when the request has no body. */
  readonly type: string;
  readonly value?: JsonValue;
  readonly files: readonly FormFile[];
};

const readForm = (contentType: string, bytes: Buffer): RequestBody | { readonly reason: string } => {
  const parts = readMultipart(contentType, bytes);
  if (parts === undefined)
    return { reason: "The body is not the multipart form that its content type announces." };
  const value = emptyObject<JsonValue>();
  const files: FormFile[] = [];
  for (const { name, filename, bytes: content } of parts) {
    if (filename !== undefined) files.push({ name, filename, bytes: content });
    const text = filename ?? content.toString("utf8");
    const earlier = value[name];
    value[name] = earlier === undefined ? text : [...(isList(earlier) ? earlier : [earlier]), text];
  }
  return { type: "multipart/form-data", value, files };
};

/** Parses a body by its content type; the reason, when it can't be. */
export const readBody = (contentType: string, bytes: Buffer): RequestBody | { readonly reason: string } => {
  const type = (contentType.split(";")[0] ?? "").trim().toLowerCase();
  if (bytes.length === 0) return { type: "", files: [] };
  if (type === "multipart/form-data") return readForm(contentType, bytes);
  if (type !== "application/json" && !type.endsWith("+json"))
    return { type, value: bytes.toString("latin1"), files: [] };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const made = toJson(JSON.parse(text));
    return "rejected" in made
      ? { reason: `The body ${made.rejected}.` }
      : { type, value: made.value, files: [] };
  } catch (reason) {
    return { reason: `The body is not JSON: ${reason instanceof Error ? reason.message : ""}` };
  }
};

/** The model IDs that a value names: `model` of an object. */
export const modelOf = (value: JsonValue | undefined): string | undefined =>
  isObject(value) && typeof value.model === "string" ? value.model : undefined;

/** What a part of a message that is an image is called: in chats, responses and messages. */
const imageParts: ReadonlySet<JsonValue> = new Set(["image_url", "input_image", "image"]);

/** Whether a request shows a model an image, as a part of one of its messages. */
export const showsImage = (value: JsonValue | undefined): boolean => {
  const conversation = isObject(value) ? (value.messages ?? value.input) : undefined;
  if (!isList(conversation)) return false;
  return conversation.some(
    (message) =>
      isObject(message) &&
      isList(message.content) &&
      message.content.some((part) => isObject(part) && imageParts.has(part.type ?? null)),
  );
};

/** The JSON objects on the lines of a JSONL file; a line that is not one is left out. */
export const jsonLines = (bytes: Buffer): readonly JsonValue[] =>
  bytes
    .toString("utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(readJson)
    .filter((value) => value !== undefined);
