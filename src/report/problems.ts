import { printable } from "../text/emit/printable.ts";
import type { Problem } from "../model/problem.ts";
import type { Paint } from "./style.ts";

const one = ({ code, severity, where, message, fix, excerpt = [] }: Problem, paint: Paint): string => {
  const label = paint(severity === "error" ? "red" : "yellow", `${severity}:`);
  return [
    `${label} ${printable(message)} ${paint("dim", `[${code}]`)}`,
    `  ${paint("dim", "at: ")} ${printable(where)}`,
    ...excerpt.map((line) => `       ${printable(line)}`),
    `  ${paint("dim", "fix:")} ${printable(fix)}`,
  ].join("\n");
};

/** All problems, errors first, for people. Empty when there are none. */
export const formatProblems = (problems: readonly Problem[], paint: Paint): string => {
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  return [...errors, ...warnings].map((problem) => `${one(problem, paint)}\n`).join("");
};
