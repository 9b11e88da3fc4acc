import type { Config } from "../config/config.gen.ts";
import { type Draft, draftConfig, type Findings } from "./draft.ts";
import { partName } from "./part-name.ts";
import type { PartDraft, TableDraft } from "./types.ts";
import { parts } from "../model/parts.ts";
import type { Problem } from "../model/problem.ts";
import type { DraftRequest, Request } from "../pipeline/configure.ts";
import { isBlocked, plan } from "../pipeline/plan.ts";

/** What is needed to plan with a config that isn't written. */
export type Bench = Omit<DraftRequest, "loaded"> &
  Pick<Request, "cwd" | "env" | "version"> & { readonly file: string };

/** What a plan with a config would do; undefined when nothing, as it should be. */
const objection = async (config: Config, bench: Bench): Promise<string | undefined> => {
  const { cwd, env, version, file, templates, document } = bench;
  const planned = await plan(
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
      acceptCatalog: false,
      date: undefined,
      draft: { loaded: { value: config, file, folder: cwd }, templates, document },
    },
    "show",
  );
  const wrong = planned.plan.problems.find(({ severity }: Problem) => severity === "error");
  if (wrong !== undefined) return `${wrong.where}: ${wrong.message}`;
  const change = planned.plan.changes.find(({ action }) => action !== "keep");
  if (change !== undefined) {
    const [note] = change.notes ?? [];
    return `it would ${change.action} ${change.path}: ${note?.text ?? change.reason}`;
  }
  return isBlocked(planned.plan) ? "something in it is blocked" : undefined;
};

/** The table with all but its key left to people. */
const humbled = (draft: TableDraft): TableDraft => ({
  ...draft,
  columns: draft.columns.map(({ header, at, key, ...column }) =>
    key
      ? { header, at, key, ...column }
      : { header, at, value: "", owner: "people", fields: {}, explained: 0, differing: [] },
  ),
});

/** What was proven to change nothing, and what had to be left out. */
export type Proven = {
  readonly draft: Draft;
  readonly kept: readonly PartDraft[];
  /** A sentence for each part that isn't in the draft. */
  readonly dropped: readonly string[];
};

/** Plans with everything that was found, and without what would change something. */
export const prove = async (findings: Findings, bench: Bench): Promise<Proven> => {
  const whole = draftConfig(findings);
  if ((await objection(whole.config, bench)) === undefined)
    return { draft: whole, kept: findings.found, dropped: [] };
  let kept: readonly PartDraft[] = [];
  const dropped: string[] = [];
  for (const part of findings.found) {
    const forms = part.type === "table" ? [part, humbled(part)] : [part];
    let reason: string | undefined = "";
    for (const form of forms) {
      const tried = [...kept, form];
      reason = await objection(draftConfig({ ...findings, found: tried }).config, bench);
      if (reason !== undefined) continue;
      kept = tried;
      break;
    }
    if (reason !== undefined)
      dropped.push(
        `${part.type === "table" ? "The table" : "The entries"} in ${partName(part)} can't be kept as they are: ${reason}`,
      );
  }
  return { draft: draftConfig({ ...findings, found: kept }), kept, dropped };
};
