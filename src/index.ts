export type * from "./config/config.gen.ts";
export { defineConfig } from "./config/define-config.ts";
export type { Problem, Severity } from "./model/problem.ts";
export type { Digest, RelativePath } from "./model/file.ts";
export type { Cause } from "./model/cause.ts";
export type { Action, Change, Inputs, Kind, Plan } from "./model/plan.ts";
