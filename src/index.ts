export type * from "./config/config.gen.ts";
export { defineConfig } from "./config/define-config.ts";
export type { Outcome, Problem, Severity } from "./model/problem.ts";
export type { Digest, RelativePath } from "./model/file.ts";
export type { Cause } from "./model/note.ts";
export type { Action, Change, Inputs, Kind, Plan } from "./model/plan.ts";
export type * from "./api/types.ts";

import type { Outcome } from "./model/problem.ts";
import type {
  ApplyOptions,
  ApplyResult,
  CheckOptions,
  CheckResult,
  ConfigResult,
  InitOptions,
  InitResult,
  PlanOptions,
  PlanResult,
  RunOptions,
  VerifyOptions,
  VerifyResult,
} from "./api/types.ts";

// Each is loaded by its first call: a config imports this file for `defineConfig` alone.

/** Finds, loads and checks the config; the catalog isn't read. */
export const loadConfig = async (options: RunOptions = {}): Promise<Outcome<ConfigResult>> =>
  (await import("./api/load-config.ts")).loadConfig(options);

/** Works out every change; writes nothing. */
export const plan = async (options: PlanOptions = {}): Promise<PlanResult> =>
  (await import("./api/plan.ts")).plan(options);

/** Applies a plan, or makes one and applies it: all of it or nothing. What is in the way stays as it is. */
export const apply = async (options: ApplyOptions = {}): Promise<ApplyResult> =>
  (await import("./api/apply.ts")).apply(options);

/** Judges the documentation as it stands; with `fix` mends what is mechanical. */
export const check = async (options: CheckOptions = {}): Promise<CheckResult> =>
  (await import("./api/check.ts")).check(options);

/** Runs the snippets of the documentation against a mock of the API. Writes nothing into the documentation. */
export const verify = async (options: VerifyOptions = {}): Promise<VerifyResult> =>
  (await import("./api/verify.ts")).verify(options);

/** Writes a starting config for the documentation that is in `cwd`, and nothing over anything. */
export const init = async (options: InitOptions = {}): Promise<InitResult> =>
  (await import("./api/init.ts")).init(options);
