export type * from "./config/config.gen.ts";
export { defineConfig } from "./config/define-config.ts";
export type { Problem, Severity } from "./model/problem.ts";
export type { Digest, RelativePath } from "./model/file.ts";
export type { Action, Cause, Change, Inputs, Kind, Plan } from "./model/plan.ts";
