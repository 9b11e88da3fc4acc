import { type Gone, keptProblem, prunedModels } from "../../src/lock/gone.ts";
import { type FileRecord, fileKey, type Lock } from "../../src/model/lock.ts";
import { isText, type Snapshot } from "../../src/model/snapshot.ts";
import type { Problem } from "../../src/model/problem.ts";
import type { Change } from "../../src/model/plan.ts";

/** What becomes of the files of models that left. */
export type GoneFiles = {
  readonly changes: readonly Change[];
  /** Keys of the files that go. */
  readonly deleted: ReadonlySet<string>;
  /** What stays because of people. */
  readonly problems: readonly Problem[];
};

/** Nothing goes. */
export const noGoneFiles: GoneFiles = { changes: [], deleted: new Set(), problems: [] };

const whyKept = (record: FileRecord, snapshot: Snapshot, needed: string | undefined): string | undefined => {
  const file = snapshot.get(record.path);
  if (needed !== undefined) return needed;
  if (file === undefined) return undefined;
  if (record.owner === "people") return "people wrote it";
  return isText(file, record.digest) || isText(file, record.older) ? undefined : "it was edited by hand";
};

/**
 * Deletes what the tool made and nobody edited, of models that are to be pruned; everything else is
 * told and stays. `needed` tells why a snippet must stay for the pages' sake, by key.
 */
export const planGoneFiles = (
  lock: Lock,
  snapshot: Snapshot,
  gone: readonly Gone[],
  needed: ReadonlyMap<string, string>,
): GoneFiles => {
  const pruned = new Set(prunedModels(gone));
  const changes: Change[] = [];
  const deleted = new Set<string>();
  const problems: Problem[] = [];
  for (const record of lock.files.values()) {
    const { model, path } = record;
    if (!pruned.has(model)) continue;
    const key = fileKey(record.snippet, model);
    const before = snapshot.get(path)?.digest ?? null;
    const kept = whyKept(record, snapshot, needed.get(key));
    const common = { path, kind: "snippet", models: [model], cause: "catalog", before } as const;
    const reason = `The model has left the catalog${kept === undefined ? "" : `, but ${kept}`}.`;
    if (kept === undefined) deleted.add(key);
    else problems.push(keptProblem(path, model, kept));
    if (before === null) continue;
    changes.push(
      kept === undefined
        ? { ...common, action: "delete", reason, after: null }
        : { ...common, action: "keep", reason, after: before },
    );
  }
  return { changes, deleted, problems };
};
