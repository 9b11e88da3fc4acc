import { fieldsOf } from "../config/expression.ts";
import type { CounterSettings, Settings } from "../config/settings.ts";
import type { Entry } from "../model/entry.ts";
import type { RelativePath } from "../model/file.ts";
import type { Lock } from "../model/lock.ts";
import { type Problem, warning } from "../model/problem.ts";
import { groupBy } from "../text/group-by.ts";

/** How many models are named. */
const named = 5;

/** Whether a counter lists models. */
const isList = ({ format, list }: CounterSettings): boolean =>
  !list.distinct && fieldsOf(format).includes("list");

/** Whether rows are models': those of makers are places of no model. */
const isOfModels = ({ distinct }: Settings["tables"][number]): boolean => distinct === undefined;

const listed = (ids: readonly string[]): string => {
  const more = ids.length - named;
  const first = ids.slice(0, named).map((id) => JSON.stringify(id));
  return `${first.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
};

const counted = (count: number, what: string): string =>
  count === 1 ? `1 ${what} stands` : `${count} ${what.replace("model", "models")} stand`;

/** What is told of models without a place, and which pages lack which of them. */
export type Placeless = {
  readonly problems: readonly Problem[];
  readonly lacks: ReadonlyMap<RelativePath, readonly string[]>;
};

/** The models without a place in a file whose places share all others: those of a maker that has none there. */
const unshared = (
  { sections, tables, navigation }: Settings,
  entries: readonly Entry[],
  { models, lacks }: Pick<Lock, "models" | "lacks">,
): Placeless["lacks"] => {
  const kinds = [
    sections.map(({ page, test }) => [page, test] as const),
    tables.filter(isOfModels).map(({ page, test }) => [page, test] as const),
    navigation.map((each) => [each.file, each.test] as const),
  ];
  const found = kinds.flatMap((places) =>
    [...groupBy(places, ([page]) => page)].flatMap(([page, own]) => {
      if (own.length < 2) return [];
      const lacking = lacks.get(page)?.models ?? [];
      const isKnown = ({ id }: Entry): boolean => models.has(id) && !lacking.includes(id);
      const held = (entry: Entry): number => own.filter(([, test]) => test(entry)).length;
      const known = entries.filter(isKnown);
      const isShared = own.every(([, test]) => known.some(test)) && known.every((each) => held(each) === 1);
      const left = isShared ? entries.filter((entry) => held(entry) === 0) : [];
      return left.map(({ id }) => [page, id] as const);
    }),
  );
  return new Map(
    [...groupBy(found, ([page]) => page)].map(([page, own]) => [page, [...new Set(own.map(([, id]) => id))]]),
  );
};

/** The models that no output of the config is for: a new one would be forgotten in silence. */
export const placelessModels = (
  settings: Settings,
  entries: readonly Entry[],
  lock: Pick<Lock, "models" | "lacks">,
  file: string,
): Placeless => {
  const { snippets, sections, tables, navigation, counters } = settings;
  const places = [
    ...snippets.map(({ where }) => where),
    ...[...sections, ...tables.filter(isOfModels), ...navigation].map(({ test }) => test),
  ];
  // Lists in a line are places where there are no others.
  const tests = places.length > 0 ? places : counters.filter(isList).map(({ test }) => test);
  if (tests.length === 0) return { problems: [], lacks: new Map() };
  const left = entries.filter((entry) => !tests.some((test) => test(entry)));
  const without = new Set(left);
  const placed = entries.filter((entry) => !without.has(entry));
  const lacks = unshared(settings, placed, lock);
  const elsewhere = [...lacks].map(([page, ids]) =>
    warning(
      "models-nowhere",
      `${file}: ${page}`,
      `${counted(ids.length, "model")} in none of the places there, which share all others among them: ${listed(ids)}.`,
      "Add a place for such models there, or widen a `where`.",
    ),
  );
  if (left.length === 0) return { problems: elsewhere, lacks };
  const nowhere = [
    warning(
      "models-nowhere",
      file,
      `${counted(left.length, "model of the catalog")} nowhere: no \`where\` of the config holds for ${listed(left.map(({ id }) => id))}.`,
      "Widen a `where`, add a place for such models, or leave them out with `exclude`, which says why.",
    ),
    ...elsewhere,
  ];
  return { problems: nowhere, lacks };
};
