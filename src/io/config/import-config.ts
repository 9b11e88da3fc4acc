import { readFileSync } from "node:fs";
import { join, dirname } from "node:path";
import { errnoOf } from "../errno.ts";
import { refuseParseFault } from "./load-fault.ts";
import { packageFolder } from "../cache/package-folder.ts";
import { openPrivateCache } from "../cache/private-cache.ts";
import type { Environment } from "../cache/user-cache.ts";
import { createRequire, isBuiltin } from "node:module";
import { compileFunction } from "node:vm";
import * as library from "../../config/define-config.ts";

/** A module's default export; undefined when it can't be had in this way. */
type Evaluated = { readonly value: unknown } | undefined;

/** The names by which a transpiled module asks for what it needs. */
const names = ["exports", "require", "module", "__filename", "__dirname"];

/** What a module exports by default, or all that it exports. */
const defaultOf = (exports: unknown): unknown =>
  typeof exports === "object" && exports !== null && "default" in exports ? exports.default : exports;

/** Evaluates a transpiled module that needs only this package and Node's own; any other, or one that fails, is given up. */
const evaluateLone = async (code: string, path: string): Promise<Evaluated> => {
  const needs = { others: false };
  const load = (name: string): unknown => {
    if (name === "kluster-gen") return { __esModule: true, ...library };
    if (isBuiltin(name)) return createRequire(path)(name);
    // The module may catch the error, and go on without what it asked for.
    needs.others = true;
    throw new Error(`${name} is another file`);
  };
  const module: { exports: unknown } = { exports: {} };
  try {
    const run = compileFunction(code, names, { filename: path });
    Reflect.apply(run, undefined, [module.exports, load, module, path, dirname(path)]);
    const value: unknown = await defaultOf(module.exports);
    return needs.others ? undefined : { value };
  } catch {
    return undefined;
  }
};

/** What a run brings: its environment, and the tool's version. */
export type Runtime = { readonly env: Environment; readonly version: string };

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

/** JavaScript for a TypeScript module, by the quickest compiler; what it can't do is left to jiti. The result is kept. */
const transpile = async (path: string, { version, env }: Runtime): Promise<string> => {
  const cache = openPrivateCache(env);
  const source = readFileSync(path, "utf8");
  const key = JSON.stringify(["config", version, process.version, path, source]);
  const known = cache?.read(key);
  if (known !== undefined) return known.toString();
  const { transform } = await import("sucrase");
  const { code } = transform(source, {
    transforms: ["typescript", "imports"],
    disableESTransforms: true,
    production: true,
    filePath: path,
  });
  cache?.write(key, Buffer.from(code));
  return code;
};

const importTypeScript = async (path: string, runtime: Runtime): Promise<unknown> => {
  const code = await transpile(path, runtime).catch(() => undefined);
  const evaluated = code === undefined ? undefined : await evaluateLone(code, path);
  return evaluated === undefined ? importThroughJiti(path) : refuseParseFault(evaluated.value);
};

/** Evaluates a config module and returns its default export. Throws what the module throws. */
export const importConfig = async (path: string, runtime: Runtime): Promise<unknown> => {
  if (/\.[cm]?ts$/.test(path)) return importTypeScript(path, runtime);
  try {
    const { nativeImport } = await import("./native-import.ts");
    return defaultOf(await nativeImport(path));
  } catch (cause) {
    if (!(errnoOf(cause)?.startsWith("ERR_") === true || cause instanceof SyntaxError)) throw cause;
    return importThroughJiti(path);
  }
};
