import type { ExcludeConfig, Predicate } from "../../config.gen.ts";
import { type Distinction, holdsFor, lifecycle, tellApart } from "./tell-apart.ts";
import type { Model } from "./records.ts";

/** Why models aren't in the documentation, as far as the catalog tells. */
export type LeftOut = {
  readonly exclude: readonly ExcludeConfig[];
  readonly distinctions: readonly Distinction[];
  /** The one of `exclude` that names models one by one. */
  readonly listed: ExcludeConfig;
};

const reason = ({ field = "", equals, includes }: Predicate): string => {
  if (includes !== undefined) return `${field} has ${String(includes)}`;
  return `${field} is ${String(equals)}`;
};

/**
 * What tells the models that the documentation doesn't show from those that it shows: values that none of
 * the latter has, and where there is none, their IDs.
 */
export const leaveOut = (hidden: readonly Model[], shown: readonly Model[]): LeftOut => {
  const distinctions: Distinction[] = [];
  const isOut = (model: Model): boolean => distinctions.some((each) => holdsFor(each, model));
  for (const model of hidden) {
    const found = isOut(model) ? undefined : tellApart([model], shown, lifecycle);
    if (found !== undefined) distinctions.push(found);
  }
  const rest = hidden.filter((model) => !isOut(model)).map(({ id }) => id);
  const named = distinctions.map(({ when }) => ({ name: reason(when), when }));
  const listed = { name: "not in the documentation so far", when: { field: "id", in: rest.toSorted() } };
  return { exclude: rest.length === 0 ? named : [...named, listed], distinctions, listed };
};
