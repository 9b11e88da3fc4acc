import { dirname, resolve } from "node:path";
import { sceneOf } from "../check/run.ts";
import type { Scene } from "../check/types.ts";
import type { Config } from "../config/config.gen.ts";
import type { Lock } from "../model/lock.ts";
import { type Plan, parts } from "../model/plan.ts";
import type { DraftRequest, Request } from "../pipeline/load/configure.ts";
import type { Loaded } from "../pipeline/load/load.ts";
import { plan, type Planned } from "../pipeline/plan.ts";

/** What is needed to plan with a config that isn't written. */
export type Bench = Omit<DraftRequest, "loaded" | "lock"> &
  Pick<Request, "cwd" | "env" | "version"> & { readonly file: string };

/** What a config would do to the documentation as it is. */
export type Trial = {
  /** The plan once the lock is written. */
  readonly plan: Plan;
  /** What the tool would record of the documentation when all that differs stays as it is. */
  readonly lock: Lock | undefined;
  /** What was read for it; undefined where the config leads nowhere. */
  readonly loaded: Loaded | undefined;
};

/** Plans with a config, and a lock, that aren't written. */
export const planWith = (config: Config, bench: Bench, lock: Lock | undefined): Promise<Planned> => {
  const { cwd, env, version, file, templates, document } = bench;
  const loaded = { value: config, file, folder: dirname(resolve(cwd, file)) };
  return plan(
    {
      cwd,
      env,
      version,
      config: undefined,
      root: undefined,
      catalog: undefined,
      only: new Set(parts),
      models: [],
      replace: false,
      prune: false,
      pins: true,
      acceptCatalog: false,
      date: undefined,
      draft: { loaded, templates, document, ...(lock === undefined ? {} : { lock }) },
    },
    "save",
  );
};

/** Plans with a config as if it and its lock were written: what stands otherwise in the pages is people's. Writes nothing. */
export const tryOut = async (config: Config, bench: Bench): Promise<Trial> => {
  const first = await planWith(config, bench, undefined);
  const { lock } = first.plan;
  if (lock === undefined) return { plan: first.plan, lock, loaded: undefined };
  return { lock, ...(await planWith(config, bench, lock)) };
};

/** The documentation as `check` sees it once the lock is written; undefined where the config leads nowhere. */
export const seenIn = ({ loaded }: Trial): Scene | undefined =>
  loaded === undefined ? undefined : sceneOf(loaded);
