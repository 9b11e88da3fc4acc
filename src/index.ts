import type { Config } from "./config.gen.ts";

export type * from "./config.gen.ts";
export type { Problem, Severity } from "./problem.ts";
export type { Action, Cause, Change, Digest, Inputs, Kind, Plan, RelativePath } from "./types.ts";

/**
 * Gives a config its type, so that editors complete and check it; returns it as it is.
 * `export default defineConfig({ … })`
 */
export const defineConfig = (config: Config): Config => config;
