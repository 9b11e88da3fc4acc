import type { MentionSettings } from "../../src/config/mention-settings.ts";
import type { Lock } from "../../src/model/lock.ts";
import { bareId, type KnownModel } from "./names.ts";

/** What is known of models that left. */
export type Left = {
  readonly has: (id: string) => boolean;
  /** The model at the end of a chain of successors; undefined where there is none that the catalog has. */
  readonly successor: (id: string) => string | undefined;
  /** IDs that only the settings and the lock know. */
  readonly ids: readonly string[];
};

/** What models that left are found from. */
export type LeftRequest = {
  readonly settings: MentionSettings;
  readonly lock: Lock;
  /** The catalog's models, excluded ones too. */
  readonly catalog: readonly KnownModel[];
};

/** Finds the models that left: by the lock, by lists of the config, and by what the catalog says of them. */
export const findLeft = ({ settings, lock, catalog }: LeftRequest): Left => {
  const { successors, left } = settings;
  const here = new Map(catalog.map((model) => [model.id, model]));
  const field = left.successor;
  const declared = (id: string): string | undefined => {
    const listed = successors.get(id) ?? (here.has(id) ? undefined : successors.get(bareId(id)));
    if (listed !== undefined || field === undefined) return listed;
    const recorded = lock.models.get(id)?.fields;
    const value =
      here.get(id)?.subject?.fields.get(field) ?? (recorded === undefined ? null : recorded[field]);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const ids = new Set([
    ...left.ids,
    ...[...successors.keys()].filter((id) => !here.has(id)),
    ...[...lock.models.keys(), ...lock.left.keys()].filter((id) => !here.has(id)),
  ]);
  for (const { id, subject } of catalog) {
    const says =
      left.test === undefined
        ? field !== undefined && declared(id) !== undefined
        : subject !== undefined && left.test(subject);
    if (says) ids.add(id);
  }
  const has = (id: string): boolean => ids.has(id);
  const successor = (id: string): string | undefined => {
    const seen = new Set([id]);
    let next = declared(id);
    while (next !== undefined && has(next) && !seen.has(next)) {
      seen.add(next);
      next = declared(next);
    }
    return next !== undefined && here.has(next) && !has(next) ? next : undefined;
  };
  return { has, successor, ids: [...ids] };
};
