/**
 * Writes runtime.gen.ts: the sources of runtime/ as text, so that a bundle carries them along.
 * Run it after changing a file in runtime/; a test fails when that was forgotten.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const folder = new URL("./runtime/", import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".ts"))
  .sort();
const entries = names.map(
  (name) => `  [${JSON.stringify(name)}, ${JSON.stringify(readFileSync(new URL(name, folder), "utf8"))}],`,
);
const text = `/** Made by embed-runtime.mjs from runtime/: the client's static part, file name → source. */
export const runtimeSources: readonly (readonly [name: string, source: string])[] = [
${entries.join("\n")}
];
`;
writeFileSync(new URL("./runtime.gen.ts", import.meta.url), text);
