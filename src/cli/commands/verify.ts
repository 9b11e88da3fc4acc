import type { Options } from "../options.ts";
import {
  formatVerdicts,
  progressLine,
  verdictSummary,
  verdictsToGithub,
  verdictsToJson,
} from "../../report/verify.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import { rootPrefix } from "../../pipeline/load/root-prefix.ts";
import { load } from "../../pipeline/load/load.ts";
import { verify } from "../../verify/run.ts";
import { fenceSubjects } from "../../verify/run-fences.ts";
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
  const loaded = await load(request);
  const settings = loaded.ok ? loaded.value.settings.verify : undefined;
  if (!loaded.ok || settings === undefined) {
    showProblems(loaded.ok ? [noVerify(loaded.value.file)] : loaded.problems, terminal);
    return exit.error;
  }
  const snippets = standingSubjects(loaded.value, settings, request.models);
  const known = new Set(snippets.map(({ path }) => path));
  // What isn't of one model is left out where some are named.
  const fences = request.models.length > 0 ? [] : fenceSubjects(loaded.value, settings, known);
  const subjects = [...snippets, ...fences];
  const verified = await verify(documentationOf(loaded.value, settings), subjects, request, {
    fresh: options.fresh,
    progress: (done, total) => terminal.progress?.(progressLine(done, total)),
  });
  terminal.progress?.("");
  showProblems([...loaded.problems, ...verified.problems], terminal);
  if (!verified.ok) return exit.error;
  const shown = options.changed ? verified.value.filter(({ kept }) => !kept) : verified.value;
  const failed = shown.some(({ result }) => result === "failed");
  if (options.format === "json") terminal.out(verdictsToJson(shown));
  else if (options.format === "github") {
    terminal.out(verdictsToGithub(shown, rootPrefix(request.cwd, loaded.value.root)));
    if (!options.quiet) terminal.err(`${verdictSummary(shown)}\n`);
  } else if (!options.quiet || failed)
    terminal.out(formatVerdicts(shown, { paint: terminal.paintOut, verbose: !options.quiet }));
  return failed ? exit.changes : exit.done;
};
