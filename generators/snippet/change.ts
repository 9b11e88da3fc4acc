import { whyChanged, type Why } from "../../src/lock/cause.ts";
import { digest } from "../../src/text/digest.ts";
import type { Lock } from "../../src/model/lock.ts";
import type { Status } from "./status.ts";
import type { RelativePath, SnapshotFile } from "../../src/model/file.ts";
import type { Cause } from "../../src/model/note.ts";
import type { Change } from "../../src/model/plan.ts";

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
