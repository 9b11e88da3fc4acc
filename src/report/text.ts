import { type Note, isChange, keptLine } from "../model/note.ts";
import {
  type Action,
  type Change,
  type ChangeClass,
  type Kind,
  type Plan,
  hasChanges,
} from "../model/plan.ts";
import { hasErrors, isLeft } from "../model/problem.ts";
import { counted } from "../text/counted.ts";
import { printable } from "../text/emit/printable.ts";
import type { Paint, Style } from "./style.ts";

/** The group that a note is told with; undefined where it is told alone, as what is blocked is. */
const groupOf = (change: Change, { group, action }: Note): string | undefined =>
  change.action === "blocked" || action === "blocked" ? undefined : group;

/** What is said of all notes of a group: `64 mentions in 23 files follow \`chat\`.` */
export const groupLines = ({ changes }: Pick<Plan, "changes">): readonly string[] => {
  const groups = new Map<string, { readonly what: string; count: number; readonly files: Set<string> }>();
  for (const change of changes)
    for (const note of change.notes ?? []) {
      const group = groupOf(change, note);
      if (group === undefined) continue;
      const known = groups.get(group) ?? { what: note.what, count: 0, files: new Set() };
      known.count += 1;
      known.files.add(change.path);
      groups.set(group, known);
    }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, { what, count, files }]) => {
      const deed = count === 1 ? group.replace(/^\w+/, (verb) => `${verb}s`) : group;
      return `${counted(count, what)} in ${counted(files.size, "file")} ${deed}.`;
    });
};

/** How many changes are of each class: `Classes: 3 routine, 1 review, 0 held.` Nothing where none are declared. */
export const classLines = ({ changes }: Pick<Plan, "changes">): readonly string[] => {
  const classes = changes.flatMap((change) => change.class ?? []);
  if (classes.length === 0) return [];
  const count = (name: ChangeClass): string => `${classes.filter((each) => each === name).length} ${name}`;
  return [`Classes: ${count("routine")}, ${count("review")}, ${count("held")}.`];
};

/** The kinds of output, in their order, and what their changes are called. */
export type Titles = readonly { readonly kind: Kind; readonly title: string }[];

/** How the text report is made. */
export type TextOptions = {
  readonly paint: Paint;
  readonly kinds: Titles;
  /** Unchanged paths are listed too, and every change gives its reason. */
  readonly verbose: boolean;
  /** Whether some models, parts or changes only were asked for: nothing is said of the rest. */
  readonly limited?: boolean;
  /** The diff of a change, shown below it; "" for none. */
  readonly diff: (change: Change) => string;
};

/** The sign of what becomes of a file, or of something in a page, and how it is painted. */
export const marks: Readonly<Record<Action | Note["action"], readonly [mark: string, style: Style]>> = {
  create: ["+", "green"],
  add: ["+", "green"],
  update: ["~", "yellow"],
  change: ["~", "yellow"],
  delete: ["-", "red"],
  remove: ["-", "red"],
  rename: ["→", "cyan"],
  move: ["→", "cyan"],
  blocked: ["!", "red"],
  keep: ["=", "dim"],
};

/** Whether the line says why even when nobody asked: when it isn't plain from the mark and the path. */
const tellsReason = ({ action, kind, cause }: Change): boolean =>
  action === "blocked" ||
  action === "delete" ||
  (action === "update" && (kind !== "snippet" || cause !== "drift")) ||
  cause === "drift";

const changeLines = (change: Change, { paint, verbose, diff }: TextOptions): readonly string[] => {
  const [mark, style] = marks[change.action];
  const from = change.from === undefined ? "" : `${printable(change.from)} → `;
  const reason = verbose || tellsReason(change) ? `  ${paint("dim", printable(change.reason))}` : "";
  // Each reference says no more than the renamed file's own line; what is of a group is told with it.
  const told = (change.notes ?? []).filter(
    (note) => verbose || (note.what !== "reference" && groupOf(change, note) === undefined && isChange(note)),
  );
  const inside = told.map(({ action, text }) => {
    const [sign, shade] = marks[action];
    return `      ${paint(shade, sign)} ${printable(text)}`;
  });
  const shown = diff(change);
  return [
    `  ${paint(style, mark)} ${from}${printable(change.path)}${reason}`,
    ...inside,
    ...(shown === "" ? [] : [shown.trimEnd().replace(/^(?=.)/gm, "      ")]),
  ];
};

/** How many of a plan's problems are errors, in words: while there is one, nothing of it is applied. */
export const errorsOf = ({ problems }: Pick<Plan, "problems">): string =>
  counted(problems.filter(({ severity }) => severity === "error").length, "error");

/** The last line of every plan: `Plan: 8 to create, 4 to update, …`; with errors, that none of it is applied. */
export const summaryLine = (plan: Pick<Plan, "summary" | "problems">): string => {
  const { summary, problems } = plan;
  const { create, update, delete: remove, rename, keep, blocked } = summary;
  const stuck = blocked === 0 ? "" : `, ${blocked} blocked`;
  const counts = `${create} to create, ${update} to update, ${remove} to delete, ${rename} renamed, ${keep} unchanged${stuck}.`;
  if (!hasErrors(problems)) return `Plan: ${counts}`;
  const errors = errorsOf(plan);
  const stop = `Plan: nothing can be applied until ${errors} ${errors === "1 error" ? "is" : "are"} mended.`;
  return Object.values(summary).every((count) => count === 0)
    ? stop
    : `${stop} Worked out besides: ${counts}`;
};

/** What a plan without changes says, of no more than was asked for. */
export const inStep = ({ problems }: Pick<Plan, "problems">, limited = false): string => {
  if (limited) return "Nothing to change in what was asked for.";
  return problems.some(isLeft)
    ? "Nothing to change; what is left stays, as told."
    : "The documentation is in step with the catalog.";
};

/** The plan for people: a line for each change, grouped by kind, then the summary. */
export const formatPlan = (plan: Plan, options: TextOptions): string => {
  const shown = plan.changes.filter(({ action }) => action !== "keep" || options.verbose);
  const groups = options.kinds.flatMap(({ kind, title }) => {
    const changes = shown.filter((change) => change.kind === kind);
    if (changes.length === 0) return [];
    return [options.paint("bold", title), ...changes.flatMap((change) => changeLines(change, options)), ""];
  });
  const together = [...groupLines(plan), ...classLines(plan)].map((line) => printable(line));
  const unchanged = !hasChanges(plan) && plan.summary.blocked === 0 && !hasErrors(plan.problems);
  const nothing = unchanged ? [inStep(plan, options.limited)] : [];
  const notes = plan.changes.flatMap((change) => change.notes ?? []);
  const kept = keptLine(notes, options.verbose);
  return [
    ...groups,
    ...together,
    ...nothing,
    ...(kept === undefined ? [] : [kept]),
    options.paint("bold", summaryLine(plan)),
    "",
  ].join("\n");
};
