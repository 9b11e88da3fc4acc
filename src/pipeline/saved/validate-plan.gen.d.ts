import type { ErrorObject, ValidateFunction } from "ajv";
import type { Plan } from "../../model/plan.ts";

/** Compiled ahead of time from schemas/plan.schema.json. */
export const validatePlan: ValidateFunction<Omit<Plan, "lock"> & { readonly lock?: string; readonly seal?: string }>;

/** What is wrong with a saved plan. */
export const planErrors: (value: unknown) => readonly ErrorObject[];
