import type { RelativePath } from "../model/file.ts";
import { fileKey, type Lock, type ModelRecord, recordKey } from "../model/lock.ts";

const renamed = <T extends { readonly model: string }>(
  records: Iterable<T>,
  moved: ReadonlyMap<string, string>,
  keyOf: (record: T) => string,
): ReadonlyMap<string, T> => {
  const result = new Map<string, T>();
  for (const record of records) {
    const model = moved.get(record.model) ?? record.model;
    const changed = { ...record, model };
    // A model that is recorded under its new ID already needs nothing of the old one.
    if (model === record.model || !result.has(keyOf(changed))) result.set(keyOf(changed), changed);
  }
  return result;
};

/** The moves that the catalog bears out: while it has the old ID still, or not yet the new one, there is nothing to follow. */
export const dueMoves = (
  moved: ReadonlyMap<string, string>,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, string> => new Map([...moved].filter(([from, to]) => ids.has(to) && !ids.has(from)));

/** The lock as if every moved model had had its new ID all along. */
export const applyMoves = (lock: Lock, moved: ReadonlyMap<string, string>): Lock => {
  if (moved.size === 0) return lock;
  return {
    ...lock,
    files: renamed(lock.files.values(), moved, ({ snippet, model }) => fileKey(snippet, model)),
    entries: renamed(lock.entries.values(), moved, recordKey),
    rows: renamed(lock.rows.values(), moved, recordKey),
    models: renamed<ModelRecord>(lock.models.values(), moved, ({ model }) => model),
  };
};

/** The lock with every file that the config protects as people's, whoever made it: none of them is written, renamed or deleted. */
export const withProtection = (lock: Lock, isProtected: (path: RelativePath) => boolean): Lock => {
  const theirs = [...lock.files.entries()].filter(([, { path }]) => isProtected(path));
  if (theirs.length === 0) return lock;
  const files = new Map(lock.files);
  for (const [key, record] of theirs) files.set(key, { ...record, owner: "people", named: false });
  return { ...lock, files };
};
