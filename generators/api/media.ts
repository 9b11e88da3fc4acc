/** Bodies: what a request carries, and what each status answers with. */
import { below, membersAt, objectAt, type Place, warn } from "./bundle.ts";
import { byCodeUnit, isObject, type JsonValue } from "./json.ts";
import { readSchema } from "./schema.ts";
import { readEncodings } from "./style.ts";
import type { ApiBody, ApiMedia, ApiResponse } from "./types.ts";

/** `content` of a body, sorted by media type; a type without a schema carries anything. */
export const readContent = (content: JsonValue | undefined, place: Place): readonly ApiMedia[] => {
  const media: ApiMedia[] = [];
  const wanted = "content is an object of media types.";
  for (const [type, value] of membersAt(content, place, "api-content-invalid", wanted)) {
    const at = below(place, type);
    if (!/^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+(\s*;[\x20-\x7e]*)?$/.test(type) || !isObject(value)) {
      const message = `${JSON.stringify(type.slice(0, 100))} is not a media type with an object, so it is left out.`;
      warn("api-media-type", at, message, "Correct the media type.");
      continue;
    }
    // OpenAPI 3.2 describes each item of a sequence, which is what the schema of one stands for here anyway.
    const key = value.schema === undefined ? "itemSchema" : "schema";
    const schema = value[key] === undefined ? true : readSchema(value[key], below(at, key));
    const encoding = readEncodings(type, value.encoding, below(at, "encoding"));
    media.push({ type, schema, ...(encoding.size > 0 && { encoding }) });
  }
  return media.sort((a, b) => byCodeUnit(a.type, b.type));
};

/** A request body; undefined where the operation has none. */
export const readBody = (value: JsonValue | undefined, place: Place): ApiBody | undefined => {
  if (value === undefined || value === null) return undefined;
  const body = objectAt(value, place, "api-content-invalid", "A request body is an object.");
  if (body === undefined) return undefined;
  const media = readContent(body.value.content, below(body.place, "content"));
  return { required: body.value.required === true, media };
};

const readResponse = (status: string, value: JsonValue, place: Place): ApiResponse | undefined => {
  const response = objectAt(value ?? {}, place, "api-content-invalid", "A response is an object.");
  if (response === undefined) return undefined;
  const { description, content } = response.value;
  const media = readContent(content, below(response.place, "content"));
  const isBare = status === "204" || status === "205";
  if (isBare && media.length > 0)
    warn(
      "api-content-forbidden",
      below(response.place, "content"),
      `An answer of status ${status} has no body, so its content is left out.`,
      "Use another status, in an overlay if the document is not yours.",
    );
  return { status, ...(typeof description === "string" ? { description } : {}), media: isBare ? [] : media };
};

/** The responses of an operation, sorted by status. */
export const readResponses = (value: JsonValue | undefined, place: Place): readonly ApiResponse[] => {
  const made: ApiResponse[] = [];
  for (const [key, item] of membersAt(value, place, "api-content-invalid", "responses is an object.")) {
    if (key.startsWith("x-")) continue;
    const at = below(place, key);
    const status = key.toUpperCase() === "DEFAULT" ? "default" : key.toUpperCase();
    if (!/^[1-5](\d\d|XX)$|^default$/.test(status)) {
      warn("api-status", at, "This is not a status, so it is left out.", "Use 200, 4XX or default.");
      continue;
    }
    const response = readResponse(status, item, at);
    if (response !== undefined) made.push(response);
  }
  return made.sort((a, b) => byCodeUnit(a.status, b.status));
};
