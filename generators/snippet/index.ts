import { type Why, changedFields, whyChanged } from "../../src/lock/model-changes.ts";
import { type SnapshotFile, isText } from "../../src/model/file.ts";
import type { FileRecord, Lock } from "../../src/model/lock.ts";
import { keptFile } from "../../src/model/note.ts";
import type { Change, Conflict } from "../../src/model/plan.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import { digest } from "../../src/text/digest.ts";
import {
  type Planned,
  type SnippetTools,
  blocked,
  changeTo,
  madeRecord,
  madeText,
  nameOf,
  recordOf,
  why,
} from "./records.ts";
import { isOlder } from "../placing/likeness.ts";
import { type Status, isUnread, needsText } from "./status.ts";

/** The share of lines that must be as they would be made, so that a file is that one with edits. */
const leastShared = 0.6;

const linesIn = (text: string): readonly string[] => text.split(/\r?\n/).filter((line) => line.trim() !== "");

const isMostly = (present: string, made: string): boolean => {
  const there = new Set(linesIn(present));
  const wanted = linesIn(made);
  return wanted.filter((line) => there.has(line)).length >= leastShared * wanted.length;
};

/** Whether a file that no lock knows is as it was made from an earlier catalog. */
const isOlderFile = ({ record, file, job, to }: Status, tools: SnippetTools): boolean => {
  if (record !== undefined || file === undefined || !tools.adopt || tools.pins === true) return false;
  if (tools.claim(job.entry.id) === "none" || tools.isProtected(to)) return false;
  const made = tools.render(job);
  return (
    made.ok &&
    isOlder(file.unix === undefined ? file.text : file.text.replaceAll("\r\n", "\n"), made.value, job.entry)
  );
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
const withKept = (change: Change): Change => ({
  ...change,
  notes: [keptFile(change.path, change.models)],
});

/** A file that stays as it is, under its old or its new name. */
const settled = (status: Status, tools: SnippetTools): Planned => {
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

/** What the snippets need, and what the lock is to record of them. */
export type SnippetPlan = {
  readonly changes: readonly Change[];
  readonly records: readonly FileRecord[];
  readonly problems: readonly Problem[];
};

/** Whether every line of the file ends as git converts it on Windows: the lock knows the text without that. */
const isConverted = ({ file }: Status): boolean => file?.unix !== undefined && !/(?<!\r)\n/.test(file.text);

/** A text with the line ends of the file that is there; a new one has those that all others have. */
const inPlaceOf = (status: Status, text: string, { converted }: SnippetTools): string =>
  (status.file === undefined ? converted : isConverted(status)) ? text.replaceAll("\n", "\r\n") : text;

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
  const asThere = (text: string): SnapshotFile => madeText(inPlaceOf(status, text, tools));
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
  return { change: text === wanted ? change : withKept(change), record: recorded() };
};

/** Why a snippet is made whose text nobody edited. */
const whyMade = (status: Status, lock: Lock): Why => {
  const { state, record } = status;
  if (state === "replaced") return { cause: "drift", reason: "It is replaced, as asked." };
  if (state === "stale") return why(status, lock);
  if (state === "kept") return { cause: "catalog", reason: "It is as made, but for values of before." };
  return record === undefined
    ? { cause: "catalog", reason: `No ${nameOf(status)} snippet names the model yet.` }
    : { cause: "drift", reason: "The file is gone." };
};

const rendered = (status: Status, made: SnapshotFile, tools: SnippetTools): Planned => {
  if (status.state === "edited") return merged(status, made, tools);
  const record = madeRecord(status, status.to, made, tools);
  const text = inPlaceOf(status, made.text, tools);
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
  const older = isOlderFile(status, tools);
  if (!needsText(status) && !older) return settled(status, tools);
  const text = tools.render(job);
  if (!text.ok) return text.problems;
  return rendered(status, madeText(text.value), tools);
};

/** Plans the snippet files: missing ones are made, the tool's follow, people's stay, and both changes are merged. */
export const planSnippets = (
  statuses: readonly Status[],
  given: Omit<SnippetTools, "converted">,
): SnippetPlan => {
  const present = statuses.filter(({ file }) => file !== undefined);
  const tools = { ...given, converted: present.length > 0 && present.every(isConverted) };
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
    if (planned.problem !== undefined) problems.push(planned.problem);
    if (planned.record !== undefined) records.push(planned.record);
  }
  return { changes, records, problems };
};
