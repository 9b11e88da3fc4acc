import type { Plan } from "../model/plan.ts";
import { error, ok, type Outcome, type Problem } from "../model/problem.ts";
import { rootPrefix } from "../pipeline/load/root-prefix.ts";
import { load, type Loaded } from "../pipeline/load/load.ts";
import { documentationOf, fenceSubjects, plannedSubjects, standingSubjects } from "../verify/run-subjects.ts";
import { verify as verifySubjects } from "../verify/run.ts";
import { askLive, type Probe } from "../verify/run-live.ts";
import type { Subject, Verdict } from "../verify/types.ts";
import type { VerifySettings } from "../config/settings.ts";
import { requestOf, stepOf } from "./request.ts";
import type { VerifyOptions, VerifyResult } from "./types.ts";

/** What became of each snippet, with what the command line's reports show of it. */
export type VerifyRun = VerifyResult & {
  readonly verdicts: readonly Verdict[];
  /** Leads from `cwd` to the root. */
  readonly prefix: string;
};

/** The config's missing part. */
const noVerify = (file: string): Problem =>
  error(
    "config-no-verify",
    file,
    "The config doesn't say how snippets are verified.",
    "Add `verify` with `api`, the API's description.",
  );

/** The subjects that the config's `verify` gives, run against the mock. */
const judge = async (
  loaded: Loaded,
  subjectsOf: (settings: VerifySettings) => readonly Subject[],
  options: VerifyOptions,
): Promise<VerifyRun> => {
  const request = requestOf(options);
  const prefix = rootPrefix(request.cwd, loaded.root);
  const settings = loaded.settings.verify;
  if (settings === undefined)
    return { status: "error", verdicts: [], prefix, problems: [noVerify(loaded.file)] };
  const step = stepOf(options);
  const told: Problem[] = [];
  const probes: Probe[] = [];
  const { uncontained = (problem: Problem) => void told.push(problem) } = options;
  const verified = await verifySubjects(documentationOf(loaded, settings), subjectsOf(settings), request, {
    fresh: (options.fresh ?? false) || options.live === true,
    probe: (probe) => void probes.push(probe),
    progress: (done, total) => step("Running snippets", done, total),
    uncontained,
    signal: options.signal,
  });
  if (!verified.ok) return { status: "error", verdicts: [], prefix, problems: verified.problems };
  if (options.live === true) {
    const how = {
      file: loaded.file,
      env: request.env,
      timeoutMs: settings.timeoutMs,
      signal: options.signal,
    };
    const answered = await askLive(probes, settings.live, how);
    if (!answered.ok) return { status: "error", verdicts: [], prefix, problems: answered.problems };
    const lost = verified.value.filter(({ result }) => result === "failed");
    const live = [...lost, ...answered.value];
    const worst = live.some(({ result }) => result === "failed") ? "failed" : "passed";
    return { status: worst, verdicts: live, prefix, problems: [...verified.problems, ...told] };
  }
  const verdicts = options.changed === true ? verified.value.filter(({ kept }) => !kept) : verified.value;
  const status = verdicts.some(({ result }) => result === "failed") ? "failed" : "passed";
  return { status, verdicts, prefix, problems: [...verified.problems, ...told] };
};

/** Runs the snippets of the documentation against a mock of the API. Writes nothing into the documentation. */
export const verify = async (options: VerifyOptions = {}): Promise<VerifyRun> => {
  const loaded = await load(requestOf(options));
  if (!loaded.ok) return { status: "error", verdicts: [], prefix: "", problems: loaded.problems };
  const { models = [] } = options;
  const subjectsOf = (settings: VerifySettings): readonly Subject[] => {
    const snippets = standingSubjects(loaded.value, settings, models);
    const known = new Set(snippets.map(({ path }) => path));
    // What isn't of one model is left out where some are named.
    return models.length > 0 ? snippets : [...snippets, ...fenceSubjects(loaded.value, settings, known)];
  };
  const run = await judge(loaded.value, subjectsOf, options);
  return { ...run, problems: [...loaded.problems, ...run.problems] };
};

/** Of each snippet of the documentation what is known without running it; none where nothing says how to verify. */
export const verifiedNow = async (
  loaded: Loaded,
  options: VerifyOptions,
): Promise<Outcome<readonly Verdict[]>> => {
  const { verify: settings } = loaded.settings;
  if (settings === undefined) return ok([]);
  const documentation = documentationOf(loaded, settings);
  const subjects = standingSubjects(loaded, settings, []);
  return verifySubjects(documentation, subjects, requestOf(options), { fresh: false, known: true });
};

/** Runs the snippets that a plan would write. */
export const verifyPlan = async (
  loaded: Loaded,
  { changes }: Plan,
  options: VerifyOptions,
): Promise<VerifyRun> => {
  const { verify: settings } = loaded.settings;
  const subjects = settings === undefined ? undefined : plannedSubjects(loaded, settings, changes);
  // Without a snippet the API isn't read.
  if (subjects?.length === 0) return { status: "passed", verdicts: [], prefix: "", problems: [] };
  return judge(loaded, () => subjects ?? [], options);
};
