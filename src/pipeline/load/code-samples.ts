import { resolve } from "node:path";
import { localReader } from "../../io/api-files.ts";
import { type Problem, warning } from "../../model/problem.ts";
import { didYouMean } from "../../text/suggest.ts";
import { readApiTexts } from "./api-texts.ts";
import type { Configured } from "./configure.ts";

const nameOf = ({ method, path }: { readonly method: string; readonly path: string }): string =>
  `${method.toUpperCase()} ${path}`;

/** Operations that get code samples and that no description has; nothing is said where one can't be read. */
export const unknownOperations = async ({
  settings: { client, verify, documents },
  folder,
  file,
}: Configured): Promise<readonly Problem[]> => {
  const samples = documents.flatMap((document) => document.samples ?? []);
  const described = [client, verify].flatMap((each) => (each === undefined ? [] : [each]));
  if (samples.length === 0 || described.length === 0) return [];
  const { loadApi } = await import("../../../generators/api/load.ts");
  const known: string[] = [];
  for (const description of described) {
    const texts = readApiTexts(folder, description);
    if (!texts.ok) return [];
    const api = await loadApi({ ...texts.value, readLocal: localReader(resolve(folder, description.api)) });
    if (!api.ok) return [];
    known.push(...api.value.operations.map(nameOf));
  }
  const apis = [...new Set(described.map(({ api }) => api))].join(" and ");
  return samples
    .map(nameOf)
    .filter((name) => !known.includes(name))
    .map((name) =>
      warning(
        "samples-unknown-operation",
        `${file}: codeSamples.operations`,
        `${apis} has no operation \`${name}\`, so its samples show nowhere.`,
        didYouMean(name, known),
      ),
    );
};
