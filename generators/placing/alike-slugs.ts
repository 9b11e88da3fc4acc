import type { Settings } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import { groupBy } from "../../src/text/group-by.ts";
import { groupOf } from "./groups.ts";
import { slugOf } from "./headers.ts";

/** Groups whose headers would have one value where each must have its own: tabs of one value aren't shown, or end a build. */
export const alikeSlugs = (
  { sections, tables }: Pick<Settings, "sections" | "tables">,
  entries: readonly Entry[],
  file: string,
): readonly Problem[] =>
  [
    ...sections,
    ...tables.map(({ where, test, group, split = group }) => ({ where, test, group: split })),
  ].flatMap(({ group, where, test }) => {
    if (group?.header.includes("{group|slug}") !== true) return [];
    const names = new Set(entries.filter(test).flatMap((entry) => groupOf(group, entry) ?? []));
    return [...groupBy([...names], slugOf)].flatMap(([slug, alike]) =>
      alike.length < 2
        ? []
        : [
            warning(
              "group-slugs-alike",
              `${file}: ${where}`,
              `The groups ${alike.map((name) => JSON.stringify(name)).join(", ")} have one value in their headers: "${slug}".`,
              "Give one of them another name, by a rule of the field in `group.by`, or in the catalog.",
            ),
          ],
    );
  });
