import { plan } from "../../api/plan.ts";
import { savePlan } from "../../pipeline/saved/save.ts";
import { rootPrefix } from "../../pipeline/load/root-prefix.ts";
import { failed, planTexts, showPlan, shownOf, snippetsPass, writeReport } from "./show.ts";
import { error, type Problem } from "../../model/problem.ts";
import { didYouMean } from "../../text/suggest.ts";
import { exit, progressOn, type Run } from "./terminal.ts";

const noField = (field: string, known: readonly string[]): Problem =>
  error("field-unknown", "--group-by", `The catalog has no field \`${field}\`.`, didYouMean(field, known));

/** `plan`: works out every change and shows it; writes nothing but the plan file asked for. */
export const planCommand: Run = async (options, request, terminal) => {
  const progress = progressOn(terminal, options.quiet);
  const purpose = options.out === undefined ? "show" : "save";
  const run = await plan({ ...request, purpose, progress: progress.step });
  progress.end();
  const prefix = run.tree === undefined ? "" : rootPrefix(request.cwd, run.tree.root);
  const shown = { ...shownOf(run), prefix };
  await showPlan(shown, options, terminal);
  const reported = await writeReport(planTexts(shown, options), options, request, terminal);
  if (!reported || run.status === "error") return exit.error;
  if (options.verify && !(await snippetsPass(run, request, terminal))) return exit.error;
  const fields = run.loaded?.settings.fields;
  if (
    options.groupBy !== undefined &&
    options.groupBy !== "provider" &&
    fields?.has(options.groupBy) === false
  )
    return failed([noField(options.groupBy, [...fields.keys()])], terminal);
  const unsaved = options.out === undefined ? undefined : savePlan(run.plan, options.out, request.cwd);
  if (unsaved !== undefined) return failed([unsaved], terminal);
  if (run.status === "blocked") return exit.blocked;
  return options.check && run.status === "changes" ? exit.changes : exit.done;
};
