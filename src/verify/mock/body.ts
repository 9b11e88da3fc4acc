/** The bytes of a request → JSON or a form. */
import {
  emptyObject,
  isList,
  isObject,
  type JsonValue,
  readJson,
  toJson,
} from "../../../generators/api/json.ts";
import { readMultipart } from "./multipart.ts";

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
