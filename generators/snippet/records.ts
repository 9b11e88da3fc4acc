import type { LocatedJob } from "../../src/catalog/entries.ts";
import { type Why, whyChanged } from "../../src/lock/model-changes.ts";
import { packedBase } from "../../src/lock/next.ts";
import type { GroupPacker } from "../../src/lock/pack.ts";
import type { Digest, RelativePath, Snapshot, SnapshotFile } from "../../src/model/file.ts";
import type { Claim, FileRecord, Lock } from "../../src/model/lock.ts";
import type { Cause } from "../../src/model/note.ts";
import type { Change } from "../../src/model/plan.ts";
import type { Outcome, Problem } from "../../src/model/problem.ts";
import { digest } from "../../src/text/digest.ts";
import type { Status } from "./status.ts";

/** What kind of snippet it is, for people. */
export const nameOf = ({ job }: Status): string => `${job.snippet.kind}/${job.snippet.language}`;

const baseOf = (status: Status, path: RelativePath) =>
  ({ path, kind: "snippet", models: [status.job.entry.id] }) as const;

/** Why a snippet has to change. */
export const why = ({ record, job, fingerprint, from, to }: Status, lock: Lock): Why =>
  record?.made === fingerprint.made && from === to
    ? { cause: "drift", reason: "The file is an older one." }
    : whyChanged(lock.models.get(job.entry.id), job.entry, record?.template === fingerprint.template);

/** The change that should be and can't. */
export const blocked = (status: Status, cause: Cause, reason: string): Change => {
  const before = status.file?.digest ?? null;
  return {
    ...baseOf(status, status.from),
    action: "blocked",
    cause,
    reason,
    before,
    after: before,
  };
};

/** A text that the tool made, with its digest. */
export const madeText = (text: string): SnapshotFile => ({ text, digest: digest(text) });

/** The change that leaves a text at `to`. */
export const changeTo = (status: Status, made: SnapshotFile, { cause, reason }: Why): Change => {
  const { file, from, to } = status;
  const before = file?.digest ?? null;
  const common = { ...baseOf(status, to), before, after: made.digest };
  if (before === made.digest && from === to)
    return {
      ...common,
      action: "keep",
      cause: "catalog",
      reason: `The ${nameOf(status)} snippet is there.`,
    };
  const written = { ...common, cause, reason, content: made.text };
  if (before !== null && from !== to) return { ...written, action: "rename", from };
  return { ...written, action: before === null ? "create" : "update" };
};

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
