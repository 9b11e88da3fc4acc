/** The models that the mock has: those it was told of, else one. */
import { isObject, type JsonValue } from "../../../generators/api/json.ts";
import type { JsonSchema } from "../../../generators/api/types.ts";
import {
  type Call,
  type Reply,
  type World,
  answer,
  failure,
  idOf,
  json,
  knowsModel,
  successSchema,
} from "./world.ts";
import { sample, sampleWith } from "./sample.ts";

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
