import { toText } from "../config/expression.ts";
import { type FieldValue, providerOf } from "../model/entry.ts";
import type { Lock } from "../model/lock.ts";
import type { Groups } from "./json.ts";
import { type Review, reviewModels } from "./markdown.ts";
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
