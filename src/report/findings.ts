import type { Finding } from "../check/types.ts";
import { keptLine, type Note } from "../model/note.ts";
import { counted } from "../text/counted.ts";
import { printable } from "../text/emit/printable.ts";
import { workflowCommand } from "./plan-github.ts";
import { noteOf } from "./json.ts";
import { few, moreLine } from "./problems.ts";
import type { Paint } from "./style.ts";

/** What `check` answers: what is left, and what --fix mended. */
export type Verdict = {
  readonly findings: readonly Finding[];
  readonly mended: readonly Finding[];
  /** What stays as people wrote it although it differs. */
  readonly kept?: readonly Note[];
};

/** A file name that begins like a command of a CI log doesn't begin its line. */
const shownPath = (path: string): string => printable(path.startsWith("::") ? `./${path}` : path);

/** How many findings are of a severity. */
export const countOf = (findings: readonly Finding[], severity: Finding["severity"]): number =>
  findings.filter((finding) => finding.severity === severity).length;

/** The last line: `2 errors, 1 warning in 2 files; 1 can be mended with --fix.` */
export const summaryOf = ({ findings, mended }: Verdict): string => {
  const done = mended.length === 0 ? "" : `${counted(mended.length, "finding")} mended. `;
  if (findings.length === 0) return `${done}${done === "" ? "No findings." : "None left."}`;
  const files = new Set(findings.map(({ path }) => path)).size;
  const fixable = findings.filter(({ mend }) => mend !== undefined).length;
  const hint = fixable === 0 ? "" : `; ${fixable} can be mended with --fix`;
  const counts = `${counted(countOf(findings, "error"), "error")}, ${counted(countOf(findings, "warning"), "warning")}`;
  return `${done}${counts} in ${counted(files, "file")}${hint}.`;
};

/** How much is said. */
export type Loudness = { readonly quiet: boolean; readonly verbose: boolean };

/** Rules about what is left of models, and about their order: a page that was never in step may have hundreds. */
const many = /^(?:entry|row)-(?:orphan|left|order)$/;

/** The findings that are shown to who didn't ask for all, and how many of its page and rule aren't, by the last that is. */
const cappedOf = (
  findings: readonly Finding[],
): { readonly shown: readonly Finding[]; readonly more: ReadonlyMap<Finding, number> } => {
  const kinds = new Map<string, { readonly last: Finding; readonly count: number }>();
  const shown: Finding[] = [];
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.path}`;
    const { last, count } = kinds.get(key) ?? { last: finding, count: 0 };
    const isShown = count < few || !many.test(finding.rule);
    kinds.set(key, { last: isShown ? finding : last, count: count + 1 });
    if (isShown) shown.push(finding);
  }
  const capped = [...kinds.values()].filter(({ last, count }) => count > few && many.test(last.rule));
  return { shown, more: new Map(capped.map(({ last, count }) => [last, count - few])) };
};

/** The findings for people: `path:line  severity  rule  message`, grouped by file, each with how to mend it. */
export const formatFindings = (verdict: Verdict, paint: Paint, how: Loudness): string => {
  const { quiet, verbose } = how;
  const { kept = [] } = verdict;
  const line = keptLine(kept, verbose);
  const told =
    line === undefined ? [] : [line, ...(verbose ? kept.map(({ text }) => `  = ${printable(text)}`) : [])];
  const { findings } = verdict;
  const { shown, more } = verbose
    ? { shown: findings, more: new Map<Finding, number>() }
    : cappedOf(findings);
  const lines = shown.flatMap((finding, index, all) => {
    const { path, line, severity, rule, message, fix } = finding;
    const rest = more.get(finding);
    return [
      ...(index > 0 && all[index - 1]?.path !== path ? [""] : []),
      `${shownPath(path)}:${line}  ${paint(severity === "error" ? "red" : "yellow", severity)}  ${rule}  ${printable(message)}`,
      `    ${paint("dim", printable(fix))}`,
      ...(rest === undefined ? [] : [moreLine(rest, rule, paint)]),
    ];
  });
  const gap = lines.length === 0 ? [] : [""];
  const all = quiet ? lines : [...lines, ...gap, ...told, paint("bold", summaryOf(verdict))];
  return all.map((line) => `${line}\n`).join("");
};

const plainFinding = ({ rule, severity, path, line, message, fix, mend }: Finding) => ({
  rule,
  severity,
  path,
  line,
  message,
  fix,
  fixable: mend !== undefined,
});

/** The findings as JSON, in the form of schemas/check.schema.json: the same tree gives the same bytes. */
export const findingsToJson = ({ findings, mended, kept = [] }: Verdict): string => {
  const document = {
    formatVersion: 1,
    findings: findings.map(plainFinding),
    mended: mended.map(plainFinding),
    kept: kept.map(noteOf),
    summary: {
      error: countOf(findings, "error"),
      warning: countOf(findings, "warning"),
      fixable: findings.filter(({ mend }) => mend !== undefined).length,
      mended: mended.length,
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};

/** The findings as workflow commands, which GitHub shows beside the lines; `prefix` leads from the repository to the root. */
export const findingsToGithub = ({ findings }: Verdict, prefix: string): string =>
  findings
    .map(({ severity, path, line, rule, message, fix }) =>
      workflowCommand({
        level: severity,
        file: prefix + path,
        line,
        title: rule,
        message: `${message} ${fix}`,
      }),
    )
    .join("");
