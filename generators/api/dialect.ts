/** What kind of document it is: a version of OpenAPI, or a plain JSON Schema. */
import { ok, type Outcome, refuse } from "../../src/model/problem.ts";
import type { JsonObject } from "./json.ts";

export type Dialect = { readonly kind: "3.0" | "3.1" | "3.2" | "schema" };

const schemaKeys = [
  "$schema",
  "$ref",
  "type",
  "properties",
  "$defs",
  "definitions",
  "anyOf",
  "oneOf",
  "allOf",
  "enum",
];

/** Tells the dialect by the document's first keys. */
export const dialectOf = (root: JsonObject, label: string): Outcome<Dialect> => {
  const { openapi, swagger } = root;
  const fix = "Use an OpenAPI 3.0, 3.1 or 3.2 document, or a JSON Schema.";
  if (openapi !== undefined) {
    // YAML without quotes makes a number of it, and 3 of 3.0.
    const said = openapi === 3 ? "3.0" : typeof openapi === "number" ? String(openapi) : openapi;
    const version = typeof said === "string" ? /^3\.[012](?=\.|$)/.exec(said)?.[0] : undefined;
    if (version === "3.0" || version === "3.1" || version === "3.2") return ok({ kind: version });
    return refuse("api-version", `${label}#/openapi`, "This version of OpenAPI is not supported.", fix);
  }
  if (swagger !== undefined)
    return refuse(
      "api-version",
      `${label}#/swagger`,
      "Swagger 2 is not supported.",
      "Convert it to OpenAPI 3 once, and name the result: `npx swagger2openapi FILE -o openapi.json`, or with editor.swagger.io under Edit.",
    );
  if (schemaKeys.some((key) => root[key] !== undefined)) return ok({ kind: "schema" });
  return refuse("api-kind", `${label}#`, "This is neither an OpenAPI document nor a JSON Schema.", fix);
};
