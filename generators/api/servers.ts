/** The addresses at which an API is served. */
import { below, type Found, type Place, warn } from "./bundle.ts";
import { isList, isObject, type JsonObject, type JsonValue } from "./json.ts";
import type { ApiServer } from "./types.ts";

const readServer = (value: JsonValue, place: Place): readonly ApiServer[] => {
  if (!isObject(value) || typeof value.url !== "string" || value.url === "") return [];
  const declared = isObject(value.variables) ? value.variables : {};
  const variables: [string, { default: string; enum?: readonly string[] }][] = [];
  for (const [, name = ""] of value.url.matchAll(/\{([^{}]+)\}/g)) {
    const variable = declared[name];
    const fallback = isObject(variable) ? variable.default : undefined;
    if (fallback === undefined || typeof fallback === "object") {
      const message = `The server's {${name}} has no default: it must be given.`;
      warn("api-server-variable", place, message, "Give it a default.");
    }
    const values = isObject(variable) && isList(variable.enum) ? variable.enum : [];
    const texts = values.filter((each) => typeof each === "string");
    variables.push([
      name,
      {
        default: fallback === undefined || typeof fallback === "object" ? "" : String(fallback),
        ...(texts.length > 0 && { enum: texts }),
      },
    ]);
  }
  return [{ url: value.url, variables: new Map(variables) }];
};

/** The servers of a document, in its order: the first is the default one. */
export const readServers = (value: JsonValue | undefined, place: Place): readonly ApiServer[] =>
  (isList(value) ? value : []).flatMap((server, index) => readServer(server, below(place, index)));

/** A server's URL with its variables at their defaults. */
export const defaultUrl = ({ url, variables }: ApiServer): string =>
  url.replace(/\{([^{}]+)\}/g, (_, name: string) => variables.get(name)?.default ?? "");

/** The server of an operation or its path, where one of them has its own. */
export const ownServer = (holders: readonly Found<JsonObject>[]): string | undefined => {
  const holder = holders.find(({ value }) => isList(value.servers) && value.servers.length > 0);
  const place = holder && below(holder.place, "servers");
  const [first] = place === undefined ? [] : readServers(holder?.value.servers, place);
  if (first === undefined || place === undefined) return undefined;
  const url = defaultUrl(first);
  if (/^https?:\/\/[^/]/i.test(url)) return url.replace(/\/+$/, "");
  const message = `The server ${JSON.stringify(first.url)} is relative: the client's own base URL is used instead.`;
  warn("api-server-relative", place, message, "Write the whole URL.");
  return undefined;
};
