import { fieldsOf } from "../config/expression.ts";
import type { CounterSettings, Settings } from "../config/settings.ts";
import type { Entry } from "../model/entry.ts";
import { type Problem, warning } from "../model/problem.ts";
import { groupBy } from "../text/group-by.ts";

/** How many models are named. */
const named = 5;

/** Whether a counter lists models. */
const isList = ({ format, list }: CounterSettings): boolean =>
  !list.distinct && fieldsOf(format).includes("list");

const listed = (entries: readonly Entry[]): string => {
  const more = entries.length - named;
  const ids = entries.slice(0, named).map(({ id }) => JSON.stringify(id));
  return `${ids.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
};

const counted = (count: number, what: string): string =>
  count === 1 ? `1 ${what} stands` : `${count} ${what.replace("model", "models")} stand`;

/** New models without a place in a file whose places share all others among them: those of a maker that has none there. */
const unshared = (
  { sections, tables, navigation }: Settings,
  entries: readonly Entry[],
  isKnown: (id: string) => boolean,
  file: string,
): readonly Problem[] => {
  const kinds = [
    sections.map(({ page, test }) => [page, test] as const),
    tables.map(({ page, test }) => [page, test] as const),
    navigation.map((each) => [each.file, each.test] as const),
  ];
  const fresh = entries.filter(({ id }) => !isKnown(id));
  const known = entries.filter(({ id }) => isKnown(id));
  if (fresh.length === 0 || known.length === 0) return [];
  return kinds.flatMap((places) =>
    [...groupBy(places, ([page]) => page)].flatMap(([page, own]) => {
      const held = (entry: Entry): number => own.filter(([, test]) => test(entry)).length;
      const isShared = own.every(([, test]) => known.some(test)) && known.every((each) => held(each) === 1);
      const left = own.length > 1 && isShared ? fresh.filter((entry) => held(entry) === 0) : [];
      return left.length === 0
        ? []
        : [
            warning(
              "models-nowhere",
              `${file}: ${page}`,
              `${counted(left.length, "new model")} in none of the ${own.length} places there, which share all others among them: ${listed(left)}.`,
              "Add a place for such models there, or widen a `where`.",
            ),
          ];
    }),
  );
};

/**
 * The models that no output of the config is for: a new one would be forgotten in silence. `isKnown`: whether the lock
 * has a model.
 */
export const placelessModels = (
  settings: Settings,
  entries: readonly Entry[],
  isKnown: (id: string) => boolean,
  file: string,
): readonly Problem[] => {
  const { snippets, sections, tables, navigation, counters } = settings;
  const places = [
    ...snippets.map(({ where }) => where),
    ...[...sections, ...tables, ...navigation].map(({ test }) => test),
  ];
  // Lists in a line are places where there are no others.
  const tests = places.length > 0 ? places : counters.filter(isList).map(({ test }) => test);
  if (tests.length === 0) return [];
  const left = entries.filter((entry) => !tests.some((test) => test(entry)));
  const without = new Set(left);
  const placed = entries.filter((entry) => !without.has(entry));
  const elsewhere = unshared(settings, placed, isKnown, file);
  if (left.length === 0) return elsewhere;
  return [
    warning(
      "models-nowhere",
      file,
      `${counted(left.length, "model of the catalog")} nowhere: no \`where\` of the config holds for ${listed(left)}.`,
      "Widen a `where`, add a place for such models, or leave them out with `exclude`, which says why.",
    ),
    ...elsewhere,
  ];
};
