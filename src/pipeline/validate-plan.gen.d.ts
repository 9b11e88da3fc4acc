import type { ValidateFunction } from "ajv";
import type { Plan } from "../model/plan.ts";

/** Compiled ahead of time from schemas/plan.schema.json. */
export const validatePlan: ValidateFunction<Plan & { readonly lock?: string }>;
