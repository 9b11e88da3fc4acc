import type { ExcludeConfig } from "../../config/config.gen.ts";
import type { Model, Shape } from "../catalog/records.ts";
import type { Fields, PartDraft, WhereDraft } from "../types.ts";
import { leaveOut } from "./leave-out.ts";
import { type Distinction, tellApart } from "./tell-apart.ts";

/** Which models go where, as far as the catalog tells. */
export type Sharing = {
  /** One for each part, in the same order. */
  readonly wheres: readonly WhereDraft[];
  readonly exclude: readonly ExcludeConfig[];
  readonly fields: Fields;
  /** Comments on parts of `exclude`. */
  readonly remarks: ReadonlyMap<object, string>;
};

const fieldsOf = ({ fields }: Distinction): Fields =>
  Object.fromEntries([...fields].map(([name, path]) => [name, { path }]));

const whereOf = (here: readonly Model[], shown: readonly Model[]): WhereDraft => {
  const elsewhere = shown.filter((model) => !here.includes(model));
  if (elsewhere.length === 0) return { fields: {} };
  const distinction = tellApart(here, elsewhere);
  if (distinction !== undefined) return { where: distinction.when, fields: fieldsOf(distinction) };
  return {
    where: { field: "id", in: here.map(({ id }) => id).toSorted() },
    remark: "Nothing in the catalog says why only these models are here: a new one must be added by hand.",
    fields: {},
  };
};

/** Finds out why each place shows the models that it shows, and why some stand nowhere. */
export const shareModels = (parts: readonly PartDraft[], { models }: Shape): Sharing => {
  const shown = [...new Set(parts.flatMap((part) => part.models))];
  const out = leaveOut(
    models.filter((model) => !shown.includes(model)),
    shown,
  );
  return {
    wheres: parts.map((part) => whereOf(part.models, shown)),
    exclude: out.exclude,
    fields: Object.fromEntries(out.distinctions.flatMap((each) => Object.entries(fieldsOf(each)))),
    remarks: new Map([
      [out.listed, "Take an ID out of this list, and the next plan adds its model wherever it belongs."],
    ]),
  };
};
