/** Answers about an object that was created, or never was. */
import { isObject } from "../../../generators/api/json.ts";
import { isJson } from "../../../generators/api/types.ts";
import {
  type Call,
  type Reply,
  type Stored,
  type World,
  failure,
  idOf,
  json,
  successOf,
  successSchema,
} from "./world.ts";
import { sample, sampleWith } from "./sample.ts";

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
