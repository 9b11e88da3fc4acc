/** The files that a client was made from besides its source, as `api.json` lists them. */
import { isList, isObject, type JsonValue, toJson } from "../api/json.ts";

/** Reads the list; empty when there is none. The paths are as hostile as the file that they stand in. */
export const readReferredFiles = (apiJson: string): readonly string[] => {
  let parsed: JsonValue | undefined;
  try {
    const json = toJson(JSON.parse(apiJson));
    parsed = "value" in json ? json.value : undefined;
  } catch {
    return [];
  }
  const files = isObject(parsed) ? parsed.files : undefined;
  return isList(files) ? files.filter((path) => typeof path === "string") : [];
};
