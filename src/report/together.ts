import type { Note } from "../model/note.ts";
import type { Change, ChangeClass, Plan } from "../model/plan.ts";
import { counted } from "../text/counted.ts";

/** The group that a note is told with; undefined where it is told alone, as what is blocked is. */
export const groupOf = (change: Change, { group, action }: Note): string | undefined =>
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
