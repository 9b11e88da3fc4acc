/** What can't be kept apart, or written with all digits, where integers of 64 bits aren't numbers. */
import { type Problem, warning } from "../../../src/model/problem.ts";
import { type JsonSchema, resolveSchema } from "../../api/types.ts";
import { branchesOf, eachChild } from "../shapes/walk.ts";
import type { ClientModel } from "../types.ts";
import { propertiesOf } from "./answer.ts";
import { leadsToIntegers } from "../code/integers.ts";

/** Members that one branch of a choice has as such an integer, and another as a number: a value doesn't say which it is. */
const unclear = (schema: JsonSchema, types: ClientModel["types"]): readonly string[] => {
  const found: string[] = [];
  const visit = (each: JsonSchema): void => {
    if (typeof each === "boolean") return;
    const isNumber = new Map<string, boolean>();
    for (const branch of branchesOf(each))
      for (const [name, member] of propertiesOf(branch, types)) {
        const target = resolveSchema(member, types);
        if (typeof target === "boolean") continue;
        if (![target.type].flat().some((type) => type === "integer" || type === "number")) continue;
        const plain = target.int64 === undefined && target.enum === undefined && target.const === undefined;
        if (isNumber.get(name) === !plain) found.push(name);
        isNumber.set(name, plain);
      }
    eachChild(each, visit);
  };
  visit(schema);
  return found;
};

/** Warnings about integers of 64 bits: none where they are numbers. */
export const integerProblems = (model: ClientModel): readonly Problem[] => {
  const { types, int64, operations } = model;
  if (int64 === undefined) return [];
  const choices = [...types].flatMap(([type, schema]) => {
    const [name] = unclear(schema, types);
    if (name === undefined) return [];
    const message = `${JSON.stringify(name)} is an integer of 64 bits in one branch and a number in another: whole ones are read as ${int64.as}.`;
    return [warning("client-int64-branches", type, message, "Give both branches one format, in an overlay.")];
  });
  // A `bigint` is told apart wherever it stands; digits only where a body's schema is walked along.
  const content = operations.flatMap(({ operation, groups, pathArguments }) =>
    operation.parameters.flatMap(({ name, in: place, style, pointer }) => {
      if (int64.as === "bigint" || style.style !== "json") return [];
      const whole = groups.find(({ name: group }) => group.startsWith(place))?.schema;
      const inPath = pathArguments.find(({ parameter }) => parameter.name === name)?.parameter.schema;
      const own = place === "path" ? inPath : whole && propertiesOf(whole, types).get(name);
      if (own === undefined || !leadsToIntegers(own, model)) return [];
      const message = `${JSON.stringify(name)} is JSON: integers in it that are given as digits are sent as text.`;
      return [warning("client-int64-content", pointer, message, 'Use int64: "bigint".')];
    }),
  );
  return [...choices, ...content];
};
