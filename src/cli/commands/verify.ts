import type { Options } from "../options.ts";
import {
  formatVerdicts,
  progressLine,
  verdictSummary,
  verdictsToGithub,
  verdictsToJson,
} from "../../report/verify.ts";
import type { Request } from "../../pipeline/configure.ts";
import { rootPrefix } from "../../pipeline/root-prefix.ts";
import { survey } from "../../pipeline/survey.ts";
import { verify } from "../../verify/run.ts";
import { documentationOf, standingSubjects } from "../../verify/run-subjects.ts";
import { showProblems } from "./show.ts";
import { exit, type Terminal } from "./terminal.ts";
import { noVerify } from "./verify-plan.ts";

/** `verify`: runs the documentation's snippets against a mock of the API. Writes nothing into the documentation. */
export const verifyCommand = async (
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  const ground = await survey(request);
  const settings = ground.ok ? ground.value.settings.verify : undefined;
  if (!ground.ok || settings === undefined) {
    showProblems(ground.ok ? [noVerify(ground.value.file)] : ground.problems, terminal);
    return exit.error;
  }
  const subjects = standingSubjects(ground.value, settings, request.models);
  const verified = await verify(documentationOf(ground.value), settings, subjects, request, {
    fresh: options.fresh,
    progress: (done, total) => terminal.progress?.(progressLine(done, total)),
  });
  terminal.progress?.("");
  showProblems([...ground.problems, ...verified.problems], terminal);
  if (!verified.ok) return exit.error;
  const shown = options.changed ? verified.value.filter(({ kept }) => !kept) : verified.value;
  const failed = shown.some(({ result }) => result === "failed");
  if (options.format === "json") terminal.out(verdictsToJson(shown));
  else if (options.format === "github") {
    terminal.out(verdictsToGithub(shown, rootPrefix(request.cwd, ground.value.root)));
    if (!options.quiet) terminal.err(`${verdictSummary(shown)}\n`);
  } else if (!options.quiet || failed)
    terminal.out(formatVerdicts(shown, { paint: terminal.paintOut, verbose: !options.quiet }));
  return failed ? exit.changes : exit.done;
};
