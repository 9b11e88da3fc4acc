/** What an operation asks for before it answers: `security` and the schemes that it names. */
import { type Bundle, resolve, warn } from "./bundle.ts";
import { isList, isObject, type JsonObject, type JsonValue } from "./json.ts";
import { below, type Place } from "./pointer.ts";
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

const readScheme = (scheme: string, root: JsonObject, place: Place, bundle: Bundle): Known => {
  const { components } = root;
  const schemes = isObject(components) ? components.securitySchemes : undefined;
  const value = isObject(schemes) ? schemes[scheme] : undefined;
  const at = below({ file: "", pointer: "" }, "components", "securitySchemes", scheme);
  if (value === undefined) {
    const message = `No security scheme is called ${JSON.stringify(scheme)}: no key is sent for it.`;
    warn(bundle, place, {
      code: "api-security-unknown",
      message,
      fix: "Declare it in components.securitySchemes.",
    });
    return undefined;
  }
  const found = resolve(bundle, value, at)?.value;
  const known = isObject(found) ? schemeOf(scheme, found) : undefined;
  if (known === undefined) {
    const message = "Keys of this kind can't be sent: bearer, basic and API keys can.";
    warn(bundle, at, {
      code: "api-security-unsupported",
      message,
      fix: "Send it as a header of the request.",
    });
  }
  return known;
};

/** Makes the reader; each scheme is looked up, and complained about, once. */
export const securityReader = (root: JsonObject, bundle: Bundle): SecurityReader => {
  const known = new Map<string, Known>();
  const lookUp = (scheme: string, place: Place): Known => {
    if (!known.has(scheme)) known.set(scheme, readScheme(scheme, root, place, bundle));
    return known.get(scheme);
  };
  const read: SecurityReader = (security, place) => {
    if (security === undefined)
      return root.security === undefined ? [] : read(root.security, { file: "", pointer: "/security" });
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
