/** Loads documents given as values, beside files given as texts. */
import { type ApiRequest, loadApi } from "../../../../generators/api/load.ts";
import type { ApiDocument, JsonSchema } from "../../../../generators/api/types.ts";
import { error, fail, ok, type Outcome } from "../../../../src/model/problem.ts";

type Given = {
  readonly files?: Readonly<Record<string, string>>;
  readonly overlays?: readonly object[];
  readonly label?: string;
};

/** Loads a text. */
export const loadText = (
  text: string,
  { files = {}, overlays = [], label = "api.json" }: Given = {},
): Promise<Outcome<ApiDocument>> => {
  const known = new Map(Object.entries(files));
  const request: ApiRequest = {
    source: { label, text },
    overlays: overlays.map((overlay, index) => ({
      label: `overlay-${index + 1}.json`,
      text: JSON.stringify(overlay),
    })),
    readLocal: (path) => {
      const found = known.get(path);
      return found === undefined
        ? fail(error("no-file", path, "There is no such file.", "Add it."))
        : ok(found);
    },
  };
  return loadApi(request);
};

/** An OpenAPI document with these parts. */
export const openapi = (parts: object, version = "3.1.0"): string =>
  JSON.stringify({ openapi: version, info: { title: "T", version: "1" }, ...parts });

/** Codes and places of what is wrong. */
export const told = (outcome: Outcome<unknown>): readonly string[] =>
  outcome.problems.map(({ severity, code, where }) => `${severity} ${code} ${where}`);

/** The value; throws with the problems where there is none. */
export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems, null, 2));
  return outcome.value;
};

/** What one schema becomes, under the name `S`. */
export const schemaOf = async (
  schema: unknown,
  version = "3.1.0",
): Promise<{ schema: JsonSchema | undefined; told: readonly string[] }> => {
  const outcome = await loadText(
    openapi({ components: { schemas: { S: schema, Other: { type: "string" } } } }, version),
  );
  return {
    schema: outcome.ok ? outcome.value.schemas.get("S") : undefined,
    told: told(outcome).map((line) => line.replace("api.json#/components/schemas/", "")),
  };
};
