import { groupBy } from "../../text/group-by.ts";
import { orderRules } from "../../check/order.ts";
import { judgeScene } from "../../check/rules.ts";
import type { Scene } from "../../check/types.ts";
import type { Draft } from "../draft.ts";
import type { PartDraft } from "../types.ts";
import { pageOf } from "../part-name.ts";

/** The parts whose order doesn't explain the page. */
export const disordered = ({ places }: Draft, scene: Scene): ReadonlySet<PartDraft> => {
  const wrong = judgeScene(scene, orderRules);
  return new Set(
    [...places.values()].filter((part) =>
      wrong.some(
        ({ path, line, rule }) =>
          path === pageOf(part) &&
          part.type !== "list" &&
          part.type !== "pages" &&
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
export const silencedRules = (scene: Scene): readonly Silenced[] => {
  return [...groupBy(judgeScene(scene), ({ rule }) => rule)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, all]) => ({
      rule,
      count: all.length,
      example: `${all[0]?.path ?? ""}:${all[0]?.line ?? 0}: ${all[0]?.message ?? ""}`,
    }));
};
