import type { Entry } from "../model/entry.ts";
import type { Held, Lock } from "../model/lock.ts";
import { canonical } from "../text/digest.ts";
import { catalogGuards } from "./catalog-guards.ts";
import { fieldGuards } from "./field-guards.ts";
import { changesOf, type FieldChange, type ModelChange } from "../lock/model-changes.ts";
import type { Scene } from "./types.ts";

/** A guard's limit for a field: its own, the guard's by config, or the guard's. */
const limitFor =
  ({ settings }: Scene, guard: { readonly name: string; readonly limit: number }) =>
  (field: string): number | undefined => {
    const { on = true, limit = guard.limit, fields } = settings.policy.guards.get(guard.name) ?? {};
    const own = fields?.get(field);
    if (!on || own === false) return undefined;
    return typeof own === "number" ? own : limit;
  };

/** Whether a doubt is one that people had before, and let through. */
const isKnown = ({ models }: Lock, { guard, model, field, to }: Held): boolean =>
  (models.get(model)?.accepted ?? []).some(
    (each) => each.guard === guard && each.field === field && canonical(each.value) === canonical(to),
  );

/** Whether `--accept` or the config lets a doubt through. */
export const isAccepted = ({ guard, model }: Held, accept: readonly string[]): boolean =>
  accept.includes(guard) || accept.includes(`${guard}:${model}`);

/** What the guards doubt of the catalog, beside what the lock has; before the first apply nothing is. */
export const judgeCatalog = (
  settings: Scene["settings"],
  lock: Lock,
  entries: readonly Entry[],
): readonly Held[] => {
  if (lock.models.size === 0) return [];
  const models = changesOf(settings, lock, entries);
  const scene: Scene = { settings, lock, entries, models };
  const held: Held[] = [];
  const doubt = (guard: string, { entry }: ModelChange, { name, before, after }: FieldChange): void => {
    held.push({ guard, model: entry.id, field: name, from: before ?? null, to: after });
  };
  for (const guard of fieldGuards) {
    const limitOf = limitFor(scene, guard);
    const named = settings.policy.guards.get(guard.name)?.fields;
    for (const model of models)
      for (const change of model.changes) {
        const limit = limitOf(change.name);
        const about = { model, isNamed: named?.has(change.name) === true };
        if (limit !== undefined && guard.judge(change, limit, about)) doubt(guard.name, model, change);
      }
  }
  for (const guard of catalogGuards) {
    const limitOf = limitFor(scene, guard);
    for (const [model, change] of guard.judge(scene, limitOf))
      if (limitOf(change.name) !== undefined) doubt(guard.name, model, change);
  }
  const order = ({ model, guard, field }: Held): string => JSON.stringify([model, guard, field]);
  return held.filter((each) => !isKnown(lock, each)).sort((a, b) => (order(a) < order(b) ? -1 : 1));
};
