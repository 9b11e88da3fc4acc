/** The requests on the lines of an uploaded JSONL file. A batch hides their errors in a file of its own. */
import { isObject, type JsonValue } from "../../generators/api/json.ts";
import type { ApiDocument } from "../../generators/api/types.ts";
import { checker } from "./mock/check.ts";

/** Every reason why the lines are not requests that the API can answer. */
export type LineChecker = (lines: readonly JsonValue[]) => readonly string[];

/** Makes the checker; the schemas are compiled once for all snippets. */
export const lineChecker = (api: ApiDocument): LineChecker => {
  const check = checker(api);
  const problemsOf = (line: JsonValue): readonly string[] => {
    if (!isObject(line) || line.url === undefined) return ["it is no request"];
    const { method, url, body = null } = line;
    const operation = api.operations.find(
      (each) => each.path === url && each.method.toUpperCase() === method,
    );
    if (operation === undefined)
      return [`the API has no operation ${JSON.stringify(method)} ${JSON.stringify(url)}`];
    return check.bodyProblems(operation, "application/json", body);
  };
  return (lines) => {
    const seen = new Set<string>();
    return lines.flatMap((line, index) => {
      const id = isObject(line) ? line.custom_id : undefined;
      const unnamed = typeof id !== "string" ? ["it has no text `custom_id`"] : [];
      const twice =
        typeof id === "string" && seen.has(id) ? [`its custom_id ${JSON.stringify(id)} isn't unique`] : [];
      if (typeof id === "string") seen.add(id);
      return [...unnamed, ...twice, ...problemsOf(line)].map(
        (problem) => `Line ${index + 1} of the uploaded file: ${problem}.`,
      );
    });
  };
};
