import { resolve } from "node:path";
import type { ApiTexts, LabelledText } from "../../../generators/api/load.ts";
import { readApiFile } from "../../io/api-files.ts";
import { fail, type Outcome, ok } from "../../model/problem.ts";

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
