/** Bodies: written in the form that the operation asks for, read up to a limit. */
import { ResponseError } from "./errors.ts";
import type { Validator } from "./validation.ts";

/** A request body: how it is sent, and the validator that it must please. */
export type Body = {
  readonly kind: "json" | "multipart" | "form" | "text" | "binary";
  readonly mediaType: string;
  readonly value: unknown;
  readonly check?: Validator<unknown> | undefined;
};

/** A value as a form or a header carries it: text as it is, anything else as JSON. */
export const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** The members of an object that have a value, each item of a list on its own. */
const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  Object.entries(typeof value === "object" && value !== null ? value : {}).flatMap(
    ([name, member]: readonly [string, unknown]) =>
      (Array.isArray(member) ? member : [member])
        .filter((item: unknown) => item !== undefined && item !== null)
        .map((item: unknown) => [name, item] as const),
  );

const multipart = (value: unknown): FormData => {
  const form = new FormData();
  for (const [name, item] of entries(value)) form.append(name, item instanceof Blob ? item : text(item));
  return form;
};

/** Query parameters and forms: lists repeat the name, members of objects become `name[member]`. */
export const urlEncoded = (value: unknown): URLSearchParams => {
  const search = new URLSearchParams();
  for (const [name, item] of entries(value)) {
    if (typeof item === "object")
      for (const [member, inner] of entries(item)) search.append(`${name}[${member}]`, text(inner));
    else search.append(name, text(item));
  }
  return search;
};

/** What `fetch` takes for a body, and the content type when it doesn't find that out by itself. */
export const encodeBody = (
  body: Body,
): { readonly content: FormData | Blob | string; readonly type: string | undefined } => {
  const { kind, mediaType, value } = body;
  if (kind === "multipart") return { content: multipart(value), type: undefined };
  if (kind === "json") return { content: JSON.stringify(value), type: mediaType };
  if (kind === "form") return { content: urlEncoded(value).toString(), type: mediaType };
  return { content: value instanceof Blob ? value : text(value), type: mediaType };
};

/** Reads a body as text; one with more bytes than the limit is abandoned with a `ResponseError`. */
export const readText = async (response: Response, maxBytes: number): Promise<string> => {
  if (!response.body) return "";
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const decoder = new TextDecoder();
  let read = 0;
  let content = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return content + decoder.decode();
    read += value.byteLength;
    if (read > maxBytes) {
      await reader.cancel();
      throw new ResponseError(`The response is larger than ${String(maxBytes)} bytes`);
    }
    content += decoder.decode(value, { stream: true });
  }
};

/** Reads JSON; undefined when the text isn't JSON. */
export const parseJson = (content: string): { readonly value: unknown } | undefined => {
  try {
    const value: unknown = JSON.parse(content);
    return { value };
  } catch {
    return undefined;
  }
};
