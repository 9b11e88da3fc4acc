import { planClientFiles } from "../../generators/client/output.ts";
import type { Plan } from "../model/plan.ts";
import { ok, type Outcome, refuse } from "../model/problem.ts";
import type { Snapshot } from "../model/file.ts";
import { assemblePlan } from "./assemble.ts";
import { replacerOf } from "./replacing.ts";
import { configure, type Request } from "./load/configure.ts";
import { recoverUnfinished } from "./load/recover.ts";
import { clientTools } from "./load/load.ts";

/** A plan, and the files that it is about as they are. */
type ClientPlanned = { readonly plan: Plan; readonly existing: Snapshot; readonly root: string };

/** A plan of the client alone. Errors: those of the config, and `config-no-client`. */
export const planClientAlone = async (request: Request): Promise<Outcome<ClientPlanned>> => {
  const configured = await configure(request);
  if (!configured.ok) return configured;
  const { settings, file, root, configDigest } = configured.value;
  const { client } = settings;
  if (client === undefined)
    return refuse(
      "config-no-client",
      file,
      "The config declares no client.",
      "Add `client` with `api` and `out`.",
    );
  const earlier = await recoverUnfinished(root);
  if (!earlier.ok) return earlier;
  const planned = await planClientFiles({
    ...request,
    client,
    replaces: replacerOf(request, root),
    tools: clientTools(configured.value),
  });
  if (!planned.ok) return planned;
  const { changes, existing } = planned.value;
  const inputs = { config: configDigest, catalog: null, templates: null, lock: null };
  return ok({ plan: assemblePlan(changes, planned.problems, inputs), existing, root });
};
