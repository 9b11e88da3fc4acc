import type { Digest } from "../../model/file.ts";
import type { Draft } from "../draft.ts";
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
