/** The `paths` of an OpenAPI document → its operations. */
import { type Bundle, refuse, resolve, warn } from "./bundle.ts";
import { byCodeUnit, isObject, type JsonObject, type JsonValue, textsIn } from "./json.ts";
import { readBody, readResponses } from "./media.ts";
import { pathVariables, readParameters } from "./parameters.ts";
import { below, type Place } from "./pointer.ts";
import { type SecurityReader, securityReader } from "./security.ts";
import { ownServer } from "./servers.ts";
import type { ApiOperation, Method } from "./types.ts";

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

type Found = { readonly value: JsonObject; readonly place: Place };

const readOperation = (
  item: Item,
  method: Method,
  { value: source, place }: Found,
  bundle: Bundle,
): ApiOperation => {
  const shared = { value: item.value.parameters, place: below(item.place, "parameters") };
  const own = { value: source.parameters, place: below(place, "parameters") };
  const { operationId, summary, description } = source;
  const body = readBody(source.requestBody, below(place, "requestBody"), bundle);
  const server = ownServer([source, item.value], [place, item.place], bundle);
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
    parameters: readParameters(item.path, [shared, own], place, bundle),
    ...(body === undefined ? {} : { body }),
    responses: readResponses(source.responses, below(place, "responses"), bundle),
    pointer: place.file === "" ? place.pointer : `${place.file}#${place.pointer}`,
  };
};

const readItem = (
  path: string,
  { value, place }: { readonly value: JsonValue; readonly place: Place },
  security: SecurityReader,
  bundle: Bundle,
): ApiOperation[] => {
  if (!path.startsWith("/") || pathVariables(path) === undefined) {
    const message = `${JSON.stringify(path)} is not a path: it starts with "/", with balanced, unrepeated {names}.`;
    refuse(bundle, place, { code: "api-path-invalid", message, fix: "Correct the path." });
    return [];
  }
  const item = resolve(bundle, value, place);
  if (item === undefined || item.value === null) return [];
  if (!isObject(item.value)) {
    refuse(bundle, place, {
      code: "api-path-invalid",
      message: "A path holds an object of operations.",
      fix: "Correct the path item.",
    });
    return [];
  }
  const made: ApiOperation[] = [];
  for (const method of methods) {
    const given = item.value[method];
    const found = given === undefined ? undefined : resolve(bundle, given ?? {}, below(item.place, method));
    if (found === undefined) continue;
    const { value: source, place: at } = found;
    if (isObject(source)) {
      const holder: Item = { path, value: item.value, place: item.place, security };
      made.push(readOperation(holder, method, { value: source, place: at }, bundle));
    } else {
      refuse(bundle, below(item.place, method), {
        code: "api-operation-invalid",
        message: "An operation is an object.",
        fix: "Correct it.",
      });
    }
  }
  for (const other of Object.keys(
    isObject(item.value.additionalOperations) ? item.value.additionalOperations : {},
  )) {
    const at = below(item.place, "additionalOperations", other);
    const message = `The method ${JSON.stringify(other)} is not one that the client sends, so it is left out.`;
    warn(bundle, at, { code: "api-method", message, fix: "Nothing need be done." });
  }
  return made;
};

/** Two operations that no request can tell apart, or that share an `operationId`. */
const reportTwins = (operations: readonly ApiOperation[], bundle: Bundle): void => {
  const routes = new Map<string, ApiOperation>();
  const ids = new Map<string, ApiOperation>();
  for (const operation of operations) {
    const place = { file: "", pointer: operation.pointer };
    const route = `${operation.method} ${operation.path.replace(/\{[^}]*\}/g, "{}")}`;
    const twin = routes.get(route);
    if (twin !== undefined) {
      const message = `No request can tell this from ${JSON.stringify(twin.path)}: the service decides which is meant.`;
      warn(bundle, place, { code: "api-path-ambiguous", message, fix: "Remove one of the two paths." });
    }
    routes.set(route, operation);
    if (operation.operationId === undefined) continue;
    const other = ids.get(operation.operationId);
    if (other !== undefined) {
      const message = `operationId ${JSON.stringify(operation.operationId)} also stands at ${other.pointer}.`;
      warn(bundle, place, {
        code: "api-operation-id-twice",
        message,
        fix: "Give each operation its own operationId.",
      });
    }
    ids.set(operation.operationId, operation);
  }
};

/** Reads every operation, sorted by path, then method. Extensions (`x-…`) are passed over. */
export const readOperations = (root: JsonObject, bundle: Bundle): readonly ApiOperation[] => {
  const { paths } = root;
  const place = below({ file: "", pointer: "" }, "paths");
  // In YAML a key with nothing below it is null.
  if (paths === undefined || paths === null) return [];
  if (!isObject(paths)) {
    refuse(bundle, place, { code: "api-path-invalid", message: "paths is an object.", fix: "Correct it." });
    return [];
  }
  const security = securityReader(root, bundle);
  const operations = Object.entries(paths)
    .filter(([path]) => !path.startsWith("x-"))
    .flatMap(([path, value]) => readItem(path, { value, place: below(place, path) }, security, bundle))
    .sort((a, b) => byCodeUnit(a.path, b.path) || byCodeUnit(a.method, b.method));
  reportTwins(operations, bundle);
  return operations;
};
