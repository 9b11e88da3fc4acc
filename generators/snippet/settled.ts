import { changedFields, whyChanged } from "../../src/lock/cause.ts";
import type { FileRecord } from "../../src/model/lock.ts";
import { keptFile } from "../../src/model/note.ts";
import type { Change } from "../../src/model/plan.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import { isText, type SnapshotFile } from "../../src/model/file.ts";
import { digest } from "../../src/text/digest.ts";
import { type Planned, type SnippetTools, changeTo, madeRecord, madeText, recordOf } from "./records.ts";
import { isUnread, type Status } from "./status.ts";

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
  if (claim !== "all" && record !== undefined && !tools.reclaims) return undefined;
  const made = tools.render(job);
  const wanted = made.ok ? digest(made.value) : undefined;
  const isSame = wanted !== undefined && isText(present, wanted);
  if (claim === "all") {
    const own = madeRecord(status, to, present, tools);
    return isSame || wanted === undefined ? own : { ...own, wanted };
  }
  return made.ok && (isSame || (tools.pins === true && isMostly(present.text, made.value)))
    ? madeRecord(status, to, madeText(made.value), tools)
    : undefined;
};

/** What is told of a file that doesn't show what its model has now. */
const behind = ({ job: { entry }, to }: Status, { lock }: SnippetTools): Problem => {
  const changed = changedFields(lock.models.get(entry.id), entry).join(", ");
  return warning(
    "file-behind",
    to,
    `People wrote this file, and it doesn't follow what its template shows of ${JSON.stringify(entry.id)} now${changed === "" ? "" : ` (${changed})`}.`,
    `Write it in by hand, and apply takes the file as it is then; \`kluster-gen plan --replace ${to} --diff\` shows what would be made.`,
  );
};

/** What is known of people's file: whether it is as it would be made, and as it was when that was another text. */
const judged = (status: Status, present: SnapshotFile, tools: SnippetTools) => {
  const { record, job, to, fingerprint } = status;
  const text = isUnread(status) ? tools.render(job) : undefined;
  const wanted = text === undefined ? record?.wanted : text.ok ? digest(text.value) : undefined;
  const differs = !isText(present, wanted ?? null);
  const follows = record?.wanted === undefined || record.template !== fingerprint.template;
  const isBehind = differs && !follows && record.wanted !== wanted && !tools.isProtected(to);
  const made = wanted === undefined ? {} : { ...fingerprint, wanted };
  const fresh = { ...recordOf(status, to, { owner: "people", digest: present.digest, base: null }), ...made };
  // Until people edit it, it is known what it was written for.
  const stays = isBehind && record.digest === present.digest;
  return {
    differs,
    isBehind,
    record: stays ? { ...fresh, made: record.made, wanted: record.wanted } : fresh,
  };
};

/** The change of a file in which something stays as people wrote it although it differs. */
export const withKept = (change: Change): Change => ({
  ...change,
  notes: [keptFile(change.path, change.models)],
});

/** A file that stays as it is, under its old or its new name. */
export const settled = (status: Status, tools: SnippetTools): Planned => {
  const { record, file, to, job } = status;
  const present = file ?? madeText("");
  // Only the name can change, and no template has a say in that.
  const { cause } = whyChanged(tools.lock.models.get(job.entry.id), job.entry, true);
  const change = changeTo(status, present, { cause, reason: `The slug is ${job.entry.slug} now.` });
  const isMade = record?.owner === "tool" && (!tools.reclaims || isText(present, record.digest));
  const own = isMade ? undefined : claimed(status, present, tools);
  const kept = withKept(change);
  if (own !== undefined) return { change: own.wanted === undefined ? change : kept, record: own };
  if (record?.owner === "tool") {
    const named = to === job.snippet.path.fill(job.entry);
    const same = record.path === to && record.named === named;
    const isEdited = !isText(present, record.wanted ?? record.digest);
    return { change: isEdited ? kept : change, record: same ? record : { ...record, path: to, named } };
  }
  const theirs = judged(status, present, tools);
  const takes = tools.claim(job.entry.id) === "all" && !tools.isProtected(to);
  const problem = theirs.isBehind ? behind(status, tools) : undefined;
  return { change: theirs.differs && !takes ? kept : change, record: theirs.record, problem };
};
