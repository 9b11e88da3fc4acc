import type { Plan } from "../model/plan.ts";
import { counted } from "../text/counted.ts";

/** What is said of all notes of a group: `64 mentions in 23 files follow \`chat\`.` */
export const groupLines = ({ changes }: Pick<Plan, "changes">): readonly string[] => {
  const groups = new Map<string, { readonly what: string; count: number; readonly files: Set<string> }>();
  for (const { path, notes = [] } of changes)
    for (const { group, what } of notes) {
      if (group === undefined) continue;
      const known = groups.get(group) ?? { what, count: 0, files: new Set() };
      known.count += 1;
      known.files.add(path);
      groups.set(group, known);
    }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, { what, count, files }]) => {
      const deed = count === 1 ? group.replace(/^\w+/, (verb) => `${verb}s`) : group;
      return `${counted(count, what)} in ${counted(files.size, "file")} ${deed}.`;
    });
};
