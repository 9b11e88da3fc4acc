import { type Problem, error } from "../model/problem.ts";
import type { Action, Change, Inputs, Plan } from "../model/plan.ts";
import type { Snapshot } from "../model/file.ts";
import { clashes } from "../model/paths.ts";
import { checkTarget } from "../lock/file-records.ts";

/** The number of changes of each action. */
export const summarise = (changes: readonly Change[]): Readonly<Record<Action, number>> => {
  const summary = { create: 0, update: 0, delete: 0, rename: 0, keep: 0, blocked: 0 };
  for (const { action } of changes) summary[action] += 1;
  return summary;
};

/** A file that stays is reported once: it may be the snippet of several models, or in the way of another one. */
const mergeKept = (changes: readonly Change[]): readonly Change[] => {
  const others = changes.filter(({ action }) => action !== "keep");
  const busy = new Set(others.map(({ path }) => path));
  const kept = new Map<string, Change>();
  for (const change of changes) {
    if (change.action !== "keep" || busy.has(change.path)) continue;
    const before = kept.get(change.path);
    if (before === undefined) kept.set(change.path, change);
    else {
      const models = [...new Set([...before.models, ...change.models])].sort();
      kept.set(change.path, { ...before, ...change, models });
    }
  }
  return [...others, ...kept.values()];
};

const meeting = (changes: readonly Change[]): readonly Problem[] => {
  const seen = new Map<string, Change>();
  const problems: Problem[] = [];
  for (const change of changes) {
    const other = seen.get(change.path);
    if (other === undefined) seen.set(change.path, change);
    else {
      const models = [...other.models, ...change.models].map((id) => JSON.stringify(id)).join(" and ");
      problems.push(
        error(
          "path-clash",
          change.path,
          `Two outputs (${models}) would be this one file.`,
          "Give one of them another `path`, or a model another slug.",
        ),
      );
    }
  }
  return problems;
};

/** New paths that not every platform takes: unsafe ones, and those that differ in case or normal form alone. */
const unsafePaths = (changes: readonly Change[]): readonly Problem[] => {
  const present = changes.filter(
    ({ action }) => action === "keep" || action === "update" || action === "blocked",
  );
  const fresh = changes
    .filter(({ action }) => action === "create" || action === "rename")
    .map(({ path }) => path);
  if (fresh.length === 0) return [];
  const old = present.map(({ path }) => path);
  const all = clashes([...old, ...fresh]);
  const known = new Set((all.length === 0 ? [] : clashes(old)).map((problem) => JSON.stringify(problem)));
  const clashing = all.filter((problem) => !known.has(JSON.stringify(problem)));
  return [...fresh.flatMap((path) => checkTarget(path) ?? []), ...clashing];
};

/** Files that are links would be read through them and can't be written: apply keeps to what is really in a place. */
export const linkedPaths = (changes: readonly Change[], snapshot: Snapshot): readonly Problem[] =>
  changes.flatMap(({ action, path, from = path }) => {
    const linked = snapshot.get(from)?.linked;
    if (linked === undefined || action === "keep" || action === "blocked") return [];
    const message = `It is a symbolic link to ${linked}, and nothing is written through links.`;
    return [
      error("path-linked", from, message, `Name ${linked} in the config, or put the file itself there.`),
    ];
  });

/** One faulty template is one problem, however many models would have used it. */
const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];

/** Puts all changes into a plan: one for each path, sorted by path in code-unit order, and counted. */
export const assemblePlan = (
  changes: readonly Change[],
  problems: readonly Problem[],
  inputs: Inputs,
): Plan => {
  const merged = mergeKept(changes);
  const sorted = [...merged].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return {
    formatVersion: 2,
    inputs,
    changes: sorted,
    problems: distinct([...problems, ...meeting(sorted), ...unsafePaths(sorted)]),
    summary: summarise(sorted),
  };
};

/** The plan of a run that found out before planning that it can't go on. */
export const emptyPlan = (problems: readonly Problem[], inputs?: Inputs): Plan =>
  assemblePlan([], problems, inputs ?? { config: null, catalog: null, templates: null, lock: null });
