import { error, type Problem } from "../../model/problem.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import type { Planned } from "../../pipeline/plan.ts";
import { showProblems } from "./show.ts";
import type { Terminal } from "./terminal.ts";

/** The config's missing part. */
export const noVerify = (file: string): Problem =>
  error(
    "config-no-verify",
    file,
    "The config doesn't say how snippets are verified.",
    "Add `verify` with `api`, the API's description.",
  );

/** Runs the snippets that the plan would write and tells how that went; whether they may be written. */
export const snippetsPass = async (
  { loaded, plan }: Pick<Planned, "loaded" | "plan">,
  request: Request,
  terminal: Terminal,
): Promise<boolean> => {
  if (loaded === undefined) return false;
  const settings = loaded.settings.verify;
  if (settings === undefined) {
    showProblems([noVerify(loaded.file)], terminal);
    return false;
  }
  const { documentationOf, plannedSubjects } = await import("../../verify/run-subjects.ts");
  const { verify } = await import("../../verify/run.ts");
  const { formatVerdicts, progressLine } = await import("../../report/verify.ts");
  const subjects = plannedSubjects(loaded, settings, plan.changes);
  if (subjects.length === 0) return true;
  const verified = await verify(documentationOf(loaded, settings), subjects, request, {
    fresh: false,
    progress: (done, total) => terminal.progress?.(progressLine(done, total)),
  });
  terminal.progress?.("");
  showProblems(verified.problems, terminal);
  if (!verified.ok) return false;
  terminal.err(formatVerdicts(verified.value, { paint: terminal.paintErr, verbose: false }));
  const failed = verified.value.filter(({ result }) => result === "failed");
  if (failed.length === 0) return true;
  const message = `${failed.length} of the snippets that would be written fail.`;
  showProblems(
    [error("verify-failed", "plan", message, "Correct their templates; nothing was written.")],
    terminal,
  );
  return false;
};
