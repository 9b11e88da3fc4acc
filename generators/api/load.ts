/** Reads an API description: text → JSON → overlays → normalised document. */
import { error, fail, hasErrors, ok, type Outcome, type Problem, refuse } from "../../src/model/problem.ts";
import { below, type Bundle, type Place, showPlace, resolve } from "./bundle.ts";
import { breakCycles, nameDeclaredSchemas, readNamedSchemas } from "./schemas.ts";
import type { Digest } from "../../src/model/file.ts";
import { byCodeUnit, canonicalJson, isObject, type JsonObject, type JsonValue } from "./json.ts";
import { readOperations } from "./operations.ts";
import { applyOverlay } from "./overlay.ts";
import { parseDocument } from "./parse.ts";
import { readServers } from "./servers.ts";
import { type ApiDocument, type ApiWebhook, isJson } from "./types.ts";
import { digest } from "../../src/text/digest.ts";
import { readBody } from "./media.ts";

/** Reads the JSON that each webhook carries, sorted by name: what is posted, or else what is put. */
const readWebhooks = ({ webhooks }: JsonObject, root: Place): readonly ApiWebhook[] => {
  if (!isObject(webhooks)) return [];
  const place = below(root, "webhooks");
  const made = Object.entries(webhooks).flatMap(([name, value]): readonly ApiWebhook[] => {
    const item = resolve(value, below(place, name));
    if (item === undefined || !isObject(item.value)) return [];
    const method = item.value.post === undefined ? "put" : "post";
    const operation = item.value[method];
    const found = operation === undefined ? undefined : resolve(operation, below(item.place, method));
    if (found === undefined || !isObject(found.value)) return [];
    const body = readBody(found.value.requestBody, below(found.place, "requestBody"));
    const media = body?.media.find(({ type }) => isJson(type));
    return media === undefined ? [] : [{ name, schema: media.schema }];
  });
  return made.sort((a, b) => byCodeUnit(a.name, b.name));
};

type Dialect = { readonly kind: "3.0" | "3.1" | "3.2" | "schema" };

const schemaKeys = [
  "$schema",
  "$ref",
  "type",
  "properties",
  "$defs",
  "definitions",
  "anyOf",
  "oneOf",
  "allOf",
  "enum",
];

/** Tells the dialect by the document's first keys. */
const dialectOf = (root: JsonObject, label: string): Outcome<Dialect> => {
  const { openapi, swagger } = root;
  const fix = "Use an OpenAPI 3.0, 3.1 or 3.2 document, or a JSON Schema.";
  if (openapi !== undefined) {
    // YAML without quotes makes a number of it, and 3 of 3.0.
    const said = openapi === 3 ? "3.0" : typeof openapi === "number" ? String(openapi) : openapi;
    const version = typeof said === "string" ? /^3\.[012](?=\.|$)/.exec(said)?.[0] : undefined;
    if (version === "3.0" || version === "3.1" || version === "3.2") return ok({ kind: version });
    return refuse("api-version", `${label}#/openapi`, "This version of OpenAPI is not supported.", fix);
  }
  if (swagger !== undefined)
    return refuse(
      "api-version",
      `${label}#/swagger`,
      "Swagger 2 is not supported.",
      "Convert it to OpenAPI 3 once, and name the result: `npx swagger2openapi FILE -o openapi.json`, or with editor.swagger.io under Edit.",
    );
  if (schemaKeys.some((key) => root[key] !== undefined)) return ok({ kind: "schema" });
  return refuse("api-kind", `${label}#`, "This is neither an OpenAPI document nor a JSON Schema.", fix);
};

/** A text and what to call it in problems: its path or URL. */
export type LabelledText = { readonly label: string; readonly text: string };

/** The texts of an API's description. */
export type ApiTexts = { readonly source: LabelledText; readonly overlays: readonly LabelledText[] };

export type ApiRequest = {
  /** OpenAPI 3.0, 3.1 or 3.2, or a plain JSON Schema; JSON or YAML. */
  readonly source: LabelledText;
  /** OpenAPI Overlay documents, applied in order. */
  readonly overlays: readonly LabelledText[];
  /** Reads a file that a `$ref` names, by its path relative to the source's folder; it decides what is inside. */
  readonly readLocal: (relativePath: string) => Outcome<string>;
};

/** Most files that one document may be spread over. */
const maximumFiles = 500;

const field = (value: JsonValue | undefined, key: string): string => {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === "string" ? found : "";
};

type Pass = { readonly api: Omit<ApiDocument, "files">; readonly bundle: Bundle };

/** Changes exactly when what an API is does: neither white space nor dropped keywords count. */
export const apiDigest = (api: ApiDocument): Digest => {
  const { title, version, servers, operations, webhooks, schemas } = api;
  return digest(canonicalJson({ title, version, servers, operations, webhooks, schemas }));
};

/** One pass over the files that are known; what it lacks it leaves in `bundle.missing`. */
const normalise = (
  document: JsonObject,
  dialect: Dialect,
  label: string,
  files: ReadonlyMap<string, JsonValue>,
): Pass => {
  const bundle: Bundle = {
    label,
    files,
    missing: new Map(),
    problems: [],
    ignoresRefSiblings: dialect.kind === "3.0",
    names: new Map(),
    owners: new Map(),
    queue: [],
  };
  const root: Place = { bundle, file: "", pointer: "" };
  nameDeclaredSchemas(document, root, dialect.kind === "schema");
  const webhooks = readWebhooks(document, root);
  const content = {
    title: dialect.kind === "schema" ? field(document, "title") : field(document.info, "title"),
    version: field(document.info, "version"),
    servers: readServers(document.servers, below(root, "servers")),
    operations: dialect.kind === "schema" ? [] : readOperations(document, root),
    webhooks,
    schemas: breakCycles(readNamedSchemas(bundle), root),
  };
  return { api: { ...content, source: label }, bundle };
};

type ReadFile = { readonly path: string; readonly value: JsonValue; readonly digest: Digest };

const readMissing = async (
  request: ApiRequest,
  bundle: Bundle,
): Promise<{ files: readonly ReadFile[]; problems: readonly Problem[] }> => {
  const files: ReadFile[] = [];
  const problems: Problem[] = [];
  for (const [path, place] of bundle.missing) {
    const text = request.readLocal(path);
    // The reader knows what is wrong with the file; where it is asked for is known here.
    const where = showPlace(place);
    const message = `This refers to ${JSON.stringify(path)}.`;
    const parsed = text.ok
      ? await parseDocument(text.value, path)
      : fail(...text.problems.map((each) => ({ ...each, where, message: `${message} ${each.message}` })));
    problems.push(...parsed.problems);
    if (text.ok && parsed.ok) files.push({ path, value: parsed.value, digest: digest(text.value) });
  }
  return { files, problems };
};

const withOverlays = async (request: ApiRequest): Promise<Outcome<JsonValue>> => {
  const { source, overlays } = request;
  let document = await parseDocument(source.text, source.label);
  for (const overlay of overlays) {
    const parsed = await parseDocument(overlay.text, overlay.label);
    if (!document.ok || !parsed.ok) return fail(...document.problems, ...parsed.problems);
    if (!isObject(document.value)) break;
    const changed = await applyOverlay(document.value, parsed.value, overlay.label);
    const problems = [...document.problems, ...changed.problems];
    document = changed.ok ? ok(changed.value, problems) : fail(...problems);
  }
  return document;
};

/**
 * Loads an API description with its overlays and the local files that it refers to. Never reads anything
 * itself but through `readLocal`; never goes to the network. Fails with every problem that was found, each
 * at its JSON pointer; warnings come along with a success.
 */
export const loadApi = async (request: ApiRequest): Promise<Outcome<ApiDocument>> => {
  const { label } = request.source;
  const document = await withOverlays(request);
  if (!document.ok) return document;
  if (!isObject(document.value)) {
    return refuse(
      "api-kind",
      `${label}#`,
      "The document is not an object.",
      "Use an OpenAPI document or a JSON Schema.",
    );
  }
  const dialect = dialectOf(document.value, label);
  if (!dialect.ok) return dialect;
  const files = new Map<string, JsonValue>([["", document.value]]);
  const digests: ApiDocument["files"][number][] = [];
  for (;;) {
    const { api, bundle } = normalise(document.value, dialect.value, label, files);
    const problems = [...document.problems, ...bundle.problems];
    if (bundle.missing.size === 0) {
      const others = [...digests].sort((a, b) => byCodeUnit(a.path, b.path));
      return hasErrors(problems) ? fail(...problems) : ok({ ...api, files: others }, problems);
    }
    if (files.size + bundle.missing.size > maximumFiles) {
      const message = `The document is spread over more than ${maximumFiles} files.`;
      return fail(...problems, error("api-files", label, message, "Bundle it first."));
    }
    const read = await readMissing(request, bundle);
    if (hasErrors(read.problems)) return fail(...problems, ...read.problems);
    for (const { path, value, digest } of read.files) {
      files.set(path, value);
      digests.push({ path, digest });
    }
  }
};
