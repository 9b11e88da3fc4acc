import type { Orphan } from "../../../generators/placing/past.ts";
import type { Note } from "../../model/note.ts";
import type { Change } from "../../model/plan.ts";
import { type Problem, warning } from "../../model/problem.ts";
import { groupBy } from "../../text/group-by.ts";
import type { Orphans } from "./orphans.ts";

/** How many rows of a table are named; all are counted. */
const named = 3;

const placeOf = ({ page, line, place, title }: Orphan): string => `${page}:${line}, ${place}: ${title}`;

const told = (code: string, places: readonly string[], what: string, fix: string): readonly Problem[] =>
  places.map((where) => warning(code, where, `${what} is no model's of the catalog.`, fix));

/** What is told of each kind that names no model, and what several are called. */
const codes = {
  row: ["rows-unknown", "rows"],
  entry: ["entries-unknown", "entries"],
  element: ["elements-unknown", "elements"],
} as const;

/** Rows, entries or elements that name no model, told once for each place. */
const unknownProblems = (
  { unknown, nameless, recorded, declared }: Orphans,
  kind: Orphan["what"],
): readonly Problem[] => {
  const [code, several] = codes[kind];
  const open = [...unknown, ...nameless].filter((orphan) => orphan.what === kind && !declared.has(orphan));
  const places = groupBy(open, ({ page, place }) => `${page}, ${place}`);
  return [...places].map(([where, members]) => {
    const titles = members.map(({ title }) => title);
    const some = titles.slice(0, named).map((title) => JSON.stringify(title));
    const [verb, pronoun, them] =
      titles.length === 1
        ? ["names", "it stays", `the ${kind} is`]
        : ["name", "they stay", `the ${several} are`];
    const why = members.some((each) => recorded.has(each))
      ? `by the lock ${them} people's`
      : `no lock tells whose ${them}`;
    const way = members.every(({ isUnlike }) => isUnlike) ? "" : ", or with --prune --claim all";
    return warning(
      code,
      where,
      `${titles.length} ${titles.length === 1 ? kind : several} ${verb} no model of the catalog: ${[...some, ...(titles.length > named ? ["…"] : [])].join(", ")}.`,
      `Take out what is left of models by hand${way}; ${why}, so ${pronoun}.`,
    );
  });
};

/** Tells what is left of models. */
export const orphanProblems = (orphans: Orphans): readonly Problem[] => {
  const { files, entries, rows, elements, unasked } = orphans;
  return [
    ...[...unasked].map(([path, { entry }]) =>
      warning(
        "snippet-left",
        path,
        `${JSON.stringify(entry.id)} doesn't get this snippet, and no lock tells whose the file is: it stays.`,
        "Delete it by hand, or leave it.",
      ),
    ),
    ...told("orphan-snippet", files, "The file", "Delete it with what cites it, or declare it in `protect`."),
    ...told(
      "orphan-entry",
      entries.map(placeOf),
      "The entry",
      "Delete it, or correct the file that it cites.",
    ),
    ...told(
      "orphan-element",
      elements.map(placeOf),
      "The element",
      "Delete it, as the entry or page of the model.",
    ),
    ...told("orphan-row", rows.map(placeOf), "The row", "Delete it, as the entry of the same name."),
    ...unknownProblems(orphans, "row"),
    ...unknownProblems(orphans, "entry"),
    ...unknownProblems(orphans, "element"),
  ];
};

/** The changes of pages, with what people keep in them although it is of no model. */
export const withDeclared = (
  changes: readonly Change[],
  { declared }: Pick<Orphans, "declared">,
): readonly Change[] => {
  const byPage = groupBy([...declared], ({ page }) => page);
  return changes.map((change) => {
    const kept = (byPage.get(change.path) ?? []).map(
      ({ what, title, place }): Note => ({
        ...{ cause: "drift", models: [], what: `${what} of no model`, action: "keep", place },
        text: `${title} in ${place}, which is no model's of the catalog`,
      }),
    );
    return kept.length === 0 ? change : { ...change, notes: [...(change.notes ?? []), ...kept] };
  });
};
