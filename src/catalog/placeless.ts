import { fieldsOf } from "../config/expression.ts";
import type { CounterSettings, Settings } from "../config/settings.ts";
import type { Entry } from "../model/entry.ts";
import { type Problem, warning } from "../model/problem.ts";

/** How many models are named. */
const named = 5;

/** Whether a counter lists models. */
const isList = ({ format, list }: CounterSettings): boolean =>
  !list.distinct && fieldsOf(format).includes("list");

/** The models that no output of the config is for: a new one would be forgotten in silence. */
export const placelessModels = (
  { snippets, sections, tables, navigation, counters }: Settings,
  entries: readonly Entry[],
  file: string,
): readonly Problem[] => {
  const places = [
    ...snippets.map(({ where }) => where),
    ...[...sections, ...tables, ...navigation].map(({ test }) => test),
  ];
  // Lists in a line are places where there are no others.
  const tests = places.length > 0 ? places : counters.filter(isList).map(({ test }) => test);
  if (tests.length === 0) return [];
  const left = entries.filter((entry) => !tests.some((test) => test(entry)));
  if (left.length === 0) return [];
  const ids = left.slice(0, named).map(({ id }) => JSON.stringify(id));
  const more = left.length - ids.length;
  const what =
    left.length === 1 ? "1 model of the catalog stands" : `${left.length} models of the catalog stand`;
  return [
    warning(
      "models-nowhere",
      file,
      `${what} nowhere: no \`where\` of the config holds for ${ids.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`,
      "Widen a `where`, add a place for such models, or leave them out with `exclude`, which says why.",
    ),
  ];
};
