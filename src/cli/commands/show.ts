import { outputs } from "../../../generators/index.ts";
import type { PlanRun } from "../../api/plan.ts";
import { type Change, parts } from "../../model/plan.ts";
import { type Problem, error } from "../../model/problem.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import type { Loaded } from "../../pipeline/load/load.ts";
import type { Planned } from "../../pipeline/plan.ts";
import { saveText } from "../../pipeline/saved/save.ts";
import { filterPlan } from "../../report/filter.ts";
import { planToJson } from "../../report/json.ts";
import { formatProblems } from "../../report/problems.ts";
import type { Review } from "../../report/review.ts";
import { formatPlan, summaryLine } from "../../report/text.ts";
import type { Options } from "../options.ts";
import { type Terminal, exit, snippetsOn } from "./terminal.ts";

/** A plan as it is shown, with as much of what it was made from as is at hand. */
export type Shown = Pick<Planned, "plan"> & {
  /** The models that the lock has. */
  readonly known?: ReadonlySet<string>;
  readonly loaded:
    | (Pick<Loaded, "snapshot" | "remarks"> & Partial<Pick<Loaded, "catalog" | "lock">>)
    | undefined;
  /** For annotations: leads from the repository to the root. */
  readonly prefix?: string;
};

/** A plan of the API, as it is shown. */
export const shownOf = ({ plan, files, remarks, tree, loaded }: PlanRun): Shown => ({
  plan,
  ...(tree && { known: new Set(tree.lock.models.keys()) }),
  loaded:
    tree === undefined
      ? undefined
      : { snapshot: files, remarks, ...(loaded && { catalog: loaded.catalog, lock: loaded.lock }) },
});

const differ = async (
  { loaded, plan }: Shown,
  wanted: boolean,
  terminal: Terminal,
): Promise<(change: Change) => string> => {
  if (!wanted && plan.changes.every(({ conflict }) => conflict === undefined)) return () => "";
  const { unifiedDiff } = await import("../../report/diff.ts");
  return ({ action, path, from, content, conflict }) => {
    if (conflict !== undefined) {
      const { base = "", mine, wanted: theirs } = conflict;
      const edit = unifiedDiff(path, base, mine, terminal.paintOut);
      const change = unifiedDiff(path, base, theirs, terminal.paintOut);
      return `the hand edit:\n${edit.trimEnd()}\nwhat would change:\n${change}`;
    }
    if (!wanted || loaded === undefined || action === "keep" || action === "blocked") return "";
    const before = loaded.snapshot.get(from ?? path)?.text ?? null;
    return unifiedDiff(path, before, content ?? null, terminal.paintOut);
  };
};

/** The diffs of all that a plan changes. */
export const diffsOf = async (shown: Shown, terminal: Terminal): Promise<string> => {
  const diff = await differ(shown, true, { ...terminal, paintOut: terminal.paintErr });
  return shown.plan.changes.map(diff).join("");
};

/** Prints problems to where problems go; those of a run may be many of one kind, which `options` ask for. */
export const showProblems = (
  problems: readonly Problem[],
  terminal: Terminal,
  { verbose }: Pick<Options, "verbose"> = { verbose: true },
): void => {
  if (problems.length > 0) terminal.err(formatProblems(problems, terminal.paintErr, verbose));
};

/** Prints why a command can't go on, and gives the exit code for it. */
export const failed = (problems: readonly Problem[], terminal: Terminal): number => {
  showProblems(problems, terminal);
  return exit.error;
};

const annotate = async (
  { plan, loaded, prefix = "" }: Shown,
  options: Options,
  terminal: Terminal,
): Promise<void> => {
  const { planToGithub } = await import("../../report/plan-github.ts");
  const files = loaded?.snapshot ?? new Map();
  terminal.out(planToGithub(plan, { files, prefix, failing: options.check }));
  if (!options.quiet && loaded !== undefined) terminal.err(`${summaryLine(plan)}\n`);
};

/** Whether a run is about some models, parts or changes only; of a saved plan nobody knows. */
const isLimited = ({ loaded }: Shown, { only, models, leave, filters }: Options): boolean =>
  loaded?.catalog === undefined ||
  only.size < parts.length ||
  [models, leave, filters].some(({ length }) => length > 0);

const reviewOf = (shown: Shown, options: Options): Review => ({
  plan: shown.plan,
  kinds: outputs,
  files: shown.loaded?.snapshot ?? new Map(),
  entries: shown.loaded?.catalog?.entries ?? [],
  known: shown.known ?? new Set(),
  limited: isLimited(shown, options),
});

/** The plan as JSON, with its models in groups where they are asked for. */
const jsonOf = async (shown: Shown, options: Options): Promise<string> => {
  const { groupBy } = options;
  if (groupBy === undefined) return planToJson(shown.plan);
  const { groupsOf } = await import("../../report/filter.ts");
  return planToJson(shown.plan, groupsOf(reviewOf(shown, options), shown.loaded?.lock, groupBy));
};

/** The forms for reviewers; neither is loaded before it is asked for. */
const reviewed = async (shown: Shown, format: "markdown" | "html", options: Options): Promise<string> => {
  const review = reviewOf(shown, options);
  return format === "markdown"
    ? (await import("../../report/markdown.ts")).planToMarkdown(review)
    : (await import("../../report/html/plan.ts")).planToHtml(review);
};

/** What a report says in each form that it has, made when it is asked for. */
export type ReportTexts = Readonly<Partial<Record<"html" | "md" | "json", () => string | Promise<string>>>>;

/** A plan's report in each form. */
export const planTexts = (shown: Shown, options: Options): ReportTexts => ({
  html: () => reviewed(shown, "html", options),
  md: () => reviewed(shown, "markdown", options),
  json: () => planToJson(shown.plan),
});

/** Writes the report that `--report` asks for, in the form of its ending; false when it can't be written. */
export const writeReport = async (
  texts: ReportTexts,
  { report: file }: Pick<Options, "report">,
  { cwd }: Pick<Request, "cwd">,
  terminal: Terminal,
): Promise<boolean> => {
  if (file === undefined) return true;
  const ending = file.slice(file.lastIndexOf(".")).toLowerCase();
  const make = Object.entries(texts).find(([form]) => ending === `.${form}`)?.[1];
  const problem = saveText((await make?.()) ?? "", file, cwd);
  if (problem !== undefined) showProblems([problem], terminal);
  return problem === undefined;
};

/** Prints a report in the form that was asked for, as text where it has no such, and writes the one that `--report` asks for. */
export const giveReport = async (
  texts: ReportTexts & Readonly<Partial<Record<"github", () => string>>> & { readonly text: () => string },
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<boolean> => {
  const { format } = options;
  const isOwn = format === "html" || format === "json" || format === "github";
  terminal.out(await ((isOwn ? texts[format] : undefined) ?? texts.text)());
  return writeReport(texts, options, request, terminal);
};

/** Prints a plan in the form that was asked for, and its problems and remarks. */
export const showPlan = async (planned: Shown, options: Options, terminal: Terminal): Promise<void> => {
  const { loaded } = planned;
  const plan = options.filters.length === 0 ? planned.plan : filterPlan(planned.plan, options.filters);
  for (const remark of loaded?.remarks ?? []) terminal.err(`${remark}\n`);
  showProblems(plan.problems, terminal, options);
  if (options.format === "github") return annotate({ ...planned, plan }, options, terminal);
  if (options.quiet) return;
  if (options.format === "json") terminal.out(await jsonOf({ ...planned, plan }, options));
  else if (options.format === "commit")
    terminal.out((await import("../../report/commit.ts")).planToCommit(plan));
  else if (options.format === "markdown" || options.format === "html")
    terminal.out(await reviewed({ ...planned, plan }, options.format, options));
  else if (loaded !== undefined || plan.changes.length > 0) {
    const diff = await differ(planned, options.diff, terminal);
    terminal.out(
      formatPlan(plan, {
        paint: terminal.paintOut,
        verbose: options.verbose,
        limited: isLimited(planned, options),
        kinds: outputs,
        diff,
      }),
    );
  }
};

/** Runs the snippets that the plan would write and tells how that went; whether they may be written. */
export const snippetsPass = async (
  { loaded, plan }: Pick<PlanRun, "loaded" | "plan">,
  request: Request,
  terminal: Terminal,
): Promise<boolean> => {
  if (loaded === undefined) return false;
  const { verifyPlan } = await import("../../api/verify.ts");
  const { status, verdicts, problems } = await verifyPlan(loaded, plan, {
    ...request,
    progress: snippetsOn(terminal),
  });
  terminal.progress?.("");
  showProblems(problems, terminal);
  if (status === "error") return false;
  if (verdicts.length === 0) return true;
  const { formatVerdicts } = await import("../../report/verify.ts");
  terminal.err(formatVerdicts(verdicts, { paint: terminal.paintErr, verbose: false }));
  if (status === "passed") return true;
  const failed = verdicts.filter(({ result }) => result === "failed");
  const message = `${failed.length} of the snippets that would be written fail.`;
  showProblems(
    [error("verify-failed", "plan", message, "Correct their templates; nothing was written.")],
    terminal,
  );
  return false;
};
