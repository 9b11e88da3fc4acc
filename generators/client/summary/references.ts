/** The files that a client was made from, and those that it consists of, as `api.json` lists them. */
import { isList, isObject, type JsonValue, toJson } from "../../api/json.ts";

const readList = (apiJson: string, key: string): readonly string[] => {
  let parsed: JsonValue | undefined;
  try {
    const json = toJson(JSON.parse(apiJson));
    parsed = "value" in json ? json.value : undefined;
  } catch {
    return [];
  }
  const files = isObject(parsed) ? parsed[key] : undefined;
  return isList(files) ? files.filter((path) => typeof path === "string") : [];
};

/** The sources besides the first; empty when there are none. The paths are as hostile as the file that they stand in. */
export const readReferredFiles = (apiJson: string): readonly string[] => readList(apiJson, "files");

/** The files of the client besides `api.json`; only paths such as a client has, whatever stands there. */
export const readClientFiles = (apiJson: string): readonly string[] =>
  readList(apiJson, "client").filter((path) =>
    /^(?:(?:runtime|validators)\/)?[\w-]+(?:\.d)?\.[jt]s$/.test(path),
  );

/** The files of clients that were made before `api.json` listed them. */
export const formerPaths: readonly string[] = [
  "client.ts",
  ...["api", "body", "errors", "events", "index", "pages", "request", "retry", "validation"].map(
    (name) => `runtime/${name}.ts`,
  ),
  "types.ts",
  "validators.d.ts",
  "validators.js",
];
