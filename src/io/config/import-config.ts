import { readFileSync } from "node:fs";
import { join } from "node:path";
import { errnoOf } from "../errno.ts";
import { refuseParseFault } from "./load-fault.ts";
import { evaluateLone } from "./lone-module.ts";
import { packageFolder } from "../cache/package-folder.ts";
import { openPrivateCache, type PrivateCache } from "../cache/private-cache.ts";
import type { Environment } from "../cache/user-cache.ts";

/** What a run brings: its environment, and the tool's version. */
export type Runtime = { readonly env: Environment; readonly version: string };

/** Node can't load the file itself: another module format, a missing extension, the package not installed beside it. */
const isLoaderError = (cause: unknown): boolean =>
  errnoOf(cause)?.startsWith("ERR_") === true || cause instanceof SyntaxError;

/** A module loader that writes nothing to disk. */
const startJiti = async (path: string) => {
  const { createJiti } = await import("jiti");
  return createJiti(path, {
    fsCache: false,
    moduleCache: false,
    alias: { "kluster-gen": join(packageFolder, "dist", "index.js") },
  });
};

/** Loads a module through jiti: TypeScript and helper files of any format. */
const importThroughJiti = async (path: string): Promise<unknown> =>
  refuseParseFault(await (await startJiti(path)).import(path, { default: true }));

/**
 * JavaScript for a TypeScript module: loading the compiler costs more than the whole of a plan, so it is kept.
 * The tool's version stands for jiti's, which it pins; the path is in the text, for `import.meta`.
 */
const transpile = async (path: string, { version }: Runtime, cache: PrivateCache): Promise<string> => {
  const source = readFileSync(path, "utf8");
  const key = JSON.stringify(["config", version, process.version, path, source]);
  const known = cache.read(key);
  if (known !== undefined) return known.toString();
  const code = (await startJiti(path)).transform({ source, filename: path, ts: true });
  cache.write(key, Buffer.from(code));
  return code;
};

const importTypeScript = async (path: string, runtime: Runtime): Promise<unknown> => {
  const cache = openPrivateCache(runtime.env);
  const code = cache && (await transpile(path, runtime, cache).catch(() => undefined));
  const evaluated = code === undefined ? undefined : await evaluateLone(code, path);
  return evaluated === undefined ? importThroughJiti(path) : refuseParseFault(evaluated.value);
};

const defaultOf = (module: unknown): unknown =>
  typeof module === "object" && module !== null && "default" in module ? module.default : module;

/** Evaluates a config module and returns its default export. Throws what the module throws. */
export const importConfig = async (path: string, runtime: Runtime): Promise<unknown> => {
  if (/\.[cm]?ts$/.test(path)) return importTypeScript(path, runtime);
  try {
    const { nativeImport } = await import("./native-import.ts");
    return defaultOf(await nativeImport(path));
  } catch (cause) {
    if (!isLoaderError(cause)) throw cause;
    return importThroughJiti(path);
  }
};
