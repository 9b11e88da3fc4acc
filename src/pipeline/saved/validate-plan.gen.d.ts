import type { ValidateFunction } from "ajv";
import type { Plan } from "../../model/plan.ts";

/** Compiled ahead of time from schemas/plan.schema.json. */
export const validatePlan: ValidateFunction<Omit<Plan, "lock"> & { readonly lock?: string; readonly seal?: string }>;
