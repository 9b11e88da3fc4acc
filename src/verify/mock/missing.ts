/** Answers about an object that was never created. */
import { isObject } from "../../../generators/api/json.ts";
import { type Reply, failure, json } from "./reply.ts";
import { sample } from "./sample.ts";
import { type Call, successOf, successSchema, type World } from "./world.ts";

/** A 404 when the mock is strict; otherwise a made-up object that carries the ID of the path. */
export const missing = (call: Call, world: World): Reply => {
  const [id] = call.path.values();
  if (world.strict && id !== undefined)
    return failure(404, `There is no ${JSON.stringify(id)}.`, "not_found");
  return invent(call, world);
};

/**
 * A made-up answer: every property that the document declares, with the ID of the path where one is declared.
 * Where it declares no JSON, a text of the type that it does declare; where it declares nothing, nothing.
 */
export const invent = (call: Call, world: World): Reply => {
  const media = successOf(call.operation)?.media ?? [];
  const [other] = media;
  if (other === undefined || !media.some(({ type }) => type === "application/json")) {
    const text = other === undefined ? "" : sample(other.schema, world.api);
    const bytes = Buffer.from(typeof text === "string" ? text : JSON.stringify(text));
    return { kind: "bytes", status: 200, type: other?.type ?? "text/plain", bytes };
  }
  const made = sample(successSchema(call.operation), world.api);
  const [id] = call.path.values();
  const echoes = isObject(made) && typeof made.id === "string" && id !== undefined;
  return json(echoes ? { ...made, id } : made);
};
