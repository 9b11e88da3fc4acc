import type { Why } from "../../src/lock/cause.ts";
import type { FileRecord, Lock } from "../../src/model/lock.ts";
import { needsText, type Status } from "./status.ts";
import type { SnapshotFile } from "../../src/model/file.ts";
import type { Problem } from "../../src/model/problem.ts";
import type { Change, Conflict } from "../../src/model/plan.ts";
import {
  type Planned,
  type SnippetTools,
  blocked,
  changeTo,
  madeRecord,
  madeText,
  nameOf,
  why,
} from "./records.ts";
import { settled, withKept } from "./settled.ts";

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
  if (!needsText(status)) return settled(status, tools);
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
