import type { Predicate, TableConfig } from "../../config.gen.ts";
import { always, compilePredicate, type Test } from "../predicate.ts";
import type { Order, Place } from "../settings.ts";

/** A test that always holds where the config has none. */
export const test = (predicate: Predicate | undefined): Test =>
  predicate === undefined ? always : compilePredicate(predicate);

/** How entries or rows are sorted, defaults filled in. */
export const order = (config: TableConfig["order"]): Order => ({
  by: config?.by ?? "name",
  descending: config?.descending ?? false,
  natural: config?.natural ?? false,
  ignoreCase: config?.ignoreCase ?? false,
});

/** Where a section or table is; `where` is its place in the config. */
export const place = (config: Omit<TableConfig, "columns">, where: string): Place => ({
  page: config.page,
  heading: config.heading ?? [],
  tab: config.tab,
  marker: config.marker,
  item: config.item,
  element: config.element,
  between: config.between,
  after: config.after,
  nth: config.nth,
  optional: config.optional ?? false,
  where,
});
