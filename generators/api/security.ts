/** What an operation asks for before it answers: `security` and the schemes that it names. */
import { below, type Place, resolve, warn } from "./bundle.ts";
import { isList, isObject, type JsonObject, type JsonValue } from "./json.ts";
import { isToken } from "./style.ts";
import type { ApiSecurity, SecurityScheme } from "./types.ts";

/** Reads an operation's `security`; undefined stands for that of the document. */
export type SecurityReader = (security: JsonValue | undefined, place: Place) => ApiSecurity;

/** A scheme; `"carried"` when the connection itself proves it; undefined when it can't be sent. */
type Known = SecurityScheme | "carried" | undefined;

const keyScheme = (scheme: string, value: JsonObject): Known => {
  const { in: where, name } = value;
  if (typeof name !== "string" || (where !== "query" && !isToken(name))) return undefined;
  return where === "header" || where === "query" || where === "cookie"
    ? { scheme, kind: "key", in: where, name }
    : undefined;
};

const schemeOf = (scheme: string, value: JsonObject): Known => {
  const type = typeof value.type === "string" ? value.type : "";
  switch (type) {
    case "oauth2":
    case "openIdConnect":
      return { scheme, kind: "bearer" };
    case "mutualTLS":
      return "carried";
    case "apiKey":
      return keyScheme(scheme, value);
    case "http": {
      const kind = typeof value.scheme === "string" ? value.scheme.toLowerCase() : "";
      return kind === "bearer" || kind === "basic" ? { scheme, kind } : undefined;
    }
    default:
      return undefined;
  }
};

const readScheme = (scheme: string, { components }: JsonObject, root: Place, place: Place): Known => {
  const schemes = isObject(components) ? components.securitySchemes : undefined;
  const value = isObject(schemes) ? schemes[scheme] : undefined;
  const at = below(root, "components", "securitySchemes", scheme);
  if (value === undefined) {
    const message = `No security scheme is called ${JSON.stringify(scheme)}: no key is sent for it.`;
    warn("api-security-unknown", place, message, "Declare it in components.securitySchemes.");
    return undefined;
  }
  const found = resolve(value, at)?.value;
  const known = isObject(found) ? schemeOf(scheme, found) : undefined;
  if (known === undefined) {
    const message = "Keys of this kind can't be sent: bearer, basic and API keys can.";
    warn("api-security-unsupported", at, message, "Send it as a header of the request.");
  }
  return known;
};

/** Makes the reader; each scheme is looked up, and complained about, once. */
export const securityReader = (document: JsonObject, root: Place): SecurityReader => {
  const known = new Map<string, Known>();
  const lookUp = (scheme: string, place: Place): Known => {
    if (!known.has(scheme)) known.set(scheme, readScheme(scheme, document, root, place));
    return known.get(scheme);
  };
  const read: SecurityReader = (security, place) => {
    if (security === undefined)
      return document.security === undefined ? [] : read(document.security, below(root, "security"));
    if (!isList(security)) return [];
    return security.flatMap((alternative, index) => {
      if (!isObject(alternative)) return [];
      const schemes = Object.keys(alternative).map((name) => lookUp(name, below(place, index, name)));
      // An alternative that can't be met as a whole is none.
      return schemes.includes(undefined)
        ? []
        : [schemes.filter((scheme) => scheme !== undefined && scheme !== "carried")];
    });
  };
  return read;
};
