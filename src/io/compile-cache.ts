import { readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { digest } from "../core/digest.ts";
import { packageFolder } from "./package-folder.ts";
import { openPrivateCache, type PrivateCache, privateFolder } from "./private-cache.ts";
import type { Environment } from "./user-cache.ts";

/** What a plan needs, which the build puts into one file. */
const path = join(packageFolder, "dist", "chunks", "together.cjs");

/** Compiles the file, or takes what an earlier run compiled of the same text: V8 refuses what another V8 made. */
const compile = (text: string, cache: PrivateCache): unknown => {
  const key = JSON.stringify(["code", process.version, process.arch, path, digest(text)]);
  const known = cache.read(key);
  const script = new Script(Module.wrap(text), {
    filename: path,
    ...(known === undefined ? {} : { cachedData: known }),
  });
  // At the end, when the functions that a run uses are compiled too.
  if (known === undefined || script.cachedDataRejected === true)
    process.once("exit", () => cache.write(key, script.createCachedData()));
  return script.runInThisContext();
};

/** Loads the file as `require` would, which finds it loaded then. */
const load = (cache: PrivateCache): void => {
  const run = compile(readFileSync(path, "utf8"), cache);
  if (typeof run !== "function") return;
  const module = new Module(path);
  const require = createRequire(path);
  Reflect.apply(run, module.exports, [module.exports, require, module, path, dirname(path)]);
  require.cache[path] = module;
};

/** The function by which Node keeps compiled code itself, from version 22.8 on. */
const enable: unknown = Reflect.get(Module, "enableCompileCache");

/**
 * Keeps the package's compiled code in the user's private cache. Where this fails, the code is loaded and compiled
 * as ever.
 */
export const keepCompiledCode = (env: Environment): void => {
  if (typeof enable === "function") {
    const folder = privateFolder(env, "code");
    if (folder !== undefined) Reflect.apply(enable, Module, [folder]);
    return;
  }
  const cache = openPrivateCache(env);
  if (cache === undefined) return;
  try {
    load(cache);
  } catch {
    // `require` compiles it.
  }
};
