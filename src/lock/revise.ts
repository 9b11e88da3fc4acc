import type { RelativePath } from "../model/file.ts";
import {
  type EntryRecord,
  fileKey,
  type Lock,
  type ModelRecord,
  recordKey,
  type RowRecord,
} from "../model/lock.ts";
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

type Placed = EntryRecord | RowRecord;

/** The next records, but of the pages in `kept` those from before. */
const placedWithout = <T extends Placed>(
  old: ReadonlyMap<string, T>,
  next: ReadonlyMap<string, T>,
  kept: ReadonlySet<RelativePath>,
): ReadonlyMap<string, T> =>
  new Map([
    ...[...next].filter(([, { page }]) => !kept.has(page)),
    ...[...old].filter(([, { page }]) => kept.has(page)),
  ]);

/** The next lock when the paths in `kept` stayed as they were: what wasn't written isn't recorded as made. */
export const withoutKept = (old: Lock, next: Lock, kept: ReadonlySet<RelativePath>): Lock => {
  if (kept.size === 0) return next;
  const files = new Map(next.files);
  for (const [key, { path }] of next.files) {
    const before = old.files.get(key);
    if (!kept.has(path) && !kept.has(before?.path ?? path)) continue;
    if (before === undefined) files.delete(key);
    else files.set(key, before);
  }
  for (const [key, record] of old.files)
    if (kept.has(record.path) && !next.files.has(key)) files.set(key, record);
  return usedTexts({
    ...next,
    files,
    entries: placedWithout(old.entries, next.entries, kept),
    rows: placedWithout(old.rows, next.rows, kept),
    texts: new Map([...old.texts, ...next.texts]),
  });
};

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
