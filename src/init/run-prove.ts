import type { Config, TableConfig } from "../config/config.gen.ts";
import { type Draft, draftConfig, type Findings } from "./draft.ts";
import type { Found, FoundTable } from "./part.ts";
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
    const [note] = planned.notes.get(change.path) ?? [];
    return `it would ${change.action} ${change.path}: ${note?.text ?? change.reason}`;
  }
  return isBlocked(planned) ? "something in it is blocked" : undefined;
};

/** The table with all but its key left to people. */
const humbled = (table: FoundTable): FoundTable => {
  const keyAt = Math.max(
    0,
    table.config.columns.findIndex(({ key }) => key === true),
  );
  const columns: TableConfig["columns"] = table.config.columns.map((column, index) =>
    index === keyAt ? column : { header: column.header, value: "", owner: "people" },
  );
  return {
    ...table,
    config: { ...table.config, columns },
    remarks: columns.map(() => undefined),
    explanations: table.explanations.map((each, index) =>
      index === keyAt ? each : { type: "none", near: undefined, filler: undefined },
    ),
  };
};

const nameOf = ({ config }: Found): string => {
  const { page, heading = [], tab } = config;
  return [page, ...heading, ...(tab === undefined ? [] : [`tab "${tab}"`])].join(" › ");
};

/** What was proven to change nothing, and what had to be left out. */
export type Proven = {
  readonly draft: Draft;
  readonly kept: readonly Found[];
  /** A sentence for each part that isn't in the draft. */
  readonly dropped: readonly string[];
};

/** Plans with everything that was found, and without what would change something. */
export const prove = async (findings: Findings, bench: Bench): Promise<Proven> => {
  const whole = draftConfig(findings);
  if ((await objection(whole.config, bench)) === undefined)
    return { draft: whole, kept: findings.found, dropped: [] };
  let kept: readonly Found[] = [];
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
        `${part.type === "table" ? "The table" : "The entries"} in ${nameOf(part)} can't be kept as they are: ${reason}`,
      );
  }
  return { draft: draftConfig({ ...findings, found: kept }), kept, dropped };
};
