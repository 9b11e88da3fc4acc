import type { ApiTexts, LabelledText } from "../../../generators/api/load.ts";
import { localReader, readApiFile } from "../../io/api-files.ts";
import { type Outcome, type Problem, fail, ok, warning } from "../../model/problem.ts";
import { didYouMean } from "../../text/suggest.ts";
import type { Configured } from "./configure.ts";
import { resolve } from "node:path";

/** Reads a description and its overlays, whose paths are relative to the config's folder. Errors: `api-unreadable`. */
export const readApiTexts = (
  folder: string,
  { api, overlays }: { readonly api: string; readonly overlays: readonly string[] },
): Outcome<ApiTexts> => {
  const read = [api, ...overlays].map((label) => ({
    label,
    outcome: readApiFile(resolve(folder, label), label),
  }));
  const problems = read.flatMap(({ outcome }) => outcome.problems);
  const texts = read.flatMap(({ label, outcome }): readonly LabelledText[] =>
    outcome.ok ? [{ label, text: outcome.value }] : [],
  );
  const [source, ...others] = texts;
  return source === undefined || problems.length > 0 ? fail(...problems) : ok({ source, overlays: others });
};

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
