import { readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { digest } from "../../text/digest.ts";
import { packageFolder } from "./package-folder.ts";
import { openPrivateCache, type PrivateCache } from "./private-cache.ts";
import type { Environment } from "./user-cache.ts";

/** What a plan needs, which the build puts into one file. */
const path = join(packageFolder, "dist", "chunks", "together.cjs");

/** The commands that run much of it: what is kept is the code that one of them used. */
const commands: ReadonlySet<string> = new Set(["plan", "apply", "check", "verify", "explain"]);

/** Compiles the file, or takes what an earlier run compiled of the same text: V8 refuses what another V8 made. */
const compile = (bytes: Buffer, command: string, cache: PrivateCache): unknown => {
  const key = JSON.stringify(["code", process.version, process.arch, path, command, digest(bytes)]);
  const known = cache.read(key);
  // The build leaves nothing but ASCII in it, which is read twice as fast so.
  const script = new Script(Module.wrap(bytes.toString("latin1")), {
    filename: path,
    ...(known === undefined ? {} : { cachedData: known }),
  });
  // At the end, when the functions that a run uses are compiled too.
  if (known === undefined || script.cachedDataRejected === true)
    process.once("exit", () => cache.write(key, script.createCachedData()));
  return script.runInThisContext();
};

/** Loads the file as `require` would, which finds it loaded then. */
const load = (command: string, cache: PrivateCache): void => {
  const run = compile(readFileSync(path), command, cache);
  if (typeof run !== "function") return;
  const module = Object.assign(new Module(path), { filename: path, loaded: true });
  const require = createRequire(path);
  Reflect.apply(run, module.exports, [module.exports, require, module, path, dirname(path)]);
  require.cache[path] = module;
};

/** Keeps the package's compiled code in the user's private cache, if it can: Node's own saved half as much. */
export const keepCompiledCode = (args: readonly string[], env: Environment): void => {
  const command = args.find((given) => commands.has(given));
  const cache = command === undefined ? undefined : openPrivateCache(env);
  if (command === undefined || cache === undefined) return;
  try {
    load(command, cache);
  } catch {
    // `require` compiles it.
  }
};
