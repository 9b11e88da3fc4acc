import { verify } from "../../api/verify.ts";
import { formatVerdicts, verdictSummary, verdictsToGithub, verdictsToJson } from "../../report/verify.ts";
import { showProblems, writeReport } from "./show.ts";
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
  };
  if (!(await writeReport(texts, options, request, terminal))) return exit.error;
  if (options.format === "json") terminal.out(texts.json());
  else if (options.format === "html") terminal.out(await texts.html());
  else if (options.format === "github") {
    terminal.out(verdictsToGithub(verdicts, prefix));
    if (!quiet) terminal.err(`${verdictSummary(verdicts)}\n`);
  } else if (!quiet || status === "failed")
    terminal.out(formatVerdicts(verdicts, { paint: terminal.paintOut, verbose: !quiet }));
  return status === "failed" ? exit.changes : exit.done;
};
