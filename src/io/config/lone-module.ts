import { createRequire, isBuiltin } from "node:module";
import { dirname } from "node:path";
import { compileFunction } from "node:vm";
import * as library from "../../config/define-config.ts";

/** A module's default export; undefined when it can't be had in this way. */
export type Evaluated = { readonly value: unknown } | undefined;

/** The names by which a transpiled module asks for what it needs. */
const names = ["exports", "require", "module", "__filename", "__dirname"];

/** What a module exports by default, or all that it exports. */
export const defaultOf = (exports: unknown): unknown =>
  typeof exports === "object" && exports !== null && "default" in exports ? exports.default : exports;

/**
 * Evaluates a transpiled module that needs nothing but this package and Node's own modules. One that needs other
 * files is given up, since what was transpiled of it alone doesn't say what it is; so is one that fails, for whoever
 * tells the cause.
 */
export const evaluateLone = async (code: string, path: string): Promise<Evaluated> => {
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
