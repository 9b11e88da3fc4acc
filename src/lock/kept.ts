import { type EntryRecord, type Lock, type RowRecord } from "../model/lock.ts";
import type { RelativePath } from "../model/file.ts";
import { usedTexts } from "./next.ts";

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
