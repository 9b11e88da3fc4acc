import Module from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";
import { digest } from "../core/digest.ts";
import { packageFolder } from "./package-folder.ts";
import { openPrivateCache, type PrivateCache } from "./private-cache.ts";
import type { Environment } from "./user-cache.ts";

/** What is bundled; everything else is compiled as ever. */
const ownFolder = join(packageFolder, "dist", "chunks");

/** Compiles one of the package's own files, or takes what an earlier run compiled of the same text. */
const compile = (text: string, path: string, cache: PrivateCache, uncached: (() => void)[]): unknown => {
  const key = JSON.stringify(["code", process.version, process.arch, path, digest(text)]);
  const known = cache.read(key);
  const script = new Script(Module.wrap(text), {
    filename: path,
    ...(known === undefined ? {} : { cachedData: known }),
  });
  // At the end, when the functions that a run uses are compiled too.
  if (known === undefined || script.cachedDataRejected === true)
    uncached.push(() => cache.write(key, script.createCachedData()));
  return script.runInThisContext();
};

/**
 * Keeps the package's compiled code in the user's private cache from here on. V8 itself refuses what another
 * version of it made. Node 20 has no such cache of its own.
 */
export const keepCompiledCode = (env: Environment): void => {
  const cache = openPrivateCache(env);
  const original: unknown = Reflect.get(Module.prototype, "_compile");
  if (cache === undefined || typeof original !== "function") return;
  const uncached: (() => void)[] = [];
  process.once("exit", () => {
    for (const keep of uncached) keep();
  });
  Reflect.set(Module.prototype, "_compile", function (this: Module, text: string, path: string): unknown {
    // A script that Node didn't compile itself can't import: src/io/native-import.ts alone does.
    const isOwn = path.startsWith(ownFolder) && !basename(path).startsWith("native-import-");
    const run = isOwn ? compile(text, path, cache, uncached) : undefined;
    const result: unknown =
      typeof run === "function"
        ? Reflect.apply(run, this.exports, [
            this.exports,
            Module.createRequire(path),
            this,
            path,
            dirname(path),
          ])
        : Reflect.apply(original, this, [text, path]);
    return result;
  });
};
