import { type Why, whyChanged } from "../../src/lock/cause.ts";
import { digest } from "../../src/text/digest.ts";
import { packedBase } from "../../src/lock/next.ts";
import type { GroupPacker } from "../../src/lock/pack.ts";
import type { FileRecord, Lock } from "../../src/model/lock.ts";
import { needsText, type Status } from "./status.ts";
import { isText, type Snapshot, type SnapshotFile } from "../../src/model/snapshot.ts";
import type { Claim } from "../../src/model/claim.ts";
import type { LocatedJob } from "../../src/catalog/job.ts";
import type { Outcome, Problem } from "../../src/model/problem.ts";
import type { Change, Conflict } from "../../src/model/plan.ts";
import type { Digest, RelativePath } from "../../src/model/file.ts";
import { blocked, changeTo, madeText, nameOf, why } from "./change.ts";

/** What the snippets need, and what the lock is to record of them. */
export type SnippetPlan = {
  readonly changes: readonly Change[];
  readonly records: readonly FileRecord[];
  readonly problems: readonly Problem[];
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
};

type Planned = {
  readonly change: Change;
  readonly record: FileRecord | undefined;
};

const recordOf = (
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
const madeRecord = (
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

/** The share of lines that must be as they would be made, so that a file is that one with edits. */
const leastShared = 0.6;

const linesIn = (text: string): readonly string[] => text.split(/\r?\n/).filter((line) => line.trim() !== "");

const isMostly = (present: string, made: string): boolean => {
  const there = new Set(linesIn(present));
  const wanted = linesIn(made);
  return wanted.filter((line) => there.has(line)).length >= leastShared * wanted.length;
};

/** The record of a file that was there before and is the tool's from now on; undefined where it isn't. */
const claimed = (status: Status, present: SnapshotFile, tools: SnippetTools): FileRecord | undefined => {
  const { record, job, to } = status;
  const claim = tools.claim(job.entry.id);
  if (!tools.adopt || claim === "none" || tools.isProtected(to)) return undefined;
  if (claim === "all") return madeRecord(status, to, present, tools);
  if (record !== undefined && !tools.reclaims) return undefined;
  const made = tools.render(job);
  return made.ok &&
    (isText(present, digest(made.value)) || (tools.pins === true && isMostly(present.text, made.value)))
    ? madeRecord(status, to, madeText(made.value), tools)
    : undefined;
};

/** Whether every line of the file ends as git converts it on Windows: the lock knows the text without that. */
const isConverted = ({ file }: Status): boolean => file?.unix !== undefined && !/(?<!\r)\n/.test(file.text);

/** A text with the line ends of the file that is there. */
const inPlaceOf = (status: Status, text: string): string =>
  isConverted(status) ? text.replaceAll("\n", "\r\n") : text;

/** A file that stays as it is, under its old or its new name. */
const settled = (status: Status, tools: SnippetTools): Planned => {
  const { record, file, to, job } = status;
  const present = file ?? madeText("");
  // Only the name can change, and no template has a say in that.
  const { cause } = whyChanged(tools.lock.models.get(job.entry.id), job.entry, true);
  const change = changeTo(status, present, { cause, reason: `The slug is ${job.entry.slug} now.` });
  const isMade = record?.owner === "tool" && (!tools.reclaims || isText(present, record.digest));
  const own = isMade ? undefined : claimed(status, present, tools);
  if (own !== undefined) return { change, record: own };
  if (record !== undefined) {
    const named = to === job.snippet.path.fill(job.entry);
    const same = record.path === to && record.named === named;
    return { change, record: same ? record : { ...record, path: to, named } };
  }
  return {
    change,
    record: recordOf(status, to, { owner: "people", digest: present.digest, base: null }),
  };
};

const conflicting = (status: Status, conflict: Conflict, { lock }: SnippetTools): Planned => {
  const reason = `A hand edit is in the way of the new ${nameOf(status)} snippet: --replace makes it anew.`;
  const change = blocked(status, why(status, lock).cause, reason);
  return { change: { ...change, conflict }, record: status.record };
};

const merged = (status: Status, made: SnapshotFile, tools: SnippetTools): Planned => {
  const { record, file, to } = status;
  const present = file?.text ?? "";
  const mine = isConverted(status) ? present.replaceAll("\r\n", "\n") : present;
  const wanted = made.text;
  const recorded = (): FileRecord => madeRecord(status, to, made, tools);
  const asThere = (text: string): SnapshotFile => madeText(inPlaceOf(status, text));
  if (mine === wanted)
    return {
      change: changeTo(status, asThere(made.text), why(status, tools.lock)),
      record: recorded(),
    };
  const base = typeof record?.base === "string" ? tools.unpack(record.base, record.digest) : undefined;
  const text = base === undefined ? undefined : tools.merge(base, mine, wanted);
  if (text === undefined) return conflicting(status, { base, mine, wanted }, tools);
  const { cause, reason } = why(status, tools.lock);
  const change = changeTo(status, asThere(text), { cause, reason: `${reason} The hand edit is kept.` });
  return { change, record: recorded() };
};

/** Why a snippet is made whose text nobody edited. */
const whyMade = (status: Status, lock: Lock): Why => {
  const { state, record } = status;
  if (state === "replaced") return { cause: "drift", reason: "It is replaced, as asked." };
  if (state === "stale") return why(status, lock);
  return record === undefined
    ? { cause: "catalog", reason: `No ${nameOf(status)} snippet names the model yet.` }
    : { cause: "drift", reason: "The file is gone." };
};

const rendered = (status: Status, made: SnapshotFile, tools: SnippetTools): Planned => {
  if (status.state === "edited") return merged(status, made, tools);
  const record = madeRecord(status, status.to, made, tools);
  const text = inPlaceOf(status, made.text);
  const there = text === made.text ? made : madeText(text);
  return { change: changeTo(status, there, whyMade(status, tools.lock)), record };
};

const planOne = (status: Status, tools: SnippetTools): Planned | readonly Problem[] => {
  const { job, state, from, to, record } = status;
  if (state === "taken" && job.location.state === "taken")
    return {
      change: blocked(status, "catalog", `The file ${job.location.why}: give ${job.entry.id} another slug.`),
      record,
    };
  if (from !== to && tools.snapshot.has(to))
    return {
      change: blocked(status, "config", `It should be called ${to}, and that file is there already.`),
      record,
    };
  if (!needsText(status)) return settled(status, tools);
  const text = tools.render(job);
  if (!text.ok) return text.problems;
  return rendered(status, madeText(text.value), tools);
};

/**
 * Plans the snippet files: what is missing is made, what the tool made follows its template and the
 * catalog, what people wrote or edited stays, and both changes are merged where they meet.
 */
export const planSnippets = (statuses: readonly Status[], tools: SnippetTools): SnippetPlan => {
  const changes: Change[] = [];
  const records: FileRecord[] = [];
  const problems: Problem[] = [];
  for (const status of statuses) {
    const planned = planOne(status, tools);
    if (!("change" in planned)) {
      problems.push(...planned);
      continue;
    }
    changes.push(planned.change);
    if (planned.record !== undefined) records.push(planned.record);
  }
  return { changes, records, problems };
};
