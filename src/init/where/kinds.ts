import { groupBy } from "../../text/group-by.ts";
import type { Model, Shape } from "../catalog/records.ts";
import { type Test, testsOf } from "./atoms.ts";
import { type Chosen, excepting, fieldsOf, join, overlap, picked, sidesOf } from "./choose.ts";
import { isKind } from "./general.ts";

/** The share of a kind's models from which a new one of that kind is likelier here than not. */
const leastOfKind = 0.6;

/** With fewer models of such kinds it is chance. */
const fewest = 3;

/**
 * The makers or kinds of which most of the catalog's models are here, with the others named; undefined where these
 * aren't most of those that are here. What is new stands where most of its kind do.
 */
export const chooseKinds = (here: ReadonlySet<Model>, shape: Shape): Chosen | undefined => {
  const { yes, no } = sidesOf(shape, here, new Set(shape.models));
  const kinds = testsOf(shape).filter((test) => {
    const hit = overlap(test.holds, yes);
    return hit > 1 && hit >= leastOfKind * test.count && isKind(test);
  });
  const sum = (tests: readonly Test[]): number =>
    tests.reduce((count, { holds }) => count + overlap(holds, yes), 0);
  const [best = []] = [...groupBy(kinds, ({ when }) => when.field).values()].sort((a, b) => sum(b) - sum(a));
  if (sum(best) < fewest || sum(best) * 2 <= here.size) return undefined;
  const isOfThem = (index: number): boolean => best.some(({ holds }) => holds[index] === 1);
  const extra = picked(shape.models, (index) => no[index] === 1 && isOfThem(index));
  const lacking = picked(shape.models, (index) => yes[index] === 1 && !isOfThem(index));
  return { ...excepting(join("any", best), { lacking, extra }, shape), fields: fieldsOf(best) };
};
