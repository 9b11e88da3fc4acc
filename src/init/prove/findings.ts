import type { Finding } from "../../check/types.ts";
import type { Draft } from "../draft.ts";
import type { PartDraft } from "../types.ts";
import type { Trial } from "../run-trial.ts";
import { pageOf } from "./faults.ts";

const isOrder = ({ rule }: Finding): boolean => rule === "row-order" || rule === "entry-order";

/** The parts whose order doesn't explain the page. */
export const disordered = ({ places }: Draft, { findings }: Trial): ReadonlySet<PartDraft> => {
  const wrong = findings.filter(isOrder);
  return new Set(
    [...places.values()].filter((part) =>
      wrong.some(
        ({ path, line, rule }) =>
          path === pageOf(part) &&
          (part.type === "table"
            ? rule === "row-order" && part.table.rows.some((row) => row.line === line - 1)
            : rule === "entry-order"),
      ),
    ),
  );
};

/** Findings of one rule: how many, and one of them. */
export type Silenced = { readonly rule: string; readonly count: number; readonly example: string };

/** What `check` would find on its first day, rule by rule: it is left to people when they want to hear of it. */
export const silencedRules = ({ findings }: Trial): readonly Silenced[] => {
  const rules = new Map<string, Finding[]>();
  for (const finding of findings) rules.set(finding.rule, [...(rules.get(finding.rule) ?? []), finding]);
  return [...rules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, all]) => ({
      rule,
      count: all.length,
      example: `${all[0]?.path ?? ""}:${all[0]?.line ?? 0}: ${all[0]?.message ?? ""}`,
    }));
};
