import type { Change, Plan } from "../model/plan.ts";

/** What a plan's changes can be shown by. */
export const filterKeys = ["action", "cause", "class", "kind", "model", "path"] as const;

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

/** The plan with the changes that every filter lets through; what is counted is all of it. */
export const filterPlan = (plan: Plan, filters: readonly Filter[]): Plan => ({
  ...plan,
  changes: plan.changes.filter((change) =>
    filters.every(({ key, values }) => valuesOf(change, key).some((each) => values.includes(each))),
  ),
});
