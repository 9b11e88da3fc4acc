import type { Config } from "../config.gen.ts";
import { checkExpression, checkName, checkPattern, type Names, type Report } from "../checks.ts";
import { checkPlace } from "./place.ts";
import { attempt } from "../../text/attempt.ts";

/** What a counter's format knows beside the fields of a model. */
export const counterNames = ["count", "list", "date"] as const;

const groupsOf = (pattern: string): number =>
  attempt(() => (new RegExp(`${pattern}|`, "u").exec("")?.length ?? 1) - 1) ?? 1;

/** Counters in running text. */
export const checkCounters = (report: Report, { counters = [] }: Config, names: Names): void => {
  for (const [index, counter] of counters.entries()) {
    const place = `counters[${index}]`;
    if (counter.pattern !== undefined) {
      checkPattern(report, `${place}.pattern`, counter.pattern);
      if (groupsOf(counter.pattern) !== 1)
        report(
          "config-counter-group",
          `${place}.pattern`,
          "The pattern must have one group: what is counted.",
          "Put parentheses around the value, and write `(?:` for the other groups.",
        );
    }
    // Between comments it is on one line; a pattern may find a list over several.
    const inLine =
      counter.pattern === undefined
        ? (["format", "separator", "last", "empty"] as const)
        : (["format", "empty"] as const);
    for (const key of inLine)
      if (/[\n\r]/.test(counter[key] ?? ""))
        report("config-line-end", `${place}.${key}`, "A counter is on one line.", "Take the line end out.");
    const known = { ...names, fields: [...names.fields, ...counterNames] };
    checkExpression(report, `${place}.format`, counter.format ?? "{count}", known);
    checkName(report, `${place}.field`, "field", counter.field ?? "name", names.fields);
    checkPlace(report, place, counter, names);
  }
};
