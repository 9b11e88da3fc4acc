import { toText } from "../../config/expression.ts";
import { type Model, providerName, type Shape } from "../catalog/records.ts";
import { bare } from "./key-forms.ts";

/** Who provides a model, where the catalog has several of one ID. */
export const ownerOf = ({ leaves }: Model, { key: [owner] = [] }: Shape): string =>
  owner === undefined ? "" : toText(leaves.get(owner.path));

const known = new WeakMap<Model, ReadonlySet<string>>();

/** What the provider of a model may be called: as its ID has it, or as its own record. */
export const ownerNames = (model: Model, shape: Shape): ReadonlySet<string> => {
  const before = known.get(model);
  if (before !== undefined) return before;
  const names = new Set(
    [
      ownerOf(model, shape),
      model.id.slice(0, Math.max(0, model.id.indexOf("/"))),
      ...[...model.leaves].flatMap(([path, value]) => (providerName.test(path) ? toText(value) : [])),
    ].map(bare),
  );
  names.delete("");
  known.set(model, names);
  return names;
};
