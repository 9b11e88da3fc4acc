import { whyChanged, type Why } from "../../src/lock/cause.ts";
import { digest } from "../../src/text/digest.ts";
import type { Lock } from "../../src/model/lock.ts";
import type { Status } from "./status.ts";
import { isLazy, lazyFile, type SnapshotFile } from "../../src/model/snapshot.ts";
import type { LocatedJob } from "../../src/catalog/job.ts";
import type { Cause } from "../../src/model/cause.ts";
import type { Change } from "../../src/model/plan.ts";
import type { RelativePath } from "../../src/model/file.ts";

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

/** How many characters of texts a plan holds; few of them where so many files have to be held in other ways, too. */
const mostKept = (files: number): number => (files > 200_000 ? 1 << 25 : 1 << 27);

/** Keeps a snippet's text, or only its digest. */
export type Keep = (made: SnapshotFile, job: LocatedJob) => SnapshotFile;

/**
 * Keeps texts with their digests, which are all that most of a plan is about. The texts of a very large
 * documentation would fill the memory, so from some point on each is rendered again where it is written.
 */
export const textKeeper = (files: number, again: (job: LocatedJob) => string): Keep => {
  let room = mostKept(files);
  return (made, job) => {
    room -= made.text.length;
    return room >= 0 ? made : lazyFile(made.digest, Buffer.byteLength(made.text), job, again);
  };
};

/** The getter of all changes whose text isn't kept, for the reason that lazy files share one. */
const writing: { made: SnapshotFile; readonly content: string; readonly length: number } = {
  made: { text: "", digest: "", length: 0 },
  get content(): string {
    return this.made.text;
  },
  get length(): number {
    return this.made.length ?? Buffer.byteLength(this.made.text);
  },
};

/** The change that leaves a text at `to`; the text itself is asked for only where it is written. */
export const changeTo = (status: Status, made: SnapshotFile, { cause, reason }: Why): Change => {
  const { file, from, to, job } = status;
  const before = file?.digest ?? null;
  const after = made.digest;
  const models = [job.entry.id];
  const path = to;
  const kind = "snippet";
  if (before === after && from === to)
    return {
      action: "keep",
      path,
      kind,
      models,
      cause: "catalog",
      reason: `The ${nameOf(status)} snippet is there.`,
      before,
      after,
    };
  if (before !== null && from !== to) {
    const content = made.text;
    return { action: "rename", path, from, kind, models, cause, reason, before, after, content };
  }
  const action = before === null ? "create" : "update";
  // Without a spread: V8 would give each object a shape of its own.
  if (!isLazy(made)) return { action, path, kind, models, cause, reason, before, after, content: made.text };
  const change = { action, path, kind, models, cause, reason, before, after, made } as const;
  Reflect.setPrototypeOf(change, writing);
  return change;
};
