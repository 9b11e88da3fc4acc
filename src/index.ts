export type * from "./config/config.gen.ts";
export { defineConfig } from "./config/define-config.ts";
export type { Problem, Severity } from "./model/problem.ts";
export type { Action, Cause, Change, Digest, Inputs, Kind, Plan, RelativePath } from "./model/types.ts";
