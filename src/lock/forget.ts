import type { Lock } from "../model/lock.ts";
import { usedTexts } from "./next.ts";

const without = <T>(map: ReadonlyMap<string, T>, isMeant: (value: T) => boolean): ReadonlyMap<string, T> =>
  new Map([...map].filter(([, value]) => !isMeant(value)));

const sizeOf = ({ files, entries, rows, models, lacks }: Lock): number =>
  files.size + entries.size + rows.size + models.size + lacks.size;

/** What can be forgotten: models by their ID, files and pages by their path. */
export const knownOf = ({ files, entries, rows, models, lacks }: Lock): readonly string[] => [
  ...new Set([
    ...[...models.keys(), ...lacks.keys()],
    ...[...files.values()].flatMap(({ model, path }) => [model, path]),
    ...[...entries.values(), ...rows.values()].flatMap(({ model, page }) => [model, page]),
  ]),
];

/** The lock without what it has of a model, or of a file or page; and how many records that were. */
export const forgetIn = (lock: Lock, what: string): { readonly lock: Lock; readonly count: number } => {
  const next = usedTexts({
    ...lock,
    files: without(lock.files, ({ model, path }) => model === what || path === what),
    entries: without(lock.entries, ({ model, page }) => model === what || page === what),
    rows: without(lock.rows, ({ model, page }) => model === what || page === what),
    models: without(lock.models, ({ model }) => model === what),
    lacks: without(lock.lacks, ({ page }) => page === what),
  });
  return { lock: next, count: sizeOf(lock) - sizeOf(next) };
};
