import type { Problem } from "../model/problem.ts";
import { printable } from "../text/emit/printable.ts";
import type { Paint } from "./style.ts";

/** So many of one kind are shown to who didn't ask for all. */
export const few = 3;

/** What is said of the others. */
export const moreLine = (count: number, kind: string, paint: Paint): string =>
  `  … and ${count} more ${paint("dim", `[${kind}]`)} (--verbose)`;

const one = (problem: Problem, paint: Paint): string => {
  const { code, severity, where, shown = where, message, fix, excerpt = [] } = problem;
  const label = paint(severity === "error" ? "red" : "yellow", `${severity}:`);
  return [
    `${label} ${printable(message)} ${paint("dim", `[${code}]`)}`,
    `  ${paint("dim", "at: ")} ${printable(shown)}`,
    ...excerpt.map((line) => `       ${printable(line)}`),
    `  ${paint("dim", "fix:")} ${printable(fix)}`,
  ].join("\n");
};

/** Warnings by their kinds, of each no more than `most` and how many more there are. */
const grouped = (warnings: readonly Problem[], paint: Paint, most: number): readonly string[] => {
  const kinds = [...new Set(warnings.map(({ code }) => code))];
  return kinds.flatMap((kind) => {
    const all = warnings.filter(({ code }) => code === kind);
    const shown = all.slice(0, most).map((problem) => one(problem, paint));
    return all.length > most ? [...shown, moreLine(all.length - most, kind, paint)] : shown;
  });
};

/** The problems for people, errors first; unless all are wanted, only the first warnings of a kind. Empty when there are none. */
export const formatProblems = (problems: readonly Problem[], paint: Paint, verbose: boolean): string => {
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const told = grouped(warnings, paint, verbose ? warnings.length : few);
  return [...errors.map((problem) => one(problem, paint)), ...told].map((text) => `${text}\n`).join("");
};
