import { placeOf, type Verdict } from "../verify/types.ts";
import { counted } from "../text/counted.ts";
import { printable } from "../text/emit/printable.ts";
import { workflowCommand } from "./plan-github.ts";
import type { Paint, Style } from "./style.ts";

/** How verdicts are shown. */
export type VerdictOptions = {
  readonly paint: Paint;
  /** Successes have a row too. */
  readonly verbose: boolean;
};

const styles: Readonly<Record<Verdict["result"], Style>> = {
  passed: "green",
  compiled: "green",
  failed: "red",
  "not run": "yellow",
};

/** Most lines of a run's output that are shown. */
const maxLines = 12;

const outputLines = ({ output }: Verdict): readonly string[] =>
  output
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .slice(-maxLines)
    .map((line) => `      | ${printable(line)}`);

const count = (verdicts: readonly Verdict[], result: Verdict["result"]): number =>
  verdicts.filter((each) => each.result === result).length;

/** `Verify: 14 passed (10 before), 0 failed, 2 not run.` */
export const verdictSummary = (verdicts: readonly Verdict[]): string => {
  const kept = verdicts.filter((each) => each.kept).length;
  const before = kept === 0 ? "" : ` (${kept} before, unchanged since)`;
  const compiled = count(verdicts, "compiled");
  const only = compiled === 0 ? "" : `, ${compiled} compiled only`;
  return `Verify: ${count(verdicts, "passed")} passed${before}${only}, ${count(verdicts, "failed")} failed, ${count(verdicts, "not run")} not run.`;
};

/** The failed snippets as workflow commands, and once for each reason what wasn't run; `prefix` leads from the repository to the root. */
export const verdictsToGithub = (verdicts: readonly Verdict[], prefix: string): string => {
  const failed = verdicts
    .filter(({ result }) => result === "failed")
    .map((each) =>
      workflowCommand({
        level: "error",
        file: prefix + each.path,
        ...(each.line !== undefined && { line: each.line }),
        title: `${each.kind}/${each.language} fails`,
        message: [...each.why, ...outputLines(each).map((line) => line.trim())].join("\n"),
      }),
    );
  const waiting = verdicts.filter(({ result }) => result === "not run");
  const reasons = [...new Set(waiting.map(({ why }) => why.join(" ")))];
  const unrun = reasons.map((reason) => {
    const paths = waiting.filter(({ why }) => why.join(" ") === reason).map(placeOf);
    const message = `${reason} Not run: ${counted(paths.length, "snippet")}, ${paths[0] ?? ""} first.`;
    return workflowCommand({ level: "warning", title: "not run", message });
  });
  return [...failed, ...unrun].join("");
};

/** A table of path, kind, result and why, with the output of what failed, then the summary. */
export const formatVerdicts = (verdicts: readonly Verdict[], { paint, verbose }: VerdictOptions): string => {
  const shown = verdicts.filter(({ result }) => verbose || (result !== "passed" && result !== "compiled"));
  const cells = shown.map((each) => ({
    each,
    path: printable(placeOf(each)),
    kind: printable(`${each.kind}/${each.language}`),
  }));
  const widthOf = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));
  const results = Math.max(7, widthOf(shown.map(({ result }) => result)));
  const kinds = widthOf(cells.map(({ kind }) => kind));
  const paths = widthOf(cells.map(({ path }) => path));
  const lines = cells.flatMap(({ each, path, kind }) => {
    const [why = "", ...more] = each.why.map(printable);
    const note = each.kept ? "before" : why;
    return [
      `  ${paint(styles[each.result], each.result.padEnd(results))}  ${kind.padEnd(kinds)}  ${path.padEnd(paths)}  ${note}`.trimEnd(),
      ...more.map((reason) => `      ${reason}`),
      ...outputLines(each).map((line) => paint("dim", line)),
    ];
  });
  const nothing = verdicts.length === 0 ? ["There is no snippet to verify."] : [];
  return [...lines, ...nothing, paint("bold", verdictSummary(verdicts)), ""].join("\n");
};

/** The verdicts as JSON: the same verdicts give the same bytes. */
export const verdictsToJson = (verdicts: readonly Verdict[]): string => {
  const snippets = verdicts.map(({ path, line, kind, language, model, result, why, output, kept }) => ({
    path,
    ...(line === undefined ? {} : { line }),
    kind,
    language,
    ...(model === undefined ? {} : { model }),
    result,
    why,
    ...(output === "" ? {} : { output }),
    kept,
  }));
  const summary = {
    passed: count(verdicts, "passed"),
    ...(count(verdicts, "compiled") === 0 ? {} : { compiled: count(verdicts, "compiled") }),
    failed: count(verdicts, "failed"),
    notRun: count(verdicts, "not run"),
  };
  return `${JSON.stringify({ formatVersion: 1, snippets, summary }, null, 2)}\n`;
};
