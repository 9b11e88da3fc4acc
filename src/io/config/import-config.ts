import { join } from "node:path";
import { errnoOf } from "../errno.ts";
import { type Evaluated, evaluateLone } from "./lone-module.ts";
import { packageFolder } from "../cache/package-folder.ts";
import type { Start } from "../settled/start.ts";
import { openPrivateCache, type PrivateCache } from "../cache/private-cache.ts";
import { plainDigest } from "../plain-text.ts";
import { readText } from "../reads.ts";
import type { Environment } from "../cache/user-cache.ts";
import { forgoWitness, isWitnessing, sawConfig } from "../witness.ts";

/** What a run brings: its environment, the tool's version, and what its start has done already. */
export type Runtime = { readonly env: Environment; readonly version: string; readonly start?: Start };

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
const importThroughJiti = async (path: string): Promise<unknown> => {
  forgoWitness();
  return (await startJiti(path)).import(path, { default: true });
};

/**
 * JavaScript for a TypeScript module: loading the compiler costs more than the whole of a plan, so it is kept.
 * The tool's version stands for jiti's, which it pins; the path is in the text, for `import.meta`.
 */
const transpile = async (path: string, { version }: Runtime, cache: PrivateCache): Promise<string> => {
  const source = readText(path);
  const key = JSON.stringify(["config", version, process.version, path, source]);
  const known = cache.read(key);
  if (known !== undefined) return known.toString();
  const code = (await startJiti(path)).transform({ source, filename: path, ts: true });
  cache.write(key, Buffer.from(code));
  return code;
};

/** A config that the start has evaluated isn't evaluated again: it may do more than answer. */
const evaluate = async (code: string, path: string, { start }: Runtime): Promise<Evaluated> => {
  const known = start?.evaluated;
  return known?.path === path && known.code === code ? { value: known.value } : evaluateLone(code, path);
};

const importTypeScript = async (path: string, runtime: Runtime): Promise<unknown> => {
  const cache = openPrivateCache(runtime.env);
  const code = cache && (await transpile(path, runtime, cache).catch(() => undefined));
  const evaluated = code === undefined ? undefined : await evaluate(code, path, runtime);
  if (code === undefined || evaluated === undefined) return importThroughJiti(path);
  if (isWitnessing()) sawConfig(path, code, plainDigest(evaluated.value));
  return evaluated.value;
};

const defaultOf = (module: unknown): unknown =>
  typeof module === "object" && module !== null && "default" in module ? module.default : module;

/** Evaluates a config module and returns its default export. Throws what the module throws. */
export const importConfig = async (path: string, runtime: Runtime): Promise<unknown> => {
  if (/\.[cm]?ts$/.test(path)) return importTypeScript(path, runtime);
  // Which files of its own it imports, Node doesn't tell.
  forgoWitness();
  try {
    const { nativeImport } = await import("./native-import.ts");
    return defaultOf(await nativeImport(path));
  } catch (cause) {
    if (!isLoaderError(cause)) throw cause;
    return importThroughJiti(path);
  }
};
