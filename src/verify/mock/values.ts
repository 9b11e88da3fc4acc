/** What a request's parameters and forms hold, read back from the styles that the document declares. */
import { emptyObject, isObject, type JsonValue, readJson } from "../../../generators/api/json.ts";
import {
  type ApiDocument,
  type ApiOperation,
  type ApiParameter,
  type JsonSchema,
  type ParameterPlace,
  type PartEncoding,
  resolveSchema,
  type ValueStyle,
  shapeOf,
} from "../../../generators/api/types.ts";

type Schemas = ApiDocument["schemas"];
type Values = Record<string, JsonValue>;

/** What a name stands for in a query: one text, or all where it repeats. */
const textsOf = (search: URLSearchParams, name: string): JsonValue => {
  const values = search.getAll(name);
  return values.length === 1 ? (values[0] ?? "") : values;
};

/** JSON where the text is JSON; otherwise the text, which no schema of an object accepts. */
const parsed = (text: string): JsonValue => {
  const value = readJson(text);
  return value === undefined ? text : value;
};

const pairsOf = (items: readonly string[], exploded: boolean): JsonValue => {
  const made = emptyObject<JsonValue>();
  if (exploded)
    for (const item of items) {
      const [name = "", value = ""] = item.split(/=(.*)/s);
      made[name] = value;
    }
  else for (let at = 0; at < items.length; at += 2) made[items[at] ?? ""] = items[at + 1] ?? "";
  return made;
};

/** A list or an object in one text: what the styles of paths, headers and unexploded queries have in common. */
const split = (text: string, delimiter: string, shape: "list" | "object", exploded: boolean): JsonValue => {
  const items = text === "" ? [] : text.split(delimiter);
  return shape === "list" ? items : pairsOf(items, exploded);
};

/** The value of a parameter in a path or a header. */
export const readText = (
  text: string,
  { style: { style, explode }, schema, name }: ApiParameter,
  schemas: Schemas,
): JsonValue => {
  if (style === "json") return parsed(text);
  const shape = shapeOf(schema, schemas);
  const isMatrix = style === "matrix";
  const isNamed = isMatrix && !(explode && shape === "object");
  const bare = isNamed
    ? text.replaceAll(`;${name}=`, ";").replace(/^;/, "")
    : text.replace(/^[;.]/, (first) =>
        first === (isMatrix ? ";" : ".") && (isMatrix || style === "label") ? "" : first,
      );
  if (shape === "plain") return bare;
  const delimiter = explode && isMatrix ? ";" : explode && style === "label" ? "." : ",";
  return split(bare, delimiter, shape, explode);
};

const delimiters = { form: ",", spaceDelimited: " ", pipeDelimited: "|" } as const;

/** `name[a][b]=…` → the members, nested; a list where the members are numbers. */
const readDeep = (name: string, search: URLSearchParams): JsonValue | undefined => {
  const made = emptyObject<JsonValue>();
  let found = false;
  for (const key of new Set(search.keys())) {
    if (!key.startsWith(`${name}[`)) continue;
    found = true;
    const steps = [...key.slice(name.length).matchAll(/\[([^[\]]*)\]/g)].map(([, step = ""]) => step);
    let at = made;
    for (const step of steps.slice(0, -1)) {
      const next = isObject(at[step])
        ? Object.assign(emptyObject<JsonValue>(), at[step])
        : emptyObject<JsonValue>();
      at[step] = next;
      at = next;
    }
    at[steps.at(-1) ?? ""] = textsOf(search, key);
  }
  return found ? listed(made) : undefined;
};

const listed = (value: JsonValue): JsonValue => {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, listed(inner)] as const);
  if (entries.length > 0 && entries.every(([key], index) => key === String(index)))
    return entries.map(([, inner]) => inner);
  return Object.assign(emptyObject<JsonValue>(), Object.fromEntries(entries));
};

type Named = { readonly name: string; readonly style: ValueStyle | undefined; readonly schema: JsonSchema };

const readPair = (
  { name, style, schema }: Named,
  search: URLSearchParams,
  schemas: Schemas,
): { readonly value: JsonValue; readonly names: readonly string[] } | undefined => {
  const shape = shapeOf(schema, schemas);
  const texts = [...search.getAll(name), ...search.getAll(`${name}[]`)];
  const all = { names: [name, `${name}[]`] };
  if (style?.style === "deepObject") {
    const value = readDeep(name, search);
    return value === undefined
      ? undefined
      : { value, names: [...search.keys()].filter((key) => key.startsWith(`${name}[`)) };
  }
  if (style && style.explode && shape === "object") {
    const target = resolveSchema(schema, schemas);
    const properties = typeof target === "object" ? Object.keys(target.properties ?? {}) : [];
    const names = properties.filter((property) => search.has(property));
    const made = emptyObject<JsonValue>();
    for (const property of names) made[property] = textsOf(search, property);
    return names.length === 0 ? undefined : { value: made, names };
  }
  const [first] = texts;
  if (first === undefined) return undefined;
  const value = texts.length === 1 ? first : texts;
  if (!style || style.style === "json")
    return { ...all, value: shape === "plain" || texts.length > 1 ? value : parsed(first) };
  if (!style.explode && shape !== "plain") {
    const delimiter = Object.entries(delimiters).find(([key]) => key === style.style)?.[1] ?? ",";
    return { ...all, value: split(first, delimiter, shape, false) };
  }
  return { ...all, value };
};

const readPairs = (declared: readonly Named[], search: URLSearchParams, schemas: Schemas): Values => {
  const made = emptyObject<JsonValue>();
  const taken = new Set<string>();
  for (const each of declared) {
    const found = readPair(each, search, schemas);
    if (!found) continue;
    made[each.name] = found.value;
    for (const name of found.names) taken.add(name);
  }
  for (const name of new Set(search.keys())) {
    if (!taken.has(name)) made[name.replace(/\[\]$/, "")] = textsOf(search, name);
  }
  return made;
};

/** The query, without the keys that its operation may ask for there. */
export const readQuery = (operation: ApiOperation, query: URLSearchParams, schemas: Schemas): Values => {
  const rest = new URLSearchParams(query);
  const declared = operation.parameters.filter((parameter) => parameter.in === "query");
  for (const scheme of operation.security.flat())
    if (scheme.kind === "key" && scheme.in === "query" && !declared.some(({ name }) => name === scheme.name))
      rest.delete(scheme.name);
  return readPairs(declared, rest, schemas);
};

/** The parameters of a place that carries one text for each. */
export const readTexts = (
  operation: ApiOperation,
  place: ParameterPlace,
  textOf: (name: string) => string | undefined,
  schemas: Schemas,
): Values => {
  const made = emptyObject<JsonValue>();
  for (const parameter of operation.parameters.filter((each) => each.in === place)) {
    const text = textOf(parameter.name);
    const key = place === "header" ? parameter.name.toLowerCase() : parameter.name;
    if (text !== undefined) made[key] = readText(text, parameter, schemas);
  }
  return made;
};

/** The members of a form, of either kind; an object that has no style is JSON. */
export const readForm = (
  value: JsonValue,
  schema: JsonSchema,
  encoding: ReadonlyMap<string, PartEncoding> | undefined,
  schemas: Schemas,
): JsonValue => {
  const target = resolveSchema(schema, schemas);
  const properties = typeof target === "object" ? Object.entries(target.properties ?? {}) : [];
  if (typeof value === "string") {
    const declared = properties.map(([name, child]) => ({
      name,
      schema: child,
      style: encoding?.get(name)?.style,
    }));
    return readPairs(declared, new URLSearchParams(value), schemas);
  }
  if (!isObject(value)) return value;
  const made = Object.assign(emptyObject<JsonValue>(), value);
  for (const [name, child] of properties) {
    const item = made[name];
    if (typeof item === "string" && shapeOf(child, schemas) !== "plain") made[name] = parsed(item);
  }
  return made;
};
