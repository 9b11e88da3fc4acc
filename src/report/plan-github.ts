import { isChange } from "../model/note.ts";
import type { RelativePath, Snapshot } from "../model/file.ts";
import type { Problem } from "../model/problem.ts";
import type { Action, Change, Plan } from "../model/plan.ts";
import { byCodeUnit } from "../text/natural.ts";
import { marks } from "./text.ts";
import { printable } from "../text/emit/printable.ts";

/** One remark that GitHub shows beside a line, or beside the whole run when it names no file. */
export type Annotation = {
  readonly level: "error" | "warning" | "notice";
  /** Relative to the repository. */
  readonly file?: RelativePath;
  readonly line?: number;
  readonly title: string;
  readonly message: string;
};

/** Text in a workflow command: what the runner would take for its syntax is encoded as it decodes it. */
const escapeData = (text: string): string =>
  printable(text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"));

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** An annotation as a workflow command, on a line of its own. */
export const workflowCommand = ({ level, file, line = 1, title, message }: Annotation): string => {
  const place = file === undefined ? "" : `file=${escapeProperty(file)},line=${line},`;
  return `::${level} ${place}title=${escapeProperty(title)}::${escapeData(message)}\n`;
};

/** What the annotations are made from. */
export type GithubOptions = {
  /** The files as they are. */
  readonly files: Snapshot;
  /** Leads from the repository to the root. */
  readonly prefix: string;
  /** Whether a change makes the run fail, as --check has it. */
  readonly failing: boolean;
};

/** The first line that is another one than before, counted from 1. */
const firstChanged = (before: string, after: string): number => {
  const lines = after.split("\n");
  const index = before.split("\n").findIndex((line, at) => line !== lines[at]);
  return Math.max(index, 0) + 1;
};

/** A problem's place as a file and a line, where it is one of the documentation's files. */
const placeOf = ({ where }: Problem, { files, prefix }: GithubOptions): Pick<Annotation, "file" | "line"> => {
  const [, path = where, line = "1"] = /^(.*?):(?:(\d+)\b| |$)/.exec(where) ?? [];
  return files.has(path) ? { file: prefix + path, line: Number(line) } : {};
};

const ofProblem = (problem: Problem, options: GithubOptions): Annotation => ({
  level: problem.severity,
  ...placeOf(problem, options),
  title: problem.code,
  message: `${problem.where}: ${problem.message} ${problem.fix}`,
});

const deeds: Readonly<Record<Action, string>> = {
  create: "to create",
  update: "to update",
  delete: "to delete",
  rename: "to rename",
  blocked: "blocked",
  keep: "unchanged",
};

const ofChange = (change: Change, { files, prefix, failing }: GithubOptions): Annotation => {
  const { action, path, from, reason, notes = [] } = change;
  const inside = notes.filter(isChange);
  const standing = from ?? path;
  const before = files.get(standing)?.text;
  const content = before === undefined ? undefined : change.content;
  const line = before === undefined || content === undefined ? 1 : firstChanged(before, content);
  const stuck = action === "blocked" || inside.some((note) => note.action === "blocked");
  const name = from === undefined ? path : `${from} → ${path}`;
  return {
    level: stuck || failing ? "error" : "notice",
    file: prefix + standing,
    line,
    title: `${deeds[action]}: ${name}`,
    message: [reason, ...inside.map(({ action: sign, text }) => `${marks[sign][0]} ${text}`)].join("\n"),
  };
};

// GitHub shows ten annotations of a level for each step: what needs a person comes first, then what can be
// shown beside a file that is there.
const rank = ({ action }: Change): number =>
  action === "blocked" ? 0 : action === "create" ? 2 : action === "keep" ? 3 : 1;

/** The plan as workflow commands: problems, what is blocked, and every change. */
export const planToGithub = ({ changes, problems }: Plan, options: GithubOptions): string => {
  const telling = changes.filter(({ action }) => action !== "keep");
  const sorted = [0, 1, 2].flatMap((group) => telling.filter((change) => rank(change) === group));
  const severe = [...problems].sort((a, b) => byCodeUnit(a.severity, b.severity));
  return [
    ...severe.map((problem) => ofProblem(problem, options)),
    ...sorted.map((change) => ofChange(change, options)),
  ]
    .map(workflowCommand)
    .join("");
};
