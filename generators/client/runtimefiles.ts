/**
 * The files of the runtime that a client needs: always those of a plain request, and of the others the ones
 * whose names it uses.
 */
import { runtimeSources } from "./runtime.gen.ts";
import type { GeneratedFile } from "./types.ts";

/** Modules that are there only for clients that use something of them. */
const optional: ReadonlySet<string> = new Set([
  "events",
  "integers",
  "lines",
  "multipart",
  "pages",
  "schema",
  "server",
]);

/** The runtime's own imports end in `.ts`; a package without that setting needs `.js`. */
const withEnding = (source: string, ending: string): string =>
  source.replace(/(from "\.\/[a-z]+)\.ts"/g, `$1${ending}"`);

/** The statements of the index, each with the module that it offers. */
const statements = (index: string): readonly (readonly [module: string, text: string])[] =>
  [...index.matchAll(/^export [^;]*? from "\.\/([a-z]+)\.ts";\n/gm)].map(([text, module = ""]) => [
    module,
    text,
  ]);

/** Renders the runtime for a client that uses these names of it. */
export const runtimeFiles = (
  used: readonly string[],
  ending: string,
  header: string,
): readonly GeneratedFile[] => {
  const sources = new Map(runtimeSources);
  const index = sources.get("index.ts") ?? "";
  const isUsed = (text: string): boolean => used.some((name) => new RegExp(`\\b${name}\\b`).test(text));
  const left = statements(index).filter(([module, text]) => optional.has(module) && !isUsed(text));
  const modules = new Set(left.map(([module]) => `${module}.ts`));
  // Streams of text are what events and lines have in common.
  if (modules.has("events.ts") && modules.has("lines.ts")) modules.add("stream.ts");
  const shorter = left.reduce((text, [, statement]) => text.replace(statement, () => ""), index);
  return [...sources]
    .filter(([name]) => !modules.has(name))
    .map(([name, source]) => ({
      path: `runtime/${name}`,
      text: `${header}\n${withEnding(name === "index.ts" ? shorter : source, ending)}`,
    }));
};
