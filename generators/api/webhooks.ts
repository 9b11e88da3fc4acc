/** What the service itself sends, as `webhooks` describe it. */
import { below, type Place, resolve } from "./bundle.ts";
import { byCodeUnit, isObject, type JsonObject } from "./json.ts";
import { readBody } from "./media.ts";
import { type ApiWebhook, isJson } from "./types.ts";

/** Reads the JSON that each webhook carries, sorted by name: what is posted, or else what is put. */
export const readWebhooks = ({ webhooks }: JsonObject, root: Place): readonly ApiWebhook[] => {
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
