/** Bodies: what a request carries, and what each status answers with. */
import { type Bundle, refuse, resolve, warn } from "./bundle.ts";
import { byCodeUnit, isObject, type JsonValue } from "./json.ts";
import { below, type Place } from "./pointer.ts";
import { readSchema } from "./schema.ts";
import { readEncodings } from "./style.ts";
import type { ApiBody, ApiMedia, ApiResponse } from "./types.ts";

/** `content` of a body, sorted by media type; a type without a schema carries anything. */
export const readContent = (
  content: JsonValue | undefined,
  place: Place,
  bundle: Bundle,
): readonly ApiMedia[] => {
  if (content === undefined || content === null) return [];
  if (!isObject(content)) {
    refuse(bundle, place, {
      code: "api-content-invalid",
      message: "content is an object of media types.",
      fix: "Correct it.",
    });
    return [];
  }
  const media: ApiMedia[] = [];
  for (const [type, value] of Object.entries(content)) {
    const at = below(place, type);
    if (!/^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+(\s*;[\x20-\x7e]*)?$/.test(type) || !isObject(value)) {
      const message = `${JSON.stringify(type.slice(0, 100))} is not a media type with an object, so it is left out.`;
      warn(bundle, at, { code: "api-media-type", message, fix: "Correct the media type." });
      continue;
    }
    // OpenAPI 3.2 describes each item of a sequence, which is what the schema of one stands for here anyway.
    const key = value.schema === undefined ? "itemSchema" : "schema";
    const schema = value[key] === undefined ? true : readSchema(value[key], below(at, key), bundle);
    const encoding = readEncodings(type, value.encoding, below(at, "encoding"), bundle);
    media.push({ type, schema, ...(encoding.size > 0 && { encoding }) });
  }
  return media.sort((a, b) => byCodeUnit(a.type, b.type));
};

/** A request body; undefined where the operation has none. */
export const readBody = (value: JsonValue | undefined, place: Place, bundle: Bundle): ApiBody | undefined => {
  if (value === undefined || value === null) return undefined;
  const body = resolve(bundle, value, place);
  if (body === undefined) return undefined;
  if (!isObject(body.value)) {
    refuse(bundle, place, {
      code: "api-content-invalid",
      message: "A request body is an object.",
      fix: "Correct it.",
    });
    return undefined;
  }
  const media = readContent(body.value.content, below(body.place, "content"), bundle);
  return { required: body.value.required === true, media };
};

const readResponse = (
  status: string,
  value: JsonValue,
  place: Place,
  bundle: Bundle,
): ApiResponse | undefined => {
  const response = resolve(bundle, value ?? {}, place);
  if (response === undefined) return undefined;
  if (!isObject(response.value)) {
    refuse(bundle, place, {
      code: "api-content-invalid",
      message: "A response is an object.",
      fix: "Correct it.",
    });
    return undefined;
  }
  const { description, content } = response.value;
  const media = readContent(content, below(response.place, "content"), bundle);
  const isBare = status === "204" || status === "205";
  if (isBare && media.length > 0)
    warn(bundle, below(response.place, "content"), {
      code: "api-content-forbidden",
      message: `An answer of status ${status} has no body, so its content is left out.`,
      fix: "Use another status, in an overlay if the document is not yours.",
    });
  return { status, ...(typeof description === "string" ? { description } : {}), media: isBare ? [] : media };
};

/** The responses of an operation, sorted by status. */
export const readResponses = (
  value: JsonValue | undefined,
  place: Place,
  bundle: Bundle,
): readonly ApiResponse[] => {
  if (!isObject(value)) {
    if (value !== undefined && value !== null)
      refuse(bundle, place, {
        code: "api-content-invalid",
        message: "responses is an object.",
        fix: "Correct it.",
      });
    return [];
  }
  const made: ApiResponse[] = [];
  for (const [key, item] of Object.entries(value)) {
    if (key.startsWith("x-")) continue;
    const at = below(place, key);
    const status = key.toUpperCase() === "DEFAULT" ? "default" : key.toUpperCase();
    if (!/^[1-5](\d\d|XX)$|^default$/.test(status)) {
      warn(bundle, at, {
        code: "api-status",
        message: "This is not a status, so it is left out.",
        fix: "Use 200, 4XX or default.",
      });
      continue;
    }
    const response = readResponse(status, item, at, bundle);
    if (response !== undefined) made.push(response);
  }
  return made.sort((a, b) => byCodeUnit(a.status, b.status));
};
