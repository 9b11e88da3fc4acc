import { validatePlan } from "../../src/pipeline/saved/validate-plan.gen.js";
import type { Plan } from "../../src/model/plan.ts";

/** A plan as `--format json` prints it; throws when it isn't one. */
export const parsePlan = (text: string): Plan => {
  const value: unknown = JSON.parse(text);
  if (!validatePlan(value)) throw new Error(`not a plan: ${JSON.stringify(validatePlan.errors)}`);
  const { formatVersion, inputs, changes, problems, summary } = value;
  return { formatVersion, inputs, changes, problems, summary };
};

/** The changes that would write something. */
export const writesOf = ({ changes }: Plan) =>
  changes.filter(({ action }) => action !== "keep" && action !== "blocked");
