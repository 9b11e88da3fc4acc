import { below, membersAt, objectAt, type Place, refuse, resolve, warn } from "./bundle.ts";
import { byCodeUnit, isList, isObject, type JsonObject, type JsonValue, textsIn } from "./json.ts";
import { readBody, readResponses } from "./media.ts";
import { pathVariables, readParameters } from "./parameters.ts";
import { ownServer } from "./servers.ts";
import type { ApiOperation, ApiSecurity, Method, SecurityScheme } from "./types.ts";
import { isToken } from "./style.ts";

/** What an operation asks for before it answers: `security` and the schemes that it names. */

/** Reads an operation's `security`; undefined stands for that of the document. */
type SecurityReader = (security: JsonValue | undefined, place: Place) => ApiSecurity;

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
const securityReader = (document: JsonObject, root: Place): SecurityReader => {
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

/** The `paths` of an OpenAPI document → its operations. */

const methods: readonly Method[] = [
  "delete",
  "get",
  "head",
  "options",
  "patch",
  "post",
  "put",
  "query",
  "trace",
];

const text = (value: JsonValue | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

type Item = {
  readonly path: string;
  readonly value: JsonObject;
  readonly place: Place;
  readonly security: SecurityReader;
};

const readOperation = (item: Item, method: Method, source: JsonObject, place: Place): ApiOperation => {
  const shared = { value: item.value.parameters, place: below(item.place, "parameters") };
  const own = { value: source.parameters, place: below(place, "parameters") };
  const { operationId, summary, description } = source;
  const body = readBody(source.requestBody, below(place, "requestBody"));
  const server = ownServer([{ value: source, place }, item]);
  return {
    method,
    path: item.path,
    ...(text(operationId) === undefined ? {} : { operationId: text(operationId) ?? "" }),
    ...(text(summary) === undefined ? {} : { summary: text(summary) ?? "" }),
    ...(text(description) === undefined ? {} : { description: text(description) ?? "" }),
    deprecated: source.deprecated === true,
    tags: textsIn(source.tags),
    security: item.security(source.security, below(place, "security")),
    ...(server === undefined ? {} : { server }),
    parameters: readParameters(item.path, [shared, own], place),
    ...(body === undefined ? {} : { body }),
    responses: readResponses(source.responses, below(place, "responses")),
    pointer: place.file === "" ? place.pointer : `${place.file}#${place.pointer}`,
  };
};

const readItem = (path: string, value: JsonValue, place: Place, security: SecurityReader): ApiOperation[] => {
  if (!path.startsWith("/") || pathVariables(path) === undefined) {
    const message = `${JSON.stringify(path)} is not a path: it starts with "/", with balanced, unrepeated {names}.`;
    refuse("api-path-invalid", place, message, "Correct the path.");
    return [];
  }
  const item = resolve(value, place);
  if (item === undefined || item.value === null) return [];
  if (!isObject(item.value)) {
    refuse("api-path-invalid", place, "A path holds an object of operations.", "Correct the path item.");
    return [];
  }
  const holder: Item = { path, value: item.value, place: item.place, security };
  const made = methods.flatMap((method) => {
    const given = holder.value[method];
    if (given === undefined) return [];
    const at = below(item.place, method);
    const found = objectAt(given ?? {}, at, "api-operation-invalid", "An operation is an object.");
    return found === undefined ? [] : [readOperation(holder, method, found.value, found.place)];
  });
  const { additionalOperations: others } = holder.value;
  for (const other of Object.keys(isObject(others) ? others : {})) {
    const at = below(item.place, "additionalOperations", other);
    const message = `The method ${JSON.stringify(other)} is not one that the client sends, so it is left out.`;
    warn("api-method", at, message, "Nothing need be done.");
  }
  return made;
};

/** Two operations that no request can tell apart, or that share an `operationId`. */
const reportTwins = (operations: readonly ApiOperation[], root: Place): void => {
  const routes = new Map<string, ApiOperation>();
  const ids = new Map<string, ApiOperation>();
  for (const operation of operations) {
    const place = { ...root, pointer: operation.pointer };
    const route = `${operation.method} ${operation.path.replace(/\{[^}]*\}/g, "{}")}`;
    const twin = routes.get(route);
    if (twin !== undefined) {
      const message = `No request can tell this from ${JSON.stringify(twin.path)}: the service decides which is meant.`;
      warn("api-path-ambiguous", place, message, "Remove one of the two paths.");
    }
    routes.set(route, operation);
    if (operation.operationId === undefined) continue;
    const other = ids.get(operation.operationId);
    if (other !== undefined) {
      const message = `operationId ${JSON.stringify(operation.operationId)} also stands at ${other.pointer}.`;
      warn("api-operation-id-twice", place, message, "Give each operation its own operationId.");
    }
    ids.set(operation.operationId, operation);
  }
};

/** Reads every operation, sorted by path, then method. Extensions (`x-…`) are passed over. */
export const readOperations = (document: JsonObject, root: Place): readonly ApiOperation[] => {
  const place = below(root, "paths");
  const security = securityReader(document, root);
  const operations = membersAt(document.paths, place, "api-path-invalid", "paths is an object.")
    .filter(([path]) => !path.startsWith("x-"))
    .flatMap(([path, value]) => readItem(path, value, below(place, path), security))
    .sort((a, b) => byCodeUnit(a.path, b.path) || byCodeUnit(a.method, b.method));
  reportTwins(operations, root);
  return operations;
};
