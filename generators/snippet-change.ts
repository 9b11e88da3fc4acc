import { whyChanged, type Why } from "../src/core/cause.ts";
import { digest } from "../src/core/digest.ts";
import type { Lock } from "../src/core/lock/types.ts";
import type { Situation } from "../src/core/situation.ts";
import type { SnapshotFile } from "../src/core/snapshot.ts";
import type { Cause, Change, RelativePath } from "../src/types.ts";

/** What kind of snippet it is, for people. */
export const nameOf = ({ job }: Situation): string => `${job.snippet.kind}/${job.snippet.language}`;

const baseOf = (situation: Situation, path: RelativePath) =>
  ({ path, kind: "snippet", models: [situation.job.entry.id] }) as const;

/** Why a snippet has to change. */
export const why = ({ record, job, fingerprint, from, to }: Situation, lock: Lock): Why =>
  record?.made === fingerprint.made && from === to
    ? { cause: "drift", reason: "The file is an older one." }
    : whyChanged(lock.models.get(job.entry.id), job.entry, record?.template === fingerprint.template);

/** The change that should be and can't. */
export const blocked = (situation: Situation, cause: Cause, reason: string): Change => {
  const before = situation.file?.digest ?? null;
  return {
    ...baseOf(situation, situation.from),
    action: "blocked",
    cause,
    reason,
    before,
    after: before,
  };
};

/** A text that the tool made, with its digest. */
export const madeText = (text: string): SnapshotFile => ({ text, digest: digest(text) });

/** The change that leaves a text at `to`; the text itself is asked for only where it is written. */
export const changeTo = (situation: Situation, made: SnapshotFile, { cause, reason }: Why): Change => {
  const { file, from, to } = situation;
  const before = file?.digest ?? null;
  const after = made.digest;
  const common = { ...baseOf(situation, to), cause, before, after } as const;
  if (before === null) return { ...common, action: "create", reason, content: made.text };
  if (from !== to) return { ...common, action: "rename", from, reason, content: made.text };
  if (before === after)
    return {
      ...common,
      action: "keep",
      cause: "catalog",
      reason: `The ${nameOf(situation)} snippet is there.`,
    };
  return { ...common, action: "update", reason, content: made.text };
};
