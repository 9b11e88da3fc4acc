import type { Config } from "../config.gen.ts";
import { parseExpression } from "../expression.ts";
import type { CounterSettings } from "../settings.ts";
import { order, place, test } from "./place.ts";

/** The counters. */
export const counters = ({ counters: all = [] }: Config): readonly CounterSettings[] =>
  all.map((config, index) => ({
    ...place({ page: config.page, optional: config.optional ?? false }, `counters[${index}]`),
    name: config.name,
    pattern: config.pattern === undefined ? undefined : new RegExp(config.pattern, "dgmu"),
    format: parseExpression(config.format ?? "{count}"),
    floor: config.floor ?? 1,
    thousands: config.thousands ?? "",
    list: {
      field: config.field ?? "name",
      distinct: config.distinct ?? false,
      separator: config.separator ?? ", ",
      last: config.last ?? config.separator ?? ", ",
      limit: config.limit,
    },
    order: order(config.order),
    empty: config.empty,
    test: test(config.where),
  }));
