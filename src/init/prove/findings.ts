import { groupBy } from "../../text/group-by.ts";
import { judgeScene } from "../../check/rules.ts";
import type { Scene } from "../../check/types.ts";

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
