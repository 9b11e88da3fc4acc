import { type Problem, warning } from "../../src/model/problem.ts";
import type { Status } from "./status.ts";

/** How many files are named; the rest is counted. */
const shown = 3;

/** Whether a file is found by nothing but the ID in it: no rule gives its name, and no lock knows who gave it. */
const isMisnamed = ({ job: { entry, snippet, location }, record, from, to }: Status): boolean =>
  record === undefined &&
  location.state === "present" &&
  from === to &&
  ![snippet.path, ...snippet.aliases].some((pattern) => pattern.fill(entry) === location.path);

/** Reports files that keep names which the slug rules don't give: without a lock a new rule applies to none of them. */
export const misnamedProblems = (statuses: readonly Status[], file: string): readonly Problem[] => {
  const paths = [...new Set(statuses.filter(isMisnamed).map(({ from }) => from))].sort();
  if (paths.length === 0) return [];
  const more = paths.length > shown ? `, and ${paths.length - shown} more` : "";
  const what = paths.length === 1 ? "One snippet file has" : `${paths.length} snippet files have`;
  return [
    warning(
      "slug-unapplied",
      `${file}: slug`,
      `${what} another name than the slug rules give, and no lock tells who named them: ${paths.slice(0, shown).join(", ")}${more}.`,
      "If the rules changed, declare those of before in `slug.was`: then the files are renamed. Otherwise leave them: the next apply records them as people's.",
    ),
  ];
};
