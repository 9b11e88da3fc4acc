import { isObject, type JsonObject, type JsonValue } from "../../../generators/api/json.ts";
import {
  type ApiDocument,
  type ApiOperation,
  type ApiResponse,
  isJson,
  type JsonSchema,
} from "../../../generators/api/types.ts";
import type { RequestBody } from "./body.ts";
import type { Checker } from "./check.ts";
import { sample, sampleWith } from "./sample.ts";

/** The models that the mock has: those it was told of, else one. */

const itemsOf = (schema: JsonSchema): JsonSchema => {
  if (typeof schema === "boolean") return true;
  const { data } = schema.properties ?? {};
  return typeof data === "object" ? (data.items ?? true) : true;
};

/** `GET /models`: with `extended=true` in the document's first shape, otherwise in its last. */
export const listModels = (call: Call, world: World): Reply => {
  const schema = successSchema(call.operation);
  const shapes = typeof schema === "object" ? (schema.anyOf ?? schema.oneOf ?? [schema]) : [schema];
  const shape = (call.query.extended === true ? shapes[0] : shapes.at(-1)) ?? true;
  const data = (world.models ?? ["mock-model"]).map((id): JsonValue => {
    const model = sample(itemsOf(shape), world.api);
    return isObject(model) ? { ...model, id, object: "model", deleted: false } : model;
  });
  return json(sampleWith(shape, world.api, { object: "list", data }));
};

/** `GET /models/{}` and `DELETE /models/{}` */
export const oneModel = (call: Call, world: World): Reply => {
  const id = idOf(call);
  if (!knowsModel(world, id)) {
    return failure(404, `The model ${JSON.stringify(id)} does not exist.`, "model_not_found");
  }
  const deleted = call.operation.method === "delete";
  return answer({ id, object: "model", ...(deleted ? { deleted } : {}) }, call, world);
};

/** What the mock remembers between requests, and what its answers are made from. */

export type Reply =
  | { readonly kind: "json"; readonly status: number; readonly body: JsonValue }
  | { readonly kind: "bytes"; readonly status: number; readonly type: string; readonly bytes: Buffer }
  | Events;

/** A stream. */
export type Events = {
  readonly kind: "events";
  readonly status: number;
  /** Each is sent as one `data:` line. */
  readonly events: readonly JsonValue[];
  /** Whether the `type` of each is told in a line of its own, and the last one is the end; otherwise `[DONE]` follows. */
  readonly named?: true;
  /** The event that tells of an error, where it isn't as everywhere. */
  readonly failure?: JsonValue;
  /** What a reader of the stream gets to see. */
  readonly words?: readonly string[];
};

/** A success with a JSON body. */
export const json = (body: JsonValue): Reply => ({ kind: "json", status: 200, body });

/** The body of an error, in the shape that OpenAI-compatible services use. */
export const errorBody = (message: string, code: string): JsonValue => ({
  error: { message, type: "invalid_request_error", param: null, code },
});

/** A failure with a JSON body. */
export const failure = (status: number, message: string, code: string): Reply => ({
  kind: "json",
  status,
  body: errorBody(message, code),
});

/** An object that the API gave an ID. */
export type Stored = Readonly<Record<string, JsonValue>>;

export type World = {
  readonly api: ApiDocument;
  readonly checker: Checker;
  /** The model IDs that exist; undefined when every ID does. */
  readonly models: readonly string[] | undefined;
  /** Whether an ID that was never given out is a 404; otherwise an object is made up for it. */
  readonly strict: boolean;
  readonly files: Map<string, Stored>;
  /** The bytes of files, and of the parts of uploads. */
  readonly contents: Map<string, Buffer>;
  readonly batches: Map<string, Stored>;
  readonly uploads: Map<string, Stored>;
  readonly jobs: Map<string, Stored>;
  /** A new ID, `file-1`, and the time that goes with it: Unix seconds from a fixed start, one apart. */
  readonly next: (kind: string) => { readonly id: string; readonly time: number };
};

/** One request, checked and understood. */
export type Call = {
  readonly operation: ApiOperation;
  readonly path: ReadonlyMap<string, string>;
  readonly query: Stored;
  readonly body: RequestBody;
};

const start = 1_749_513_600;

/** An empty world. */
export const createWorld = (parts: Pick<World, "api" | "checker" | "models" | "strict">): World => {
  let count = 0;
  return {
    ...parts,
    files: new Map(),
    contents: new Map(),
    batches: new Map(),
    uploads: new Map(),
    jobs: new Map(),
    next: (kind) => {
      count += 1;
      return { id: `${kind}-${count}`, time: start + count };
    },
  };
};

/** What an operation answers when all is well; undefined when the document says nothing about that. */
export const successOf = (operation: ApiOperation): ApiResponse | undefined =>
  operation.responses.find(({ status }) => status.startsWith("2")) ??
  operation.responses.find(({ status }) => status === "default");

/** The schema of an operation's success for a media type; anything where the document has none. */
export const successSchema = (operation: ApiOperation, type = "application/json"): JsonSchema =>
  successOf(operation)?.media.find((media) => media.type === type)?.schema ?? true;

/** A text property of a record; the given one where it is missing or no text. */
export const textOf = (value: JsonValue | undefined, key: string, otherwise = ""): string => {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === "string" ? found : otherwise;
};

/** The body of a request, where that is an object. */
export const requestOf = ({ body }: Call): JsonObject => (isObject(body.value) ? body.value : {});

/** The value of the path's first parameter. */
export const idOf = (call: Call): string => [...call.path.values()][0] ?? "";

/** Whether the model may be used. */
export const knowsModel = (world: World, model: string): boolean => world.models?.includes(model) ?? true;

/** What answers a call. */
export type Behaviour = (call: Call, world: World) => Reply;

/** By method and path, without the version and the names of parameters: the ways of OpenAI-compatible services. */
export type Behaviours = Readonly<Record<string, Behaviour>>;

/** What is stored, or some of what the document declares, as the answer of a call has it. */
export const answer = (record: Stored, call: Call, world: World): Reply =>
  json(sampleWith(successSchema(call.operation), world.api, record));

/** Changes what the path names, and answers with it. */
export const changed = (
  kind: "batches" | "files" | "jobs" | "uploads",
  call: Call,
  world: World,
  change: (record: Stored) => Stored,
): Reply => {
  const record = world[kind].get(idOf(call));
  if (record === undefined) return missing(call, world);
  const moved = change(record);
  world[kind].set(idOf(call), moved);
  return answer(moved, call, world);
};

/** A 404 when the mock is strict; otherwise a made-up object that carries the ID of the path. */
export const missing = (call: Call, world: World): Reply => {
  const [id] = call.path.values();
  if (world.strict && id !== undefined)
    return failure(404, `There is no ${JSON.stringify(id)}.`, "not_found");
  return invent(call, world);
};

/** The status to answer with: `2XX` and `default` stand for 200. */
const statusOf = (declared: string | undefined): number =>
  /^\d+$/.test(declared ?? "") ? Number(declared) : 200;

/** A made-up answer: every declared property, with the path's ID; where no JSON is declared, a text, or nothing. */
export const invent = (call: Call, world: World): Reply => {
  const success = successOf(call.operation);
  const status = statusOf(success?.status);
  const media = success?.media ?? [];
  const [other] = media;
  const found =
    media.find(({ type }) => type === "application/json") ??
    media.find(({ type }) => isJson(type) || type === "*/*");
  if (other === undefined || found === undefined) {
    const text = other === undefined ? "" : sample(other.schema, world.api);
    const isLines = /(?:ndjson|jsonl)/i.test(other?.type ?? "");
    const said = typeof text === "string" && !isLines ? text : JSON.stringify(text);
    const bytes = Buffer.from(isLines ? `${said}\n` : said);
    return { kind: "bytes", status, type: other?.type ?? "text/plain", bytes };
  }
  const made = sample(found.schema, world.api);
  const [id] = call.path.values();
  const echoes = isObject(made) && typeof made.id === "string" && id !== undefined;
  return { kind: "json", status, body: echoes ? { ...made, id } : made };
};
