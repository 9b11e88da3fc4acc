/** The files that a client was made from, and those that it consists of, as `api.json` lists them. */
import { isObject, readJson, textsIn } from "../../api/json.ts";
import type { SummaryFiles } from "./summary.ts";

/** The sources besides the first, and the files of the client besides `api.json`: only paths such as it has. */
export const readSummaryFiles = (apiJson: string): SummaryFiles => {
  const parsed = readJson(apiJson);
  const { files, client } = isObject(parsed) ? parsed : {};
  return {
    sources: textsIn(files),
    outputs: textsIn(client).filter((path) =>
      /^(?:(?:runtime|validators)\/)?[\w-]+(?:\.d)?\.[jt]s$/.test(path),
    ),
  };
};

/** The files of the client alone. */
export const readClientFiles = (apiJson: string): readonly string[] => readSummaryFiles(apiJson).outputs;

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
