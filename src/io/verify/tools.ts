import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";

/** The real path of a program, by PATH; undefined when it isn't installed. */
export const findProgram = (name: string, path: string): string | undefined =>
  path
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });

/** A package's name with its version, as it is found from a folder; undefined when it isn't installed there. */
export const findPackage = (name: string, folder: string): string | undefined => {
  const require = createRequire(join(folder, "_"));
  const candidates = (require.resolve.paths(name) ?? []).map((modules) =>
    join(modules, name, "package.json"),
  );
  for (const file of candidates) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(file, "utf8"));
      require.resolve(name);
      const known = typeof manifest === "object" && manifest !== null && "version" in manifest;
      return `${name} ${known ? String(manifest.version) : ""}`;
    } catch {
      continue;
    }
  }
  return undefined;
};

/** Where jiti is, which runs TypeScript on every supported Node. */
export const jitiPath = (): string => createRequire(import.meta.filename).resolve("jiti");

/** What jiti's parser has against a TypeScript or JavaScript text; undefined when it is right. */
export const nodeSyntax = async (text: string): Promise<string | undefined> => {
  const { createJiti } = await import("jiti");
  const jiti = createJiti(import.meta.filename, { fsCache: false });
  const made = jiti.transform({ source: text, filename: "snippet.ts", ts: true, async: true });
  const mark = "exports.__JITI_ERROR__ = ";
  if (!made.startsWith(mark)) return undefined;
  const problem: unknown = JSON.parse(made.slice(mark.length));
  const known = typeof problem === "object" && problem !== null && "line" in problem && "message" in problem;
  return known ? `line ${String(problem.line)}: ${String(problem.message).trim()}` : "it can't be parsed";
};
