export type * from "./config.gen.ts";
export { defineConfig } from "./define-config.ts";
export type { Problem, Severity } from "./problem.ts";
export type { Action, Cause, Change, Digest, Inputs, Kind, Plan, RelativePath } from "./types.ts";
