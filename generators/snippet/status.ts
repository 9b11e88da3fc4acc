import { formerEntry } from "../../src/model/entry.ts";
import { type RelativePath, type Snapshot, type SnapshotFile, isText } from "../../src/model/file.ts";
import type { Fingerprint } from "../../src/lock/fingerprint.ts";
import { fileKey, type FileRecord, type Lock } from "../../src/model/lock.ts";
import type { LocatedJob } from "../../src/catalog/entries.ts";

/** How a snippet stands between what the tool made, what people did and what is wanted now. */
export type State =
  /** There is no file. */
  | "absent"
  /** The file that it would be is another model's. */
  | "taken"
  /** The file stays as it is: people wrote it, or nothing that it is made from changed. */
  | "kept"
  /** Nobody edited it, and what it is made from changed. */
  | "stale"
  /** Somebody edited it, and what it is made from changed. */
  | "edited"
  /** It is made anew because that was asked for. */
  | "replaced";

/** A snippet with all that decides what becomes of it. */
export type Status = {
  readonly job: LocatedJob;
  readonly state: State;
  readonly record: FileRecord | undefined;
  readonly fingerprint: Fingerprint;
  /** The file as it is. */
  readonly file: SnapshotFile | undefined;
  /** Where it is now; the same as `to` unless it is to be renamed. */
  readonly from: RelativePath;
  readonly to: RelativePath;
};

/** What statuses are judged by. */
export type StatusContext = {
  readonly lock: Lock;
  readonly snapshot: Snapshot;
  readonly fingerprint: (job: LocatedJob) => Fingerprint;
  readonly replace: boolean;
  readonly isProtected: (path: RelativePath) => boolean;
};

const stateOf = (
  { job: { location }, record, file, fingerprint: { made } }: Omit<Status, "state" | "from" | "to">,
  replace: boolean,
): State => {
  if (location.state !== "present" || file === undefined)
    return location.state === "taken" ? "taken" : "absent";
  if (replace) return "replaced";
  if (record?.owner !== "tool") return "kept";
  // An older checkout of what the tool made is nobody's edit.
  if (isText(file, record.older) && !isText(file, record.digest)) return "stale";
  if (record.made === made) return "kept";
  return isText(file, record.digest) ? "stale" : "edited";
};

/** Whether a file has its name by the slug rules of before. */
const isFormer = ({ entry, snippet, location }: LocatedJob): boolean => {
  const former = formerEntry(entry);
  return (
    former !== undefined &&
    [snippet.path, ...snippet.aliases].some((pattern) => pattern.fill(former) === location.path)
  );
};

/** Judges one snippet. A file that got its name from its slug, or from its path in the config, follows them. */
export const statusOf = (job: LocatedJob, context: StatusContext): Status => {
  const { entry, snippet, location } = job;
  const { lock, snapshot, replace } = context;
  const record = lock.files.get(fileKey(snippet.id, entry.id));
  const fingerprint = context.fingerprint(job);
  const file = snapshot.get(location.path);
  const target = snippet.path.fill(entry);
  const named = record?.named === true && record.path === location.path;
  const moves = location.state === "present" && (named || isFormer(job));
  const known = { job, record, fingerprint, file };
  return {
    ...known,
    state: stateOf(known, replace && !context.isProtected(location.path)),
    from: location.path,
    // Of two equal strings the one that is kept anyway.
    to: moves && target !== location.path ? target : location.path,
  };
};

/** Whether a snippet's text has to be rendered to know what becomes of it. */
export const needsText = ({ state }: Status): boolean =>
  state === "absent" || state === "stale" || state === "edited" || state === "replaced";

/** Whether it takes the text to know whether people's file is as it would be made: the lock knows it by what it was made from. */
export const isUnread = ({ state, record, fingerprint }: Status): boolean =>
  state === "kept" && record?.owner !== "tool" && record?.made !== fingerprint.made;
