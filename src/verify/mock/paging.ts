/** Lists that end: `limit`, `after`, `order` and `page`, and what the document lets a page say about itself. */
import { isObject, type JsonValue } from "../../../generators/api/json.ts";
import { type JsonSchema, resolveSchema } from "../../../generators/api/types.ts";
import { sample } from "./sample.ts";
import { type Call, type Reply, type Stored, type World, answer, failure, successSchema } from "./world.ts";

const propertiesOf = (schema: JsonSchema, world: World): Readonly<Record<string, JsonSchema>> => {
  const target = resolveSchema(schema, world.api.schemas);
  return typeof target === "boolean" ? {} : (target.properties ?? {});
};

const defaultLimit = 20;
/** How many items a list has that nothing was created in. */
const inventedItems = 5;

/** Items for a list of things that the API can't create; undefined where `data` holds no objects with a text `id`. */
export const inventItems = (call: Call, world: World): readonly Stored[] | undefined => {
  const { data } = propertiesOf(successSchema(call.operation), world);
  if (call.operation.method !== "get" || typeof data !== "object" || data.type !== "array") return undefined;
  const item = sample(data.items ?? true, world.api);
  if (!isObject(item) || typeof item.id !== "string") return undefined;
  return Array.from({ length: inventedItems }, (_, index) => ({ ...item, id: `item-${index + 1}` }));
};

/** One page of the items, oldest first unless `order` is `desc`. An unknown cursor is a 400. */
export const page = (items: readonly Stored[], call: Call, world: World): Reply => {
  const { after, limit, order, page: number } = call.query;
  const ordered = order === "desc" ? [...items].reverse() : [...items];
  const size = typeof limit === "number" ? Math.max(1, Math.floor(limit)) : defaultLimit;
  let start = typeof number === "number" ? (Math.max(1, Math.floor(number)) - 1) * size : 0;
  if (typeof after === "string") {
    const found = ordered.findIndex((item) => item.id === after);
    if (found < 0)
      return failure(400, `There is no item ${JSON.stringify(after)} to continue after.`, "invalid_cursor");
    start = found + 1;
  }
  const data = ordered.slice(start, start + size);
  const schema = successSchema(call.operation);
  const known = propertiesOf(schema, world);
  const about: Record<string, JsonValue> = {
    has_more: start + size < ordered.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    page_count: Math.ceil(ordered.length / size),
  };
  const declared = Object.entries(about).filter(([key, value]) => known[key] !== undefined && value !== null);
  return answer({ ...Object.fromEntries(declared), data }, call, world);
};
