/** The runtime's source, kept as text in `runtime.gen.ts`, since a bundle can't read `runtime/`; a test compares them. */
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
