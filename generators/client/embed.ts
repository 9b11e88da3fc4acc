/**
 * The client's static runtime is ordinary source in `runtime/`. A bundle can't read it from there, so its
 * text is kept in `runtime.gen.ts`, which `npm run generate` writes; a test fails when that is out of date.
 */
import { byCodeUnit } from "../api/json.ts";

/** The text of `runtime.gen.ts`, from the names and texts of the files in `runtime/`. */
export const embedRuntime = (sources: ReadonlyMap<string, string>): string => {
  const entries = [...sources]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([name, source]) => `  [${JSON.stringify(name)}, ${JSON.stringify(source)}],`);
  return [
    "/** Made by `npm run generate` from runtime/: the client's static part, file name and source. */",
    "export const runtimeSources: readonly (readonly [name: string, source: string])[] = [",
    ...entries,
    "];",
    "",
  ].join("\n");
};
