import type { Digest } from "../../../src/model/file.ts";
import { canonicalJson, isObject, readJson, textsIn } from "../../api/json.ts";
import type { ClientInputs } from "../types.ts";
import { digest } from "../../../src/text/digest.ts";
import type { SummaryFiles } from "./summary.ts";

/** The files that a client was made from, and those that it consists of, as `api.json` lists them. */

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

/** Digests that tell whether generated files are current and untouched, without importing anything heavy. */

/** One digest of all inputs, as it stands in the header of each generated file. */
export const clientDigest = (inputs: ClientInputs): Digest => digest(canonicalJson(inputs));

const contentLine = /\bcontent sha256:([\da-f]{64})/;
const inputsLine = /\binputs sha256:([\da-f]{64})/;

/** Stands in a text where `seal` writes the digest of the rest. */
export const unsealed = `content sha256:${"0".repeat(64)}`;

/** Writes the digest of the text itself into its header. */
export const seal = (text: string): string => text.replace(unsealed, `content sha256:${digest(text)}`);

/** What the header of a generated file says, and whether the file is still as it was generated. */
export type Seal = { readonly inputs: Digest; readonly intact: boolean };

/** Reads the header of a generated file; undefined when it has none. */
export const readSeal = (written: string): Seal | undefined => {
  // A checkout with other line endings is no edit.
  const text = written.replaceAll("\r\n", "\n");
  const content = contentLine.exec(text)?.[1];
  const inputs = inputsLine.exec(text)?.[1];
  if (content === undefined || inputs === undefined) return undefined;
  return { inputs, intact: digest(text.replace(contentLine, unsealed)) === content };
};

/** The file that lists the others. */
export const summaryPath = "api.json";

/** Whether the existing files were all made from these inputs, and with `untouched` none edited since. */
export const isCurrent = (
  inputs: ClientInputs,
  existing: ReadonlyMap<string, string>,
  untouched: boolean,
): boolean => {
  const digest = clientDigest(inputs);
  const others = readClientFiles(existing.get(summaryPath) ?? "");
  const isMade = (path: string): boolean => {
    const found = readSeal(existing.get(path) ?? "");
    return found?.inputs === digest && (found.intact || !untouched);
  };
  return others.length > 0 && isMade(summaryPath) && others.every(isMade);
};
