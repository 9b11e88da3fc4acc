import process from "node:process";
import { parts } from "../model/plan.ts";
import type { Request } from "../pipeline/load/configure.ts";
import type { Step } from "../pipeline/load/load.ts";
import { packageVersion } from "../pipeline/load/version.ts";
import type { PlanOptions, RunOptions } from "./types.ts";

/** What a caller asks for, with what they left out. */
export const requestOf = ({ only = parts, ...options }: PlanOptions): Request => ({
  config: undefined,
  root: undefined,
  catalog: undefined,
  models: [],
  replace: false,
  prune: false,
  acceptCatalog: false,
  date: undefined,
  ...options,
  cwd: options.cwd ?? process.cwd(),
  env: options.env ?? process.env,
  version: options.version ?? packageVersion(),
  only: new Set(only),
});

/** The caller's listener, as the pipeline calls it. */
export const stepOf =
  ({ progress }: Pick<RunOptions, "progress">): Step =>
  (what, done, total) =>
    progress?.({ what, done, total });
