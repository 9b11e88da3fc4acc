/** How values are written outside JSON: the styles of parameters, and the encodings of a form's properties. */
import { below, type Place, warn } from "./bundle.ts";
import { isObject, type JsonObject, type JsonValue } from "./json.ts";
import { isJson, type ParameterPlace, type PartEncoding, type Style, type ValueStyle } from "./types.ts";

/** Whether a text can name a header or a cookie. */
export const isToken = (name: string): boolean => /^[\w!#$%&'*+.^`|~-]+$/.test(name);

const allowed: Readonly<Record<ParameterPlace, readonly [usual: Style, ...others: Style[]]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};

const styleOf = (style: Style, explode: boolean, reserved = false): ValueStyle => ({
  style,
  explode,
  reserved,
});

/** What holds where a parameter says nothing about its style. */
export const plainStyle: Readonly<Record<ParameterPlace, ValueStyle>> = {
  path: styleOf("simple", false),
  query: styleOf("form", true),
  header: styleOf("simple", false),
  cookie: styleOf("form", true),
};

/** An object whose members stand in the query by their own names. */
export const spread: ValueStyle = plainStyle.query;

const contentStyle = (content: JsonValue | undefined, place: Place): ValueStyle => {
  const [type = ""] = Object.keys(isObject(content) ? content : {});
  if (isJson(type)) return styleOf("json", false);
  if (!/^text\//i.test(type)) {
    const message = `Values of ${JSON.stringify(type.slice(0, 100))} can't be made here: the caller passes them as text.`;
    warn("api-parameter-content", place, message, "Use application/json, or a schema with a style.");
  }
  return styleOf("text", false);
};

const declared = (value: JsonObject, where: ParameterPlace, place: Place): ValueStyle => {
  const [usual, ...others] = allowed[where];
  // OpenAPI 3.2 has a style of its own for cookies; it differs from `form` in what is escaped.
  const said = where === "cookie" && value.style === "cookie" ? "form" : value.style;
  const found = [usual, ...others].find((style) => style === said);
  if (said !== undefined && found === undefined) {
    const message = `style ${JSON.stringify(said)} is none of ${where}: sent as ${usual}.`;
    warn("api-parameter-style", place, message, `Use ${[usual, ...others].join(", ")}.`);
  }
  const style = found ?? usual;
  // An object in brackets has nothing to explode: it is written so whatever is said.
  const explode = style === "deepObject" || (value.explode ?? style === "form") === true;
  return styleOf(style, explode, where === "query" && value.allowReserved === true);
};

/** The style of a parameter, with the defaults of its place. */
export const readStyle = (value: JsonObject, where: ParameterPlace, place: Place): ValueStyle =>
  value.schema === undefined && value.content !== undefined
    ? contentStyle(value.content, below(place, "content"))
    : declared(value, where, place);

/** `encoding` of a form, by property; a `style` among it wins over a content type. */
export const readEncodings = (
  type: string,
  value: JsonValue | undefined,
  place: Place,
): ReadonlyMap<string, PartEncoding> => {
  const made = new Map<string, PartEncoding>();
  if (!/^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type) || !isObject(value))
    return made;
  for (const [name, encoding] of Object.entries(value)) {
    if (!isObject(encoding)) continue;
    const at = below(place, name);
    const { contentType, headers } = encoding;
    if (headers !== undefined) {
      const message = "The headers of a form's part are left out.";
      warn("api-encoding-headers", below(at, "headers"), message, "Carry them in the form.");
    }
    const isStyled = [encoding.style, encoding.explode, encoding.allowReserved].some(
      (each) => each !== undefined,
    );
    if (isStyled) made.set(name, { style: declared(encoding, "query", at) });
    else if (typeof contentType === "string") made.set(name, { contentType: contentType.trim() });
  }
  return made;
};
