import { plan } from "../../api/plan.ts";
import { verifiedNow } from "../../api/verify.ts";
import { statusOf } from "../../pipeline/status.ts";
import { formatStatus, statusToJson } from "../../report/status.ts";
import { failed, showProblems, giveReport } from "./show.ts";
import { exit, progressOn, type Run } from "./terminal.ts";

/** `status`: what each model has in the documentation. Writes nothing, and runs no snippet. */
export const statusCommand: Run = async (options, request, terminal) => {
  const progress = progressOn(terminal, options.quiet);
  const run = await plan({ ...request, purpose: "show", progress: progress.step });
  progress.end();
  showProblems(run.plan.problems, terminal, options);
  if (run.loaded === undefined || run.status === "error") return exit.error;
  const verified = await verifiedNow(run.loaded, request);
  // What can't be verified is told, and the rest is shown all the same.
  showProblems(verified.problems, terminal, options);
  const status = await statusOf(run.loaded, run.plan, verified.ok ? verified.value : []);
  if (!status.ok) return failed(status.problems, terminal);
  const texts = {
    html: async () => (await import("../../report/html/status.ts")).statusToHtml(status.value),
    json: () => statusToJson(status.value),
    text: () => (options.quiet ? "" : formatStatus(status.value, terminal.paintOut)),
  };
  return (await giveReport(texts, options, request, terminal)) ? exit.done : exit.error;
};
