import type { LocatedJob } from "../../src/catalog/job.ts";
import { packedBase } from "../../src/lock/next.ts";
import type { GroupPacker } from "../../src/lock/pack.ts";
import type { Claim, FileRecord, Lock } from "../../src/model/lock.ts";
import type { Digest, RelativePath, Snapshot, SnapshotFile } from "../../src/model/file.ts";
import type { Change } from "../../src/model/plan.ts";
import type { Outcome, Problem } from "../../src/model/problem.ts";
import type { Status } from "./status.ts";

/** What planning a snippet takes from outside: pure functions, loaded only where they are needed. */
export type SnippetTools = {
  readonly snapshot: Snapshot;
  readonly lock: Lock;
  readonly render: (job: LocatedJob) => Outcome<string>;
  readonly merge: (base: string, mine: string, theirs: string) => string | undefined;
  readonly unpack: (base: string, expected: Digest) => string | undefined;
  readonly packer: GroupPacker;
  /** Files without a record that are as the tool would make them become the tool's. */
  readonly adopt: boolean;
  /** Files that are mostly as the tool would make them are the tool's with what people edited. */
  readonly pins?: boolean;
  /** Whose a file is that was there before. */
  readonly claim: (model: string) => Claim;
  /** Whether files that are people's by the lock are looked at again. */
  readonly reclaims: boolean;
  readonly isProtected: (path: RelativePath) => boolean;
  /** Whether all snippets that are there have Windows' line ends. */
  readonly converted: boolean;
};

/** What becomes of one file. */
export type Planned = {
  readonly change: Change;
  readonly record: FileRecord | undefined;
  /** What is told of it besides. */
  readonly problem?: Problem | undefined;
};

/** The lock's record of a file, whosever it is. */
export const recordOf = (
  status: Status,
  path: RelativePath,
  given: Pick<FileRecord, "owner" | "digest" | "base">,
): FileRecord => {
  const { job, record, fingerprint } = status;
  const tool = given.owner === "tool";
  const changed = tool && record !== undefined && record.digest !== given.digest;
  return {
    type: "file",
    model: job.entry.id,
    snippet: job.snippet.id,
    path,
    named: path === job.snippet.path.fill(job.entry),
    older: changed ? record.digest : (record?.older ?? null),
    made: tool ? fingerprint.made : null,
    template: tool ? fingerprint.template : null,
    ...given,
  };
};

/** The lock records a text that the tool made. */
export const madeRecord = (
  status: Status,
  path: RelativePath,
  made: SnapshotFile,
  { packer }: SnippetTools,
): FileRecord => {
  const { job, record, fingerprint } = status;
  const group = { snippet: job.snippet.id, template: fingerprint.template };
  const base = packedBase(record, group, made, packer);
  return recordOf(status, path, { owner: "tool", digest: made.digest, base });
};
