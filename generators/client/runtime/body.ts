/** Bodies: written in the form that the operation asks for, read up to a limit. */
import { ResponseError } from "./errors.ts";
import { itemsOf, json, membersOf, partsOf, repeatedStyle, type Styles, text } from "./styles.ts";
import type { Check } from "./validation.ts";

/** What `fetch` takes for a body, and the content type when it doesn't find that out by itself. */
export type Content = { readonly content: FormData | Blob | string; readonly type: string | undefined };

/** Writes a value as a body of the media type. */
export type Encoder = (value: unknown, mediaType: string) => Content;

/** A request body: how it is written, and the validator that it must please. */
export type Body = {
  readonly encode: Encoder;
  readonly mediaType: string;
  readonly value: unknown;
  readonly check?: Check<unknown> | undefined;
};

/** The form of the media type that a call names; the first one unless it does. */
export const chosenBody = (wanted: string | undefined, forms: readonly Body[]): Body | undefined => {
  const found = wanted === undefined ? forms[0] : forms.find(({ mediaType }) => mediaType === wanted);
  if (!found && wanted !== undefined) {
    const known = forms.map(({ mediaType }) => mediaType).join(", ");
    throw new TypeError(`mediaType ${JSON.stringify(wanted)} is none of this body's: ${known}`);
  }
  return found;
};

/** A body of JSON. */
export const jsonBody: Encoder = (value, type) => {
  if (value === undefined) throw new TypeError("The request has no body");
  return { content: json(value), type };
};

/** A body of JSON texts, one a line. */
export const linesBody: Encoder = (value, type) => ({
  content: (Array.isArray(value) ? value : [value]).map((item) => `${json(item)}\n`).join(""),
  type,
});

const isBytes = (value: unknown): value is ArrayBuffer | Uint8Array<ArrayBuffer> =>
  value instanceof ArrayBuffer || (value instanceof Uint8Array && value.buffer instanceof ArrayBuffer);

/** A body that is sent as it stands: text or bytes. A media type with `*` gives way to the file's own. */
export const rawBody: Encoder = (value, mediaType) => {
  const content = isBytes(value) ? new Blob([value]) : value;
  if (typeof content !== "string" && !(content instanceof Blob))
    throw new TypeError(`A body of ${mediaType} is text or a Blob`);
  const own = content instanceof Blob ? content.type : "";
  const isOpen = mediaType.includes("*") || mediaType.startsWith("multipart/");
  return { content, type: isOpen ? own || "application/octet-stream" : mediaType };
};

/** A form written as a query is. */
export const formBody: Encoder = (value, type) => styledForm([])(value, type);

/** A form some of whose members have a style of their own. */
export const styledForm =
  (styles: Styles): Encoder =>
  (value, type) => ({
    content: partsOf(value, styles, repeatedStyle).join("&").replaceAll("%20", "+"),
    type,
  });

/** A form of parts: a list is a part for each item. */
export const multipartBody: Encoder = (value) => {
  const form = new FormData();
  for (const [name, member] of membersOf(value) ?? [])
    for (const item of itemsOf(member) ?? [member])
      form.append(name, item instanceof Blob ? item : text(item));
  return { content: form, type: undefined };
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
export const parseJson = (
  content: string,
  read: (content: string) => unknown = JSON.parse,
): { readonly value: unknown } | undefined => {
  try {
    return { value: read(content) };
  } catch {
    return undefined;
  }
};
