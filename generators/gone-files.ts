import type { Gone } from "../src/core/gone.ts";
import { type FileRecord, fileKey, type Lock } from "../src/core/lock/types.ts";
import type { Snapshot } from "../src/core/snapshot.ts";
import type { Change } from "../src/types.ts";

/** What becomes of the files of models that left. */
export type GoneFiles = {
  readonly changes: readonly Change[];
  /** Keys of the files that go. */
  readonly deleted: ReadonlySet<string>;
};

const isOurs = (record: FileRecord, snapshot: Snapshot): boolean => {
  const digest = snapshot.get(record.path)?.digest;
  return record.owner === "tool" && (digest === record.digest || digest === record.older);
};

/** Deletes what the tool made and nobody edited, of models that are to be pruned; everything else is reported and stays. */
export const planGoneFiles = (lock: Lock, snapshot: Snapshot, gone: readonly Gone[]): GoneFiles => {
  const pruned = new Set(gone.filter(({ action }) => action === "prune").map(({ record }) => record.model));
  const changes: Change[] = [];
  const deleted = new Set<string>();
  for (const record of lock.files.values()) {
    if (!pruned.has(record.model)) continue;
    const before = snapshot.get(record.path)?.digest ?? null;
    const common = {
      path: record.path,
      kind: "snippet",
      models: [record.model],
      cause: "catalog",
      before,
    } as const;
    if (before === null) deleted.add(fileKey(record.snippet, record.model));
    else if (isOurs(record, snapshot)) {
      deleted.add(fileKey(record.snippet, record.model));
      changes.push({ ...common, action: "delete", reason: "The model has left the catalog.", after: null });
    } else {
      const whose = record.owner === "people" ? "people wrote the file" : "the file was edited by hand";
      changes.push({
        ...common,
        action: "keep",
        reason: `The model has left the catalog, but ${whose}.`,
        after: before,
      });
    }
  }
  return { changes, deleted };
};
