import type { Finding } from "../check/types.ts";
import { type Checked, runCheck } from "../check/run.ts";
import { emptyLock } from "../model/lock.ts";
import type { Note } from "../model/note.ts";
import { emptyPlan } from "../pipeline/assemble.ts";
import { planRun } from "./plan.ts";
import { requestOf } from "./request.ts";
import type { CheckOptions, CheckResult } from "./types.ts";

/** What was found, with what the command line's reports show of it. */
export type CheckRun = CheckResult & {
  readonly findings: readonly Finding[];
  readonly mended: readonly Finding[];
  /** What stays as people wrote it although it differs. */
  readonly kept: readonly Note[];
  /** Leads from `cwd` to the root. */
  readonly prefix: string;
};

type Mending = Pick<CheckResult, "status" | "problems" | "notes"> & { readonly mended: readonly Finding[] };

/** Writes what mends the documentation; a file that somebody saved meanwhile stays as it is, and isn't mended. */
const mend = async (
  { root, changes, findings, mended }: Checked,
  options: CheckOptions,
): Promise<Mending> => {
  const status = findings.some(({ severity }) => severity === "error") ? "found" : "passed";
  if (changes.length === 0) return { status, mended, problems: [], notes: [] };
  // Without a mend nothing of what writes is loaded.
  const { apply } = await import("./apply.ts");
  const plan = { ...emptyPlan([]), changes };
  const made = planRun({ plan, loaded: undefined }, { tree: { root, lock: emptyLock } });
  const applied = await apply({ ...options, plan: made });
  const { results, problems, notes } = applied;
  const kept = new Set(results.filter(({ outcome }) => outcome === "kept").map(({ path }) => path));
  const left = { mended: mended.filter(({ path }) => !kept.has(path)), problems, notes };
  if (applied.status === "interrupted" || applied.status === "unfinished" || applied.status === "error")
    return { status: applied.status, ...left };
  return { status: kept.size > 0 ? "blocked" : status, ...left };
};

/** Judges the documentation as it stands; with `fix` mends what is mechanical. */
export const check = async (options: CheckOptions = {}): Promise<CheckRun> => {
  const checked = await runCheck(requestOf(options), options.fix ?? false);
  const nothing = { findings: [], mended: [], kept: [], prefix: "", notes: [] };
  if (!checked.ok) return { status: "error", ...nothing, problems: checked.problems };
  const { findings, kept, prefix, remarks } = checked.value;
  const { status, mended, problems, notes } = await mend(checked.value, options);
  return {
    ...{ status, findings, mended, kept, prefix },
    problems: [...checked.problems, ...problems],
    notes: [...remarks, ...notes],
  };
};
