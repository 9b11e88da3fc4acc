/** The languages whose snippets can be run, and with what. */

import { toolchains } from "./toolchains.ts";

/** How snippets of a language are run. */
export type Runner = "bash" | "python" | "node" | "toolchain";

const runners: ReadonlyMap<string, Runner> = new Map([
  ["bash", "bash"],
  ["javascript", "node"],
  ["python", "python"],
  ["typescript", "node"],
]);

/** How a language is run, by its own name; undefined when it can't be. */
export const runnerOf = (language: string): Runner | undefined =>
  runners.get(language) ?? (toolchains.has(language) ? "toolchain" : undefined);

const endings: ReadonlyMap<string, string> = new Map([
  ["bash", ".sh"],
  ["javascript", ".mjs"],
  ["python", ".py"],
  ["typescript", ".ts"],
]);

/** The ending that the language's own programs know its files by; a page may keep them under another. */
export const endingOf = (language: string): string =>
  endings.get(language) ?? /\.\w+$/.exec(toolchains.get(language)?.file ?? "")?.[0] ?? ".txt";

/** Packages that a JavaScript or TypeScript file imports, by name: `openai`, `@scope/name`. */
export const packagesOf = (text: string): readonly string[] => {
  const imports = text.matchAll(
    /(?:^|[\s;}])(?:import|export)\s*(?:[\w*{}\s,$]*?\sfrom\s*)?\(?\s*["']([^"'\n]+)["']|\brequire\(\s*["']([^"'\n]+)["']/g,
  );
  const names = [...imports].map(([, from, required]) => from ?? required ?? "");
  const packages = names
    .filter((name) => !/^(?:[./]|node:)/.test(name) && name !== "")
    .map((name) => name.split("/", name.startsWith("@") ? 2 : 1).join("/"));
  return [...new Set(packages)].sort();
};
