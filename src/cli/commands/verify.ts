import { verify } from "../../api/verify.ts";
import { formatVerdicts, verdictSummary, verdictsToGithub, verdictsToJson } from "../../report/verify.ts";
import { showProblems, giveReport } from "./show.ts";
import { exit, type Run, snippetsOn } from "./terminal.ts";

/** `verify`: runs the documentation's snippets against a mock of the API. Writes nothing into the documentation. */
export const verifyCommand: Run = async (options, request, terminal) => {
  const { live, fresh, changed, quiet } = options;
  const { status, verdicts, prefix, problems } = await verify({
    ...request,
    live,
    fresh,
    changed,
    progress: snippetsOn(terminal),
    uncontained: (problem) => showProblems([problem], terminal, options),
  });
  terminal.progress?.("");
  showProblems(problems, terminal, options);
  if (status === "error") return exit.error;
  const texts = {
    html: async () => (await import("../../report/html/verify.ts")).verdictsToHtml(verdicts),
    json: () => verdictsToJson(verdicts),
    github: () => verdictsToGithub(verdicts, prefix),
    text: () =>
      quiet && status !== "failed"
        ? ""
        : formatVerdicts(verdicts, { paint: terminal.paintOut, verbose: !quiet }),
  };
  if (!(await giveReport(texts, options, request, terminal))) return exit.error;
  if (options.format === "github" && !quiet) terminal.err(`${verdictSummary(verdicts)}\n`);
  return status === "failed" ? exit.changes : exit.done;
};
