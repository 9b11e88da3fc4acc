import { printable } from "../text/emit/printable.ts";
import type { Problem } from "../model/problem.ts";
import { firstOf, moreLine } from "./capped.ts";
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

/** All problems, errors first, for people. Of warnings of one kind only the first, unless `verbose`. Empty when there are none. */
export const formatProblems = (problems: readonly Problem[], paint: Paint, verbose = true): string => {
  const errors = problems.filter(({ severity }) => severity === "error");
  const kinds = new Map<string, Problem[]>();
  for (const problem of problems)
    if (problem.severity === "warning") {
      const kind = kinds.get(problem.code);
      if (kind === undefined) kinds.set(problem.code, [problem]);
      else kind.push(problem);
    }
  const warnings = [...kinds].flatMap(([code, all]) => {
    const { first, rest } = firstOf(all, verbose);
    return [
      ...first.map((problem) => one(problem, paint)),
      ...(rest === 0 ? [] : [moreLine(rest, printable(code))]),
    ];
  });
  return [...errors.map((problem) => one(problem, paint)), ...warnings].map((text) => `${text}\n`).join("");
};
