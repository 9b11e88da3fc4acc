/** The parameters of an operation, those of its path item included. */
import { below, objectAt, type Place, refuse, showPlace, warn } from "./bundle.ts";
import { byCodeUnit, isList, type JsonObject, type JsonValue } from "./json.ts";
import { readContent } from "./media.ts";
import { readSchema } from "./schema.ts";
import { isToken, plainStyle, readStyle, spread } from "./style.ts";
import type { ApiParameter, JsonSchema, ParameterPlace } from "./types.ts";

/** Header parameters that OpenAPI says to ignore: the client sets them from the bodies and the security. */
const reservedHeaders = ["accept", "content-type", "authorization"];

/** The names in a path's braces, in order; undefined when braces are unbalanced, empty or repeat a name. */
export const pathVariables = (path: string): readonly string[] | undefined => {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "");
  const rest = path.replace(/\{[^{}]+\}/g, "");
  return /[{}]/.test(rest) || new Set(names).size < names.length ? undefined : names;
};

const readParameterSchema = (value: JsonObject, place: Place): JsonSchema => {
  if (value.schema !== undefined) return readSchema(value.schema, below(place, "schema"));
  const [media] = readContent(value.content, below(place, "content"));
  return media?.schema ?? { type: "string" };
};

const places = ["path", "query", "header", "cookie"] as const satisfies readonly ParameterPlace[];

const readParameter = (value: JsonObject, place: Place): ApiParameter | undefined => {
  const { name, in: where, description } = value;
  if (typeof name !== "string" || name === "" || typeof where !== "string") {
    refuse("api-parameter-invalid", place, "A parameter needs a name and an in.", "Add them.");
    return undefined;
  }
  // OpenAPI 3.2: an object that is the whole query, which is what a spread one among others is, too.
  const found = where === "querystring" ? "query" : places.find((known) => known === where);
  if (found === undefined) {
    const message = `A parameter in ${JSON.stringify(where)} is not supported, so it is left out.`;
    warn("api-parameter-place", place, message, "Pass it in the path, the query or a header.");
    return undefined;
  }
  if (found === "header" && reservedHeaders.includes(name.toLowerCase())) return undefined;
  if ((found === "header" || found === "cookie") && !isToken(name)) {
    const message = `${JSON.stringify(name)} can't name a ${found}.`;
    refuse("api-parameter-invalid", place, message, "Rename it.");
    return undefined;
  }
  return {
    name,
    in: found,
    required: found === "path" || value.required === true,
    schema: readParameterSchema(value, place),
    style: where === "querystring" ? spread : readStyle(value, found, place),
    ...(typeof description === "string" ? { description } : {}),
    pointer: showPlace(place),
  };
};

type Source = { readonly value: JsonValue | undefined; readonly place: Place };

const readSource = (source: Source): Map<string, ApiParameter> => {
  const made = new Map<string, ApiParameter>();
  if (source.value === undefined || source.value === null) return made;
  if (!isList(source.value)) {
    refuse("api-parameter-invalid", source.place, "parameters is a list.", "Make it a list.");
    return made;
  }
  source.value.forEach((item, index) => {
    const at = below(source.place, index);
    const found = objectAt(item, at, "api-parameter-invalid", "A parameter is an object.");
    const parameter = found && readParameter(found.value, found.place);
    if (found === undefined || parameter === undefined) return;
    const key = `${parameter.in} ${parameter.name}`;
    if (made.has(key)) {
      const message = `${JSON.stringify(parameter.name)} is declared twice: the first counts.`;
      warn("api-parameter-twice", found.place, message, "Remove one.");
      return;
    }
    made.set(key, parameter);
  });
  return made;
};

/** Merges the parameters of path and operation, which wins; those that don't match the path are warned of. */
export const readParameters = (
  path: string,
  sources: readonly Source[],
  place: Place,
): readonly ApiParameter[] => {
  const variables = pathVariables(path) ?? [];
  const merged = new Map(sources.flatMap((source) => [...readSource(source)]));
  for (const name of variables) {
    if (merged.has(`path ${name}`)) continue;
    const message = `The path names ${JSON.stringify(name)}, but no parameter declares it: taken as a string.`;
    warn("api-parameter-undeclared", place, message, "Declare it.");
    const pointer = showPlace(place);
    const schema = { type: "string" } as const;
    merged.set(`path ${name}`, {
      name,
      in: "path",
      required: true,
      schema,
      style: plainStyle.path,
      pointer,
    });
  }
  const rank = (parameter: ApiParameter): number =>
    parameter.in === "path" ? variables.indexOf(parameter.name) : 1e6 * places.indexOf(parameter.in);
  const parameters = [...merged.values()];
  for (const stray of parameters.filter((p) => p.in === "path" && !variables.includes(p.name))) {
    const message = `${JSON.stringify(stray.name)} is declared in the path, but the path has no such name: it is left out.`;
    warn("api-parameter-stray", place, message, "Remove it, or put it into the path.");
    parameters.splice(parameters.indexOf(stray), 1);
  }
  return parameters.sort((a, b) => rank(a) - rank(b) || byCodeUnit(a.name, b.name));
};
