import { orderRules } from "../../check/order.ts";
import { judgeScene } from "../../check/rules.ts";
import type { Scene } from "../../check/types.ts";
import type { Digest } from "../../model/file.ts";
import { groupBy } from "../../text/group-by.ts";
import type { Draft } from "../draft.ts";
import { pageOf } from "../part-name.ts";
import type { PartDraft } from "../types.ts";

/** The share of the catalog's models that scripts' tables must show for the others to be shown the next time. */
const leastShown = 0.66;

/** Whether a script shows nearly all models: it shows the others, too, when it is run again. */
export const showsAll = (byScript: readonly PartDraft[], models: number): boolean =>
  new Set(byScript.flatMap((part) => part.models)).size >= leastShown * models;

/** The config with the models that stand nowhere left out until the catalog changes. */
export const leftUntil = (draft: Draft, name: string, until: Digest): Draft => {
  const remarks = new Map<object, string>(draft.remarks);
  const exclude = draft.config.exclude?.map((rule) => {
    if (rule.name !== name) return rule;
    const own = { ...rule, until };
    remarks.set(
      own,
      "A script makes the page, and hasn't shown these so far: with the next catalog they are added wherever they belong. Without `until` they are left out for good; take an ID out of this list, and the next plan adds its model.",
    );
    return own;
  });
  return exclude === undefined ? draft : { ...draft, config: { ...draft.config, exclude }, remarks };
};

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
