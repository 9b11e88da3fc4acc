import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { attempt } from "../../text/attempt.ts";

/** The real path of a program, by PATH; undefined when it isn't installed. */
export const findProgram = (name: string, path: string): string | undefined =>
  path
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find((file) =>
      attempt(() => {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      }),
    );

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

/** A TypeScript or JavaScript text as jiti runs it, or what its parser has against the text. */
export const transpile = async (
  source: string,
  filename: string,
): Promise<{ readonly code: string } | { readonly wrong: string }> => {
  const { createJiti } = await import("jiti");
  const jiti = createJiti(import.meta.filename, { fsCache: false });
  const code = jiti.transform({ source, filename, ts: true, async: true });
  const mark = "exports.__JITI_ERROR__ = ";
  if (!code.startsWith(mark)) return { code };
  const problem: unknown = JSON.parse(code.slice(mark.length));
  const known = typeof problem === "object" && problem !== null && "line" in problem && "message" in problem;
  const wrong = known
    ? `line ${String(problem.line)}: ${String(problem.message).trim()}`
    : "it can't be parsed";
  return { wrong };
};
