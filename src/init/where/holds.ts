import type { FieldConfig, Predicate } from "../../config/config.gen.ts";
import { toText } from "../../config/expression.ts";
import { compilePredicate } from "../../config/predicate.ts";
import type { FieldValue } from "../../model/entry.ts";
import { compileRules } from "../../text/text-rules.ts";
import { idOfField } from "../catalog/key-fields.ts";
import type { Model, Shape } from "../catalog/records.ts";
import type { Fields } from "../types.ts";

const fieldValue = ({ path = "", rules }: FieldConfig, { leaves }: Model): FieldValue => {
  const value = leaves.get(path) ?? null;
  return rules === undefined || value === null ? value : compileRules(rules).apply(toText(value));
};

/** Whether a test of the config holds for a model of the catalog. */
export const holdsFor = (
  when: Predicate | undefined,
  fields: Fields,
  shape: Shape,
): ((model: Model) => boolean) => {
  if (when === undefined) return () => true;
  const test = compilePredicate(when);
  return (model) =>
    test({
      fields: new Map([
        ...Object.entries(fields).map(([name, config]) => [name, fieldValue(config, model)] as const),
        ...idOfField(shape, model),
      ]),
      capabilities: [],
    });
};
