/** How values are written outside JSON: the styles of parameters, and the encodings of a form's properties. */
import { type Bundle, warn } from "./bundle.ts";
import { isObject, type JsonObject, type JsonValue } from "./json.ts";
import { below, type Place } from "./pointer.ts";
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

const contentStyle = (content: JsonValue | undefined, place: Place, bundle: Bundle): ValueStyle => {
  const [type = ""] = Object.keys(isObject(content) ? content : {});
  if (isJson(type)) return styleOf("json", false);
  if (!/^text\//i.test(type)) {
    const message = `Values of ${JSON.stringify(type.slice(0, 100))} can't be made here: the caller passes them as text.`;
    warn(bundle, place, {
      code: "api-parameter-content",
      message,
      fix: "Use application/json, or a schema with a style.",
    });
  }
  return styleOf("text", false);
};

const declared = (value: JsonObject, where: ParameterPlace, place: Place, bundle: Bundle): ValueStyle => {
  const [usual, ...others] = allowed[where];
  // OpenAPI 3.2 has a style of its own for cookies; it differs from `form` in what is escaped.
  const said = where === "cookie" && value.style === "cookie" ? "form" : value.style;
  const found = [usual, ...others].find((style) => style === said);
  if (said !== undefined && found === undefined) {
    const message = `style ${JSON.stringify(said)} is none of ${where}: sent as ${usual}.`;
    warn(bundle, place, {
      code: "api-parameter-style",
      message,
      fix: `Use ${[usual, ...others].join(", ")}.`,
    });
  }
  const style = found ?? usual;
  // An object in brackets has nothing to explode: it is written so whatever is said.
  const explode = style === "deepObject" || (value.explode ?? style === "form") === true;
  return styleOf(style, explode, where === "query" && value.allowReserved === true);
};

/** The style of a parameter, with the defaults of its place. */
export const readStyle = (
  value: JsonObject,
  where: ParameterPlace,
  place: Place,
  bundle: Bundle,
): ValueStyle =>
  value.schema === undefined && value.content !== undefined
    ? contentStyle(value.content, below(place, "content"), bundle)
    : declared(value, where, place, bundle);

/** `encoding` of a form, by property; a `style` among it wins over a content type. */
export const readEncodings = (
  type: string,
  value: JsonValue | undefined,
  place: Place,
  bundle: Bundle,
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
      warn(bundle, below(at, "headers"), {
        code: "api-encoding-headers",
        message,
        fix: "Carry them in the form.",
      });
    }
    const isStyled = [encoding.style, encoding.explode, encoding.allowReserved].some(
      (each) => each !== undefined,
    );
    if (isStyled) made.set(name, { style: declared(encoding, "query", at, bundle) });
    else if (typeof contentType === "string") made.set(name, { contentType: contentType.trim() });
  }
  return made;
};
