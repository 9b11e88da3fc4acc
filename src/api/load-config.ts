import { type Outcome, ok } from "../model/problem.ts";
import { configure } from "../pipeline/load/configure.ts";
import { requestOf } from "./request.ts";
import type { ConfigResult, RunOptions } from "./types.ts";

/** Finds, loads and checks the config; the catalog isn't read. */
export const loadConfig = async (options: RunOptions = {}): Promise<Outcome<ConfigResult>> => {
  const configured = await configure(requestOf(options));
  if (!configured.ok) return configured;
  const { config, file, folder, root } = configured.value;
  return ok({ config, file, folder, root }, configured.problems);
};
