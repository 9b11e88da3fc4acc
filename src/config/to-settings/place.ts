import picomatch from "picomatch";
import type {
  CounterConfig,
  CriterionConfig,
  DataPath,
  GroupConfig,
  OrderConfig,
  Predicate,
  TableConfig,
} from "../config.gen.ts";
import { always, compilePredicate, type Test } from "../predicate.ts";
import type { Criterion, Grouping, Order } from "../order-settings.ts";
import type { Place } from "../settings.ts";
import type { DataStep } from "../../text/data/node.ts";

/** A test that always holds where the config has none. */
export const test = (predicate: Predicate | undefined): Test =>
  predicate === undefined ? always : compilePredicate(predicate);

const criterion = (config: CriterionConfig): Criterion => ({
  by: config.by ?? "name",
  source: config.source ?? false,
  appearance: config.appearance ?? false,
  descending: config.descending ?? false,
  natural: config.natural ?? false,
  ignoreCase: config.ignoreCase ?? false,
  locale: config.locale,
  list: new Map((config.list ?? []).map((value, at) => [String(value), at])),
});

/** How entries or rows are sorted, defaults filled in: a criterion has of the order what it leaves out itself. */
export const order = (config: OrderConfig | undefined): Order => {
  const { by = "name", position = "sorted", ...common } = config ?? {};
  const criteria = (typeof by === "string" ? [by] : by).map((each) =>
    criterion(typeof each === "string" ? { ...common, by: each } : { ...common, ...each }),
  );
  // What was where in the catalog isn't recorded: groups whose first model left stay where they are.
  const isAsFirst = position === "sorted" && criteria.some(({ appearance }) => appearance);
  return {
    criteria,
    position: isAsFirst ? "near" : position,
    ...(config === undefined ? { assumed: true } : {}),
  };
};

/** The groups of a place, defaults filled in. */
export const group = (config: GroupConfig | undefined): Grouping | undefined => {
  if (config === undefined) return undefined;
  const { by, header, footer, other = "Other" } = config;
  // Names are sorted as listed, then those that aren't, then the rest's group.
  const criteria = order({ ...config.order, by: "name" }).criteria;
  const isDeep = footer !== undefined || /^(?:[-*+]|\d+[.)])\s/.test(header);
  return { by, header, footer, isDeep, other, order: { criteria, position: "sorted" } };
};

/** The way to a list of data. */
export const way = (path: DataPath): readonly DataStep[] =>
  path.map((step) => (typeof step === "object" ? new Map(Object.entries(step)) : step));

/** Whether a counter of the config changes the number in a line that a place is found by. */
const isCounted = (
  { page, heading = [], after, between }: Pick<TableConfig, "page" | "heading" | "after" | "between">,
  counters: readonly CounterConfig[],
): boolean => {
  // What a pattern begins with may be the marks of a heading's level.
  const headings = heading.flatMap((step) =>
    ["", "#", "##", "###", "####"].map((marks) => `${marks} ${step}`.trim()),
  );
  const lines = [...headings, after, between?.start, between?.end].filter((line) => line !== undefined);
  return counters.some(
    ({ page: on, pattern }) =>
      on === page && pattern !== undefined && lines.some((line) => new RegExp(pattern, "mu").test(line)),
  );
};

/** Where a section or table is; `where` is its place in the config, `counters` are those of the config. */
export const place = (
  config: Omit<TableConfig, "columns">,
  where: string,
  counters: readonly CounterConfig[] = [],
): Place => ({
  page: config.page ?? config.pages ?? "",
  ...(config.pages === undefined ? {} : { pages: picomatch(config.pages) }),
  heading: config.heading ?? [],
  tab: config.tab,
  marker: config.marker,
  item: config.item,
  element: config.element,
  between: config.between,
  after: config.after,
  ...(isCounted(config, counters) ? { counted: true } : {}),
  nth: config.nth,
  ...(config.across === true ? { across: true } : {}),
  ...(config.data === undefined ? {} : { data: { path: way(config.data), fence: config.fence } }),
  optional: config.optional ?? false,
  where,
});

/**
 * Places, with what tells several of one page at the same place apart: those of the first sign by name have the place's
 * name alone.
 */
export const placesApart = (placed: readonly (readonly [at: Place, sign: string])[]): readonly Place[] => {
  const keyOf = (at: Place): string => JSON.stringify({ ...at, where: "", optional: false });
  const first = new Map<string, string>();
  for (const [at, sign] of placed) {
    const known = first.get(keyOf(at));
    if (known === undefined || sign < known) first.set(keyOf(at), sign);
  }
  return placed.map(([at, sign]) => (first.get(keyOf(at)) === sign ? at : { ...at, apart: sign }));
};
