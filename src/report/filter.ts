import type { Change, Plan } from "../model/plan.ts";
import { warning } from "../model/problem.ts";
import { toText } from "../config/expression.ts";
import { type FieldValue, providerOf } from "../model/entry.ts";
import type { Lock } from "../model/lock.ts";
import type { Groups } from "./json.ts";
import { type Review, reviewModels } from "./review.ts";
import { addTo } from "../text/group-by.ts";

/** The models that a plan changes something for, by what they have in a field now, or had when they were there. */
export const groupsOf = (review: Review, lock: Lock | undefined, field: string): Groups => {
  const groups = new Map<string, string[]>();
  for (const { id, entry } of reviewModels(review)) {
    const value: FieldValue | undefined = entry?.fields.get(field) ?? lock?.models.get(id)?.fields[field];
    const group = field === "provider" ? providerOf(id, value) : toText(value);
    if (group !== "") addTo(groups, group, id);
  }
  return Object.fromEntries([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** What a plan's changes can be shown by. */
export const filterKeys = ["action", "cause", "class", "kind", "model", "path"] as const;

/** What a key can be, where that is known beforehand. */
export const filterValues: ReadonlyMap<Filter["key"], readonly string[]> = new Map([
  ["action", ["create", "update", "delete", "rename", "keep", "blocked"]],
  ["cause", ["catalog", "template", "config", "drift"]],
  ["class", ["routine", "review", "held"]],
]);

/** One condition: its key, and the values of which one must be the change's. */
export type Filter = { readonly key: (typeof filterKeys)[number]; readonly values: readonly string[] };

const valuesOf = (change: Change, key: Filter["key"]): readonly string[] => {
  if (key === "model") return change.models;
  if (key === "action")
    return [
      change.action,
      ...(change.notes ?? []).flatMap(({ action }) => (action === "blocked" ? [action] : [])),
    ];
  return [change[key] ?? ""];
};

const unclassed = warning(
  "filter-unclassed",
  "command line",
  "--filter class shows nothing: the config declares no classes.",
  "Declare `policy.classes`; an empty list will do.",
);

/** The plan with the changes that every filter lets through; what is counted is all of it. */
export const filterPlan = (plan: Plan, filters: readonly Filter[]): Plan => {
  const due = plan.changes.filter(({ action }) => action !== "keep");
  const isUnclassed = due.length > 0 && due.every((change) => change.class === undefined);
  return {
    ...plan,
    problems:
      isUnclassed && filters.some(({ key }) => key === "class")
        ? [...plan.problems, unclassed]
        : plan.problems,
    changes: plan.changes.filter((change) =>
      filters.every(({ key, values }) => valuesOf(change, key).some((each) => values.includes(each))),
    ),
  };
};
